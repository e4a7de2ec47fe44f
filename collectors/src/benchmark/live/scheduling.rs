//! Threads that wake in time: no timer slack, and a real-time class where the system grants it.

/// Asks the system for the best scheduling of the calling thread; gives what was got, in words.
#[cfg(target_os = "linux")]
pub(super) fn sharpen() -> String {
    // Real-time threads have no slack; for others the kernel's 50 µs become 1 ns.
    let slack =
        if nix::sys::prctl::set_timerslack(1).is_ok() { "timer slack 1 ns" } else { "usual timer slack" };
    let class = match fifo(PRIORITY) {
        true => "real-time (SCHED_FIFO)",
        false => "as all programs, since real-time was not granted",
    };
    format!("{class}, {slack}")
}

/// Other systems schedule as they do.
#[cfg(not(target_os = "linux"))]
pub(super) fn sharpen() -> String {
    "as all programs".to_owned()
}

/// The lowest of the real-time priorities is above all that is not real-time, and below what the machine itself needs.
#[cfg(target_os = "linux")]
const PRIORITY: u8 = 1;

#[cfg(target_os = "linux")]
fn fifo(priority: u8) -> bool {
    use thread_priority::{
        RealtimeThreadSchedulePolicy, ThreadPriority, ThreadPriorityValue, ThreadSchedulePolicy,
        set_thread_priority_and_policy, thread_native_id,
    };
    let policy = ThreadSchedulePolicy::Realtime(RealtimeThreadSchedulePolicy::Fifo);
    ThreadPriorityValue::try_from(priority).is_ok_and(|value| {
        let priority = ThreadPriority::Crossplatform(value);
        set_thread_priority_and_policy(thread_native_id(), priority, policy).is_ok()
    })
}

/// Lets this process open as many files as it ever may, for its connections; gives how many that is.
pub(super) fn open_files() -> Option<u64> {
    #[cfg(unix)]
    {
        use nix::sys::resource::{Resource, getrlimit, setrlimit};
        let (soft, hard) = getrlimit(Resource::RLIMIT_NOFILE).ok()?;
        let raised = soft < hard && setrlimit(Resource::RLIMIT_NOFILE, hard, hard).is_ok();
        Some(if raised { hard } else { soft })
    }
    #[cfg(not(unix))]
    None
}
