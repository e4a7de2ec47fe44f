//! Summaries in JSON, one after the other, among lines of the harness.

use super::count;
use crate::benchmark::micro::report::Report;
use crate::json;
use serde::Deserialize;
use serde_json::{Deserializer, Value};
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Summary {
    module_path: String,
    #[serde(default)]
    id: Option<String>,
    profiles: Vec<Profile>,
}

#[derive(Deserialize)]
struct Profile {
    summaries: Summaries,
}

#[derive(Deserialize)]
struct Summaries {
    total: Total,
}

#[derive(Deserialize)]
struct Total {
    /// Metrics by tool.
    summary: BTreeMap<String, Value>,
}

/// Reads every summary; one that is damaged is left out with a warning.
pub(super) fn read(text: &str, report: &mut Report) {
    let (mut at, mut number) = (0, 1);
    while let Some(line) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let mut next = line.find('\n').map_or(line.len(), |end| end + 1);
        if line.starts_with('{') {
            let mut documents = Deserializer::from_str(line).into_iter::<Summary>();
            match documents.next() {
                Some(Ok(summary)) => {
                    next = documents.byte_offset().max(1);
                    summary.tell(report);
                }
                Some(Err(error)) => {
                    let why = json::plain(&error);
                    report.notes.warn(number, format!("is no whole summary and was left out: {why}"));
                }
                None => {}
            }
        }
        number += line.get(..next).map_or(1, |read| read.matches('\n').count() as u64);
        at += next;
    }
}

impl Summary {
    fn tell(&self, report: &mut Report) {
        let id = self.id.as_ref().map_or_else(String::new, |id| format!(" {id}"));
        let name = format!("{}{id}", self.module_path);
        let tools = self.profiles.iter().flat_map(|profile| &profile.summaries.total.summary);
        let metrics = tools.filter_map(|(_, metrics)| metrics.as_object()).flatten();
        let mut found = false;
        for (metric, value) in metrics {
            if let Some(value) = new(value) {
                found = true;
                count(report, &name, metric, value);
            }
        }
        if !found {
            report.failed(&format!("{name} has no metrics"));
        }
    }
}

/// What was measured now: alone on the left, or first of both. `Right` alone is only the old one.
fn new(metric: &Value) -> Option<f64> {
    let metrics = metric.get("metrics")?;
    let value = metrics.get("Left").or_else(|| metrics.get("Both")?.get(0))?;
    value.get("Int").or_else(|| value.get("Float"))?.as_f64()
}
