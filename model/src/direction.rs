//! Which way a metric is better.

/// Which way a metric is better; stored per metric, never guessed from a name later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Less is better: latency, findings.
    LowerIsBetter,
    /// More is better: throughput, coverage.
    HigherIsBetter,
    /// Neither: lines of code, number of tests. Never a regression.
    Neutral,
}

impl Direction {
    /// `lower is better`, `higher is better`, or `neither is better`, as printed beside charts.
    pub fn words(self) -> &'static str {
        match self {
            Direction::LowerIsBetter => "lower is better",
            Direction::HigherIsBetter => "higher is better",
            Direction::Neutral => "neither is better",
        }
    }

    /// `+1` where growth is worse, `-1` where growth is better, `0` for neutral.
    pub fn worse_sign(self) -> f64 {
        match self {
            Direction::LowerIsBetter => 1.0,
            Direction::HigherIsBetter => -1.0,
            Direction::Neutral => 0.0,
        }
    }
}
