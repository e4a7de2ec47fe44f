//! Tables of fixtures for tests: a file in the format's folder, and all that is read from it as one line.

mod damage;

use crate::collected::Parsed;
use crate::format::{Reading, named, recognised};
use crate::origin::Origin;
use crate::stream::Stream;
use quarterdeck_model::{Kind, Timestamp};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// A file of the folder, and what is to be said of it.
pub(crate) type Row = (&'static str, &'static str);

/// The folder of a format's fixtures.
pub(crate) fn folder(format: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tool-output").join(format)
}

/// Where fixtures pretend to stand, and when they are read.
pub(crate) fn origin() -> Origin {
    Origin { roots: vec!["/repo".to_owned()], read_at: Timestamp::parse("2026-01-02T03:04:05Z").unwrap() }
}

/// Reads every file of the format's folder; each must be in the table, and give what the table says. All differences are
/// told at once.
pub(crate) fn check(kind: Kind, format: &str, rows: &[Row], figures: fn(&Reading) -> String) {
    let mut wrong = String::new();
    for (file, expected) in rows {
        let said = said(kind, format, file, figures);
        if said != *expected {
            let _ = write!(wrong, "\n{file}\n  expected {expected:?}\n  read     {said:?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    let there = std::fs::read_dir(folder(format)).unwrap();
    let there: BTreeSet<String> =
        there.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let known: BTreeSet<String> = rows.iter().map(|(file, _)| (*file).to_owned()).collect();
    assert_eq!(there, known, "files of the folder, and rows of the table");
}

/// All that is read from one file: `state tool version at time: figures; because …; level: remark`, before it
/// in brackets what the file looks like when that is not the format.
fn said(kind: Kind, format: &str, file: &str, figures: fn(&Reading) -> String) -> String {
    let path = folder(format).join(file);
    let stream = Stream::open(&path).unwrap();
    let found = recognised(kind, &stream).map_or("nothing", |format| format.info.name);
    let looks = if found == format { String::new() } else { format!("(looks like {found}) ") };
    let parsed = named(kind, format).unwrap().read(stream, &origin());
    let said = match parsed {
        Ok(parsed) => looks + &head(&parsed) + &figures(&parsed.payload) + &tail(&parsed),
        Err(error) => format!("{looks}error: {error}"),
    };
    let path = path.display().to_string();
    said.replace(&format!("{path}, "), "").replace(&format!("{path}: "), "").replace(&path, file)
}

fn head(parsed: &Parsed<Reading>) -> String {
    let mut out = format!("{} {}", parsed.section.state.as_str(), parsed.tool);
    let _ = parsed.tool_version.as_ref().map(|version| write!(out, " {version}"));
    let _ = parsed.taken_at.map(|at| write!(out, " at {at}"));
    out + ": "
}

fn tail(parsed: &Parsed<Reading>) -> String {
    let mut out = String::new();
    for reason in &parsed.section.reasons {
        let _ = write!(out, "; because {reason}");
    }
    for diagnostic in &parsed.diagnostics {
        let _ = write!(out, "; {:?} {diagnostic}", diagnostic.level);
    }
    out
}
