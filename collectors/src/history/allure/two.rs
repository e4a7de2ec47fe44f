//! Allure 2's `history/history.json`: of each test, its last outcomes.

use super::{of_cases, status};
use crate::error::CollectError;
use crate::history::Past;
use crate::input::Input;
use crate::json;
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::Case;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
struct Kept {
    #[serde(default)]
    items: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    /// The report in which this outcome stands, when Allure was told its address.
    #[serde(default)]
    report_url: Option<String>,
    #[serde(default)]
    status: String,
    #[serde(default)]
    time: Time,
}

#[derive(Default, Deserialize)]
struct Time {
    #[serde(default)]
    start: Option<i64>,
    #[serde(default)]
    stop: Option<i64>,
    #[serde(default)]
    duration: Option<f64>,
}

/// What a test is called; stands in the report beside its history.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Named {
    #[serde(default)]
    history_id: String,
    #[serde(default)]
    full_name: String,
    #[serde(default)]
    name: String,
}

/// One run, as it comes together.
#[derive(Default)]
struct Run {
    /// The latest time in it.
    at: Option<i64>,
    cases: Vec<Case>,
    /// Outcomes that are none.
    unknown: usize,
}

/// Reads the file; names of tests come from `data/test-cases` of the report that it is in.
///
/// # Errors
/// When it is none, or does not say which outcomes belong to one run.
pub(super) fn read(path: &Path) -> Result<Past, CollectError> {
    let input = Input::open(path)?;
    let shown = input.name.clone();
    let text = input.text().0;
    if text.trim_start().starts_with('[') {
        return Err(CollectError::new(shown, "has totals without times, which cannot be put in their place")
            .hint("history.json, beside it, has the outcomes"));
    }
    let kept: BTreeMap<String, Kept> = json::read(&shown, &text)?;
    let alone = kept.values().all(|test| test.items.len() <= 1);
    let told = kept.values().flat_map(|test| &test.items).all(|item| item.report_url.is_some());
    if !alone && !told {
        return Err(CollectError::new(shown, "has outcomes that do not say in which report they stand, so runs cannot be told apart")
            .hint("Allure writes reportUrl when an executor.json with it lies beside the results; history.jsonl of Allure 3 needs none"));
    }
    let names = names(path);
    let mut runs: BTreeMap<String, Run> = BTreeMap::new();
    for (id, test) in &kept {
        for item in &test.items {
            let run = runs.entry(item.report_url.clone().unwrap_or_default()).or_default();
            run.at = run.at.max(item.time.stop.or(item.time.start));
            match item.case(names.get(id).unwrap_or(id)) {
                Some(case) => run.cases.push(case),
                None => run.unknown += 1,
            }
        }
    }
    let mut runs: Vec<_> = runs
        .into_values()
        .filter_map(|run| Some(of_cases(Timestamp::from_millis(run.at?)?, run.cases, run.unknown)))
        .collect();
    runs.sort_by_key(|run| run.taken_at);
    match runs.is_empty() {
        true => Err(CollectError::new(shown, "has no outcome with a time")
            .hint("point at history/history.json of an Allure 2 report, or at history.jsonl of Allure 3")),
        false => Ok(Past { runs, diagnostics: Vec::new() }),
    }
}

impl Item {
    fn case(&self, name: &str) -> Option<Case> {
        Some(Case {
            suite: "".into(),
            class: "".into(),
            name: name.to_owned(),
            occurrence: 0,
            status: status(&self.status)?,
            duration_s: self.time.duration.filter(|ms| ms.is_finite() && *ms >= 0.0).map(|ms| ms / 1000.0),
            attempts: 1,
            message: None,
        })
    }
}

/// Names by history id, as far as the report beside the history has them.
fn names(path: &Path) -> BTreeMap<String, String> {
    let report = path.parent().and_then(Path::parent).map(|report| report.join("data/test-cases"));
    let entries = report.and_then(|folder| std::fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    let named = entries.filter_map(|entry| {
        let input = Input::open(&entry.path()).ok()?;
        let named: Named = json::read(&input.name, &input.text().0).ok()?;
        let name = [named.full_name, named.name].into_iter().find(|name| !name.is_empty())?;
        Some((named.history_id, name))
    });
    named.collect()
}
