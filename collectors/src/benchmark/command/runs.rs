//! One run of a command: its time on the monotonic clock, its CPU time and its memory by `wait4(2)`.

use std::io::ErrorKind;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use wait4::{ResUse, Wait4 as _};

/// What one run took.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Run {
    pub(super) wall_s: f64,
    pub(super) user_s: Option<f64>,
    pub(super) system_s: Option<f64>,
    /// Most resident memory; `None` where it is not told apart from our own.
    pub(super) memory_bytes: Option<f64>,
}

/// Why there are no more runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stopped {
    /// The program could not be started.
    NotStarted(String),
    /// A run failed.
    Failed(String),
}

/// Runs it once, with nothing to read and its output thrown away.
pub(super) fn one(words: &[String]) -> Result<Run, Stopped> {
    let (program, arguments) =
        words.split_first().ok_or_else(|| Stopped::NotStarted("the command is empty".to_owned()))?;
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // A started program counts our own memory until then as its own.
    let own = own_peak();
    let start = Instant::now();
    let mut child =
        command.spawn().map_err(|e| Stopped::NotStarted(format!("{program:?} cannot be started: {e}")))?;
    let used = wait(&mut child).map_err(|e| Stopped::Failed(format!("its end cannot be waited for: {e}")))?;
    let wall_s = start.elapsed().as_secs_f64();
    if !used.status.success() {
        return Err(Stopped::Failed(format!("a run failed with {}", how(used.status))));
    }
    let cpu = |time: Duration| cfg!(any(unix, windows)).then(|| time.as_secs_f64());
    Ok(Run {
        wall_s,
        user_s: cpu(used.rusage.utime),
        system_s: cpu(used.rusage.stime),
        memory_bytes: Some(used.rusage.maxrss)
            .filter(|bytes| *bytes > own.unwrap_or(0))
            .map(|bytes| bytes as f64),
    })
}

fn wait(child: &mut Child) -> std::io::Result<ResUse> {
    loop {
        match child.wait4() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

fn how(status: ExitStatus) -> String {
    status.code().map_or_else(|| "a signal".to_owned(), |code| format!("exit code {code}"))
}

/// Most resident memory of this process so far. On Linux a child that is started by `vfork` and `exec` keeps it as the
/// least that it can be told to have used.
fn own_peak() -> Option<u64> {
    #[cfg(target_os = "linux")]
    {
        use nix::sys::resource::{UsageWho, getrusage};
        let kibibytes = getrusage(UsageWho::RUSAGE_SELF).ok()?.max_rss();
        Some(u64::try_from(kibibytes).ok()?.saturating_mul(1024))
    }
    #[cfg(not(target_os = "linux"))]
    None
}
