//! A disk that is full, and one that may not be written to: a clear error, and nothing lost.

use crate::harness::{NOW, Project, samples};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A file system of a few kilobytes in a folder.
struct Disk(PathBuf);

impl Disk {
    /// Or none, with a word on why.
    fn new(folder: &Path, kilobytes: u32) -> Option<Self> {
        fs::create_dir_all(folder).unwrap();
        let size = format!("size={kilobytes}k");
        let output = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder).output();
        match output {
            Ok(done) if done.status.success() => Some(Self(folder.to_owned())),
            Ok(done) => {
                let why = String::from_utf8_lossy(&done.stderr).trim().to_owned();
                println!("skipped: no file system of a test's own can be mounted here: {why}");
                None
            }
            Err(e) => {
                println!("skipped: mount cannot be run: {e}");
                None
            }
        }
    }

    /// Nothing more can be written to it.
    fn read_only(&self) {
        let done = Command::new("mount").args(["-o", "remount,ro"]).arg(&self.0).status().unwrap();
        assert!(done.success());
    }

    /// Fills it to the last byte; gives the file that does.
    fn fill(&self) -> PathBuf {
        let path = self.0.join("fill");
        let mut file = fs::File::create(&path).unwrap();
        while std::io::Write::write(&mut file, &[0; 512]).is_ok_and(|n| n > 0) {}
        path
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).output();
    }
}

/// What must hold of a command that could not write.
fn refused(project: &Project, args: &[&str], says: &[&str]) {
    let ran = project.run(args);
    assert!(ran.code == 3 || ran.code == 4, "{args:?}: {ran:?}");
    for word in says {
        assert!(ran.err.contains(word), "{word}: {args:?}: {ran:?}");
    }
    assert!(!ran.err.contains("panicked"), "{ran:?}");
}

/// Names and bytes of all files of the archive and the site.
fn all(project: &Project) -> Vec<(String, Vec<u8>)> {
    let read = |name: String| {
        let bytes = fs::read(project.path().join("reports").join(&name)).unwrap();
        (name, bytes)
    };
    project.files("reports").into_iter().filter(|name| name != "fill").map(read).collect()
}

const COLLECT: [&str; 6] =
    ["collect", "coverage", "--from", "lcov.info", "--taken-at", "2026-11-23T11:00:00Z"];

/// A project whose reports are on a disk of their own, with a site.
fn on_disk() -> Option<(Project, Disk)> {
    let project = Project::new().with("lcov.info", samples::LCOV);
    let disk = Disk::new(&project.path().join("reports"), 4096)?;
    project.ok(&["collect", "coverage", "--from", "lcov.info", "--taken-at", "2026-11-20T10:00:00Z"]);
    project.site();
    Some((project, disk))
}

#[test]
fn a_full_disk_loses_nothing_and_is_told() {
    let Some((project, disk)) = on_disk() else { return };
    let before = all(&project);
    let fill = disk.fill();
    refused(&project, &COLLECT, &["No space left", "reports/history/coverage"]);
    assert_eq!(all(&project), before, "a collection");
    project.write("lcov.info", samples::LCOV);
    // What cannot be stored in the archive can be built on elsewhere: the site is on the same full disk.
    refused(&project, &["build", "--now", "2026-12-01T00:00:00Z"], &["No space left", "reports/dashboard"]);
    let after = all(&project);
    let lost: Vec<_> = before.iter().filter(|(name, _)| !after.iter().any(|(n, _)| n == name)).collect();
    assert!(lost.is_empty(), "{lost:?}");
    let index = |all: &[(String, Vec<u8>)]| {
        all.iter().find(|(name, _)| name == "dashboard/index.html").map(|(_, bytes)| bytes.clone())
    };
    assert_eq!(index(&after), index(&before), "the entry page is the old one");
    refused(&project, &["history", "compact", "--before", "2026-12-01T00:00:00Z"], &["No space left"]);
    project.ok(&["history", "list"]);
    fs::remove_file(fill).unwrap();
    project.ok(&COLLECT);
    project.ok(&["history", "verify", "--now", NOW]);
    project.site();
    project.ok(&["publish", "--check", "reports/dashboard"]);
}

#[test]
fn a_disk_that_may_not_be_written_to_is_told() {
    let Some((project, disk)) = on_disk() else { return };
    let before = all(&project);
    disk.read_only();
    refused(&project, &COLLECT, &["ead-only", "reports/history/coverage"]);
    refused(&project, &["build", "--now", "2026-12-01T00:00:00Z"], &["ead-only", "reports/dashboard"]);
    refused(&project, &["history", "compact", "--before", "2026-12-01T00:00:00Z"], &["ead-only"]);
    refused(&project, &["alerts"], &["ead-only", "reports/monitoring"]);
    assert_eq!(all(&project), before);
    // What only reads still does.
    project.ok(&["alerts", "--dry-run", "--now", NOW]);
    project.ok(&["history", "list"]);
    project.ok(&[&COLLECT[..], &["--dry-run"]].concat());
}
