//! What a process of this machine uses, from `/proc` (proc(5)): resident memory at the end of the round, processor time
//! over it.

use super::{Source, Used};
use procfs::process::{Process, all_processes};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// Shortest time between two readings: the system counts processor time in hundredths of a second.
const SHORTEST: Duration = Duration::from_millis(500);

/// Reads at both ends of the round.
pub(super) fn used(source: &Source, span: Duration) -> Result<Used, String> {
    let process = find(source)?;
    let (before, began) = (stat(&process)?, Instant::now());
    thread::sleep(span.max(SHORTEST));
    let again = find(source)?;
    let (after, seconds) = (stat(&again)?, began.elapsed().as_secs_f64());
    if (before.pid, before.starttime) != (after.pid, after.starttime) {
        return Err("the process was started again during the round".to_owned());
    }
    let ticks = (after.utime + after.stime).saturating_sub(before.utime + before.stime);
    let cpu = ticks as f64 * 100.0 / procfs::ticks_per_second() as f64 / seconds.max(1e-3);
    Ok(Used { memory: after.rss as f64 * procfs::page_size() as f64, cpu })
}

fn stat(process: &Process) -> Result<procfs::process::Stat, String> {
    let stat = process.stat().map_err(|e| format!("process {} cannot be read: {e}", process.pid()))?;
    // What has ended and was not waited for still has an entry, without memory.
    if stat.state == 'Z' { Err(format!("process {} has ended", stat.pid)) } else { Ok(stat) }
}

fn find(source: &Source) -> Result<Process, String> {
    match source {
        Source::Pid(pid) => by_number(i64::from(*pid)),
        Source::PidFile(path) => by_number(number_in(path)?),
        Source::ProcessName(name) => by_name(name),
        _ => Err("no process is named".to_owned()),
    }
}

fn by_number(pid: i64) -> Result<Process, String> {
    let none = || format!("there is no process {pid}");
    let number = i32::try_from(pid).ok().filter(|pid| *pid > 0).ok_or_else(none)?;
    Process::new(number).map_err(|_| none())
}

fn number_in(path: &Path) -> Result<i64, String> {
    let text = std::fs::read_to_string(path)
        .map_err(|e| format!("the pid file {} cannot be read: {e}", path.display()))?;
    let wrong = || format!("the pid file {} holds no process number", path.display());
    text.trim().parse().map_err(|_| wrong())
}

/// The only one of that name: the sum of several would count memory that they share twice.
fn by_name(name: &str) -> Result<Process, String> {
    let all = all_processes().map_err(|e| format!("/proc cannot be read: {e}"))?;
    // The system cuts names to 15 bytes.
    let cut = name.as_bytes().get(..15).unwrap_or(name.as_bytes());
    let named =
        |process: &Process| process.stat().is_ok_and(|stat| stat.comm.as_bytes() == cut && stat.state != 'Z');
    let mut found: Vec<Process> = all.flatten().filter(named).collect();
    let count = found.len();
    match (count, found.pop()) {
        (1, Some(process)) => Ok(process),
        (0, _) => Err(format!("no process is called {name}")),
        _ => Err(format!("{count} processes are called {name}; name a pid file of one")),
    }
}
