//! A message on the standard input of a program; exit code 0 takes it.

use super::Attempt;
use super::outbox::Message;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How often it is looked at.
const LOOK: Duration = Duration::from_millis(20);

pub(super) fn run(words: &[String], folder: &Path, message: &Message, timeout: Duration) -> Attempt {
    let Some((program, args)) = words.split_first() else {
        return Attempt::Refused("no program is named".to_owned());
    };
    let mut command = Command::new(program);
    command.args(args).current_dir(folder).env("QUARTERDECK_MESSAGE_ID", &message.id);
    command.stdin(Stdio::piped()).stdout(Stdio::null());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(e) => return Attempt::Refused(format!("the program cannot be started: {}", e.kind())),
    };
    if let Some(mut input) = child.stdin.take() {
        let text = format!("{}\n", message.body);
        // On a thread, since a program may never read; one that closes its input has what it wants.
        std::thread::spawn(move || drop(input.write_all(text.as_bytes())));
    }
    wait(&mut child, timeout)
}

fn wait(child: &mut Child, timeout: Duration) -> Attempt {
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Attempt::Taken,
            Ok(Some(status)) => return Attempt::Refused(format!("the program ended with {status}")),
            Err(e) => return Attempt::Refused(format!("the program cannot be waited for: {}", e.kind())),
            Ok(None) if begun.elapsed() >= timeout => {
                let _ = child.kill();
                let _ = child.wait();
                let why =
                    format!("the program did not end within {} s and was killed", timeout.as_secs_f64());
                return Attempt::Refused(why);
            }
            Ok(None) => std::thread::sleep(LOOK),
        }
    }
}
