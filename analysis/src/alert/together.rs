//! Regressions that begin with the same run: many at once say more of the machine or the tools than of the code.

use super::{Alert, AlertKind};
use quarterdeck_model::{History, MetricId, SeriesKey};
use std::collections::BTreeMap;

/// Fewer regressions than this may well be one change of the code.
const MANY: usize = 5;

/// Least share of what the run measured.
const SHARE: f64 = 0.25;

/// Open regressions of one metric in one job that begin with one run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Together {
    /// The run.
    pub run: u32,
    /// The metric.
    pub metric: MetricId,
    /// The job.
    pub job: String,
    /// How many series got worse with it and still are.
    pub worse: usize,
    /// Of how many that it measured.
    pub measured: usize,
}

/// Where at least five open regressions of one metric, and a quarter of its series, begin with one run; newest first.
pub fn together(alerts: &[Alert], history: &History) -> Vec<Together> {
    let mut groups: BTreeMap<(u32, &MetricId, &str), usize> = BTreeMap::new();
    for alert in alerts.iter().filter(|alert| alert.kind == AlertKind::Regression && alert.is_open()) {
        if let Some(SeriesKey { metric, job, .. }) = key(alert, history) {
            *groups.entry((alert.opened, metric, job)).or_default() += 1;
        }
    }
    let many = groups.into_iter().rev().filter(|(_, worse)| *worse >= MANY);
    let told = many.filter_map(|((run, metric, job), worse)| {
        let measured = measured(history, run, (metric, job));
        let together = Together { run, metric: metric.clone(), job: job.to_owned(), worse, measured };
        (worse as f64 >= SHARE * measured as f64).then_some(together)
    });
    told.collect()
}

fn key<'a>(alert: &Alert, history: &'a History) -> Option<&'a SeriesKey> {
    history.series.get(alert.series?).map(|series| &series.key)
}

/// How many series of that metric and job have a point in that run.
fn measured(history: &History, run: u32, (metric, job): (&MetricId, &str)) -> usize {
    let own = history.series.iter().filter(|series| series.key.metric == *metric && series.key.job == job);
    own.filter(|series| series.points.binary_search_by_key(&run, |point| point.run).is_ok()).count()
}
