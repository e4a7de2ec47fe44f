//! Many projects side by side: what an engine of tables rolled up from their exports.

use crate::Timestamp;

/// The projects, in the order of their names.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fleet {
    /// One for each.
    pub projects: Vec<Standing>,
}

/// How one project stands as of its newest run. What is not known is `None`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Standing {
    /// Its name.
    pub project: String,
    /// Low and high end of the quality score, 0–100.
    pub score: Option<(f64, f64)>,
    /// The metric that costs the score most, and how many points.
    pub worst: Option<(String, f64)>,
    /// Inputs of the score that are not known.
    pub unknown_metrics: Option<u64>,
    /// Open alerts that are critical.
    pub critical_alerts: Option<u64>,
    /// Open alerts that are warnings.
    pub warning_alerts: Option<u64>,
    /// When its newest run was taken.
    pub newest_at: Option<Timestamp>,
    /// Runs.
    pub runs: Option<u64>,
    /// Runs that failed or looked at nothing.
    pub runs_without_figures: Option<u64>,
    /// Runs that `quarterdeck demo` made up.
    pub simulated_runs: Option<u64>,
    /// The score at the end of each month that has a run, oldest first.
    pub months: Vec<Month>,
}

/// The score at the end of a month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Month {
    /// Months since the year 0.
    pub number: i64,
    /// Low end.
    pub low: f64,
    /// High end.
    pub high: f64,
}

impl Month {
    /// The number of the month `2026-11`.
    pub fn parse(text: &str) -> Option<i64> {
        let (year, month) = text.split_once('-')?;
        let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        if year.len() != 4 || month.len() != 2 || !digits(year) || !digits(month) {
            return None;
        }
        let (year, month): (i64, i64) = (year.parse().ok()?, month.parse().ok()?);
        (1..=12).contains(&month).then_some(year * 12 + month - 1)
    }
}
