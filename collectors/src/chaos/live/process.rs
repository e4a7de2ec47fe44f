//! Processes of this machine: who they are, and signals that reach no other.

use super::Who;
use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A pid file may be a little older than the process whose number it holds: the system's clock counts whole seconds.
const SLACK: Duration = Duration::from_secs(3);

/// A process that cannot be mistaken for a later one with the same number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Identity {
    /// Its number.
    pub(super) pid: i32,
    /// When it was started, in ticks of the clock since the machine was.
    pub(super) started: u64,
    /// The program that it runs.
    pub(super) exe: PathBuf,
}

/// What `/proc/PID/stat` tells (proc(5)).
pub(super) struct Stat {
    pub(super) name: String,
    pub(super) state: char,
    pub(super) parent: i32,
    /// Ticks of processor time, its own and the kernel's for it.
    pub(super) busy: u64,
    pub(super) started: u64,
}

/// Looks at a process; none when there is none of that number.
pub(super) fn stat(pid: i32) -> Option<Stat> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name stands in brackets and may hold any character, brackets too.
    let (head, tail) = text.rsplit_once(')')?;
    let name = head.split_once('(')?.1.to_owned();
    let fields: Vec<&str> = tail.split_whitespace().collect();
    let number = |index: usize| fields.get(index)?.parse::<u64>().ok();
    Some(Stat {
        name,
        state: fields.first()?.chars().next()?,
        parent: fields.get(1)?.parse().ok()?,
        busy: number(11)? + number(12)?,
        started: number(19)?,
    })
}

impl Identity {
    /// The process of this number.
    pub(super) fn of(pid: i32) -> Result<Self, String> {
        let stat = stat(pid).ok_or_else(|| format!("there is no process {pid}"))?;
        let exe = std::fs::read_link(format!("/proc/{pid}/exe"))
            .map_err(|e| format!("process {pid} ({}): its program cannot be told: {e}", stat.name))?;
        Ok(Self { pid, started: stat.started, exe })
    }

    /// Its state (`R`, `S`, `T`, …); none when it is gone, be it that its number lives on.
    pub(super) fn state(&self) -> Option<char> {
        let stat = stat(self.pid).filter(|stat| stat.started == self.started)?;
        // A zombie has ended; only its parent has not yet looked.
        Some(stat.state).filter(|state| !matches!(state, 'Z' | 'X'))
    }

    /// Sends a signal to this very process: the handle is taken first and the identity looked at under it, so that a
    /// number that was given anew is never hit.
    pub(super) fn send(&self, signal: Signal) -> Result<(), String> {
        let said = |e: rustix::io::Errno| format!("process {}: {e}", self.pid);
        let pid = Pid::from_raw(self.pid).ok_or_else(|| format!("{} is no process", self.pid))?;
        let handle = pidfd_open(pid, PidfdFlags::empty()).map_err(said)?;
        if Identity::of(self.pid)? != *self {
            return Err(format!("process {} is another one by now; it was left alone", self.pid));
        }
        pidfd_send_signal(handle, signal).map_err(said)
    }
}

impl std::fmt::Display for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "process {} ({})", self.pid, self.exe.display())
    }
}

/// Finds the process, and refuses those that no experiment may touch.
pub(super) fn find(who: &Who, root: &Path) -> Result<Identity, String> {
    let identity = match (&who.pid_file, &who.process) {
        (Some(file), _) => by_file(&root.join(file))?,
        (None, Some(name)) => by_name(name)?,
        (None, None) => return Err("`who` names no process".to_owned()),
    };
    if let Some(exe) = &who.exe {
        let wanted = root.join(exe).canonicalize().map_err(|e| format!("{}: {e}", exe.display()))?;
        if wanted != identity.exe {
            return Err(format!("{identity} does not run {}; it was left alone", wanted.display()));
        }
    }
    Ok(identity)
}

/// By the file of its number. A process that was started after the file was written is not the one it tells of.
fn by_file(path: &Path) -> Result<Identity, String> {
    let told = |e: &dyn std::fmt::Display| format!("{}: {e}", path.display());
    let text = std::fs::read_to_string(path).map_err(|e| told(&e))?;
    let pid: i32 = text.trim().parse().map_err(|_| told(&"expected the number of a process"))?;
    allowed(pid)?;
    let identity = Identity::of(pid).map_err(|e| told(&e))?;
    let written = std::fs::metadata(path).and_then(|m| m.modified()).map_err(|e| told(&e))?;
    if started_at(&identity)? > written + SLACK {
        return Err(told(&format!(
            "{identity} was started after this file was written: the number was given anew. It was left alone"
        )));
    }
    Ok(identity)
}

fn by_name(name: &str) -> Result<Identity, String> {
    let entries = std::fs::read_dir("/proc").map_err(|e| format!("/proc: {e}"))?;
    let pids = entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok());
    let named: Vec<i32> = pids.filter(|pid| stat(*pid).is_some_and(|stat| stat.name == name)).collect();
    match named.as_slice() {
        [pid] => allowed(*pid).and_then(|()| Identity::of(*pid)),
        [] => Err(format!("no process is named {name:?} (the system cuts names to 15 letters)")),
        many => Err(format!("{} processes are named {name:?}; name a pid_file instead", many.len())),
    }
}

/// Refuses the first process, this one, and those that started it.
fn allowed(pid: i32) -> Result<(), String> {
    if pid <= 1 {
        return Err(format!("process {pid} holds the machine together; it is never touched"));
    }
    let mut ancestor = i32::try_from(std::process::id()).unwrap_or_default();
    while ancestor > 1 {
        if ancestor == pid {
            return Err(format!("process {pid} is this program or started it; it is never touched"));
        }
        ancestor = stat(ancestor).map_or(0, |stat| stat.parent);
    }
    Ok(())
}

fn started_at(identity: &Identity) -> Result<SystemTime, String> {
    let text = std::fs::read_to_string("/proc/stat").map_err(|e| format!("/proc/stat: {e}"))?;
    let booted = text.lines().find_map(|line| line.strip_prefix("btime ")?.trim().parse::<u64>().ok());
    let booted = booted.ok_or("/proc/stat does not tell when the machine was started")?;
    let ticks = rustix::param::clock_ticks_per_second().max(1);
    let since = Duration::from_millis(identity.started.saturating_mul(1000) / ticks);
    Ok(SystemTime::UNIX_EPOCH + Duration::from_secs(booted) + since)
}
