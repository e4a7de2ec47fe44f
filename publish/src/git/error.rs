//! Why a branch could not be changed: what git said, and what to do.

use super::redact::redacted;
use std::io;

/// Why git could not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GitError {
    /// The program is missing.
    #[error("git cannot be run: {0}; install git, version 2.30 or later")]
    NoGit(io::Error),
    /// The folder belongs to no repository.
    #[error(
        "{folder}: this is not inside a git repository; run the command in one, or `git init` and add a remote"
    )]
    NotARepository {
        /// Where one was looked for.
        folder: String,
    },
    /// No remote of that name.
    #[error(
        "there is no remote `{remote}`{known}; add it with `git remote add {remote} ADDRESS`, or name another with --remote",
        known = listed(.known)
    )]
    NoRemote {
        /// What was asked for.
        remote: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// Not the name of a branch or remote.
    #[error("`{name}` is no name that git takes for a {what}")]
    Name {
        /// What was asked for.
        name: String,
        /// `branch` or `remote`.
        what: &'static str,
    },
    /// The remote lets nobody in, or lets nobody write.
    #[error(
        "{remote}: not allowed: {said}; check the credentials and that they may write \
         (GitHub Actions: `permissions: contents: write`; GitLab: a project access token with write_repository)"
    )]
    Denied {
        /// The remote.
        remote: String,
        /// By git.
        said: String,
    },
    /// No repository answers there.
    #[error("{remote}: cannot be reached: {said}; check its address with `git remote -v`, and the network")]
    Unreachable {
        /// The remote.
        remote: String,
        /// By git.
        said: String,
    },
    /// The remote has a rule or a hook against it.
    #[error("{remote} refused branch `{branch}`: {said}; look at its rules for that branch")]
    Refused {
        /// The remote.
        remote: String,
        /// The branch.
        branch: String,
        /// By git.
        said: String,
    },
    /// Others were faster every time.
    #[error(
        "branch `{branch}` moved {attempts} times while it was written; nothing was changed, run the command again"
    )]
    Raced {
        /// The branch.
        branch: String,
        /// How often it was tried.
        attempts: u32,
    },
    /// Anything else.
    #[error("git {what} failed: {said}")]
    Failed {
        /// The git command.
        what: String,
        /// By git.
        said: String,
    },
    /// The system refused a file of ours.
    #[error(
        "a temporary index cannot be made: {0}; check the space and the rights of the folder for temporary files"
    )]
    Temporary(io::Error),
}

impl GitError {
    /// From what a command that speaks to the remote said.
    pub(super) fn of_remote(remote: &str, what: &str, said: &str) -> Self {
        let said = in_one_line(said);
        let remote = redacted(remote);
        let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
        if says(&[
            "Permission",
            "permission",
            "403",
            "Authentication failed",
            "could not read Username",
            "Access denied",
            "access denied",
            "not authorized",
            "read-only",
            "Read-only",
            "insufficient",
        ]) {
            Self::Denied { remote, said }
        } else if says(&[
            "does not appear to be a git repository",
            "not found",
            "does not exist",
            "Could not resolve",
            "Could not read from remote",
            "unable to access",
            "timed out",
            "refused",
            "unreachable",
            "Failed to connect",
        ]) {
            Self::Unreachable { remote, said }
        } else {
            Self::Failed { what: what.to_owned(), said }
        }
    }

    /// Whether another git in the same repository was in the way: it may be tried again.
    pub(super) fn is_lock(&self) -> bool {
        let said = match self {
            Self::Failed { said, .. } | Self::Unreachable { said, .. } | Self::Denied { said, .. } => said,
            _ => return false,
        };
        [".lock", "cannot lock ref", "shallow file has changed"].iter().any(|word| said.contains(word))
    }
}

/// The lines that say something, without hints and credentials.
pub(super) fn in_one_line(said: &str) -> String {
    let lines = redacted(said);
    let lines = lines.lines().map(str::trim);
    let telling: Vec<&str> = lines.filter(|l| !l.is_empty() && !l.starts_with("hint:")).take(6).collect();
    if telling.is_empty() { "it gave no reason".to_owned() } else { telling.join(" | ") }
}

fn listed(names: &[String]) -> String {
    if names.is_empty() {
        " (there is none)".to_owned()
    } else {
        format!(" (there are: {})", names.join(", "))
    }
}
