//! Test results: every case with its outcome, attempts and duration.

use super::figure::metric;
use crate::{Direction, Labels, Metric, Section, Unit};
use std::sync::Arc;

/// How a case ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Passed at the first attempt.
    Passed,
    /// Passed after a failed attempt, or both passed and failed in one run.
    Flaky,
    /// Not run on purpose (skipped, ignored, todo).
    Skipped,
    /// An assertion failed.
    Failed,
    /// Broke outside an assertion (error, crash, timeout).
    Errored,
}

/// One test case.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Suite path, joined by `/`. Shared by its cases, of which there may be a million.
    pub suite: Arc<str>,
    /// Class or file, where given; shared in the same way.
    pub class: Arc<str>,
    /// Name.
    pub name: String,
    /// Which of several cases with the same suite, class and name (0 for the first).
    pub occurrence: u32,
    /// How it ended.
    pub status: Status,
    /// Seconds of the last attempt; `None` when not given or not readable.
    pub duration_s: Option<f64>,
    /// Attempts made (1 unless retried).
    pub attempts: u32,
    /// First lines of the failure or reason to skip, where given.
    pub message: Option<String>,
}

/// One suite that is not simply the sum of its cases: one that crashed or did not load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suite {
    /// Name.
    pub name: String,
    /// Whether it ran.
    pub section: Section,
}

/// Results of one run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tests {
    /// Suites, with their state.
    pub suites: Vec<Suite>,
    /// Every case, sorted by (suite, class, name, occurrence).
    pub cases: Vec<Case>,
    /// Wall time of the whole in seconds, where given (cases may run in parallel).
    pub wall_s: Option<f64>,
    /// The files that hold the tests, where they were looked for.
    pub files: Option<TestFiles>,
}

/// One file of tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestFile {
    /// Path.
    pub path: String,
    /// Its lines.
    pub lines: u64,
    /// Tests that it declares, counted in its text.
    pub tests: u64,
}

/// The files that hold the tests.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TestFiles {
    /// How many there are.
    pub files: u64,
    /// More lines than this make a file large: it holds back parallel runs.
    pub limit: u64,
    /// Those over the limit, the largest first.
    pub large: Vec<TestFile>,
}

impl Status {
    /// All statuses.
    pub const ALL: [Status; 5] =
        [Status::Passed, Status::Flaky, Status::Skipped, Status::Failed, Status::Errored];

    /// The wire form.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Passed => "passed",
            Status::Flaky => "flaky",
            Status::Skipped => "skipped",
            Status::Failed => "failed",
            Status::Errored => "errored",
        }
    }
}

impl Tests {
    /// Number of cases of that status.
    pub fn count(&self, status: Status) -> u64 {
        self.cases.iter().filter(|c| c.status == status).count() as u64
    }

    /// `tests.total` and `tests.skipped`, unless there is no case at all; and of the cases that ran, if any did,
    /// `tests.failed` (failed and errored), `tests.flaky`, `tests.pass_percent` (passed and flaky of all that ran)
    /// and `tests.duration_s` (sum of their times, only if every one has one). Where files were looked for,
    /// `tests.files` and `tests.large_files`.
    pub fn metrics(&self) -> Vec<Metric> {
        let mut out = self.of_cases();
        if let Some(files) = &self.files {
            let count = |id, n: u64, direction| metric(id, &Labels::none(), n as f64, Unit::Count, direction);
            out.push(count("tests.files", files.files, Direction::Neutral));
            out.push(count("tests.large_files", files.large.len() as u64, Direction::LowerIsBetter));
        }
        out
    }

    fn of_cases(&self) -> Vec<Metric> {
        if self.cases.is_empty() {
            return Vec::new();
        }
        let n = |s| self.count(s);
        let failed = n(Status::Failed) + n(Status::Errored);
        let good = n(Status::Passed) + n(Status::Flaky);
        let none = Labels::none();
        let lower = Direction::LowerIsBetter;
        let count = |id: &str, v: u64, d| metric(id, &none, v as f64, Unit::Count, d);
        let mut out = vec![
            count("tests.total", self.cases.len() as u64, Direction::Neutral),
            count("tests.skipped", n(Status::Skipped), Direction::Neutral),
        ];
        if good + failed > 0 {
            out.extend([count("tests.failed", failed, lower), count("tests.flaky", n(Status::Flaky), lower)]);
            let share = good as f64 * 100.0 / (good + failed) as f64;
            out.push(metric("tests.pass_percent", &none, share, Unit::Percent, Direction::HigherIsBetter));
            let seconds = self.total_s();
            out.extend(seconds.map(|v| metric("tests.duration_s", &none, v, Unit::Seconds, lower)));
        }
        out
    }

    /// Seconds of all cases that ran; `None` if one of them has none.
    fn total_s(&self) -> Option<f64> {
        self.cases.iter().filter(|c| c.status != Status::Skipped).map(|c| c.duration_s).sum()
    }
}
