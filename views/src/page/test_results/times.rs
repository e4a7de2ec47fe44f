//! Where the time of the tests goes: suites, the slowest tests, the largest files.

use super::cases::named;
use super::job::{Job, failed, flaky};
use crate::Status;
use crate::format::{UNKNOWN, count, delta, fixed, maybe, percent, value};
use crate::page::area::AreaPart;
use crate::page::grid::{Cell, Grid, column, numbers, status, text};
use crate::page::rows::{plural, sentence};
use quarterdeck_analysis::steadiness::key;
use quarterdeck_model::payload::{self, Case, Suite, Tests};
use quarterdeck_model::{Direction, SectionState, Unit};
use std::collections::BTreeMap;

/// Suites that are listed.
const MOST_SUITES: usize = 60;
/// Slowest tests that are listed.
const MOST_SLOW: usize = 12;
/// Large files that are listed.
const MOST_FILES: usize = 20;

/// The cases of one suite, and what is known of it as a whole.
#[derive(Default)]
struct Told<'a> {
    cases: Vec<&'a Case>,
    whole: Option<&'a Suite>,
}

impl Told<'_> {
    fn status(&self) -> Status {
        let state = self.whole.map_or(SectionState::Ok, |suite| suite.section.state);
        let skipped = |case: &&Case| case.status == payload::Status::Skipped;
        match state {
            SectionState::Failed => Status::FAILING.named("Did not run"),
            _ if self.cases.iter().any(failed) => Status::FAILING,
            _ if self.cases.iter().any(flaky) => Status::AT_RISK.named("Flaky"),
            SectionState::Partial => Status::AT_RISK.named("Known in part"),
            SectionState::Empty => Status::NO_DATA.named("Nothing ran"),
            SectionState::Ok if self.cases.iter().all(skipped) => Status::NO_DATA.named("Nothing ran"),
            SectionState::Ok => Status::MEETS.named("Passing"),
        }
    }

    /// Of all cases that ran; `None` when one has no time.
    fn seconds(&self) -> Option<f64> {
        let ran = self.cases.iter().filter(|case| case.status != payload::Status::Skipped);
        ran.map(|case| case.duration_s).sum()
    }

    fn row(&self, name: &str) -> Vec<Cell> {
        let number = |n: usize| text(&count(n as f64));
        let skipped = self.cases.iter().filter(|case| case.status == payload::Status::Skipped).count();
        let why = self.whole.and_then(|suite| suite.section.reasons.first());
        let name = if name.is_empty() { "(no suite)" } else { name };
        vec![
            text(name).with_sub(&why.map(|why| sentence(why)).unwrap_or_default()),
            status(self.status()),
            number(self.cases.len()),
            number(self.cases.iter().filter(|case| failed(case)).count()),
            number(self.cases.iter().filter(|case| flaky(case)).count()),
            number(skipped),
            text(&maybe(self.seconds().filter(|_| !self.cases.is_empty()), &Unit::Seconds).text()),
        ]
    }
}

/// Every suite, the worst first, then the slowest.
pub(super) fn suites(_: &Job<'_>, tests: &Tests) -> AreaPart {
    let mut all: BTreeMap<&str, Told<'_>> = BTreeMap::new();
    for case in &tests.cases {
        all.entry(&case.suite).or_default().cases.push(case);
    }
    for suite in &tests.suites {
        all.entry(&suite.name).or_default().whole = Some(suite);
    }
    let mut all: Vec<(&str, Told<'_>)> = all.into_iter().collect();
    let slow = |told: &Told<'_>| -told.seconds().unwrap_or(0.0);
    all.sort_by(|(a, x), (b, y)| {
        let order = x.status().rank.cmp(&y.status().rank);
        order.then_with(|| slow(x).total_cmp(&slow(y))).then_with(|| a.cmp(b))
    });
    let columns = vec![
        column("Suite"),
        column("Status"),
        numbers("Tests"),
        numbers("Failed").only("medium"),
        numbers("Flaky").only("medium"),
        numbers("Skipped").only("medium"),
        numbers("Time"),
    ];
    let rows = all.iter().map(|(name, told)| told.row(name)).collect();
    let grid = Grid::of(columns, "The report names no suite.").filled(rows, MOST_SUITES);
    AreaPart::titled("Suites").grids(vec![grid])
}

/// The slowest tests, with their share of all time and how they changed.
pub(super) fn slowest(job: &Job<'_>, tests: &Tests) -> AreaPart {
    let mut timed: Vec<(&Case, f64)> =
        tests.cases.iter().filter_map(|case| Some((case, case.duration_s?))).collect();
    timed.sort_by(|(a, x), (b, y)| y.total_cmp(x).then_with(|| key(a).cmp(&key(b))));
    let total: f64 = timed.iter().map(|(_, seconds)| seconds).sum();
    let before = job.before();
    let row = |(case, seconds): &(&Case, f64)| {
        let then = before.get(&key(case)).and_then(|case| case.duration_s);
        let change = delta(then, Some(*seconds), &Unit::Seconds, Direction::LowerIsBetter);
        let share = (total > 0.0).then(|| percent(&fixed(seconds * 100.0 / total, 1)));
        vec![
            named(case),
            text(&value(*seconds, &Unit::Seconds)),
            text(&share.unwrap_or_else(|| UNKNOWN.to_owned())),
            text(&change.text).with_sub(change.word),
        ]
    };
    let rows: Vec<Vec<Cell>> = timed.iter().take(MOST_SLOW).map(row).collect();
    let columns =
        vec![column("Test"), numbers("Time"), numbers("Of all time"), numbers("Δ baseline").only("medium")];
    let shown: f64 = timed.iter().take(MOST_SLOW).map(|(_, seconds)| seconds).sum();
    let told = match total {
        total if total > 0.0 => format!(
            "The {} of {} take {} of the time of all tests.",
            plural(rows.len(), "slowest", "slowest"),
            plural(timed.len(), "test with a time", "tests with a time"),
            percent(&fixed(shown * 100.0 / total, 0))
        ),
        _ => String::new(),
    };
    let none = "The report gives no time of any test.";
    AreaPart::titled("Slowest tests")
        .saying(told)
        .grids(vec![Grid::of(columns, none).filled(rows, MOST_SLOW)])
}

/// Files of tests that are large, where they were looked for.
pub(super) fn files(tests: &Tests) -> AreaPart {
    let part = AreaPart::titled("Largest test files");
    let Some(files) = &tests.files else {
        return part.saying(
            "Files of tests were not looked at: collect with quarterdeck collect tests --from FILE --scan FOLDER.",
        );
    };
    let limit = count(files.limit as f64);
    let row = |file: &payload::TestFile| {
        vec![text(&file.path), text(&count(file.lines as f64)), text(&count(file.tests as f64))]
    };
    let rows = files.large.iter().map(row).collect();
    let columns = vec![column("File"), numbers("Lines"), numbers("Tests declared")];
    let none = format!("No file of tests has more than {limit} lines.");
    let told = format!(
        "{} hold tests; {} more than {limit} lines, which holds back runs side by side.",
        plural(usize::try_from(files.files).unwrap_or(usize::MAX), "file", "files"),
        plural(files.large.len(), "has", "have")
    );
    part.saying(told).grids(vec![Grid::of(columns, &none).filled(rows, MOST_FILES)])
}
