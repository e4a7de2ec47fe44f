//! Pressure on processor, memory, disk and descriptors by worker processes of our own.
//!
//! Workers are started before the baseline and wait; so their numbers are on disk before any of them presses.

use super::{Fault, Place};
use crate::chaos::live::process::{Identity, stat};
use crate::chaos::live::undo::Undo;
use quarterdeck_model::plural;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Ticks of processor time that show a busy worker.
const BUSY: u64 = 5;

struct Workers {
    program: PathBuf,
    args: Vec<String>,
    count: u32,
    file: Option<PathBuf>,
    says: String,
    running: Vec<Worker>,
    pressing: Arc<AtomicUsize>,
}

struct Worker {
    child: Child,
    identity: Identity,
    pipe: Option<ChildStdin>,
}

/// Keeps processors busy.
pub(super) fn cpu(workers: Option<u32>, place: &Place) -> Result<Box<dyn Fault>, String> {
    let processors = thread::available_parallelism().map_or(1, |n| n.get() as u32);
    let count = workers.unwrap_or(processors);
    workers_of(place, (count, "cpu", 0), None, format!("keep {count} of {processors} processors busy"))
}

/// Holds memory; at most nine tenths of what is free.
pub(super) fn memory(megabytes: u64, place: &Place) -> Result<Box<dyn Fault>, String> {
    let text = std::fs::read_to_string("/proc/meminfo").map_err(|e| format!("/proc/meminfo: {e}"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"));
    let free = line.and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default() / 1024;
    room("memory", megabytes, free)?;
    workers_of(place, (1, "memory", megabytes), None, format!("hold {megabytes} MiB of memory"))
}

/// Fills a disk; at most nine tenths of what is free.
pub(super) fn disk(folder: &Path, megabytes: u64, place: &Place) -> Result<Box<dyn Fault>, String> {
    let folder = place.root.join(folder);
    let told = |e: rustix::io::Errno| format!("{}: {e}", folder.display());
    let space = rustix::fs::statvfs(&folder).map_err(told)?;
    room("disk", megabytes, space.f_bavail.saturating_mul(space.f_frsize) >> 20)?;
    let file = folder.join(format!("quarterdeck-chaos-{}.fill", std::process::id()));
    let says = format!("fill {} with {megabytes} MiB", file.display());
    workers_of(place, (1, "disk", megabytes), Some(file), says)
}

/// Holds file descriptors; no more than one process may.
pub(super) fn fds(count: u64, place: &Place) -> Result<Box<dyn Fault>, String> {
    let most = rustix::process::getrlimit(rustix::process::Resource::Nofile).maximum.unwrap_or(u64::MAX);
    if count.saturating_add(32) > most {
        return Err(format!("one process may hold {most} descriptors; expected a count below that"));
    }
    workers_of(place, (1, "fds", count), None, format!("hold {count} file descriptors"))
}

fn room(what: &str, asked: u64, free: u64) -> Result<(), String> {
    if asked <= free / 10 * 9 {
        return Ok(());
    }
    Err(format!(
        "{asked} MiB of {what} are asked for and {free} are free; expected at most nine tenths of it"
    ))
}

fn workers_of(
    place: &Place,
    (count, kind, amount): (u32, &str, u64),
    file: Option<PathBuf>,
    says: String,
) -> Result<Box<dyn Fault>, String> {
    let mut args: Vec<String> = ["chaos", "press", kind].map(str::to_owned).to_vec();
    args.extend(["--amount".to_owned(), amount.to_string()]);
    args.extend(["--seconds".to_owned(), place.seconds.to_string()]);
    args.extend(file.iter().flat_map(|f| ["--file".to_owned(), f.display().to_string()]));
    let (program, running) = (place.program.clone(), Vec::new());
    Ok(Box::new(Workers { program, args, count, file, says, running, pressing: Arc::default() }))
}

impl Workers {
    fn start(&self) -> Result<Worker, String> {
        let told = |e: std::io::Error| format!("no worker: {e}");
        let mut child = Command::new(&self.program)
            .args(&self.args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(told)?;
        let (pipe, out) = (child.stdin.take(), child.stdout.take());
        let pressing = Arc::clone(&self.pressing);
        thread::spawn(move || {
            let mut line = String::new();
            let read = out.map(|out| BufReader::new(out).read_line(&mut line));
            if read.is_some() && line.trim() == "pressing" {
                pressing.fetch_add(1, Ordering::AcqRel);
            }
        });
        let identity = Identity::of(i32::try_from(child.id()).unwrap_or_default())?;
        Ok(Worker { child, identity, pipe })
    }
}

impl Fault for Workers {
    fn plan(&self) -> Vec<String> {
        vec![
            format!("{}: {} × {} {}", self.says, self.count, self.program.display(), self.args.join(" ")),
            "then end them; each also ends by itself, and with this program".to_owned(),
        ]
    }

    fn arm(&mut self) -> Result<(), String> {
        for _ in 0..self.count {
            let worker = self.start()?;
            self.running.push(worker);
        }
        Ok(())
    }

    fn undo(&self) -> Vec<Undo> {
        let file = self.file.iter().map(|file| Undo::Remove { file: file.clone() });
        file.chain(self.running.iter().map(|w| Undo::End { process: w.identity.clone() })).collect()
    }

    fn inject(&mut self) -> Result<(), String> {
        for worker in &mut self.running {
            let pipe = worker.pipe.as_mut().ok_or("a worker cannot be reached")?;
            pipe.write_all(b"go\n").map_err(|e| format!("worker {}: {e}", worker.identity.pid))?;
        }
        Ok(())
    }

    fn effect(&mut self) -> Result<Option<String>, String> {
        if let Some(gone) = self.running.iter().find(|w| w.identity.state().is_none()) {
            return Err(format!(
                "worker {} ended: this machine did not give it what it asked for",
                gone.identity.pid
            ));
        }
        let all = self.pressing.load(Ordering::Acquire) == self.running.len();
        let worked = |w: &Worker| stat(w.identity.pid).is_some_and(|stat| stat.busy >= BUSY);
        let idle_by_nature = self.args.get(2).is_some_and(|kind| kind != "cpu");
        let took = all && (idle_by_nature || self.running.iter().all(worked));
        Ok(took.then(|| {
            format!("{} running", plural(self.running.len(), "pressing worker", "pressing workers"))
        }))
    }

    fn clear(&mut self) {
        for worker in &mut self.running {
            worker.pipe = None;
        }
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        for worker in &mut self.running {
            let _ = worker.child.kill();
            let _ = worker.child.wait();
        }
    }
}
