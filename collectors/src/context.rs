//! Where a measurement comes from: commit, branch, dirtiness, and the class of machine.

use quarterdeck_model::Source;
use std::path::Path;
use std::process::Command;

/// Variables of continuous integration that name the commit.
const COMMIT: [&str; 4] = ["GITHUB_SHA", "CI_COMMIT_SHA", "BUILDKITE_COMMIT", "CIRCLE_SHA1"];
/// And the branch; a pull request's own branch goes before the merge reference that is checked out.
const BRANCH: [&str; 5] =
    ["GITHUB_HEAD_REF", "CI_COMMIT_REF_NAME", "BUILDKITE_BRANCH", "CIRCLE_BRANCH", "GITHUB_REF_NAME"];

/// Commit, branch and dirtiness of the work tree at `root`; what neither git nor the CI says is not known.
pub fn source(root: &Path) -> Source {
    let git = |arguments: &[&str]| {
        let output = Command::new("git").arg("-C").arg(root).args(arguments).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    // Files that git does not know are left out: reports of tools are such files.
    let head = git(&["rev-parse", "HEAD"]).filter(|hash| !hash.is_empty());
    let checked_out = git(&["symbolic-ref", "--quiet", "--short", "HEAD"]).filter(|name| !name.is_empty());
    Source {
        dirty: head
            .as_ref()
            .and_then(|_| git(&["status", "--porcelain", "--untracked-files=no"]))
            .map(|changes| !changes.is_empty()),
        commit: head.or_else(|| variable(&COMMIT).filter(|text| is_hash(text))),
        branch: checked_out.or_else(|| variable(&BRANCH)),
    }
}

fn is_hash(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

fn variable(names: &[&str]) -> Option<String> {
    names.iter().filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty())
}

/// The class of this machine as a slug, such as `amd-epyc-7b13-2c-x86_64`: levels of benchmarks are compared only
/// within one class.
pub fn machine_class() -> Option<String> {
    let info = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let model =
        info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':')).map(|(_, m)| m.trim());
    let cores = std::thread::available_parallelism().ok()?;
    Some(format!("{}-{cores}c-{}", slug(model.unwrap_or("cpu")), std::env::consts::ARCH))
}

fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let noise = |word: &&str| !["R", "TM", "CPU", "Processor", "with"].contains(word);
    words.filter(noise).collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{slug, source};
    use std::process::Command;

    #[test]
    fn a_folder_without_git_has_no_commit_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(source(folder.path()).dirty, None);
    }

    #[test]
    fn a_work_tree_tells_commit_branch_and_changes() {
        let folder = tempfile::tempdir().unwrap();
        let git = |arguments: &[&str]| {
            let done = Command::new("git").arg("-C").arg(folder.path()).args(arguments).output();
            done.is_ok_and(|output| output.status.success())
        };
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("a", "1");
        let made = git(&["init", "-q", "-b", "topic/x"]) && git(&["add", "a"]);
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
        assert!(made && git(&[&identity[..], &["commit", "-q", "-m", "a"]].concat()));
        let clean = source(folder.path());
        assert_eq!(clean.commit.as_ref().map(String::len), Some(40));
        assert_eq!((clean.branch.as_deref(), clean.dirty), (Some("topic/x"), Some(false)));
        write("report.xml", "<a/>");
        assert_eq!(source(folder.path()).dirty, Some(false), "a report is no change");
        write("a", "2");
        assert_eq!(source(folder.path()).dirty, Some(true));
    }

    #[test]
    fn machines_become_slugs() {
        assert_eq!(slug("Intel(R) Xeon(R) CPU @ 2.20GHz"), "intel-xeon-2-20ghz");
        assert_eq!(slug("AMD EPYC 7B13"), "amd-epyc-7b13");
    }
}
