//! An alert: what it says, its course, its proof, its rule, and what to do.

use super::{Part, Teller};
use crate::page::alerts;
use quarterdeck_analysis::alert::Alert;

/// Snapshots that prove it, told one by one.
const MOST: usize = 10;

impl Teller<'_> {
    /// The parts about the alerts of that identity: the open one, else the newest; then those about its metric.
    pub(super) fn alerts(&self, wanted: &str) -> Vec<Part> {
        let mut own: Vec<&Alert> = self
            .context
            .assessment
            .alerts
            .iter()
            .filter(|a| a.identity(self.context.history) == wanted)
            .collect();
        own.sort_by_key(|alert| (!alert.is_open(), std::cmp::Reverse(alert.opened)));
        let Some(alert) = own.first() else { return Vec::new() };
        let mut parts = vec![self.says(alert, own.len()), self.proof(alert)];
        let series = alert.series.and_then(|index| self.context.series(index));
        parts.push(to_do(alert));
        if let Some(series) = series {
            parts.extend(self.metric(series.key.metric.as_str(), Some(&series.key.job)));
        }
        parts
    }

    fn says(&self, alert: &Alert, times: usize) -> Part {
        let row = alerts::row(self.context, alert, 0);
        let mut part = Part::new("What it says");
        part.add("kind", alert.kind.as_str());
        part.add("severity", row.severity);
        part.add("message", &row.message);
        let state = if alert.is_open() { "open" } else { "resolved" };
        part.add("state", format!("{state}, {}", row.lasted));
        if times > 1 {
            part.add("opened", format!("{times} times"));
        }
        if let Some(limit) = alert.limit {
            part.add("limit", limit.to_string());
        }
        part
    }

    fn proof(&self, alert: &Alert) -> Part {
        let mut part = Part::new("What proves it");
        let last_good = alerts::last_good(self.context, alert);
        part.add("last good", last_good.map_or_else(|| "none before".to_owned(), |run| self.run_words(run)));
        part.add("first", self.run_words(alert.opened));
        part.add("last", self.run_words(alert.last_seen));
        if let Some(closed) = alert.closed {
            part.add("closed by", self.run_words(closed));
        }
        for run in alert.evidence.iter().rev().take(MOST) {
            part.add("snapshot", self.run_words(*run));
        }
        let more = alert.evidence.len().saturating_sub(MOST);
        if more > 0 {
            part.add("and", format!("{more} more"));
        }
        part
    }
}

fn to_do(alert: &Alert) -> Part {
    let mut part = Part::new("What to do");
    match &alert.runbook {
        Some(runbook) => part.add("runbook", runbook),
        None => part.add("runbook", "none is configured: give the rule a `runbook`"),
    }
    part
}
