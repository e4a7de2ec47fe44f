//! An archive of version 1.0 under a program that writes 1.2 for all of it, and files that come from still newer ones.

use super::{Archive, DAY, after, at, snapshot};
use crate::archive::migrate::Target;
use quarterdeck_model::wire::{self, Version};
use quarterdeck_model::{Snapshot, Timestamp};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What the next minor version would write: the same with one more field.
fn next(snapshot: &Snapshot) -> Vec<u8> {
    let text = String::from_utf8(wire::encode(snapshot)).unwrap();
    text.replacen("\"minor\": 0", "\"minor\": 2", 1)
        .replacen("\n}\n", ",\n  \"added\": \"by 1.2\"\n}\n", 1)
        .into_bytes()
}

const NEXT: Target = Target { version: Version { major: 1, minor: 2 }, encode: next };

fn now() -> Timestamp {
    at("2026-11-23T00:00:00Z")
}

/// Thirty runs of 1.0, the older month compacted, and one of 1.2.
fn archive() -> (tempfile::TempDir, Archive) {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::new(folder.path().join("history"));
    let runs: Vec<Snapshot> =
        (0..30).map(|n| snapshot(after(at("2026-01-16T00:00:00Z"), n * DAY), "unit")).collect();
    archive.add_all(&runs).unwrap();
    archive.compact(at("2026-02-01T00:00:00Z"), false).unwrap();
    newer(&archive, "2026-03-01T00:00:00Z", |text| text);
    (folder, archive)
}

/// Adds what a newer program wrote, under the name that it gave it.
fn newer(archive: &Archive, time: &str, edit: impl Fn(String) -> String) -> String {
    let run = snapshot(at(time), "unit");
    let text = edit(String::from_utf8(next(&run)).unwrap());
    let id = crate::layout::id(&run, text.as_bytes());
    let relative = crate::layout::relative(&run, &id);
    let path = archive.root().join(&relative);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    relative
}

fn log(folder: &Path) -> std::path::PathBuf {
    folder.join("migrate.log")
}

#[test]
fn older_runs_are_rewritten_and_newer_ones_stay_with_what_they_say() {
    let (folder, archive) = archive();
    let before = archive.read().unwrap();
    let dry = archive.migrate_to(NEXT, &log(folder.path()), now(), true).unwrap();
    assert_eq!((dry.rewritten.len(), dry.stay.values().sum::<usize>()), (30, 1));
    assert_eq!(archive.read().unwrap(), before, "a dry run changes nothing");
    assert!(!log(folder.path()).exists());
    let done = archive.migrate_to(NEXT, &log(folder.path()), now(), false).unwrap();
    assert_eq!(done, dry);
    let loaded = archive.read().unwrap();
    assert_eq!(loaded.problems, [], "every run stands where it belongs");
    let times = |all: &[crate::Stored]| all.iter().map(|s| s.snapshot.taken_at).collect::<Vec<_>>();
    assert_eq!(times(&loaded.snapshots), times(&before.snapshots));
    for stored in &loaded.snapshots {
        let text = String::from_utf8(archive.text(stored).unwrap()).unwrap();
        assert!(text.contains("\"minor\": 2") && text.contains("\"added\": \"by 1.2\""), "{text}");
        // A program of 1.0 reads it and writes back what it does not know.
        assert_eq!(String::from_utf8(wire::encode(&stored.snapshot)).unwrap(), text);
    }
    let told = fs::read_to_string(log(folder.path())).unwrap();
    let named =
        |one: &super::super::Rewritten| told.contains(&format!("{} becomes {}", one.before, one.after));
    assert!(done.rewritten.iter().all(named), "{told}");
    let again = archive.migrate_to(NEXT, &log(folder.path()), now(), false).unwrap();
    assert_eq!((again.rewritten.len(), again.stay.values().sum::<usize>()), (0, 31));
}

#[test]
fn a_newer_major_version_is_refused_by_name_and_stays() {
    let (folder, archive) = archive();
    let path = newer(&archive, "2026-03-02T00:00:00Z", |text| text.replace("\"major\": 1", "\"major\": 2"));
    let bytes = fs::read(archive.root().join(&path)).unwrap();
    let done = archive.migrate_to(NEXT, &log(folder.path()), now(), false).unwrap();
    let [problem] = done.problems.as_slice() else { panic!("{:?}", done.problems) };
    assert_eq!(problem.path, path);
    assert_eq!(problem.message, "the file has format version 2.2, this program reads versions up to 1.x");
    assert_eq!(problem.hint.as_deref(), Some("update quarterdeck"));
    assert_eq!(fs::read(archive.root().join(&path)).unwrap(), bytes);
    assert_eq!(done.rewritten.len(), 30, "it stops no other");
}

#[test]
fn an_interrupted_migration_is_completed() {
    let (folder, archive) = archive();
    let dry = archive.migrate_to(NEXT, &log(folder.path()), now(), true).unwrap();
    // Killed after some new files were written and before the old ones went.
    for one in dry.rewritten.iter().filter(|one| !one.path.contains('#')).take(5) {
        let old = archive.read_one(one.before.as_str()).unwrap();
        let text = next(&old.snapshot);
        let id = crate::layout::id(&old.snapshot, &text);
        fs::write(archive.root().join(crate::layout::relative(&old.snapshot, &id)), text).unwrap();
    }
    archive.migrate_to(NEXT, &log(folder.path()), now(), false).unwrap();
    let loaded = archive.read().unwrap();
    let times: BTreeSet<_> = loaded.snapshots.iter().map(|s| s.snapshot.taken_at).collect();
    assert_eq!((loaded.snapshots.len(), times.len()), (31, 31));
    assert_eq!(archive.migrate(&log(folder.path()), now(), false).unwrap().rewritten, []);
}
