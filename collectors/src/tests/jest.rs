//! JSON of Jest (`--json`) and of Vitest (`--reporter=json`), which writes the same.
//!
//! A file that failed though none of its tests did could not be loaded, or broke outside of them.

use super::report::{Report, passed, words};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::{json, paths};
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::{Case, Status, Tests};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    test_results: Vec<File>,
    /// Milliseconds since 1970.
    #[serde(default)]
    start_time: Option<i64>,
    #[serde(default)]
    num_total_tests: Option<u64>,
    #[serde(default)]
    num_runtime_error_test_suites: Option<u64>,
    #[serde(default)]
    was_interrupted: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
    name: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    message: Option<String>,
    #[serde(default)]
    end_time: Option<f64>,
    assertion_results: Vec<Assertion>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Assertion {
    #[serde(default)]
    ancestor_titles: Vec<String>,
    title: String,
    status: String,
    /// Milliseconds.
    #[serde(default)]
    duration: Option<f64>,
    #[serde(default)]
    invocations: Option<u32>,
    #[serde(default)]
    failure_messages: Option<Vec<String>>,
}

/// Whether it has the totals of Jest, or its files.
pub(crate) fn sniff(head: &str) -> bool {
    let files = head.contains("\"testResults\"") && head.contains("\"assertionResults\"");
    head.trim_start().starts_with('{') && (head.contains("\"numTotalTests\"") || files)
}

/// Reads the run. Paths of test files are made relative to `roots`.
///
/// # Errors
/// When it is not JSON of that shape, with the place.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Tests>, CollectError> {
    let (text, notes) = input.noted();
    let run: Run = json::read(&input.name, &text)?;
    let mut report = Report::new(notes);
    report.taken_at = run.start_time.and_then(Timestamp::from_millis);
    report.tests.wall_s = wall(&run);
    for file in &run.test_results {
        read(file, roots, &mut report);
    }
    let unread = run.num_runtime_error_test_suites.unwrap_or(0);
    if unread > report.tests.suites.len() as u64 {
        report.broken("", &format!("says that {unread} files could not be run"));
    }
    if run.was_interrupted == Some(true) {
        report.broken("", "was interrupted");
    }
    let held = report.tests.cases.len() as u64;
    if let Some(total) = run.num_total_tests.filter(|total| *total > held) {
        report.broken("", &format!("declares {total} tests and holds {held}"));
    }
    Ok(report.finish("jest"))
}

/// From the beginning to the end of the last file, in seconds.
fn wall(run: &Run) -> Option<f64> {
    let end = run
        .test_results
        .iter()
        .filter_map(|file| file.end_time)
        .fold(None, |last: Option<f64>, end| Some(last.map_or(end, |last| last.max(end))));
    let wall = (end? - run.start_time? as f64) / 1000.0;
    (wall.is_finite() && wall >= 0.0).then_some(wall)
}

fn read(file: &File, roots: &[String], report: &mut Report) {
    let suite = paths::normalised(&file.name, roots);
    let before = report.tests.cases.len();
    for assertion in &file.assertion_results {
        report.case(case(assertion, &suite));
    }
    let own = report.tests.cases.get(before..).unwrap_or_default();
    let blamed = own.iter().any(|case| matches!(case.status, Status::Failed | Status::Errored));
    if file.status == "failed" && !blamed {
        let said =
            file.message.as_deref().and_then(words).map_or_else(String::new, |words| format!(": {words}"));
        report.broken(&suite, &format!("failed outside its tests{said}"));
    }
}

fn case(test: &Assertion, suite: &str) -> Case {
    let attempts = test.invocations.unwrap_or(1).max(1);
    let status = match test.status.as_str() {
        "passed" if attempts > 1 => Status::Flaky,
        "passed" => Status::Passed,
        "pending" | "skipped" | "todo" | "disabled" => Status::Skipped,
        "failed" => Status::Failed,
        _ => Status::Errored,
    };
    let said = test.failure_messages.iter().flatten().find_map(|message| words(message));
    let message = match status {
        Status::Failed => said,
        Status::Skipped => (test.status == "todo").then(|| "todo".to_owned()),
        Status::Errored => Some(format!("its status is {:?}", test.status)),
        Status::Passed | Status::Flaky => None,
    };
    let duration_s = test.duration.filter(|ms| ms.is_finite() && *ms >= 0.0).map(|ms| ms / 1000.0);
    Case {
        status,
        attempts,
        duration_s,
        message,
        ..passed(suite, &test.ancestor_titles.join(" › "), &test.title)
    }
}
