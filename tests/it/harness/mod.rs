//! A throw-away project and the real binary.

pub(crate) mod made;
pub(crate) mod python;
pub(crate) mod samples;
pub(crate) mod stand_in;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// The binary under test.
pub(crate) const QUARTERDECK: &str = env!("CARGO_BIN_EXE_quarterdeck");
/// The instant that counts as now in tests.
pub(crate) const NOW: &str = "2026-11-23T12:00:00Z";

/// An empty project in a folder of its own.
pub(crate) struct Project {
    folder: TempDir,
}

/// What a run of the binary gave.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    /// Exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Project {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A project with a simulated archive of `snapshots`.
    pub(crate) fn demo(snapshots: u32) -> Self {
        made::once(&format!("demo-{snapshots}"), || {
            let project = Self::new();
            project.ok(&["demo", "--out", ".", "--snapshots", &snapshots.to_string()]);
            project
        })
    }

    /// Its folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The same with one more file.
    pub(crate) fn with(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(path, content);
        self
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    /// Reads a file as text.
    pub(crate) fn read(&self, path: &str) -> String {
        let path = self.path().join(path);
        std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }

    /// Every file below `folder`, as sorted relative paths.
    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let root = self.path().join(folder);
        let mut found = Vec::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push(path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned());
                }
            }
        }
        found.sort();
        found
    }

    /// The command, in the project's folder, with nothing of this machine in its environment.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(QUARTERDECK);
        command.args(args).current_dir(self.path());
        // Tests run side by side, and each is a machine of its own.
        command.env("XDG_RUNTIME_DIR", self.path());
        for (name, _) in std::env::vars() {
            let ci = ["GITHUB_", "CI_", "CI", "SOURCE_DATE_EPOCH", "QUARTERDECK_", "NO_COLOR", "CLICOLOR"];
            if ci.iter().any(|prefix| name.starts_with(prefix)) {
                command.env_remove(name);
            }
        }
        command
    }

    /// Runs the binary.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        Ran::from(self.command(args).output().unwrap())
    }

    /// Runs the binary, which must succeed; gives its standard output.
    pub(crate) fn ok(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, 0, "quarterdeck {}: {ran:?}", args.join(" "));
        ran.out
    }

    /// Runs git in the project's folder; gives its answer.
    pub(crate) fn git(&self, args: &[&str]) -> String {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]);
        let output = command.args(args).current_dir(self.path()).output().unwrap();
        assert!(output.status.success(), "git {args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// Commits everything; gives the hash.
    pub(crate) fn commit(&self, message: &str) -> String {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", message]);
        self.git(&["rev-parse", "HEAD"])
    }

    /// Builds the site; gives its folder.
    pub(crate) fn site(&self) -> PathBuf {
        self.ok(&["build", "--now", NOW]);
        self.path().join("reports/dashboard")
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }
}
