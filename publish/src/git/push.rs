//! Pushing under a lease: the branch becomes the commit only if it is still where it was looked at.

use super::error::in_one_line;
use super::{GitError, Repository, Target};

/// What a push came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Pushed {
    /// The branch is the commit now.
    Yes,
    /// Somebody else was faster, or is writing this very moment.
    Raced,
}

impl Repository {
    /// Makes `commit` the branch, which must still be at `tip` (`None`: must not be there).
    pub(super) fn push(&self, to: &Target, tip: Option<&str>, commit: &str) -> Result<Pushed, GitError> {
        let name = to.full();
        let lease = format!("--force-with-lease={name}:{}", tip.unwrap_or_default());
        let refspec = format!("{commit}:{name}");
        let args =
            ["push", "--porcelain", "--no-verify", "--recurse-submodules=no", &lease, &to.remote, &refspec];
        let output = self.run(&args, &[])?;
        if output.status.success() {
            return Ok(Pushed::Yes);
        }
        let now = self.tip(to);
        // The answer may be lost after the push was taken.
        if matches!(&now, Ok(Some(now)) if now == commit) {
            return Ok(Pushed::Yes);
        }
        let report = String::from_utf8_lossy(&output.stdout);
        let rejected = report.lines().find(|line| line.starts_with('!'));
        let reason = rejected.and_then(|line| line.rsplit('\t').next()).unwrap_or_default();
        let moved = matches!(&now, Ok(now) if now.as_deref() != tip);
        if moved || is_race(reason) {
            return Ok(Pushed::Raced);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        if rejected.is_some() {
            let said = in_one_line(&format!("{reason}\n{said}"));
            return Err(GitError::Refused {
                remote: super::redact::redacted(&to.remote),
                branch: to.branch.clone(),
                said,
            });
        }
        Err(GitError::of_remote(&to.remote, "push", &said))
    }
}

/// Words of git for a branch that moved, or is being moved, while it was pushed.
fn is_race(reason: &str) -> bool {
    let words = [
        "stale info",
        "fetch first",
        "non-fast-forward",
        "cannot lock ref",
        "failed to update ref",
        "incorrect old value",
        "reference already exists",
        "failed to lock",
        "remote ref updated since checkout",
    ];
    words.iter().any(|word| reason.contains(word))
}
