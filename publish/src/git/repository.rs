//! The repository on this machine, and how git is run in it.

use super::GitError;
use super::error::in_one_line;
use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A repository: a clone, shallow or not, or a bare one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Repository {
    folder: PathBuf,
    /// Options of every commit when git knows no name to commit under.
    identity: Vec<String>,
}

/// What a hook's environment says about the repository that runs it: we look from the folder.
const OF_HOOKS: [&str; 7] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
];

impl Repository {
    /// The repository that holds `folder`.
    pub(crate) fn open(folder: &Path) -> Result<Self, GitError> {
        let mut opened = Self { folder: folder.to_owned(), identity: Vec::new() };
        let found = opened.run(&["rev-parse", "--git-dir"], &[])?;
        if !found.status.success() {
            let said = String::from_utf8_lossy(&found.stderr).into_owned();
            // Such as a folder of another owner: git says what to do.
            return Err(match said.contains("not a git repository") {
                true => GitError::NotARepository { folder: folder.display().to_string() },
                false => GitError::Failed { what: "rev-parse".to_owned(), said: in_one_line(&said) },
            });
        }
        if !opened.run(&["var", "GIT_COMMITTER_IDENT"], &[])?.status.success() {
            let name = ["-c", "user.name=Quarterdeck", "-c", "user.email=quarterdeck@localhost"];
            opened.identity = name.map(str::to_owned).to_vec();
        }
        Ok(opened)
    }

    /// The remote's name or address, once it is certain that there is one.
    pub(crate) fn remote(&self, remote: &str) -> Result<String, GitError> {
        if remote.is_empty() || remote.starts_with('-') || remote.contains(char::is_control) {
            return Err(GitError::Name { name: remote.to_owned(), what: "remote" });
        }
        let known: Vec<String> = self.text(&["remote"])?.lines().map(str::to_owned).collect();
        let is_address = remote.contains([':', '/']);
        if known.iter().any(|name| name == remote) || is_address {
            return Ok(remote.to_owned());
        }
        Err(GitError::NoRemote { remote: remote.to_owned(), known })
    }

    /// The branch's name, once git takes it for one.
    pub(crate) fn branch(&self, branch: &str) -> Result<String, GitError> {
        let fits = !branch.starts_with('-')
            && self.run(&["check-ref-format", &format!("refs/heads/{branch}")], &[])?.status.success();
        if fits {
            Ok(branch.to_owned())
        } else {
            Err(GitError::Name { name: branch.to_owned(), what: "branch" })
        }
    }

    /// Whether commits of this clone miss their parents.
    pub(crate) fn is_shallow(&self) -> Result<bool, GitError> {
        Ok(self.text(&["rev-parse", "--is-shallow-repository"])?.trim() == "true")
    }

    /// The commit that is checked out; `None` in a repository without any.
    pub(crate) fn head(&self) -> Result<Option<String>, GitError> {
        let found = self.run(&["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], &[])?;
        Ok(found.status.success().then(|| String::from_utf8_lossy(&found.stdout).trim().to_owned()))
    }

    /// Runs git, which must succeed; gives its standard output.
    pub(super) fn text(&self, args: &[&str]) -> Result<String, GitError> {
        self.fed(args, &[]).map(|out| String::from_utf8_lossy(&out).into_owned())
    }

    /// The same with a standard input.
    pub(super) fn fed(&self, args: &[&str], input: &[u8]) -> Result<Vec<u8>, GitError> {
        self.checked(args, self.run(args, input)?)
    }

    /// The same with an index of its own.
    pub(super) fn indexed(&self, index: &Path, args: &[&str], input: &[u8]) -> Result<Vec<u8>, GitError> {
        let mut command = self.command(args);
        command.env("GIT_INDEX_FILE", index);
        self.checked(args, finish(command, input)?)
    }

    /// Runs git, whatever comes of it.
    pub(super) fn run(&self, args: &[&str], input: &[u8]) -> Result<Output, GitError> {
        finish(self.command(args), input)
    }

    fn checked(&self, args: &[&str], output: Output) -> Result<Vec<u8>, GitError> {
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = in_one_line(&String::from_utf8_lossy(&output.stderr));
        Err(GitError::Failed { what: args.first().copied().unwrap_or_default().to_owned(), said })
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder).args(&self.identity).args(args.iter().map(OsStr::new));
        // Messages are read: they are to be git's own.
        command.env("LC_ALL", "C").env_remove("LANGUAGE");
        for name in OF_HOOKS {
            command.env_remove(name);
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

/// Feeds the input while the output is read: neither pipe may fill up and stop the other.
fn finish(mut command: Command, input: &[u8]) -> Result<Output, GitError> {
    let mut child = command.spawn().map_err(GitError::NoGit)?;
    let stdin = child.stdin.take();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            // A git that ended early tells why in its own words.
            if let Some(mut stdin) = stdin {
                let _ = stdin.write_all(input);
            }
        });
        child.wait_with_output().map_err(GitError::NoGit)
    })
}
