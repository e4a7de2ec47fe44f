//! What is read without keeping the snapshots is what is read with them.

use super::{DAY, after, archive, at, snapshot};
use crate::archive::{Archive, Keep, Shelved};
use quarterdeck_model::{Shelf as _, wire};
use std::fs;

/// Holds a shelved archive against the same read whole.
fn same(archive: &Archive, shelved: &Shelved) {
    let loaded = archive.read().unwrap();
    assert_eq!(shelved.history, loaded.history());
    for (stored, run) in loaded.snapshots.iter().zip(&shelved.history.runs) {
        assert_eq!((shelved.path(run), &run.id), (stored.path.clone(), &stored.id));
        let place = shelved.shelf.place(&stored.id).unwrap();
        assert_eq!(shelved.shelf.open(place).as_deref(), Some(&stored.snapshot));
        assert_eq!(shelved.shelf.text(place), Some(wire::encode(&stored.snapshot)));
    }
    assert_eq!(shelved.shelf.places(), loaded.snapshots.len());
}

#[test]
fn an_archive_with_every_sort_of_file_is_the_same_both_ways() {
    let start = at("2026-01-20T08:00:00Z");
    let (_folder, archive) = archive((0..200).map(|n| after(start, n * DAY / 4)));
    archive.compact(at("2026-02-10T00:00:00Z"), false).unwrap();
    let other = after(start, 60 * DAY);
    let path = archive.add(&snapshot(other, "other")).unwrap().path;
    let text = fs::read_to_string(&path).unwrap();
    // Moved, edited by hand, twice, with other line ends, and broken.
    fs::copy(&path, archive.root().join("moved.json")).unwrap();
    fs::write(archive.root().join("edited.json"), text.replace("other", "edited")).unwrap();
    fs::write(archive.root().join("windows.json"), text.replace("other", "w").replace('\n', "\r\n")).unwrap();
    fs::write(archive.root().join("broken.json"), "{").unwrap();
    for keep in [Keep::Snapshots, Keep::Texts] {
        let shelved = archive.shelve(keep).unwrap();
        assert!(shelved.problems().iter().any(|problem| problem.path == "broken.json"));
        same(&archive, &shelved);
    }
    let columns = archive.shelve(Keep::Columns).unwrap();
    assert_eq!((columns.history, columns.shelf.places()), (archive.read().unwrap().history(), 0));
}
