//! Tests that fail now, and tests that do not always say the same.

use super::job::{Job, WINDOW};
use crate::context::Context;
use crate::format::{count, date};
use crate::page::area::{AreaPart, StripRow, Strips};
use crate::page::grid::{Cell, Grid, column, linked, numbers, text};
use crate::page::rows::{beyond, plural, run_link};
use crate::{Shown, Status};
use quarterdeck_analysis::steadiness::{Course, Ran, key, unsteady as unsteady_of};
use quarterdeck_model::payload::{self, Case};

/// Failures that are listed.
const MOST_FAILURES: usize = 100;
/// Unsteady tests that are listed.
const MOST_UNSTEADY: usize = 30;
/// Runs of a strip.
const MOST_STATES: usize = 30;

/// A test by its name, with where it belongs below.
pub(super) fn named(case: &Case) -> Cell {
    let place = match (&*case.suite, &*case.class) {
        (suite, class) if class.is_empty() || class == suite => suite.to_owned(),
        ("", class) => class.to_owned(),
        (suite, class) => format!("{suite} › {class}"),
    };
    let again = if case.occurrence > 0 { format!(" (no. {})", case.occurrence + 1) } else { String::new() };
    Cell { text: Shown::new(&format!("{}{again}", case.name)), ..Cell::default() }.with_sub(&place)
}

/// Whether a case failed, broke, was flaky, skipped or passed.
pub(super) fn look(status: payload::Status) -> Status {
    match status {
        payload::Status::Passed => Status::MEETS.named("Passed"),
        payload::Status::Flaky => Status::AT_RISK.named("Flaky"),
        payload::Status::Skipped => Status::NO_TARGET.named("Skipped"),
        payload::Status::Failed => Status::FAILING.named("Failed"),
        payload::Status::Errored => Status::FAILING.named("Broke"),
    }
}

/// What fails in the newest results, with since when and why.
pub(super) fn failures(context: &Context<'_>, job: &Job<'_>, told: Ran<'_>) -> AreaPart {
    let failing: Vec<&Case> = told.tests.cases.iter().filter(super::job::failed).collect();
    let rows = failing.iter().map(|case| failure(context, job, case)).collect();
    let columns =
        vec![column("Test"), column("Result"), column("Failing since"), column("Message").only("medium")];
    let grid = Grid::of(columns, "No test failed.").filled(rows, MOST_FAILURES);
    AreaPart::titled("Failures").grids(vec![grid])
}

fn failure(context: &Context<'_>, job: &Job<'_>, case: &Case) -> Vec<Cell> {
    let since = job.courses.get(&key(case)).and_then(Course::failing_since);
    let since = match since {
        None => Cell::default(),
        Some((run, known)) => {
            let link = run_link(context, run, 0);
            let before = match (known, run == job.stream.latest) {
                (true, true) => "new in this run",
                (true, false) => "",
                (false, _) if job.ran.len() == WINDOW => "or longer",
                (false, _) => "since its first run",
            };
            linked(link.text, link.href).with_sub(before)
        }
    };
    let message = case.message.as_deref().unwrap_or("no message is stored");
    let first = message.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let result = Cell { status: Some(look(case.status)), ..Cell::default() };
    vec![named(case), result, since, Cell { text: Shown::cut(first.trim(), 240), ..Cell::default() }]
}

/// What is flaky in the newest runs, with how each of them ended.
pub(super) fn unsteady(context: &Context<'_>, job: &Job<'_>) -> AreaPart {
    let all = unsteady_of(&job.courses);
    let runs = plural(job.ran.len(), "run that counts", "runs that count");
    let part = AreaPart::titled("Flaky tests");
    if all.is_empty() {
        let commits: std::collections::BTreeSet<&str> = job.ran.iter().filter_map(|ran| ran.commit).collect();
        // Without a retry and without a second run of a commit nothing could have shown it.
        let blind = commits.len() == job.ran.len()
            && job.ran.iter().all(|ran| ran.tests.cases.iter().all(|case| case.attempts < 2));
        let hint = " No run retried a test or ran a commit twice, so that a flaky one could not show itself.";
        let hint = if blind { hint } else { "" };
        return part.saying(format!("None in the last {runs}.{hint}"));
    }
    let columns = vec![
        column("Test"),
        numbers("Flaky"),
        numbers("Both on a commit").only("wide"),
        numbers("Ran").only("medium"),
        column("Latest runs, oldest first"),
    ];
    let rows = all.iter().take(MOST_UNSTEADY).map(|course| strip(context, course)).collect();
    let note = beyond(all.len(), MOST_UNSTEADY, ("flaky test", "flaky tests"));
    let sentence = format!(
        "{} in the last {runs}: flaky in so many runs, and on so many commits passed in one run and failed in another.",
        plural(all.len(), "test is flaky", "tests are flaky")
    );
    AreaPart { strips: Strips { columns, rows, note }, ..part.saying(sentence) }
}

fn strip(context: &Context<'_>, course: &Course<'_>) -> StripRow {
    let state = |(run, status): &(u32, payload::Status)| {
        let day = context.run(*run).map(|run| date(run.taken_at)).unwrap_or_default();
        (look(*status), format!("{day}: {}", look(*status).word.to_lowercase()))
    };
    let from = course.ends.len().saturating_sub(MOST_STATES);
    let number = |n: usize| text(&count(n as f64));
    StripRow {
        cells: vec![named(course.case), number(course.flaky), number(course.both), number(course.ran())],
        states: course.ends.iter().skip(from).map(state).collect(),
    }
}
