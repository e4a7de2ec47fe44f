//! Killed while compacting and pruning: the archive is valid, whole but for what was named, and can be worked on.

use super::{HOUR, after, archive, at, doubts, told};
use crate::archive::{Archive, Retention};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const NOW: &str = "2026-11-23T12:00:00Z";
const CHILD: &str = "QUARTERDECK_TEST_ARCHIVE";

fn prune(archive: &Archive) {
    let plan = Retention::default().plan(&archive.read().unwrap(), &BTreeSet::new(), at(NOW));
    archive.prune(&plan, &archive.root().parent().unwrap().join("pruned.log"), at(NOW)).unwrap();
}

/// Works on the archive that the parent names; nothing otherwise.
#[test]
fn as_a_child() {
    let Ok(root) = std::env::var(CHILD) else { return };
    let archive = Archive::new(root);
    archive.compact(after(at(NOW), -95 * 24 * HOUR), false).unwrap();
    prune(&archive);
    archive.compact(at(NOW), false).unwrap();
}

fn killed_after(root: &Path, wait: Duration) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "archive::tests::killed::as_a_child", "--nocapture"])
        .env(CHILD, root)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(wait);
    let _ = child.kill();
    child.wait().unwrap();
}

/// As [`archive`] makes it, without waiting for the disk each time.
fn copy(template: &Archive, to: &Path) -> Archive {
    let archive = Archive::new(to.join("history"));
    for file in super::files(template) {
        let target = archive.root().join(&file);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(template.root().join(&file), target).unwrap();
    }
    archive
}

#[test]
fn at_any_moment_the_archive_stays_valid() {
    let (_template, template) = archive((0..160).map(|n| after(at(NOW), -(85 * 24 * HOUR) - n * 3 * HOUR)));
    let before = told(&template);
    for round in 0..6 {
        let folder = tempfile::tempdir().unwrap();
        let archive = copy(&template, folder.path());
        killed_after(archive.root(), Duration::from_millis(4 + round * 14));
        let loaded = archive.read().unwrap();
        assert_eq!(doubts(&loaded.problems), Vec::<String>::new(), "round {round}");
        let now = told(&archive);
        let log = std::fs::read_to_string(folder.path().join("pruned.log")).unwrap_or_default();
        for (id, text) in &before {
            match now.get(id) {
                Some(found) => assert_eq!(found, text),
                None => assert!(log.contains(id), "round {round}: {id} is gone and was never named"),
            }
        }
        assert!(now.keys().all(|id| before.contains_key(id)));
        // What was begun can be finished.
        archive.compact(at(NOW), false).unwrap();
        prune(&archive);
        assert!(told(&archive).len() < before.len());
    }
}
