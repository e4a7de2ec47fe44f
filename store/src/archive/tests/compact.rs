//! Nothing is lost, and readers see no difference.

use super::{DAY, after, archive, at, doubts, files, snapshot, told};
use std::fs;

const START: &str = "2026-01-15T10:00:00Z";
const NOW: &str = "2026-03-10T00:00:00Z";

fn two_months() -> (tempfile::TempDir, super::Archive) {
    // 55 days: parts of January and March, all of February.
    archive((0..55).map(|day| after(at(START), day * DAY)))
}

#[test]
fn readers_see_no_difference() {
    let (_folder, archive) = two_months();
    let (before, loaded) = (told(&archive), archive.read().unwrap());
    let dry = archive.compact(at(NOW), true).unwrap();
    assert_eq!(files(&archive).len(), 55);
    let done = archive.compact(at(NOW), false).unwrap();
    assert_eq!(done, dry);
    assert_eq!((done.files, done.written.len(), done.left.len()), (45, 2, 0));
    // The month that is not over stays as it is.
    let left = files(&archive);
    assert_eq!(left.iter().filter(|f| f.starts_with("coverage/2026/03/")).count(), 10);
    assert_eq!(left.len(), 12);
    assert_eq!(told(&archive), before);
    let again = archive.read().unwrap();
    assert_eq!(again.history(), loaded.history());
    let id = loaded.snapshots[3].id.as_str();
    assert_eq!(archive.read_one(&id[..20]).unwrap().snapshot, loaded.snapshots[3].snapshot);
    assert_eq!(archive.compact(at(NOW), false).unwrap().files, 0);
}

#[test]
fn the_file_follows_from_the_runs_alone() {
    let (_a, first) = two_months();
    let (_b, second) = archive((0..20).rev().map(|day| after(at(START), day * DAY)));
    second.compact(at(NOW), false).unwrap();
    for day in (20..55).rev() {
        second.add(&snapshot(after(at(START), day * DAY), "unit")).unwrap();
    }
    first.compact(at(NOW), false).unwrap();
    second.compact(at(NOW), false).unwrap();
    let text = |a: &super::Archive| fs::read_to_string(a.root().join("coverage/2026/01.snapshots")).unwrap();
    assert_eq!(text(&first), text(&second));
    assert!(text(&first).starts_with("quarterdeck snapshots 1\n--- 20260115T100000"), "{}", text(&first));
}

#[test]
fn a_run_that_is_in_an_archive_file_is_not_stored_twice() {
    let (_folder, archive) = two_months();
    archive.compact(at(NOW), false).unwrap();
    let before = files(&archive);
    assert!(archive.add(&snapshot(at(START), "unit")).unwrap().existed);
    assert_eq!(files(&archive), before);
    assert!(archive.known().unwrap().has(&snapshot(at(START), "unit")));
    assert!(!archive.known().unwrap().has(&snapshot(at(START), "other")));
}

#[test]
fn line_ends_that_git_changed_are_no_difference() {
    let (_folder, archive) = two_months();
    let before = told(&archive);
    archive.compact(at(NOW), false).unwrap();
    let path = archive.root().join("coverage/2026/01.snapshots");
    let text = fs::read_to_string(&path).unwrap().replace('\n', "\r\n");
    fs::write(&path, text).unwrap();
    assert_eq!(told(&archive), before);
}

#[test]
fn what_is_broken_or_out_of_place_stays_where_it_is() {
    let (_folder, archive) = two_months();
    let odd = archive.root().join("coverage/2026/01/odd.json");
    fs::copy(archive.root().join(&files(&archive)[0]), &odd).unwrap();
    fs::write(archive.root().join("coverage/2026/02/broken.json"), "{").unwrap();
    let done = archive.compact(at(NOW), false).unwrap();
    assert_eq!((done.files, done.left.len()), (45, 2));
    assert!(odd.exists() && archive.root().join("coverage/2026/02/broken.json").exists());
}

#[test]
fn damage_inside_an_archive_file_is_named_and_harms_one_run() {
    let (_folder, archive) = two_months();
    archive.compact(at(NOW), false).unwrap();
    let path = archive.root().join("coverage/2026/02.snapshots");
    let text = fs::read_to_string(&path).unwrap().replacen("\"0.1.0\"", "\"0.1.1\"", 1);
    let text = text.replacen("\"taken_at\": \"2026-02-02T", "\"taken_at\": \"2026-02-02X", 1);
    fs::write(&path, &text).unwrap();
    let loaded = archive.read().unwrap();
    assert_eq!(loaded.snapshots.len(), 54);
    let doubts = doubts(&loaded.problems);
    assert!(doubts.iter().any(|d| d.contains("02.snapshots#20260202T")), "{doubts:?}");
    fs::write(&path, "something else\n").unwrap();
    let problems = archive.read().unwrap().problems;
    assert!(problems.iter().any(|d| d.to_string().contains("quarterdeck snapshots 1")), "{problems:?}");
}
