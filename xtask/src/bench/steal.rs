//! What the host of a virtual machine kept for others while something was measured: times are only comparable where that
//! was little.

/// Ticks of all processors since the start, by `/proc/stat` (proc(5)).
#[derive(Debug, Clone, Copy)]
pub(super) struct Ticks {
    stolen: u64,
    all: u64,
}

impl Ticks {
    /// As of now; nothing where the kernel does not tell.
    pub(super) fn now() -> Option<Self> {
        Self::read(&std::fs::read_to_string("/proc/stat").ok()?)
    }

    fn read(stat: &str) -> Option<Self> {
        let words = stat.lines().next()?.strip_prefix("cpu ")?.split_whitespace();
        // user, nice, system, idle, iowait, irq, softirq, steal; guests are counted in user and nice.
        let ticks: Vec<u64> = words.take(8).map_while(|word| word.parse().ok()).collect();
        Some(Self { stolen: *ticks.get(7)?, all: ticks.iter().sum() })
    }

    /// Part of the time since then, such as `2 %`; `unknown` where the kernel does not tell.
    pub(super) fn told_since(before: Option<Self>) -> String {
        let part = before.zip(Self::now()).and_then(|(before, now)| now.part_since(before));
        part.map_or_else(|| "unknown".to_owned(), |part| format!("{:.0} %", part * 100.0))
    }

    fn part_since(self, before: Self) -> Option<f64> {
        let all = self.all.checked_sub(before.all).filter(|all| *all > 0)?;
        Some(self.stolen.checked_sub(before.stolen)? as f64 / all as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::Ticks;

    #[test]
    fn steal_is_a_part_of_all_time_between_two_looks() {
        let before = Ticks::read("cpu  100 0 50 800 10 0 5 35 7 7\ncpu0 1 2 3\n").unwrap();
        let after = Ticks::read("cpu  150 0 60 820 10 0 5 55 9 9\n").unwrap();
        assert_eq!(after.part_since(before), Some(0.2));
        assert_eq!(before.part_since(before), None);
        assert!(Ticks::read("cpu  100 0 50\n").is_none());
    }
}
