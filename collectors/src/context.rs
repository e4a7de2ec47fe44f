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
    let head = git(&["rev-parse", "HEAD"]).filter(|hash| !hash.is_empty());
    let checked_out = git(&["symbolic-ref", "--quiet", "--short", "HEAD"]).filter(|name| !name.is_empty());
    Source {
        dirty: head.as_ref().and_then(|_| git(&["status", "--porcelain"])).map(|changes| !changes.is_empty()),
        commit: head.or_else(|| variable(&COMMIT)),
        branch: checked_out.or_else(|| variable(&BRANCH)),
    }
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
