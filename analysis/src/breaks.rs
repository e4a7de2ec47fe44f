//! Where a trend line must break: gaps, failed runs, a change of the format read.

use crate::baseline::median;
use crate::policy::Policy;
use quarterdeck_model::{History, Run, Series, Timestamp};
use std::sync::Arc;

/// Why the line breaks between two points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// No run for much longer than usual.
    Gap,
    /// Runs between them did not give the figure.
    Failed,
    /// The figure comes from another format (or tool) from here on: it may not mean the same.
    Format {
        /// The format before.
        from: String,
        /// The format from here on.
        to: String,
    },
}

/// A break before point number `at`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// Index of the first point after it.
    pub at: usize,
    /// Why.
    pub why: Why,
    /// Time of the point before it.
    pub from: Timestamp,
    /// Time of the point after it.
    pub to: Timestamp,
}

/// A gap is an interval of more than this many usual ones.
const USUAL: f64 = 5.0;

/// All breaks of `series`, in order.
pub fn breaks(history: &History, series: &Series, policy: &Policy) -> Vec<Break> {
    let runs: Vec<(u32, &Run)> =
        series.points.iter().filter_map(|p| Some((p.run, history.runs.get(p.run as usize)?))).collect();
    let longest = longest_interval(&runs, policy, series);
    let pairs = runs.windows(2).enumerate();
    let found = pairs.filter_map(|(index, pair)| {
        let [(before_index, before), (after_index, after)] = pair else { return None };
        let why = format_change(before, after)
            .or_else(|| missed(history, series, *before_index, *after_index))
            .or_else(|| (interval(before, after) > longest).then_some(Why::Gap))?;
        Some(Break { at: index + 1, why, from: before.taken_at, to: after.taken_at })
    });
    found.collect()
}

fn interval(before: &Run, after: &Run) -> f64 {
    (after.taken_at.millis() - before.taken_at.millis()) as f64
}

/// Twice the cadence where there is one; else five times the median interval, when there are enough to tell.
fn longest_interval(runs: &[(u32, &Run)], policy: &Policy, series: &Series) -> f64 {
    if let Some(stale) = policy.cadence.stale_after_ms(series.kind) {
        return stale;
    }
    let intervals: Vec<f64> = runs.windows(2).map(|w| interval(w[0].1, w[1].1)).collect();
    match median(intervals.clone()) {
        Some(usual) if intervals.len() >= 4 && usual > 0.0 => usual * USUAL,
        _ => f64::INFINITY,
    }
}

fn format_change(before: &Run, after: &Run) -> Option<Why> {
    (before.format != after.format)
        .then(|| Why::Format { from: before.format.clone(), to: after.format.clone() })
}

/// Runs of the same job in between that did not give the figure.
fn missed(history: &History, series: &Series, before: u32, after: u32) -> Option<Why> {
    let between = history.runs.as_slice().get(before as usize + 1..after as usize)?;
    let same = |run: &&Arc<Run>| run.kind == series.kind && run.job == series.key.job && run.voided.is_none();
    let host = series.key.labels.get("host");
    let hosted = |run: &Run| host.is_none() || run.labels.get("host") == host;
    between.iter().filter(same).any(|run| hosted(run)).then_some(Why::Failed)
}
