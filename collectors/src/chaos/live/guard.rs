//! The guardian: a process of its own session that undoes the fault when the runner is gone, however it went.
//!
//! It holds the reading end of a pipe from the runner. The word `done` dismisses it; an end without that word, or its
//! own deadline, makes it undo what the state file says.

use super::machine::MachineLock;
use super::state::Home;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// How long a guardian may take to be ready.
const READY: Duration = Duration::from_secs(10);

/// The runner's side. When it is dropped without `dismiss`, the pipe ends and the guardian undoes.
pub(super) struct Guardian {
    child: Child,
    pipe: Option<ChildStdin>,
}

impl Guardian {
    /// Starts it, and waits until it says that it watches. The machine's lock becomes its standard error, into which it
    /// writes nothing: as long as it lives, it holds the lock too.
    pub(super) fn start(
        program: &Path,
        home: &Home,
        limit: Duration,
        machine: Option<&MachineLock>,
    ) -> Result<Self, String> {
        let told = |e: std::io::Error| format!("no guardian, so nothing was broken: {e}");
        let lock = machine.map(MachineLock::inherited).transpose().map_err(told)?;
        let mut child = Command::new(program)
            .args(["chaos", "guard", "--seconds", &limit.as_secs_f64().to_string()])
            .arg(home.folder())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(lock.unwrap_or_else(Stdio::null))
            .spawn()
            .map_err(told)?;
        let pipe = child.stdin.take();
        let (sender, receiver) = channel();
        let out = child.stdout.take();
        thread::spawn(move || {
            let mut line = String::new();
            let _ = out.map(|out| BufReader::new(out).read_line(&mut line));
            let _ = sender.send(line);
        });
        match receiver.recv_timeout(READY) {
            Ok(line) if line.trim() == "watching" => Ok(Self { child, pipe }),
            _ => {
                // It may be anything but a guardian: it must not live on.
                let _ = child.kill();
                let _ = child.wait();
                Err("no guardian came up, so nothing was broken".to_owned())
            }
        }
    }

    /// Lets it go: there is nothing left to undo.
    pub(super) fn dismiss(mut self) {
        if let Some(mut pipe) = self.pipe.take() {
            let _ = pipe.write_all(b"done\n");
        }
        let _ = super::program::within(&mut self.child, Duration::from_secs(2));
    }
}

/// The guardian's side: watches until it is dismissed or must undo; true when nothing is left to undo.
pub fn guard(folder: &Path, seconds: f64) -> bool {
    // A terminal that goes away, or a signal to the runner's group, must not reach it.
    let _ = rustix::process::setsid();
    let ignored = Arc::new(AtomicBool::new(false));
    for signal in [1, 2, 3, 15] {
        let _ = signal_hook::flag::register(signal, Arc::clone(&ignored));
    }
    let home = Home::new(folder);
    println_watching();
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut word = String::new();
        let _ = std::io::stdin().read_to_string(&mut word);
        let _ = sender.send(word);
    });
    let limit = Duration::try_from_secs_f64(seconds).unwrap_or(Duration::from_secs(60));
    match receiver.recv_timeout(limit) {
        Ok(word) if word.trim() == "done" => return true,
        Ok(_) | Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
    }
    // A dead runner holds no lock. One that is alive at the deadline hangs, and its fault cannot wait for it.
    let _lock = home.lock(Duration::from_secs(1));
    let left = home.undo();
    log(folder, &left);
    left.is_ok_and(|left| left.is_none_or(|r| r.failed.is_empty()))
}

fn println_watching() {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(b"watching\n").and_then(|()| out.flush());
}

/// What it did, for who looks afterwards: it has no terminal.
fn log(folder: &Path, left: &Result<Option<super::state::Recovered>, String>) {
    let text = match left {
        Ok(None) => "the runner was gone; nothing was left to undo\n".to_owned(),
        Ok(Some(r)) => format!("the runner was gone; undone: {:?}; not undone: {:?}\n", r.undone, r.failed),
        Err(error) => format!("the runner was gone; {error}\n"),
    };
    let _ = std::fs::write(folder.join("guardian.log"), text);
}
