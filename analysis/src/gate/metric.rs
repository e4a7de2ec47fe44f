//! Conditions on what a figure is now.

use super::Facts;
use super::report::{Figure, GateOutcome, Judged, number};
use crate::current::Reading;
use crate::policy::{Condition, Limit, selects};
use quarterdeck_model::Series;

impl Facts<'_> {
    /// Every series that the condition selects must be known and meet the limit.
    pub(super) fn metric(&self, metric: &str, limit: Limit, condition: &Condition) -> Judged {
        let mut readings: Vec<(GateOutcome, usize, Reading)> = self
            .chosen(metric, condition)
            .map(|(index, _)| {
                let reading = self.sweep.reading(index, self.policy, self.now);
                let outcome = match reading.known() {
                    Some(value) if limit.holds(value) => GateOutcome::Met,
                    Some(_) => GateOutcome::NotMet,
                    None => GateOutcome::Missing,
                };
                (outcome, index, reading)
            })
            .collect();
        // The worst is told, the first of several.
        readings.sort_by_key(|(outcome, index, _)| (std::cmp::Reverse(*outcome), *index));
        let Some((outcome, index, reading)) = readings.first() else {
            return Judged::missing("never measured");
        };
        let place = place(&self.history.series[*index]);
        let what = reading.known().map(|value| format!("it is {}", number(value)));
        let why = format!("{}{place}", what.or_else(|| reading.reason()).unwrap_or_default());
        let others = readings.iter().filter(|(other, ..)| *other == *outcome).count() - 1;
        let why = if others > 0 && *outcome != GateOutcome::Met {
            format!("{why}, and {others} more")
        } else {
            why
        };
        let figures = readings.iter().map(|(_, index, reading)| self.figure(*index, reading.known()));
        let runs = readings.iter().filter_map(|(_, _, reading)| reading.run());
        Judged::new(*outcome, why).figures(figures).evidence(runs)
    }

    /// The series that a condition on a metric is about: those that no other host has replaced.
    pub(super) fn chosen(
        &self,
        metric: &str,
        condition: &Condition,
    ) -> impl Iterator<Item = (usize, &Series)> {
        let series = self.history.series.iter().enumerate();
        series.filter(move |(index, series)| {
            selects(metric, condition.job.as_deref(), &condition.labels, series)
                && !self.sweep.superseded(*index)
        })
    }

    pub(super) fn figure(&self, index: usize, value: Option<f64>) -> Figure {
        let Some(series) = self.history.series.get(index) else { return Figure::default() };
        let labels = series.key.labels.iter().map(|(key, value)| format!("{key}={value}"));
        let detail: Vec<String> = std::iter::once(series.key.job.clone()).chain(labels).collect();
        Figure { name: series.key.metric.to_string(), detail: detail.join(", "), value, ..Figure::default() }
    }
}

/// ` (host=ci)`; empty without labels.
pub(super) fn place(series: &Series) -> String {
    let labels = &series.key.labels;
    if labels.is_empty() { String::new() } else { format!(" ({labels})") }
}
