//! Running a program with a deadline, in a process group of its own that can be killed as a whole.

use std::io::{ErrorKind, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Most bytes kept of what a program prints: the last ones.
const KEPT: usize = 1024 * 1024;
/// How often it is looked whether it has ended.
const LOOK: Duration = Duration::from_millis(2);
/// How long its output is waited for once it has ended: what it has left behind may hold it open for ever.
const LINGER: Duration = Duration::from_millis(200);

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    Exit(i32),
    Signal(i32),
    /// Not by itself.
    Timeout,
}

/// What a program did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) ended: Ended,
    /// Standard output.
    pub(crate) out: Vec<u8>,
    /// Standard output and standard error, in the order of their writing as far as that can be seen.
    pub(crate) both: Vec<u8>,
}

/// Runs `argv` until it ends or the deadline comes.
///
/// # Errors
/// One sentence when it could not be started.
pub(crate) fn run(argv: &[String], folder: Option<&Path>, deadline: Instant) -> Result<Ran, String> {
    let Some((program, arguments)) = argv.split_first() else { return Err("no program is named".to_owned()) };
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    if let Some(folder) = folder {
        command.current_dir(folder);
    }
    own_group(&mut command);
    let mut child = command.spawn().map_err(|error| match error.kind() {
        ErrorKind::NotFound => format!("{program} could not be run: no such program is on this machine"),
        _ => format!("{program} could not be run: {error}"),
    })?;
    let (out, both) = (Kept::default(), Kept::default());
    let readers = [
        child.stdout.take().map(|pipe| follow(pipe, vec![out.clone(), both.clone()])),
        child.stderr.take().map(|pipe| follow(pipe, vec![both.clone()])),
    ];
    let ended = wait(&mut child, deadline).map_err(|e| format!("{program} could not be waited for: {e}"))?;
    let until = Instant::now() + LINGER;
    while readers.iter().flatten().any(|reader| !reader.is_finished()) && Instant::now() < until {
        thread::sleep(LOOK);
    }
    Ok(Ran { ended, out: out.take(), both: both.take() })
}

/// Waits until the deadline, then kills the group.
fn wait(child: &mut Child, deadline: Instant) -> std::io::Result<Ended> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(ended(status));
        }
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            kill_group(child);
            child.wait()?;
            return Ok(Ended::Timeout);
        }
        thread::sleep(left.min(LOOK));
    }
}

/// The last bytes of some output, shared with the thread that reads it.
#[derive(Debug, Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Kept {
    fn add(&self, bytes: &[u8]) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.extend_from_slice(bytes);
        if kept.len() > 2 * KEPT {
            let more = kept.len() - KEPT;
            kept.drain(..more);
        }
    }

    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn follow(mut pipe: impl Read + Send + 'static, into: Vec<Kept>) -> JoinHandle<()> {
    thread::spawn(move || {
        let mut buffer = [0; 8192];
        while let Ok(count @ 1..) = pipe.read(&mut buffer) {
            into.iter().for_each(|kept| kept.add(buffer.get(..count).unwrap_or_default()));
        }
    })
}

#[cfg(unix)]
fn ended(status: ExitStatus) -> Ended {
    use std::os::unix::process::ExitStatusExt as _;
    match (status.code(), status.signal()) {
        (Some(code), _) => Ended::Exit(code),
        (None, signal) => Ended::Signal(signal.unwrap_or(0)),
    }
}

#[cfg(not(unix))]
fn ended(status: ExitStatus) -> Ended {
    Ended::Exit(status.code().unwrap_or(-1))
}

#[cfg(unix)]
fn own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt as _;
    command.process_group(0);
}

#[cfg(not(unix))]
fn own_group(_: &mut Command) {}

#[cfg(unix)]
fn kill_group(child: &mut Child) {
    use nix::sys::signal::{Signal, killpg};
    let group = i32::try_from(child.id()).map(nix::unistd::Pid::from_raw);
    let killed = group.is_ok_and(|group| killpg(group, Signal::SIGKILL).is_ok());
    if !killed {
        let _ = child.kill();
    }
}

#[cfg(not(unix))]
fn kill_group(child: &mut Child) {
    let _ = child.kill();
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::{Ended, run};
    use std::time::{Duration, Instant};

    fn sh(script: &str, millis: u64) -> super::Ran {
        let argv = ["sh", "-c", script].map(str::to_owned);
        run(&argv, None, Instant::now() + Duration::from_millis(millis)).unwrap()
    }

    #[test]
    fn output_and_exit_code_are_told() {
        let ran = sh("echo one; echo two >&2; exit 7", 20_000);
        assert_eq!((ran.ended, ran.out.as_slice()), (Ended::Exit(7), b"one\n".as_slice()));
        assert!(ran.both.ends_with(b"two\n") || ran.both.ends_with(b"one\n"));
        assert_eq!(sh("kill -9 $$", 20_000).ended, Ended::Signal(9));
    }

    #[test]
    fn the_deadline_kills_what_it_has_started_too() {
        let folder = tempfile::tempdir().unwrap();
        let mark = folder.path().join("mark");
        let began = Instant::now();
        // The grandchild would write its mark after 3 seconds.
        let ran = sh(&format!("(sleep 3; echo > '{}') & sleep 30", mark.display()), 400);
        assert_eq!(ran.ended, Ended::Timeout);
        assert!(began.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(3500).saturating_sub(began.elapsed()));
        assert!(!mark.exists(), "a process of the group is still alive");
    }

    #[test]
    fn what_is_left_behind_does_not_hold_the_answer_up() {
        let began = Instant::now();
        let ran = sh("sleep 25 & echo done", 24_000);
        assert_eq!((ran.ended, ran.out.as_slice()), (Ended::Exit(0), b"done\n".as_slice()));
        assert!(began.elapsed() < Duration::from_secs(15));
    }

    #[test]
    fn a_missing_program_is_named() {
        let argv = ["quarterdeck-no-such-program".to_owned()];
        let said = run(&argv, None, Instant::now()).unwrap_err();
        assert!(said.starts_with("quarterdeck-no-such-program could not be run: no such program"), "{said}");
    }
}
