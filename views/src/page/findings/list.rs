//! The same for programs.

use super::Read;
use super::course::looked;
use super::job::Job;
use crate::context::Context;
use crate::page::area::{AreaList, Csv, ListedJob, field};
use crate::page::metric::Snapshots;
use quarterdeck_analysis::compare::findings::findings;
use quarterdeck_model::payload::{Class, Finding};
use serde::Serialize;

/// Findings of one list.
const MOST: usize = 1000;

/// `api/v1/findings.json`.
pub type FindingsList = AreaList<FindingsOf>;

/// The findings of one job.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FindingsOf {
    /// The job and its run.
    #[serde(flatten)]
    pub job: ListedJob,
    /// Every class: open ones, or nothing where it was not looked for in full.
    pub classes: Vec<Open>,
    /// Open now and not at the baseline.
    pub new: Vec<Listed>,
    /// Open at the baseline and not now.
    pub fixed: Vec<Listed>,
    /// New and fixed ones that are not listed.
    pub left_out: usize,
    /// Of what nothing can be said, with why.
    pub unknown: Vec<String>,
}

/// Open findings of one class.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Open {
    /// `lint`, `security`…
    pub class: &'static str,
    /// How many are open; `null` where that is not known.
    pub open: Option<u64>,
    /// Open ones by severity, where they are known.
    pub severities: Vec<(&'static str, u64)>,
}

/// A finding.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Listed {
    /// Its tool.
    pub tool: String,
    /// Its rule.
    pub rule: String,
    /// Its class.
    pub class: &'static str,
    /// Its severity.
    pub severity: &'static str,
    /// Its file.
    pub path: String,
    /// Its line.
    pub line: Option<u64>,
    /// Its message.
    pub message: String,
}

impl FindingsList {
    /// Of the history of `context`, whose payloads are in `snapshots`.
    pub fn of(context: &Context<'_>, snapshots: &Snapshots<'_>) -> Self {
        Self::of_read(context, &Read::of(context, snapshots))
    }

    /// The same of what was read.
    pub fn of_read(context: &Context<'_>, Read(jobs): &Read<'_>) -> Self {
        Self::listing(context, (jobs, rows(jobs)), |job| listed(context, job))
    }
}

/// Rows of a CSV file of everything.
pub(super) fn rows(jobs: &[Job<'_>]) -> usize {
    jobs.iter().map(|job| job.tracked.open.len()).sum()
}

fn listed(context: &Context<'_>, job: &Job<'_>) -> FindingsOf {
    let base = job.base.map(|(base, _)| base);
    let head = ListedJob::of(context, &job.stream, job.told.map(|(run, _)| run), base);
    let Some((_, now)) = job.told else { return FindingsOf { job: head, ..FindingsOf::default() } };
    let known = looked(now);
    let class = |class: &Class| {
        let own = || now.counts.iter().filter(|c| c.class == *class && c.open > 0);
        let whole = known.contains(class);
        Open {
            class: class.as_str(),
            open: whole.then(|| own().map(|c| c.open).sum()),
            severities: own().filter(|_| whole).map(|c| (c.severity.as_str(), c.open)).collect(),
        }
    };
    let changes = job.base.map(|(_, before)| findings(before, now)).unwrap_or_default();
    let all = |found: &[&Finding]| found.iter().take(MOST).map(|f| of(f)).collect();
    let beyond = |found: &[&Finding]| found.len().saturating_sub(MOST);
    let unknown = changes.unknown.iter().map(|u| format!("{} of {}: {}", u.class.as_str(), u.tool, u.why));
    FindingsOf {
        job: head,
        classes: Class::ALL.iter().map(class).collect(),
        new: all(&changes.new),
        fixed: all(&changes.fixed),
        left_out: beyond(&changes.new) + beyond(&changes.fixed),
        unknown: unknown.collect(),
    }
}

fn of(finding: &Finding) -> Listed {
    Listed {
        tool: finding.tool.clone(),
        rule: finding.rule.clone(),
        class: finding.class.as_str(),
        severity: finding.severity.as_str(),
        path: finding.path.clone(),
        line: finding.line,
        message: finding.message.clone(),
    }
}

/// Every open finding of the newest run of each job, with since when it is open.
pub fn csv(context: &Context<'_>, Read(jobs): &Read<'_>) -> Csv {
    let rows = jobs.iter().flat_map(|job| {
        job.tracked.open.iter().map(move |open| {
            let finding = &open.finding;
            let since = context.run(open.since).map(|run| run.taken_at.to_string());
            vec![
                job.stream.job.to_owned(),
                finding.tool.clone(),
                finding.rule.clone(),
                finding.class.as_str().to_owned(),
                finding.severity.as_str().to_owned(),
                finding.path.clone(),
                field(finding.line),
                finding.message.clone(),
                since.unwrap_or_default(),
                if open.from_start { "or earlier" } else { "" }.to_owned(),
            ]
        })
    });
    let columns =
        &["job", "tool", "rule", "class", "severity", "path", "line", "message", "open_since", "certainty"];
    Csv::of(columns, rows)
}
