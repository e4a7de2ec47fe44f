//! Targets, alert limits, score rules and conditions that changed in the period.

use super::given::Given;
use super::{Cell, Grid, Topic};
use crate::catalogue;
use crate::chart::limit_words;
use crate::format::date;
use crate::page::grid::{column, text};
use quarterdeck_analysis::policy::{Changed, Condition, Limit, MetricRule, ScoreRule, ThresholdChange};
use quarterdeck_model::Unit;

/// Changes that are listed: the newest.
const MOST: usize = 15;

pub(super) fn topic(given: &Given<'_>) -> Topic {
    let span = given.span();
    let changes = given.facts.policy.threshold_changes(span.from, span.until);
    let rows = changes.iter().rev().map(|change| row(given, change)).collect();
    let columns = vec![column("In force since"), column("Of what"), column("Before"), column("From then on")];
    Topic {
        anchor: "thresholds",
        title: "Threshold changes".to_owned(),
        sub: "dated entries of the configuration; a verdict keeps the limit of its day".to_owned(),
        grids: vec![
            Grid::of(columns, "No target, limit, score rule or condition changed.").filled(rows, MOST),
        ],
        ..Topic::default()
    }
}

fn row(given: &Given<'_>, change: &ThresholdChange<'_>) -> Vec<Cell> {
    let none = || "nothing".to_owned();
    let (what, old, new) = match change.of {
        Changed::Metric(old, new) => {
            let name = old.or(new).map(|rule| catalogue::name(&rule.metric)).unwrap_or_default();
            let words = |rule: Option<&MetricRule>| rule.map_or_else(none, |rule| metric(given, rule));
            (name, words(old), words(new))
        }
        Changed::Score(old, new) => {
            let name = old.or(new).map(|rule| catalogue::name(&rule.metric)).unwrap_or_default();
            let words = |rule: Option<&ScoreRule>| rule.map_or_else(none, ScoreRule::words);
            (format!("Score: {name}"), words(old), words(new))
        }
        Changed::Gate(old, new) => {
            let words = |c: Option<&Condition>| c.map_or_else(none, Condition::words);
            ("Gate".to_owned(), words(old), words(new))
        }
    };
    vec![text(&date(change.at)), text(&what), text(&old), text(&new)]
}

/// `target < 328 µs, alert > 500 µs`.
fn metric(given: &Given<'_>, rule: &MetricRule) -> String {
    let unit = given.then.history.series_of(&rule.metric).next().map_or(&Unit::Count, |series| &series.unit);
    let limit = |name: &str, limit: Option<Limit>| limit.map(|l| format!("{name} {}", limit_words(l, unit)));
    let parts: Vec<String> =
        [limit("target", rule.target), limit("alert", rule.alert)].into_iter().flatten().collect();
    if parts.is_empty() { "no limit".to_owned() } else { parts.join(", ") }
}
