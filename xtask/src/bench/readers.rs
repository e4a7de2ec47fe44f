//! `bench-readers`: our readers of big reports beside other tools that read the same files, in one run.

use super::measure;
use super::median;
use crate::run::Done;
use crate::site::release_binary;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Which reports to read.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// An lcov tracefile
    #[arg(long, value_name = "FILE")]
    lcov: Option<PathBuf>,
    /// A Cobertura report
    #[arg(long, value_name = "FILE")]
    cobertura: Option<PathBuf>,
    /// A JaCoCo report
    #[arg(long, value_name = "FILE")]
    jacoco: Option<PathBuf>,
    /// A JUnit report
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    /// Runs of each; the one with the median wall time is printed
    #[arg(long, default_value_t = 3)]
    runs: usize,
}

/// Another tool that reads a format: its name, how to ask whether it is there, and how to have it read a file.
struct Peer {
    name: &'static str,
    there: &'static [&'static str],
    read: &'static [&'static str],
}

/// `FILE` stands for the report, `OUT` for a file to write.
const LCOV: &[Peer] = &[
    Peer {
        name: "grcov --branch, to lcov",
        there: &["grcov", "--version"],
        read: &["grcov", "FILE", "-t", "lcov", "--branch", "-o", "OUT"],
    },
    Peer {
        name: "lcov --summary",
        there: &["lcov", "--version"],
        read: &["lcov", "--rc", "lcov_branch_coverage=1", "--summary", "FILE"],
    },
];
const COBERTURA: &[Peer] = &[Peer {
    name: "pycobertura show",
    there: &["pycobertura", "--help"],
    read: &["pycobertura", "show", "FILE"],
}];
const JACOCO: &[Peer] = &[Peer {
    name: "grcov, to lcov",
    there: &["grcov", "--version"],
    read: &["grcov", "FILE", "-t", "lcov", "-o", "OUT"],
}];
const JUNIT: &[Peer] = &[Peer {
    name: "junitparser",
    there: &["python3", "-c", "import junitparser"],
    read: &[
        "python3",
        "-c",
        "import sys, junitparser; print(sum(1 for suite in junitparser.JUnitXml.fromfile(sys.argv[1]) for _ in suite))",
        "FILE",
    ],
}];

/// Reads each report with ours and with each peer that is installed, and prints a table.
pub(crate) fn run(options: &Options) -> Done {
    let binary = release_binary()?;
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    println!("| report | reader | wall s | CPU s | peak MB |\n|---|---|---|---|---|");
    let rows = [
        ("coverage", "lcov", &options.lcov, LCOV),
        ("coverage", "cobertura", &options.cobertura, COBERTURA),
        ("coverage", "jacoco", &options.jacoco, JACOCO),
        ("tests", "junit", &options.junit, JUNIT),
    ];
    for (kind, format, file, peers) in rows {
        let Some(file) = file else { continue };
        let size =
            std::fs::metadata(file).map_err(|e| format!("{}: {e}", file.display()))?.len() as f64 / 1e6;
        let report = format!("{format}, {size:.0} MB");
        let shown = file.display().to_string();
        let ours = [&binary, "collect", kind, "--dry-run", "--format", format, "--from", &shown];
        row(&report, "quarterdeck", &ours.map(ToOwned::to_owned), options.runs)?;
        for peer in peers {
            if is_there(peer) {
                row(&report, peer.name, &words(peer, &shown, folder.path()), options.runs)?;
            } else {
                println!("| {report} | {} | skipped: not installed | | |", peer.name);
            }
        }
    }
    Ok(())
}

fn row(report: &str, reader: &str, words: &[String], runs: usize) -> Done {
    let usage = median(runs, |_| measure::child(words))?;
    println!("| {report} | {reader} | {:.2} | {:.2} | {:.0} |", usage.wall_s, usage.cpu_s, usage.peak_mb);
    Ok(())
}

fn is_there(peer: &Peer) -> bool {
    let [program, arguments @ ..] = peer.there else { return false };
    let silent = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    silent.is_ok_and(|status| status.success())
}

fn words(peer: &Peer, file: &str, folder: &Path) -> Vec<String> {
    let out = folder.join("out").display().to_string();
    let word = |word: &&str| match *word {
        "FILE" => file.to_owned(),
        "OUT" => out.clone(),
        word => word.to_owned(),
    };
    peer.read.iter().map(word).collect()
}
