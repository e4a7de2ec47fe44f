//! A program as a probe: its exit code is the answer, the last line that it prints the reason.
//!
//! It runs in a process group of its own. At the deadline the whole group is killed, so that nothing it has started
//! outlives the probe; and a Ctrl-C at the terminal, which ends a watch, does not reach it.

use super::service::Command;
use crate::http::{Failure, Secrets, address};
use crate::program::{self, Ended};
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Parts of names of environment variables whose values a program may print and nobody should read.
const SECRET: [&str; 7] = ["TOKEN", "SECRET", "PASSW", "CREDENTIAL", "PRIVATE", "APIKEY", "API_KEY"];

/// A command with its variables put in.
pub(crate) struct Ready {
    argv: Vec<String>,
    degraded_exit: Option<i32>,
    unknown_exit: Option<i32>,
    folder: Option<PathBuf>,
}

impl fmt::Display for Ready {
    /// The program's name without its folder; arguments may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let program = self.argv.first().map(Path::new).and_then(Path::file_name).unwrap_or_default();
        write!(f, "command {}", program.to_string_lossy())
    }
}

/// Puts the variables in; their values, and those of the environment whose names say so, become secrets.
///
/// # Errors
/// One sentence about what is wrong with the command.
pub(super) fn prepare(command: &Command, secrets: &mut Secrets) -> Result<Ready, String> {
    let argv: Result<Vec<String>, String> =
        command.argv.iter().map(|part| secrets.expand(part).map_err(|e| format!("command: {e}"))).collect();
    let argv = argv?;
    if argv.first().is_none_or(String::is_empty) {
        return Err(
            "the command names no program; expected a list such as [\"pg_isready\", \"-q\"]".to_owned()
        );
    }
    if argv.iter().any(|part| part.contains('\0')) {
        return Err("the command holds a zero byte, which no program can be given".to_owned());
    }
    if command.degraded_exit == Some(0) || command.unknown_exit == Some(0) {
        return Err("exit code 0 is up; expected another one for degraded or unknown".to_owned());
    }
    for (name, value) in std::env::vars_os() {
        let name = name.to_string_lossy().to_ascii_uppercase();
        if SECRET.iter().any(|part| name.contains(part)) {
            secrets.add_plain(&value.to_string_lossy());
        }
    }
    let (degraded_exit, unknown_exit) = (command.degraded_exit, command.unknown_exit);
    Ok(Ready { argv, degraded_exit, unknown_exit, folder: command.folder.clone() })
}

/// Runs it once. What it said last is given when it is up.
pub(super) fn run(command: &Ready, deadline: Instant) -> Result<Option<String>, Failure> {
    let ran = program::run(&command.argv, command.folder.as_deref(), deadline).map_err(Failure::unknown)?;
    let said = last_line(&ran.both);
    let told = |what: String| said.as_ref().map_or(what.clone(), |said| format!("{what}: {said}"));
    match ran.ended {
        Ended::Exit(0) => Ok(said),
        Ended::Exit(code) if Some(code) == command.degraded_exit => {
            Err(Failure::degraded(told(format!("exit code {code}"))))
        }
        Ended::Exit(code) if Some(code) == command.unknown_exit => {
            Err(Failure::unknown(told(format!("exit code {code}"))))
        }
        Ended::Exit(code) => Err(Failure::down(told(format!("exit code {code}")))),
        Ended::Signal(signal) => Err(Failure::down(told(format!("ended by signal {signal}")))),
        Ended::Timeout => Err(Failure::down("timeout: the command and what it had started were killed")),
    }
}

/// The last line with anything on it, without terminal codes and without credentials in addresses.
fn last_line(output: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(output);
    let text = anstream::adapter::strip_str(&text).to_string();
    let line = text.lines().map(str::trim).rfind(|line| !line.is_empty())?;
    let word = |word: &str| if word.contains("://") { address::displayed(word) } else { word.to_owned() };
    Some(line.split_whitespace().map(word).collect::<Vec<_>>().join(" "))
}
