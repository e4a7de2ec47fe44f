//! The same for programs.

use super::job::{Job, jobs};
use crate::context::Context;
use crate::page::area::{AreaList, Csv, ListedJob, field};
use crate::page::metric::Snapshots;
use quarterdeck_analysis::tree::Node;
use quarterdeck_model::payload::{Count, Coverage};
use serde::Serialize;

/// Files of one job in the list: those with the most that is not covered.
const MOST_FILES: usize = 1000;

/// `api/v1/coverage.json`.
pub type CoverageList = AreaList<CoverageOf>;

/// The coverage of one job.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CoverageOf {
    /// The job and its run.
    #[serde(flatten)]
    pub job: ListedJob,
    /// Of the whole, each kind of thing that the report counts.
    pub totals: Vec<Total>,
    /// What folders and files count: `line`, `statement`, `region` or `instruction`.
    pub measure: Option<&'static str>,
    /// Folders, each the sum of its files, in the order of the tree.
    pub folders: Vec<Place>,
    /// Files, those with the most that is not covered first.
    pub files: Vec<Place>,
    /// Files that are in the report and not listed here.
    pub files_left_out: usize,
}

/// A kind of thing.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Total {
    /// `line`, `branch`…
    pub what: &'static str,
    /// Covered ones.
    pub covered: u64,
    /// All.
    pub total: u64,
    /// At the baseline: covered and all.
    pub before: Option<[u64; 2]>,
}

/// A folder or a file.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Place {
    /// Its path.
    pub path: String,
    /// Covered ones.
    pub covered: u64,
    /// All.
    pub total: u64,
    /// At the baseline: covered and all.
    pub before: Option<[u64; 2]>,
}

fn pair(count: Count) -> [u64; 2] {
    [count.covered, count.total]
}

impl CoverageList {
    /// Of the history of `context`, whose payloads are in `snapshots`.
    pub fn of(context: &Context<'_>, snapshots: &Snapshots<'_>) -> Self {
        let jobs = jobs(context, snapshots);
        Self::listing(context, (&jobs, rows(&jobs)), |job| listed(context, job))
    }
}

/// Rows of a CSV file of everything.
pub(super) fn rows(jobs: &[Job<'_>]) -> usize {
    jobs.iter().map(|job| job.told.map_or(0, |(_, coverage)| coverage.files.len())).sum()
}

fn listed(context: &Context<'_>, job: &Job<'_>) -> CoverageOf {
    let base = job.base.map(|(base, _)| base);
    let head = ListedJob::of(context, &job.stream, job.told.map(|(run, _)| run), base);
    let totals = job.told.map(|(_, now)| totals(now, job.base.map(|(_, before)| before)));
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    if let Some(tree) = &job.tree {
        places(&tree.root, &mut folders, &mut files);
    }
    files.sort_by_key(|file| (std::cmp::Reverse(file.total.saturating_sub(file.covered)), file.path.clone()));
    let files_left_out = files.len().saturating_sub(MOST_FILES);
    files.truncate(MOST_FILES);
    CoverageOf {
        job: head,
        totals: totals.unwrap_or_default(),
        measure: job.tree.as_ref().map(|tree| tree.measure),
        folders,
        files,
        files_left_out,
    }
}

fn totals(now: &Coverage, before: Option<&Coverage>) -> Vec<Total> {
    let before = before.map(|coverage| coverage.totals.named());
    let then = |at: usize| before.and_then(|all| all.get(at).and_then(|(_, count)| *count)).map(pair);
    let of = |(at, (what, count)): (usize, (&'static str, Option<Count>))| {
        let count = count?;
        Some(Total { what, covered: count.covered, total: count.total, before: then(at) })
    };
    now.totals.named().into_iter().enumerate().filter_map(of).collect()
}

fn places(node: &Node, folders: &mut Vec<Place>, files: &mut Vec<Place>) {
    let place = node.now.map(|count| Place {
        path: node.path.clone(),
        covered: count.covered,
        total: count.total,
        before: node.before.map(pair),
    });
    if node.children.is_empty() {
        files.extend(place)
    } else {
        folders.extend(place)
    }
    node.children.iter().for_each(|child| places(child, folders, files));
}

/// Every file of the newest report of each job.
pub fn csv(context: &Context<'_>, snapshots: &Snapshots<'_>) -> Csv {
    let jobs = jobs(context, snapshots);
    let rows = jobs.iter().flat_map(|job| {
        let files = job.told.map(|(_, coverage)| coverage.files.as_slice()).unwrap_or_default();
        let run = job.told.and_then(|(run, _)| context.run(run)).map(|run| run.id.to_string());
        files.iter().map(move |file| {
            let counts = file.counts.named();
            let numbers = counts
                .iter()
                .flat_map(|(_, count)| [field(count.map(|c| c.covered)), field(count.map(|c| c.total))]);
            let head = [job.stream.job.to_owned(), file.path.clone()];
            head.into_iter().chain(numbers).chain([run.clone().unwrap_or_default()]).collect()
        })
    });
    Csv::of(COLUMNS, rows)
}

const COLUMNS: &[&str] = &[
    "job",
    "path",
    "lines_covered",
    "lines",
    "branches_covered",
    "branches",
    "functions_covered",
    "functions",
    "statements_covered",
    "statements",
    "regions_covered",
    "regions",
    "instructions_covered",
    "instructions",
    "snapshot",
];
