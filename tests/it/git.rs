//! The archive in git: what `init` tells git, branches that both collect, and a branch of the archive's own.

use crate::harness::{Project, samples};
use std::path::Path;
use std::process::Command;

/// Runs git, which must succeed.
pub(crate) fn git(folder: &Path, args: &[&str]) -> String {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.org"])
        .args(args)
        .output()
        .unwrap();
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A repository with a bare remote in `remote.git` beside it, which is ignored.
pub(crate) fn repository(project: &Project) {
    git(project.path(), &["init", "--quiet", "--initial-branch=main", "."]);
    git(project.path(), &["init", "--quiet", "--bare", "--initial-branch=main", "remote.git"]);
    project.write(".git/info/exclude", "/remote.git\n");
    git(project.path(), &["remote", "add", "origin", "remote.git"]);
    project.write("README.md", "A project.\n");
    commit(project, "begin");
}

fn commit(project: &Project, message: &str) {
    git(project.path(), &["add", "--all"]);
    git(project.path(), &["commit", "--quiet", "-m", message]);
}

fn collect(project: &Project, time: &str) {
    project.write("lcov.info", samples::LCOV);
    project.ok(&["collect", "coverage", "--from", "lcov.info", "--taken-at", time]);
    std::fs::remove_file(project.path().join("lcov.info")).unwrap();
}

#[test]
fn two_branches_that_both_collect_merge_without_conflict() {
    let project = Project::new();
    repository(&project);
    project.ok(&["init"]);
    assert!(project.read(".gitattributes").contains("/reports/history/** -text"));
    assert!(project.read(".gitignore").contains("/reports/dashboard/"));
    collect(&project, "2026-11-01T10:00:00Z");
    commit(&project, "the first");
    for (branch, day) in [("left", 2), ("right", 3)] {
        git(project.path(), &["checkout", "--quiet", "-b", branch, "main"]);
        collect(&project, &format!("2026-11-0{day}T10:00:00Z"));
        // The same run was collected on both branches, as when one job is started twice.
        collect(&project, "2026-11-04T10:00:00Z");
        project.ok(&["build"]);
        commit(&project, branch);
    }
    git(project.path(), &["merge", "--quiet", "-m", "both", "left"]);
    assert_eq!(git(project.path(), &["status", "--porcelain"]), "");
    let listed = project.ok(&["history", "list"]);
    assert!(listed.lines().count() >= 4, "{listed}");
    project.ok(&["history", "verify"]);
    // A clone that writes CR LF into text files leaves the archive alone.
    git(project.path(), &["clone", "--quiet", "-c", "core.autocrlf=true", ".", "clone"]);
    let archive = project.path().join("clone/reports/history");
    project.ok(&["history", "verify", "--archive", archive.to_str().unwrap()]);
    let path = project.ok(&["history", "path", "20261101", "--archive", archive.to_str().unwrap()]);
    assert!(!std::fs::read(path.trim()).unwrap().contains(&b'\r'));
}

#[test]
fn one_branch_compacts_while_the_other_collects() {
    let project = Project::new();
    repository(&project);
    project.ok(&["init"]);
    for day in 1..6 {
        collect(&project, &format!("2026-01-0{day}T10:00:00Z"));
    }
    commit(&project, "January");
    git(project.path(), &["checkout", "--quiet", "-b", "late"]);
    collect(&project, "2026-01-20T10:00:00Z");
    commit(&project, "a late one");
    git(project.path(), &["checkout", "--quiet", "main"]);
    project.ok(&["history", "compact"]);
    commit(&project, "compacted");
    git(project.path(), &["merge", "--quiet", "-m", "both", "late"]);
    assert_eq!(project.ok(&["history", "list"]).lines().count(), 6);
    project.ok(&["history", "compact"]);
    assert_eq!(project.files("reports/history"), ["coverage/2026/01.snapshots"]);
    assert_eq!(project.ok(&["history", "list"]).lines().count(), 6);
}

#[test]
fn outside_a_repository_init_writes_nothing_for_git() {
    let project = Project::new();
    project.ok(&["init"]);
    assert_eq!(project.files("."), ["quarterdeck.toml"]);
}

#[test]
fn eight_jobs_at_once_lose_nothing_on_the_branch_of_the_archive() {
    let project = Project::new().with("lcov.info", samples::LCOV);
    repository(&project);
    git(project.path(), &["push", "--quiet", "origin", "main"]);
    let head = git(project.path(), &["rev-parse", "HEAD"]);
    let jobs: Vec<_> = (0..8)
        .map(|n| {
            let job = format!("job-{n}");
            let args = ["collect", "coverage", "--from", "lcov.info", "--push", "--job", &job];
            project
                .command(&args)
                .stdout(std::process::Stdio::piped())
                .stderr(std::process::Stdio::piped())
                .spawn()
        })
        .collect();
    for job in jobs {
        let output = job.unwrap().wait_with_output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }
    let remote = project.path().join("remote.git");
    let listed = git(&remote, &["ls-tree", "-r", "--name-only", "quarterdeck-data"]);
    assert_eq!(listed.lines().filter(|path| path.starts_with("coverage/")).count(), 8, "{listed}");
    assert_eq!(git(project.path(), &["rev-parse", "HEAD"]), head);
    // Elsewhere the branch is the archive.
    git(
        project.path(),
        &["clone", "--quiet", "--depth=1", "--branch=quarterdeck-data", "remote.git", "data"],
    );
    let verified = project.ok(&["history", "verify", "--archive", "data"]);
    assert!(verified.contains("8 snapshots read"), "{verified}");
}

#[test]
fn what_could_not_be_pushed_is_stored_and_pushed_later() {
    let project = Project::new().with("lcov.info", samples::LCOV);
    repository(&project);
    let push = ["collect", "coverage", "--from", "lcov.info", "--push"];
    git(project.path(), &["remote", "set-url", "origin", "gone.git"]);
    let failed = project.run(&push);
    assert_eq!(failed.code, 4, "{failed:?}");
    assert!(failed.err.contains("stored here") && failed.err.contains("history push"), "{failed:?}");
    assert_eq!(project.files("reports/history").len(), 1);
    git(project.path(), &["remote", "set-url", "origin", "remote.git"]);
    let pushed = project.ok(&["history", "push"]);
    assert!(pushed.contains("1 file added"), "{pushed}");
    assert!(project.ok(&["history", "push"]).contains("has everything"));
}
