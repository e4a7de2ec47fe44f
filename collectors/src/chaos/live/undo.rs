//! The exact inverse of a fault, in a form that outlives the program which caused it.

use super::fault::packets;
use super::process::Identity;
use super::program;
use rustix::process::Signal;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// How long the system may take to show that a fault is undone.
const SHOWN: Duration = Duration::from_secs(2);
/// How often one step is tried.
const TRIES: u32 = 3;

/// One step; each may be done again without harm, but for a command of the configuration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub(super) enum Undo {
    /// Continue a stopped process.
    Continue { process: Identity },
    /// End a process of our own that causes pressure.
    End { process: Identity },
    /// Remove a file of our own.
    Remove { file: PathBuf },
    /// Remove our table of packet rules.
    Table { namespace: Option<String> },
    /// Run a program.
    Command { run: Vec<String>, folder: PathBuf, check: Option<Check> },
}

/// A program whose answer shows whether something is so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Check {
    /// Program and arguments.
    pub(super) run: Vec<String>,
    /// What it must say.
    pub(super) want: Want,
}

/// What a program must say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Want {
    /// It ends with 0.
    Success,
    /// Its output is this text.
    Text(String),
    /// Its output is not this text, or it fails.
    Other(String),
    /// Its output holds this text.
    Holds(String),
    /// Its output does not hold this text.
    Lacks(String),
}

impl Check {
    /// Whether it is so.
    pub(super) fn holds(&self, folder: &Path) -> Result<bool, String> {
        let ran = program::run(&self.run, folder, "")?;
        let out = ran.out.trim();
        Ok(match &self.want {
            Want::Success => ran.ok,
            Want::Text(text) => ran.ok && out == text,
            Want::Other(text) => !ran.ok || out != text,
            Want::Holds(text) => ran.ok && out.contains(text.as_str()),
            Want::Lacks(text) => ran.ok && !out.contains(text.as_str()),
        })
    }
}

impl std::fmt::Display for Undo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Undo::Continue { process } => write!(f, "continue {process}"),
            Undo::End { process } => write!(f, "end {process}"),
            Undo::Remove { file } => write!(f, "remove {}", file.display()),
            Undo::Table { namespace } => {
                write!(f, "{}", program::line(&packets::delete(namespace.as_deref())))
            }
            Undo::Command { run, .. } => f.write_str(&program::line(run)),
        }
    }
}

impl Undo {
    /// Does it and sees that it is done; tries again before it gives up.
    ///
    /// # Errors
    /// One sentence: what could not be undone, and why.
    pub(super) fn run(&self) -> Result<(), String> {
        let mut last = String::new();
        for _ in 0..TRIES {
            match self.once() {
                Ok(()) => return Ok(()),
                Err(error) => last = error,
            }
            thread::sleep(Duration::from_millis(100));
        }
        Err(format!("{self}: {last}"))
    }

    fn once(&self) -> Result<(), String> {
        match self {
            Undo::Continue { process } => {
                signal(process, Signal::CONT)?;
                shown(|| Ok(process.state() != Some('T')), "it is still stopped")
            }
            Undo::End { process } => {
                signal(process, Signal::KILL)?;
                shown(|| Ok(process.state().is_none()), "it is still there")
            }
            Undo::Remove { file } => match std::fs::remove_file(file) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e.to_string()),
                _ => Ok(()),
            },
            Undo::Table { namespace } => packets::remove(namespace.as_deref()),
            Undo::Command { run, folder, check } => {
                program::done(run, folder, "")?;
                let Some(check) = check else { return Ok(()) };
                shown(|| check.holds(folder), "it ran, and the fault is still there")
            }
        }
    }
}

/// One that is gone needs no signal.
fn signal(process: &Identity, signal: Signal) -> Result<(), String> {
    if process.state().is_none() {
        return Ok(());
    }
    process.send(signal).or_else(|error| if process.state().is_none() { Ok(()) } else { Err(error) })
}

fn shown(is: impl Fn() -> Result<bool, String>, otherwise: &str) -> Result<(), String> {
    let end = Instant::now() + SHOWN;
    loop {
        if is()? {
            return Ok(());
        }
        if Instant::now() >= end {
            return Err(otherwise.to_owned());
        }
        thread::sleep(Duration::from_millis(5));
    }
}
