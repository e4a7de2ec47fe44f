//! Threads that wake in time: no timer slack, and a real-time class where the system grants it.
//!
//! A thread that waits for its request's time goes before one that reads an answer: otherwise, when a service that stood
//! still answers everything at once, the reading of the old requests would make the new ones late. Connecting is not
//! urgent at all, and done before either.

/// How the calling thread is scheduled.
pub(super) struct Scheduling {
    #[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "only Linux has this class"))]
    real_time: bool,
    /// What was got, in words.
    pub(super) words: String,
}

impl Scheduling {
    /// Asks the system for the best scheduling of the calling thread.
    #[cfg(target_os = "linux")]
    pub(super) fn sharpen() -> Self {
        // Real-time threads have no slack; for others the kernel's 50 µs become 1 ns.
        let slack =
            if nix::sys::prctl::set_timerslack(1).is_ok() { "timer slack 1 ns" } else { "usual timer slack" };
        let real_time = fifo(READS);
        let class = match real_time {
            true => "real-time (SCHED_FIFO)",
            false => "as all programs, since real-time was not granted",
        };
        Self { real_time, words: format!("{class}, {slack}") }
    }

    /// Other systems schedule as they do.
    #[cfg(not(target_os = "linux"))]
    pub(super) fn sharpen() -> Self {
        Self { real_time: false, words: "as all programs".to_owned() }
    }

    /// The thread waits for the time of its request from now on.
    pub(super) fn waits(&self) {
        #[cfg(target_os = "linux")]
        if self.real_time {
            fifo(WAITS);
        }
    }

    /// Its request's time has come.
    pub(super) fn reads(&self) {
        #[cfg(target_os = "linux")]
        if self.real_time {
            fifo(READS);
        }
    }
}

/// Real-time priorities: the lowest are above all that is not real-time, and below what the machine itself needs.
#[cfg(target_os = "linux")]
const READS: u8 = 1;
#[cfg(target_os = "linux")]
const WAITS: u8 = 2;

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
