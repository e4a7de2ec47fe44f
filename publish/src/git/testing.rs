//! Real repositories for tests: a bare one that is pushed to, and clones of it.

use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A bare repository with a `main` branch, and room for clones.
pub(crate) struct Remote {
    folder: TempDir,
}

impl Remote {
    pub(crate) fn new() -> Self {
        let remote = Self { folder: tempfile::tempdir().unwrap() };
        git(remote.folder.path(), &["init", "--quiet", "--bare", "--initial-branch=main", "remote.git"]);
        git(remote.folder.path(), &["clone", "--quiet", "remote.git", "first"]);
        let first = remote.folder.path().join("first");
        for n in 0..3 {
            write(&first, "README.md", &format!("version {n}\n"));
            git(&first, &["add", "--all"]);
            git(&first, &["commit", "--quiet", "-m", "work"]);
        }
        git(&first, &["push", "--quiet", "origin", "main"]);
        remote
    }

    /// The bare repository.
    pub(crate) fn bare(&self) -> PathBuf {
        self.folder.path().join("remote.git")
    }

    /// A clone of its own, made with these options.
    pub(crate) fn clone(&self, name: &str, options: &[&str]) -> PathBuf {
        let url = format!("file://{}", self.bare().display());
        let place = self.folder.path().join(name);
        let place_text = place.to_str().unwrap().to_owned();
        let mut args = vec!["clone", "--quiet"];
        args.extend(options);
        args.extend([url.as_str(), place_text.as_str()]);
        git(self.folder.path(), &args);
        place
    }

    /// A folder beside the repositories with these files.
    pub(crate) fn site(&self, name: &str, files: &[(&str, &str)]) -> PathBuf {
        let place = self.folder.path().join(name);
        for (path, text) in files {
            write(&place, path, text);
        }
        place
    }

    /// What git prints about the bare repository.
    pub(crate) fn says(&self, args: &[&str]) -> String {
        git(&self.bare(), args)
    }

    /// The paths of a branch.
    pub(crate) fn paths(&self, branch: &str) -> Vec<String> {
        self.says(&["ls-tree", "-r", "--name-only", branch]).lines().map(str::to_owned).collect()
    }
}

pub(crate) fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

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

/// How often a race is run: `QUARTERDECK_RACES=100` for a long look.
pub(crate) fn races(usual: usize) -> usize {
    std::env::var("QUARTERDECK_RACES").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}
