//! Archives over years: compacted, thinned out, merged; and interrupted while that happens.

mod compact;
mod killed;
mod merge;
mod migrate;
mod retention;
mod shelf;

use super::Archive;
use quarterdeck_model::payload::{Count, Counts, Coverage};
use quarterdeck_model::{
    Collector, Diagnostic, Labels, Level, Payload, Section, Snapshot, Source, Timestamp,
};
use std::collections::BTreeMap;
use tempfile::TempDir;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

pub(in crate::archive) fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn after(start: Timestamp, millis: i64) -> Timestamp {
    Timestamp::from_millis(start.millis() + millis).unwrap()
}

pub(in crate::archive) fn snapshot(taken_at: Timestamp, job: &str) -> Snapshot {
    let counts = Counts { line: Some(Count { covered: 7, total: 9 }), ..Counts::default() };
    Snapshot {
        taken_at,
        subject: "test".to_owned(),
        source: Source { commit: Some("0123456789abcdef".repeat(2)), branch: None, dirty: None },
        collector: Collector {
            job: job.to_owned(),
            version: "0.1.0".to_owned(),
            tool: "lcov".to_owned(),
            tool_version: None,
            format: "lcov".to_owned(),
            simulated: false,
            configuration: None,
            from: Vec::new(),
        },
        labels: Labels::none(),
        section: Section::ok(),
        payload: Payload::Coverage(Coverage { totals: counts, files: Vec::new() }),
        diagnostics: Vec::new(),
        unknown: Default::default(),
    }
}

/// An archive with a run at each of these times.
fn archive(times: impl IntoIterator<Item = Timestamp>) -> (TempDir, Archive) {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::new(folder.path().join("history"));
    let snapshots: Vec<Snapshot> = times.into_iter().map(|time| snapshot(time, "unit")).collect();
    archive.add_all(&snapshots).unwrap();
    (folder, archive)
}

/// What readers get: every run by its id, with its text.
fn told(archive: &Archive) -> BTreeMap<String, String> {
    let loaded = archive.read().unwrap();
    assert_eq!(doubts(&loaded.problems), Vec::<String>::new());
    let one = |s: &super::Stored| (s.id.to_string(), String::from_utf8(archive.text(s).unwrap()).unwrap());
    loaded.snapshots.iter().map(one).collect()
}

fn doubts(problems: &[Diagnostic]) -> Vec<String> {
    problems.iter().filter(|d| d.level > Level::Note).map(ToString::to_string).collect()
}

/// Every file, relative to the archive.
fn files(archive: &Archive) -> Vec<String> {
    let walk = walkdir::WalkDir::new(archive.root()).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = walk.filter(|e| e.file_type().is_file());
    files.map(|e| e.path().strip_prefix(archive.root()).unwrap().to_str().unwrap().to_owned()).collect()
}
