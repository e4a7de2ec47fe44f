//! The same for programs.

use super::job::{Job, jobs};
use crate::context::Context;
use crate::page::area::{AreaList, Csv, ListedJob, field};
use crate::page::metric::Snapshots;
use quarterdeck_analysis::compare::cases::cases;
use quarterdeck_analysis::steadiness::{Course, key, unsteady};
use quarterdeck_model::payload::{Case, Status};
use serde::Serialize;

/// `api/v1/tests.json`.
pub type TestsList = AreaList<TestsOf>;

/// The tests of one job.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TestsOf {
    /// The job and its run.
    #[serde(flatten)]
    pub job: ListedJob,
    /// Cases.
    pub total: usize,
    /// Of these, how many passed at the first attempt.
    pub passed: u64,
    /// Flaky in this run.
    pub flaky: u64,
    /// Skipped.
    pub skipped: u64,
    /// Failed or broken.
    pub failed: Vec<Named>,
    /// Flaky in the newest runs.
    pub unsteady: Vec<Unsteady>,
    /// How many runs that were told from.
    pub runs: usize,
    /// Not there at the baseline.
    pub new: Vec<Named>,
    /// Only there at the baseline.
    pub removed: Vec<Named>,
    /// Wall time of the run in seconds.
    pub wall_s: Option<f64>,
}

/// A case.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Named {
    /// Its suite.
    pub suite: String,
    /// Its class or file.
    pub class: String,
    /// Its name.
    pub name: String,
    /// Which of several of that name.
    pub occurrence: u32,
    /// `passed`, `failed`…
    pub status: &'static str,
    /// Seconds.
    pub duration_s: Option<f64>,
    /// The run since which it fails, as the archive names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failing_since: Option<String>,
}

/// A case that does not always say the same.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Unsteady {
    /// Which one.
    #[serde(flatten)]
    pub case: Named,
    /// Runs that say it was flaky.
    pub flaky: usize,
    /// Commits on which it passed in one run and failed in another.
    pub both: usize,
    /// Runs in which it ran.
    pub ran: usize,
}

impl TestsList {
    /// Of the history of `context`, whose payloads are in `snapshots`.
    pub fn of(context: &Context<'_>, snapshots: &Snapshots<'_>) -> Self {
        let jobs = jobs(context, snapshots);
        Self::listing(context, (&jobs, rows(&jobs)), |job| listed(context, job))
    }
}

/// Rows of a CSV file of everything.
pub(super) fn rows(jobs: &[Job<'_>]) -> usize {
    jobs.iter().map(|job| job.told().map_or(0, |ran| ran.tests.cases.len())).sum()
}

fn named(case: &Case) -> Named {
    Named {
        suite: case.suite.to_string(),
        class: case.class.to_string(),
        name: case.name.clone(),
        occurrence: case.occurrence,
        status: case.status.as_str(),
        duration_s: case.duration_s,
        failing_since: None,
    }
}

fn listed(context: &Context<'_>, job: &Job<'_>) -> TestsOf {
    let told = job.told();
    let base = job.base.map(|(base, _)| base);
    let head = ListedJob::of(context, &job.stream, told.map(|ran| ran.run), base);
    let Some(tests) = told.map(|ran| ran.tests) else { return TestsOf { job: head, ..TestsOf::default() } };
    let changes = job.base.map(|(_, before)| cases(before, tests)).unwrap_or_default();
    let failing = tests.cases.iter().filter(super::job::failed).map(|case| {
        let since = job.courses.get(&key(case)).and_then(Course::failing_since);
        let since = since.and_then(|(run, _)| context.run(run)).map(|run| run.id.to_string());
        Named { failing_since: since, ..named(case) }
    });
    let odd = |course: &&Course<'_>| Unsteady {
        case: named(course.case),
        flaky: course.flaky,
        both: course.both,
        ran: course.ran(),
    };
    let all = |cases: &[&Case]| cases.iter().map(|case| named(case)).collect();
    TestsOf {
        job: head,
        total: tests.cases.len(),
        passed: tests.count(Status::Passed),
        flaky: tests.count(Status::Flaky),
        skipped: tests.count(Status::Skipped),
        failed: failing.collect(),
        unsteady: unsteady(&job.courses).iter().map(odd).collect(),
        runs: job.ran.len(),
        new: all(&changes.new),
        removed: all(&changes.removed),
        wall_s: tests.wall_s,
    }
}

/// Every case of the newest results of each job.
pub fn csv(context: &Context<'_>, snapshots: &Snapshots<'_>) -> Csv {
    let jobs = jobs(context, snapshots);
    let rows = jobs.iter().flat_map(|job| {
        let told = job.told();
        let cases = told.map(|ran| ran.tests.cases.as_slice()).unwrap_or_default();
        let run = told.and_then(|ran| context.run(ran.run)).map(|run| run.id.to_string());
        cases.iter().map(move |case| {
            vec![
                job.stream.job.to_owned(),
                case.suite.to_string(),
                case.class.to_string(),
                case.name.clone(),
                case.status.as_str().to_owned(),
                field(case.duration_s),
                case.attempts.to_string(),
                run.clone().unwrap_or_default(),
            ]
        })
    });
    let columns = &["job", "suite", "class", "name", "status", "duration_s", "attempts", "snapshot"];
    Csv::of(columns, rows)
}
