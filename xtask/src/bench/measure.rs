//! What one child process used, by the kernel's own accounting.

use crate::run::{Done, output};
use nix::sys::resource::{UsageWho, getrusage};
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Time and memory of one process with its threads and children.
#[derive(Debug, Clone)]
pub(super) struct Usage {
    /// Seconds on the wall clock.
    pub(super) wall_s: f64,
    /// Seconds of CPU, user and system.
    pub(super) cpu_s: f64,
    /// Largest resident memory in megabytes (10^6 bytes).
    pub(super) peak_mb: f64,
}

/// Runs `words` in a process of its own, whose only child it is: the kernel adds children up.
pub(super) fn child(words: &[String]) -> Done<Usage> {
    measured(&[], words)
}

/// The same; what it prints goes into a file.
pub(super) fn child_to(words: &[String], out: &Path) -> Done<Usage> {
    measured(&["--out".to_owned(), out.display().to_string()], words)
}

fn measured(options: &[String], words: &[String]) -> Done<Usage> {
    let me = std::env::current_exe().map_err(|e| e.to_string())?;
    let text = output(Command::new(me).arg("measure").args(options).arg("--").args(words))?;
    let json: serde_json::Value = serde_json::from_str(&text).map_err(|e| format!("measure: {e}"))?;
    let field = |name: &str| json[name].as_f64().ok_or_else(|| format!("measure: no {name}"));
    Ok(Usage { wall_s: field("wall_s")?, cpu_s: field("cpu_s")?, peak_mb: field("peak_mb")? })
}

/// The other side: runs the command, and prints what it used.
pub(crate) fn alone(words: &[String], out: Option<&Path>) -> Done {
    let [program, arguments @ ..] = words else { return Err("no command given".to_owned()) };
    let began = Instant::now();
    let mut command = Command::new(program);
    let file = out.map(File::create).transpose().map_err(|e| e.to_string())?;
    command.args(arguments).stdout(file.map_or_else(Stdio::null, Stdio::from));
    let status = command.status().map_err(|e| format!("{program}: {e}"))?;
    let wall_s = began.elapsed().as_secs_f64();
    if !status.success() {
        return Err(format!("{program}: {status}"));
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|e| e.to_string())?;
    let seconds = |t: nix::sys::time::TimeVal| t.tv_sec() as f64 + t.tv_usec() as f64 / 1e6;
    let cpu_s = seconds(usage.user_time()) + seconds(usage.system_time());
    // Linux gives kibibytes here.
    let peak_mb = usage.max_rss() as f64 * 1024.0 / 1e6;
    println!("{}", serde_json::json!({"wall_s": wall_s, "cpu_s": cpu_s, "peak_mb": peak_mb}));
    Ok(())
}
