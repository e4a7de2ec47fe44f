//! Messages to people and programs, each brought once: what was told and what is still to be sent stand in one file, so
//! that neither a kill nor a network that is down loses a message.
//!
//! The file is written before anything is sent, and a message leaves it only when its receiver has taken it. A kill in
//! between means that the receiver gets it again with the same key (`Idempotency-Key`), by which it can tell.

mod error;
mod outbox;
mod pace;
mod program;
mod send;

#[cfg(test)]
mod tests;

pub use error::NotifyError;
pub use outbox::{Draft, Outbox};

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

/// Where messages go.
#[derive(Clone)]
pub struct Receiver {
    /// Its name, under which messages wait for it.
    pub name: String,
    /// How.
    pub way: Way,
    /// How long it may take.
    pub timeout: Duration,
}

/// How messages are brought.
#[derive(Clone)]
pub enum Way {
    /// By an HTTP POST of JSON.
    Post {
        /// The address, which may be a secret.
        url: String,
        /// Further header fields, whose values may be secrets.
        headers: BTreeMap<String, String>,
    },
    /// On the standard input of a program.
    Command {
        /// The program and its arguments.
        words: Vec<String>,
        /// Where it runs.
        folder: PathBuf,
    },
}

/// Addresses and header values may be secrets: only the name is shown.
impl fmt::Debug for Receiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").field("name", &self.name).finish_non_exhaustive()
    }
}

/// What came of sending.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Messages that were taken.
    pub sent: usize,
    /// Receivers that took not all: name, how many messages wait for them, and why.
    pub waiting: Vec<(String, usize, String)>,
    /// Receivers that are not configured any more, and how many messages for them were dropped.
    pub dropped: Vec<(String, usize)>,
}

/// What one attempt came to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Attempt {
    /// The receiver has it.
    Taken,
    /// Not now: why, and after how long it may be tried again.
    Later(String, Option<Duration>),
    /// Trying again at once would change nothing.
    Refused(String),
}
