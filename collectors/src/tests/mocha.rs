//! JSON of mocha's reporter `json`: lists of what passed, failed and is pending.

use super::report::{Report, passed, words};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::{json, paths};
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::{Case, Status, Tests};
use serde::Deserialize;

#[derive(Deserialize)]
struct Run {
    stats: Stats,
    passes: Vec<Test>,
    failures: Vec<Test>,
    pending: Vec<Test>,
}

#[derive(Deserialize)]
struct Stats {
    #[serde(default)]
    tests: Option<u64>,
    #[serde(default)]
    start: Option<String>,
    /// Milliseconds.
    #[serde(default)]
    duration: Option<f64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Test {
    title: String,
    full_title: String,
    #[serde(default)]
    file: Option<String>,
    /// Milliseconds.
    #[serde(default)]
    duration: Option<f64>,
    #[serde(default)]
    current_retry: u32,
    #[serde(default)]
    err: Failure,
}

#[derive(Deserialize, Default)]
struct Failure {
    #[serde(default)]
    message: Option<String>,
    #[serde(default)]
    stack: Option<String>,
}

/// Whether it has the lists of mocha.
pub(crate) fn sniff(head: &str) -> bool {
    let lists = ["\"stats\"", "\"suites\"", "\"passes\"", "\"pending\"", "\"failures\"", "\"tests\""];
    head.trim_start().starts_with('{')
        && lists.iter().all(|name| head.contains(name))
        && !head.contains("\"results\"")
}

/// Reads the lists. Paths of test files are made relative to `roots`.
///
/// # Errors
/// When it is not JSON of that shape, with the place.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Tests>, CollectError> {
    let (text, notes) = input.noted();
    let run: Run = json::read(&input.name, &text)?;
    let mut report = Report::new(notes);
    report.taken_at = run.stats.start.as_deref().and_then(Timestamp::parse);
    report.tests.wall_s = seconds(run.stats.duration);
    let lists =
        [(&run.passes, Status::Passed), (&run.failures, Status::Failed), (&run.pending, Status::Skipped)];
    for (tests, status) in lists {
        tests.iter().for_each(|test| report.case(case(test, status, roots)));
    }
    let hooks = report.tests.cases.iter().filter(|case| case.status == Status::Errored).count() as u64;
    let held = report.tests.cases.len() as u64 - hooks;
    if let Some(total) = run.stats.tests.filter(|total| *total > held) {
        report.broken("", &format!("began {total} tests and tells how {held} ended"));
    } else if let Some(total) = run.stats.tests.filter(|total| *total != held) {
        report.notes.note(format!("declares {total} tests, holds {held}, which count"));
    }
    Ok(report.finish("mocha"))
}

fn case(test: &Test, listed: Status, roots: &[String]) -> Case {
    let hook = (test.title.starts_with("\"before ") || test.title.starts_with("\"after "))
        && test.title.contains(" hook");
    let status = match listed {
        Status::Failed if hook => Status::Errored,
        Status::Passed if test.current_retry > 0 => Status::Flaky,
        other => other,
    };
    let suite = test.file.as_ref().map(|file| paths::normalised(file, roots)).unwrap_or_default();
    let class = test.full_title.strip_suffix(&test.title).unwrap_or(&test.full_title).trim_end();
    let said = test.err.message.as_deref().or(test.err.stack.as_deref()).and_then(words);
    Case {
        status,
        attempts: test.current_retry.saturating_add(1),
        duration_s: seconds(test.duration),
        message: said,
        ..passed(&suite, class, &test.title)
    }
}

fn seconds(ms: Option<f64>) -> Option<f64> {
    ms.filter(|ms| ms.is_finite() && *ms >= 0.0).map(|ms| ms / 1000.0)
}
