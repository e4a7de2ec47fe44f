//! Other programs, run within a time limit; no shell is between.

use std::io::{Read, Write as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Longest time of one program.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);
/// Most text that is kept of its output.
const MOST: u64 = 1 << 20;

/// What a program gave.
#[derive(Debug)]
pub(super) struct Ran {
    pub(super) ok: bool,
    pub(super) out: String,
    pub(super) err: String,
}

/// Program and arguments as one line.
pub(super) fn line(words: &[String]) -> String {
    let quoted = |w: &String| if w.is_empty() || w.contains(' ') { format!("{w:?}") } else { w.clone() };
    words.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

/// Words as a command line.
pub(super) fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Runs it in `folder` with `input`, and waits for its end.
pub(super) fn run(words: &[String], folder: &Path, input: &str) -> Result<Ran, String> {
    let (program, args) = words.split_first().ok_or("no program is named")?;
    let told = |e: std::io::Error| format!("{program}: {e}");
    let mut child = Command::new(program)
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(told)?;
    let (out, err) = (heard(child.stdout.take()), heard(child.stderr.take()));
    if let Some(mut stdin) = child.stdin.take() {
        // A program that does not read has its own reasons; its status tells them.
        let _ = stdin.write_all(input.as_bytes());
    }
    let status = within(&mut child, PATIENCE).map_err(told)?;
    let Some(status) = status else {
        return Err(format!("{program} did not end within {} s and was killed", PATIENCE.as_secs()));
    };
    // What it started may live on and hold the pipes: that is not waited for.
    let text = |pipe: Receiver<String>| pipe.recv_timeout(Duration::from_secs(1)).unwrap_or_default();
    Ok(Ran { ok: status.success(), out: text(out), err: text(err) })
}

/// Runs it; a status other than 0 is an error with what it said.
pub(super) fn done(words: &[String], folder: &Path, input: &str) -> Result<String, String> {
    let ran = run(words, folder, input)?;
    let said = ran.err.trim().lines().last().unwrap_or("it ended with another status than 0").to_owned();
    if ran.ok { Ok(ran.out) } else { Err(format!("`{}`: {said}", line(words))) }
}

/// Waits; kills it at the end of the time, and then gives nothing.
pub(super) fn within(child: &mut Child, time: Duration) -> std::io::Result<Option<ExitStatus>> {
    let end = Instant::now() + time;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= end {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// Reads a pipe to its end on a thread of its own.
fn heard(pipe: Option<impl Read + Send + 'static>) -> Receiver<String> {
    let (sender, receiver) = channel();
    let read = move || {
        let mut bytes = Vec::new();
        if let Some(pipe) = pipe {
            let _ = pipe.take(MOST).read_to_end(&mut bytes);
        }
        let _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
    };
    // Without a thread the program's words are lost, and its status still tells.
    let _ = thread::Builder::new().spawn(read);
    receiver
}
