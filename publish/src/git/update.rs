//! Changing a branch: look, build, push, and again on the new tip when somebody was faster.

use super::push::Pushed;
use super::{GitError, Repository};
use std::thread;
use std::time::Duration;

/// Which branch of which remote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// A remote's name or an address.
    pub(crate) remote: String,
    /// The branch, without `refs/heads/`.
    pub(crate) branch: String,
}

/// A commit to be pushed.
#[derive(Debug)]
pub(crate) struct Built {
    /// Its tree.
    pub(crate) tree: String,
    /// Its parent.
    pub(crate) parent: Option<String>,
    /// Its message.
    pub(crate) message: String,
}

/// What a change came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Updated {
    /// The new tip; `None` when there was nothing to change.
    pub(crate) commit: Option<String>,
    /// How often it was pushed.
    pub(crate) attempts: u32,
}

/// At least one of all writers gets through each time, so this is how many may write at once without anybody failing.
const ATTEMPTS: u32 = 32;

impl Target {
    /// Its full name.
    pub(super) fn full(&self) -> String {
        format!("refs/heads/{}", self.branch)
    }
}

impl Repository {
    /// Changes the branch to what `build` makes of its tip; `None` leaves it. The tip's objects are here when it is
    /// called, and it is called again when the branch moved in the meantime.
    pub(crate) fn update<E: From<GitError>>(
        &self,
        to: &Target,
        mut build: impl FnMut(Option<&str>) -> Result<Option<Built>, E>,
    ) -> Result<Updated, E> {
        for attempt in 1..=ATTEMPTS {
            if let Some(tip) = self.looked_at(to)? {
                let Some(built) = build(tip.as_deref())? else {
                    return Ok(Updated { commit: None, attempts: attempt - 1 });
                };
                let commit = self.commit(&built)?;
                if self.push(to, tip.as_deref(), &commit)? == Pushed::Yes {
                    return Ok(Updated { commit: Some(commit), attempts: attempt });
                }
            }
            thread::sleep(pause(attempt));
        }
        Err(GitError::Raced { branch: to.branch.clone(), attempts: ATTEMPTS }.into())
    }

    /// The tip with its objects here; `None` when it has to be looked at again: the branch moved, or another git of
    /// this repository was in the way.
    fn looked_at(&self, to: &Target) -> Result<Option<Option<String>>, GitError> {
        let Some(tip) = self.tip(to)? else { return Ok(Some(None)) };
        if !self.has(&tip)? {
            match self.fetch(to) {
                Err(error) if error.is_lock() => return Ok(None),
                fetched => fetched?,
            }
        }
        Ok(self.has(&tip)?.then_some(Some(tip)))
    }

    /// The same, looked at until it stands still.
    pub(crate) fn settled(&self, of: &Target) -> Result<Option<String>, GitError> {
        for attempt in 1..=ATTEMPTS {
            if let Some(tip) = self.looked_at(of)? {
                return Ok(tip);
            }
            thread::sleep(pause(attempt));
        }
        Err(GitError::Raced { branch: of.branch.clone(), attempts: ATTEMPTS })
    }

    /// Whether the commit has no parent.
    pub(crate) fn is_root(&self, commit: &str) -> Result<bool, GitError> {
        let text = self.text(&["cat-file", "commit", commit])?;
        Ok(!text.lines().take_while(|line| !line.is_empty()).any(|line| line.starts_with("parent ")))
    }

    /// Where the branch is at the remote; `None` when there is none.
    pub(super) fn tip(&self, of: &Target) -> Result<Option<String>, GitError> {
        let name = of.full();
        let output = self.run(&["ls-remote", "--quiet", &of.remote, &name], &[])?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(GitError::of_remote(&of.remote, "ls-remote", &said));
        }
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut refs = text.lines().filter_map(|line| line.split_once('\t'));
        Ok(refs.find(|(_, found)| *found == name).map(|(id, _)| id.to_owned()))
    }

    fn has(&self, commit: &str) -> Result<bool, GitError> {
        // Of a partial clone, too, only what is here counts.
        Ok(self.run(&["cat-file", "-e", &format!("{commit}^{{tree}}")], &[])?.status.success())
    }

    /// Gets the branch. A clone without history stays one: it gets the tip alone.
    fn fetch(&self, from: &Target) -> Result<(), GitError> {
        let name = from.full();
        let mut args =
            vec!["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--recurse-submodules=no"];
        if self.is_shallow()? {
            args.push("--depth=1");
        }
        args.extend([from.remote.as_str(), name.as_str()]);
        let output = self.run(&args, &[])?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(GitError::of_remote(&from.remote, "fetch", &said))
    }

    fn commit(&self, built: &Built) -> Result<String, GitError> {
        let mut args = vec!["commit-tree", built.tree.as_str()];
        if let Some(parent) = &built.parent {
            args.extend(["-p", parent.as_str()]);
        }
        let out = self.fed(&args, built.message.as_bytes())?;
        Ok(String::from_utf8_lossy(&out).trim().to_owned())
    }
}

/// Before the next attempt: 20 ms, twice as long each time, at most a second.
fn pause(attempt: u32) -> Duration {
    Duration::from_millis(20 << attempt.min(6).saturating_sub(1)).min(Duration::from_secs(1))
}
