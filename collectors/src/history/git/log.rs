//! The commits that changed the files, as git tells them.

use super::Kept;
use crate::error::CollectError;
use quarterdeck_model::{Diagnostic, Timestamp};
use std::path::Path;
use std::process::{Command, Output};

/// A commit that changed one of the files.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Commit {
    pub(super) hash: String,
    /// When it was committed.
    pub(super) at: Timestamp,
    /// The files that it changed, as they stood then.
    pub(super) versions: Vec<Version>,
}

/// One version of one file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Version {
    /// Path from the top of the repository.
    pub(super) path: String,
    /// Git's name of its content.
    pub(super) blob: String,
}

/// The commits, oldest first.
///
/// # Errors
/// When git is not there, the folder is no repository, or it has no such branch.
pub(super) fn commits(kept: &Kept) -> Result<Vec<Commit>, CollectError> {
    let mut command = git(kept.repository);
    // Merges are compared with their first parent: what a merge brought in is a change there and nowhere else.
    command.args(["log", "--first-parent", "--diff-merges=first-parent", "--reverse", "--no-renames"]);
    // Added, changed, or of another type: what was deleted is no report.
    command.args([
        "--diff-filter=AMT",
        "--raw",
        "--no-abbrev",
        "-z",
        "--format=%x01%H %ct",
        "--end-of-options",
    ]);
    command.arg(kept.branch.unwrap_or("HEAD")).arg("--").args(kept.files);
    let shown = kept.repository.display().to_string();
    let output = command
        .output()
        .map_err(|e| CollectError::new(&shown, format!("git cannot be run: {e}")).hint("install git"))?;
    if !output.status.success() {
        return Err(CollectError::new(shown, format!("git log fails: {}", said(&output)))
            .hint("name a folder in a git repository, and a branch that it has"));
    }
    Ok(parse(&String::from_utf8_lossy(&output.stdout)))
}

/// A remark when the repository has only the last commits.
pub(super) fn shallow(repository: &Path) -> Option<Diagnostic> {
    let output = git(repository).args(["rev-parse", "--is-shallow-repository"]).output().ok()?;
    (said_out(&output) == "true").then(|| {
        let message = "is a shallow clone: older reports are not in it";
        Diagnostic::warning(repository.display().to_string(), message)
            .hint("run `git fetch --unshallow` first")
    })
}

/// The branch walked: the one named, else the one checked out.
pub(super) fn branch(kept: &Kept) -> Option<String> {
    let checked_out = || {
        let output =
            git(kept.repository).args(["symbolic-ref", "--quiet", "--short", "HEAD"]).output().ok()?;
        Some(said_out(&output)).filter(|name| output.status.success() && !name.is_empty())
    };
    kept.branch.map(str::to_owned).or_else(checked_out)
}

/// Git at work in a repository, whatever the user's own configuration says.
pub(super) fn git(repository: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(repository).args(["-c", "core.quotePath=false", "-c", "log.showSignature=false"]);
    command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0");
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or("it does not say why").to_owned()
}

fn said_out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// `\x01<hash> <seconds>\0` and for each file `\n:<modes> <old> <new> <status>\0<path>\0` (git-diff-tree(1), raw form).
fn parse(text: &str) -> Vec<Commit> {
    text.split('\u{1}').filter_map(commit).filter(|commit| !commit.versions.is_empty()).collect()
}

fn commit(text: &str) -> Option<Commit> {
    let mut fields = text.split('\0');
    let (hash, seconds) = fields.next()?.trim().split_once(' ')?;
    let at = Timestamp::from_millis(seconds.parse::<i64>().ok()?.checked_mul(1000)?)?;
    let mut versions = Vec::new();
    while let (Some(change), Some(path)) = (fields.next(), fields.next()) {
        let mut words = change.trim().split(' ');
        let (mode, blob) = (words.nth(1), words.nth(1));
        // Links and submodules have no report in them.
        if let (Some("100644" | "100755"), Some(blob)) = (mode, blob) {
            versions.push(Version { path: path.to_owned(), blob: blob.to_owned() });
        }
    }
    Some(Commit { hash: hash.to_owned(), at, versions })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn what_git_tells_is_taken_apart() {
        let text = "\u{1}aa 1700000000\0\n:000000 100644 00 11 A\0a b.xml\0:100644 120000 22 33 T\0link\0\u{1}bb x\0";
        let found = parse(text);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].hash.as_str(), found[0].at.to_string().as_str()),
            ("aa", "2023-11-14T22:13:20.000Z")
        );
        let versions: Vec<(&str, &str)> =
            found[0].versions.iter().map(|v| (v.path.as_str(), v.blob.as_str())).collect();
        assert_eq!(versions, [("a b.xml", "11")]);
    }
}
