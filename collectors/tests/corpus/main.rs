//! Real output of many tools: every figure must agree with that of an independent tool, or the table of differences
//! says why it does not; and hostile files must be refused or read, quickly and in little memory.
//!
//! The corpus stands outside the repository, where `QUARTERDECK_CORPUS` points; without it the tests say so.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "these are tests, and they say what they skip"
)]

mod benchmark;
mod coverage;
mod findings;
mod health;
mod hostile;
mod load;
mod outcomes;
mod table;

use quarterdeck_collectors::{Collected, Request, collect};
use quarterdeck_model::{Kind, Timestamp};
use std::path::{Path, PathBuf};

/// The corpus, or a line that says why nothing was tested.
fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("QUARTERDECK_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: QUARTERDECK_CORPUS is not set, so real tool output was not read");
    }
    folder
}

/// Reads a file or folder of the corpus; without a format, it is told from the content.
fn read(kind: Kind, format: Option<&str>, path: &Path) -> Collected {
    let request = Request {
        kind,
        paths: vec![path.to_owned()],
        format: format.map(ToOwned::to_owned),
        strict: false,
        root: path.parent().unwrap().to_owned(),
        now: Timestamp::parse("2026-01-02T03:04:05Z").unwrap(),
    };
    collect(&request).unwrap()
}

/// The files of a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}
