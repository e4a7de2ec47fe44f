//! Exit codes: documented, stable, the same for every command.

use std::process::ExitCode;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Done; for `check`: every condition is known and met.
    Done = 0,
    /// The gate failed.
    GateFailed = 1,
    /// The command line or the configuration is wrong.
    Usage = 2,
    /// Some input could not be read, or data that a gate needs is missing.
    Unreadable = 3,
    /// Something that should not happen: the disk is full, say, or a defect of ours.
    Internal = 4,
}

/// The table that `quarterdeck --help` prints.
pub(crate) const TABLE: &str = "Exit codes:
  0  done; for check: every condition is known and met
  1  the gate failed
  2  the command line or the configuration is wrong
  3  some input could not be read, or data that the gate needs is missing
  4  internal error";

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}
