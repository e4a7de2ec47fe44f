//! What the client was while it measured: its CPU time, the machine's load, what the hypervisor took, and how long tasks
//! waited for a CPU. What a system does not tell is not known.

use std::time::{Duration, Instant};

/// Counters at one instant.
pub(super) struct Reading {
    at: Instant,
    cpu: Option<Duration>,
    /// Steal and all time of the machine, in ticks.
    steal: Option<(u64, u64)>,
    /// Microseconds in which some task waited for a CPU.
    pressure: Option<u64>,
}

/// Between two readings; shares are 0–100.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Usage {
    pub(super) cpu_percent: Option<f64>,
    /// The part of it in which its threads spun, to be in time.
    pub(super) spin_percent: Option<f64>,
    /// Of the thread that had most to do, the share of the time in which it was at requests.
    pub(super) busy_percent: Option<f64>,
    pub(super) steal_percent: Option<f64>,
    pub(super) pressure_percent: Option<f64>,
    pub(super) load_average: Option<f64>,
}

/// Cores that this process may use.
pub(super) fn cores() -> u32 {
    std::thread::available_parallelism().ok().and_then(|n| u32::try_from(n.get()).ok()).unwrap_or(1)
}

impl Reading {
    /// Reads now.
    pub(super) fn now() -> Self {
        let read = |path| std::fs::read_to_string(path).ok();
        Self {
            at: Instant::now(),
            cpu: own_cpu(),
            steal: read("/proc/stat").as_deref().and_then(steal),
            pressure: read("/proc/pressure/cpu").as_deref().and_then(pressure),
        }
    }

    /// What was used since.
    pub(super) fn until_now(&self) -> Usage {
        let now = Self::now();
        let wall = now.at.saturating_duration_since(self.at).as_secs_f64();
        let share = |part: f64, whole: f64| (whole > 0.0).then(|| part * 100.0 / whole);
        let cpu = now.cpu.zip(self.cpu).map(|(after, before)| after.saturating_sub(before).as_secs_f64());
        let steal = now.steal.zip(self.steal).and_then(|((s1, all1), (s0, all0))| {
            share(s1.saturating_sub(s0) as f64, all1.saturating_sub(all0) as f64)
        });
        let pressure = now.pressure.zip(self.pressure).map(|(p1, p0)| p1.saturating_sub(p0) as f64 / 1e6);
        Usage {
            cpu_percent: cpu.and_then(|s| share(s, wall * f64::from(cores()))),
            // The threads themselves tell.
            spin_percent: None,
            busy_percent: None,
            steal_percent: steal,
            pressure_percent: pressure.and_then(|s| share(s, wall)).map(|p| p.min(100.0)),
            load_average: std::fs::read_to_string("/proc/loadavg").ok().as_deref().and_then(load_average),
        }
    }
}

impl Usage {
    /// The worse of each figure.
    pub(super) fn worse(self, other: Self) -> Self {
        let worse = |a: Option<f64>, b: Option<f64>| a.zip(b).map(|(a, b)| a.max(b)).or(a).or(b);
        Self {
            cpu_percent: worse(self.cpu_percent, other.cpu_percent),
            spin_percent: worse(self.spin_percent, other.spin_percent),
            busy_percent: worse(self.busy_percent, other.busy_percent),
            steal_percent: worse(self.steal_percent, other.steal_percent),
            pressure_percent: worse(self.pressure_percent, other.pressure_percent),
            load_average: other.load_average.or(self.load_average),
        }
    }
}

/// User and system time of all threads of this process.
fn own_cpu() -> Option<Duration> {
    #[cfg(unix)]
    {
        use nix::sys::resource::{UsageWho, getrusage};
        use nix::sys::time::TimeVal;
        let usage = getrusage(UsageWho::RUSAGE_SELF).ok()?;
        let seconds = |t: TimeVal| t.tv_sec() as f64 + t.tv_usec() as f64 / 1e6;
        Duration::try_from_secs_f64(seconds(usage.user_time()) + seconds(usage.system_time())).ok()
    }
    #[cfg(not(unix))]
    None
}

/// Steal and the whole of the first line of `/proc/stat` (proc_stat(5)); guest time is within user time.
fn steal(text: &str) -> Option<(u64, u64)> {
    let numbers = text.lines().next()?.strip_prefix("cpu ")?.split_whitespace();
    let ticks: Vec<u64> = numbers.take(8).map(|n| n.parse().ok()).collect::<Option<_>>()?;
    Some((*ticks.get(7)?, ticks.iter().sum()))
}

/// `some … total=` of `/proc/pressure/cpu`, in microseconds (Linux, accounting/psi).
fn pressure(text: &str) -> Option<u64> {
    let some = text.lines().find(|line| line.starts_with("some "))?;
    some.split_whitespace().find_map(|word| word.strip_prefix("total="))?.parse().ok()
}

fn load_average(text: &str) -> Option<f64> {
    text.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{load_average, pressure, steal};

    #[test]
    fn the_kernels_texts_are_read() {
        let stat = "cpu  10 20 30 400 5 6 7 22 9 9\ncpu0 1 2 3 4 5 6 7 8 9 10\n";
        assert_eq!(steal(stat), Some((22, 500)));
        assert_eq!(steal("cpu  10 20"), None);
        let psi = "some avg10=0.00 avg60=0.12 avg300=0.05 total=123456\nfull avg10=0.00 total=1\n";
        assert_eq!(pressure(psi), Some(123_456));
        assert_eq!(load_average("0.15 0.65 0.60 1/89 22705\n"), Some(0.15));
        assert_eq!(load_average(""), None);
    }
}
