//! The state file: what must be undone, on disk before it is done. Beside it the lock of the one experiment.

use super::undo::Undo;
use serde::{Deserialize, Serialize};
use std::fs::{File, TryLockError};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// How long another holder of the lock is waited for: a guardian needs a moment to undo.
const PATIENCE: Duration = Duration::from_secs(5);

/// What must be undone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct State {
    /// Version of this shape.
    pub(super) version: u32,
    /// The scenario that runs.
    pub(super) scenario: String,
    /// Process that runs it.
    pub(super) runner: u32,
    /// The steps, in the order of what they undo; they are taken from the last.
    pub(super) undo: Vec<Undo>,
}

/// The folder of state file and lock.
#[derive(Debug, Clone)]
pub(super) struct Home {
    folder: PathBuf,
}

/// Held while an experiment runs or is undone; free when its holder is dead.
#[derive(Debug)]
pub(super) struct Lock(#[allow(dead_code, reason = "held, not read")] File);

/// What `recover` found and undid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// The scenario that left it.
    pub scenario: String,
    /// Steps that were undone and seen to be.
    pub undone: Vec<String>,
    /// Steps that could not be undone; the state file stays.
    pub failed: Vec<String>,
}

/// Undoes what an experiment left behind; none when there is nothing.
///
/// # Errors
/// One sentence: an experiment runs, or the state file cannot be read.
pub fn recover(folder: &Path) -> Result<Option<Recovered>, String> {
    if !folder.exists() {
        return Ok(None);
    }
    let home = Home::new(folder);
    let _lock = home.lock(PATIENCE)?;
    home.undo()
}

impl Home {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes the folder, which git passes over.
    pub(super) fn make(&self) -> Result<(), String> {
        std::fs::create_dir_all(&self.folder).map_err(|e| self.told(&e))?;
        std::fs::write(self.folder.join(".gitignore"), "*\n").map_err(|e| self.told(&e))
    }

    /// Takes the lock, waiting for it for a while.
    pub(super) fn lock(&self, wait: Duration) -> Result<Lock, String> {
        let path = self.folder.join("lock");
        let file = File::options().create(true).append(true).open(path).map_err(|e| self.told(&e))?;
        let end = Instant::now() + wait;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Lock(file)),
                Err(TryLockError::Error(e)) => return Err(self.told(&e)),
                Err(TryLockError::WouldBlock) if Instant::now() >= end => return Err(self.busy()),
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(20)),
            }
        }
    }

    fn busy(&self) -> String {
        let runner = self.read().ok().flatten();
        let who = runner.map_or_else(String::new, |s| format!(" ({}, process {})", s.scenario, s.runner));
        format!(
            "another experiment runs in this project{who}; one at a time: wait for its end, or stop it with Ctrl-C"
        )
    }

    /// Writes the state so that it survives a crash of the machine.
    pub(super) fn write(&self, state: &State) -> Result<(), String> {
        let fresh = self.folder.join("state.new");
        let text = serde_json::to_string_pretty(state).map_err(|e| e.to_string())?;
        let mut file = File::create(&fresh).map_err(|e| self.told(&e))?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|e| self.told(&e))?;
        std::fs::rename(&fresh, self.file()).map_err(|e| self.told(&e))?;
        self.sync()
    }

    /// Reads it; none when there is nothing to undo.
    pub(super) fn read(&self) -> Result<Option<State>, String> {
        let text = match std::fs::read_to_string(self.file()) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(self.told(&e)),
        };
        serde_json::from_str(&text).map(Some).map_err(|e| {
            let path = self.file();
            format!(
                "{}: not the state of an experiment: {e}; undo by hand what it tells of, then remove it",
                path.display()
            )
        })
    }

    /// Undoes every step, the last first. When all are done the state file goes.
    pub(super) fn undo(&self) -> Result<Option<Recovered>, String> {
        let Some(state) = self.read()? else { return Ok(None) };
        let mut recovered = Recovered { scenario: state.scenario, undone: Vec::new(), failed: Vec::new() };
        for step in state.undo.iter().rev() {
            match step.run() {
                Ok(()) => recovered.undone.push(step.to_string()),
                Err(error) => recovered.failed.push(error),
            }
        }
        if recovered.failed.is_empty() {
            self.forget()?;
        }
        Ok(Some(recovered))
    }

    /// Removes the state of a fault that was not injected.
    pub(super) fn forget(&self) -> Result<(), String> {
        std::fs::remove_file(self.file()).map_err(|e| self.told(&e))?;
        self.sync()
    }

    fn file(&self) -> PathBuf {
        self.folder.join("experiment.json")
    }

    fn sync(&self) -> Result<(), String> {
        File::open(&self.folder).and_then(|folder| folder.sync_all()).map_err(|e| self.told(&e))
    }

    fn told(&self, error: &std::io::Error) -> String {
        format!("{}: {error}", self.folder.display())
    }
}
