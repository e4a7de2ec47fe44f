//! Pressure: the body of a worker process that uses up processor, memory, disk or file descriptors.
//!
//! A worker waits for the word `go`, works, and ends by itself: at its deadline, when the pipe from the runner ends, or
//! when the kernel's own limit on its processor time is reached.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::fs::File;
use std::io::{BufRead as _, Write as _};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// One mebibyte.
const MIB: u64 = 1 << 20;

/// What a worker uses up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pressure {
    /// One processor.
    Cpu,
    /// Mebibytes of memory.
    Memory(u64),
    /// Mebibytes of disk, in this file.
    Disk(u64, PathBuf),
    /// File descriptors.
    Fds(u64),
}

/// Works for `seconds` after the word `go`; waits for it no longer than an hour.
///
/// # Errors
/// One sentence: what it could not use up.
pub fn press(pressure: &Pressure, seconds: f64) -> Result<(), String> {
    let seconds = seconds.clamp(0.0, 7200.0);
    limit(pressure, seconds);
    let over = Arc::new(AtomicBool::new(false));
    if !go(&over) {
        return Ok(());
    }
    let end = Instant::now() + Duration::from_secs_f64(seconds);
    let more = || Instant::now() < end && !over.load(Ordering::Relaxed);
    match pressure {
        Pressure::Cpu => spin(more),
        Pressure::Memory(megabytes) => hold(*megabytes, more),
        Pressure::Disk(megabytes, path) => {
            let filled = fill(path, *megabytes, more);
            if filled.is_ok() {
                say();
                rest(more);
            }
            let _ = std::fs::remove_file(path);
            return filled.map_err(|e| format!("{}: {e}", path.display()));
        }
        Pressure::Fds(count) => {
            let open = |_| File::open("/dev/null").map_err(|e| format!("/dev/null: {e}"));
            let held = (0..*count).map(open).collect::<Result<Vec<_>, _>>()?;
            say();
            rest(more);
            drop(held);
        }
    }
    Ok(())
}

/// Tells the runner that the pressure is there.
fn say() {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(b"pressing\n").and_then(|()| out.flush());
}

fn spin(more: impl Fn() -> bool) {
    say();
    let mut x = 1_u64;
    while more() {
        for _ in 0..100_000 {
            x = std::hint::black_box(x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1));
        }
    }
}

/// Written to, so that it is held and not only promised.
fn hold(megabytes: u64, more: impl Fn() -> bool) {
    let mut held = Vec::new();
    for _ in 0..megabytes {
        if !more() {
            return;
        }
        held.push(vec![1_u8; MIB as usize]);
    }
    say();
    rest(more);
    drop(std::hint::black_box(held));
}

/// Waits for the word; afterwards the end of the pipe ends the work.
fn go(over: &Arc<AtomicBool>) -> bool {
    let mut word = String::new();
    if !std::io::stdin().lock().read_line(&mut word).is_ok_and(|_| word.trim() == "go") {
        return false;
    }
    let over = Arc::clone(over);
    let listen = move || {
        let _ = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
        over.store(true, Ordering::Relaxed);
    };
    // One that could not hear the end does not begin.
    thread::Builder::new().spawn(listen).is_ok()
}

fn rest(more: impl Fn() -> bool) {
    while more() {
        thread::sleep(Duration::from_millis(20));
    }
}

fn fill(path: &PathBuf, megabytes: u64, more: impl Fn() -> bool) -> std::io::Result<()> {
    // Never a file that was there before.
    let mut file = File::options().write(true).create_new(true).open(path)?;
    let block = vec![0xa5_u8; MIB as usize];
    for _ in 0..megabytes {
        if !more() {
            break;
        }
        file.write_all(&block)?;
    }
    file.sync_all()
}

/// The kernel's limits: a worker that goes wrong stays within what was asked of it.
fn limit(pressure: &Pressure, seconds: f64) {
    let set = |resource: Resource, most: u64| {
        let hard = getrlimit(resource).maximum;
        let most = hard.map_or(most, |hard| hard.min(most));
        // A limit that the system refuses leaves the worker's own deadline.
        let _ =
            setrlimit(resource, Rlimit { current: Some(most), maximum: hard.map(|_| most).or(Some(most)) });
    };
    set(Resource::Cpu, seconds.ceil() as u64 + 2);
    match pressure {
        Pressure::Cpu => {}
        Pressure::Memory(megabytes) => set(Resource::Data, held_already() + (megabytes + 64) * MIB),
        Pressure::Disk(megabytes, _) => set(Resource::Fsize, megabytes * MIB),
        Pressure::Fds(count) => set(Resource::Nofile, count + 32),
    }
}

/// Bytes that count against the limit of data now: allocators reserve more than they use (proc(5), `VmData`).
fn held_already() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmData:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kibibytes.map_or(2048 * MIB, |n| n * 1024)
}
