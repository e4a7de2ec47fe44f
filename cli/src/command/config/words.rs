//! A threshold that changed, in words.

use quarterdeck_analysis::policy::{Changed, Condition, MetricRule, ScoreRule};
use std::collections::BTreeMap;

/// What changed, from what, to what.
#[derive(PartialEq)]
pub(super) struct Words {
    pub(super) what: String,
    pub(super) old: String,
    pub(super) new: String,
}

/// Both sides of a change.
pub(super) fn words(changed: &Changed<'_>) -> Words {
    let (what, old, new) = match changed {
        Changed::Metric(old, new) => {
            let subject = |r: &MetricRule| subject(&r.metric, r.job.as_deref(), &r.labels);
            (old.or(*new).map(subject), old.map(of_metric), new.map(of_metric))
        }
        Changed::Score(old, new) => {
            let subject = |r: &ScoreRule| {
                format!("score by {}", subject(&r.metric, r.job.as_deref(), &Default::default()))
            };
            (old.or(*new).map(subject), old.map(ScoreRule::words), new.map(ScoreRule::words))
        }
        Changed::Gate(old, new) => {
            let subject = |c: &Condition| {
                let metric = c.metric.as_deref().unwrap_or_default();
                format!("gate {}", subject(metric, c.job.as_deref(), &c.labels)).trim_end().to_owned()
            };
            (old.or(*new).map(subject), old.map(of_condition), new.map(of_condition))
        }
    };
    let side =
        |words: Option<String>| words.filter(|w| !w.is_empty()).unwrap_or_else(|| "nothing".to_owned());
    let what = what.unwrap_or_default();
    Words { what, old: side(old), new: side(new) }
}

fn subject(metric: &str, job: Option<&str>, labels: &BTreeMap<String, String>) -> String {
    let job = job.map(|job| format!(" of {job}")).unwrap_or_default();
    let labels: String = labels.iter().map(|(key, value)| format!(" {key}={value}")).collect();
    format!("{metric}{job}{labels}")
}

/// What is demanded, by whom it is felt and after how many.
pub(super) fn of_metric(rule: &MetricRule) -> String {
    let target = rule.target.map(|limit| format!("target {limit}"));
    let alert = rule.alert.map(|limit| {
        let severity = serde_json::to_value(rule.severity).ok();
        let severity = severity.as_ref().and_then(|word| word.as_str()).unwrap_or_default().to_owned();
        let after = rule.open_after.map(|n| format!(", after {n}")).unwrap_or_default();
        format!("alert {limit} ({severity}{after})")
    });
    target.into_iter().chain(alert).collect::<Vec<_>>().join(", ")
}

fn of_condition(condition: &Condition) -> String {
    let undated = Condition { since: None, ..condition.clone() };
    let table = toml::Table::try_from(&undated).unwrap_or_default();
    let parts = table.iter().filter(|(key, _)| !["metric", "job", "labels"].contains(&key.as_str()));
    let parts = parts
        .map(|(key, value)| format!("{key} {}", value.as_str().map_or(value.to_string(), ToOwned::to_owned)));
    parts.collect::<Vec<_>>().join(", ")
}
