//! Questions to git about the project's repository. Where git or its answer is not there, that is said and nothing guessed.

use quarterdeck_analysis::compare::Ancestry;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository that a project stands in, if it does.
pub(crate) struct Git {
    root: PathBuf,
}

impl Git {
    /// Of the project in `root`.
    pub(crate) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The full hash of a commit by any of its names: tag, branch, short hash. `None` when there is no such one, or no git.
    pub(crate) fn commit(&self, name: &str) -> Option<String> {
        let name = format!("{name}^{{commit}}");
        let hash = self.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &name]).ok()?;
        Some(hash.trim().to_owned()).filter(|hash| !hash.is_empty())
    }

    /// Commits that `commit` (a full hash) comes from, itself first, at most a thousand.
    pub(crate) fn ancestors(&self, commit: &str) -> Vec<String> {
        let list = self.ask(&["rev-list", "--max-count=1000", "--topo-order", commit, "--"]);
        list.map(|list| list.lines().map(str::to_owned).collect()).unwrap_or_default()
    }

    /// Whether `newer` comes from `older`, both full hashes.
    pub(crate) fn descends(&self, older: &str, newer: &str) -> Result<bool, String> {
        for commit in [older, newer] {
            if self.ask(&["cat-file", "-e", &format!("{commit}^{{commit}}")]).is_err() {
                return Err(self.why_lost(commit));
            }
        }
        if self.ask(&["merge-base", "--is-ancestor", older, newer]).is_ok() {
            return Ok(true);
        }
        if self.is_shallow() {
            Err("this clone is shallow, so its history is not known".to_owned())
        } else {
            Ok(false)
        }
    }

    /// The same of two sides of a comparison.
    pub(crate) fn ancestry(&self, older: Option<&str>, newer: Option<&str>) -> Ancestry {
        let Some((older, newer)) = older.zip(newer) else {
            return Ancestry::Unknown("the commit of one side is not known".to_owned());
        };
        match self.descends(older, newer) {
            Ok(true) => Ancestry::Descends,
            Ok(false) => Ancestry::Unrelated,
            Err(why) => Ancestry::Unknown(why),
        }
    }

    /// Files that differ in `to` from where it left `from`, by paths from the repository's root; deleted ones are not in
    /// the list. Without `to`, in the work tree.
    pub(crate) fn changed(&self, from: &str, to: Option<&str>) -> Result<Vec<String>, String> {
        let head = to.unwrap_or("HEAD");
        let base = self.ask(&["merge-base", "--", from, head]).map_err(|why| {
            let lost = [from, head].into_iter().find(|commit| self.commit(commit).is_none());
            lost.map_or(format!("git finds no common ancestor of {from} and {head}: {why}"), |c| {
                self.why_lost(c)
            })
        })?;
        let mut question = vec!["diff", "--name-only", "-z", "--diff-filter=d", base.trim()];
        question.extend(to);
        question.push("--");
        let list = self.ask(&question).map_err(|why| format!("git diff: {why}"))?;
        Ok(list.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect())
    }

    /// The path of a file from the repository's root, with `/`; from the project's folder where there is no repository.
    pub(crate) fn path_of(&self, file: &Path) -> String {
        let top =
            self.ask(&["rev-parse", "--show-toplevel"]).map(|top| PathBuf::from(top.trim_end_matches('\n')));
        let inside = file.canonicalize().ok().zip(top.ok()).and_then(|(file, top)| {
            let top = top.canonicalize().ok()?;
            file.strip_prefix(top).ok().map(Path::to_owned)
        });
        let beside = || file.strip_prefix(&self.root).map_or_else(|_| file.to_owned(), Path::to_owned);
        inside.unwrap_or_else(beside).to_string_lossy().replace('\\', "/")
    }

    fn is_shallow(&self) -> bool {
        self.ask(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|answer| answer.trim() == "true")
    }

    fn why_lost(&self, commit: &str) -> String {
        let short = commit.get(..10).unwrap_or(commit);
        if self.ask(&["rev-parse", "--git-dir"]).is_err() {
            return "there is no git repository here, or no git".to_owned();
        }
        let shallow =
            if self.is_shallow() { "; the clone is shallow (fetch-depth: 0 fetches all)" } else { "" };
        format!("git does not know commit {short}{shallow}")
    }

    /// What git answers; its complaint where it fails. A name can never be taken for an option.
    fn ask(&self, arguments: &[&str]) -> Result<String, String> {
        let output = Command::new("git").arg("-C").arg(&self.root).args(arguments).output();
        let output = output.map_err(|e| format!("git could not be run: {e}"))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let complaint = String::from_utf8_lossy(&output.stderr);
        Err(complaint.lines().next().unwrap_or("it failed").to_owned())
    }
}
