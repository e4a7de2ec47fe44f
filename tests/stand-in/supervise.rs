//! Starts the server again whenever it dies, until the supervisor's own standard input is closed.

use std::io::Read as _;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Runs `serve …` again and again, `restart_after` milliseconds after each death.
pub(crate) fn run(restart_after: u64, serve: &[String]) {
    let program = std::env::current_exe().expect("this program");
    let spawn = || Command::new(&program).args(serve).stdin(Stdio::null()).spawn().expect("the server");
    let child = Arc::new(Mutex::new(spawn()));
    let watched = Arc::clone(&child);
    thread::spawn(move || {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        let _ = watched.lock().expect("the server").kill();
        std::process::exit(0);
    });
    loop {
        thread::sleep(Duration::from_millis(2));
        let ended = child.lock().expect("the server").try_wait().expect("the server").is_some();
        if ended {
            thread::sleep(Duration::from_millis(restart_after));
            *child.lock().expect("the server") = spawn();
        }
    }
}
