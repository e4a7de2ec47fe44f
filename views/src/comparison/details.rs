//! Files, findings and test cases of one job before and after.

use crate::text::visible;
use quarterdeck_analysis::compare::coverage::FileChange;
use quarterdeck_analysis::compare::{Detail, JobDetail};
use quarterdeck_model::payload::{Case, Finding};
use serde::Serialize;

/// Coverage of one job.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FilesOf {
    /// The job.
    pub job: String,
    /// Files whose line counts differ, those that lost most first.
    pub files: Vec<FileRow>,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FileRow {
    /// Its path.
    pub path: String,
    /// Covered and all lines in A.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<[u64; 2]>,
    /// In B.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<[u64; 2]>,
    /// Covered lines gained, less those lost.
    pub covered: i64,
    /// How many more lines are not covered.
    pub uncovered: i64,
}

/// Findings of one job.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FindingsOf {
    /// The job.
    pub job: String,
    /// Open in B and not in A.
    pub new: Vec<FindingRow>,
    /// Open in A and not in B.
    pub fixed: Vec<FindingRow>,
    /// Open in both.
    pub same: usize,
    /// Of what nothing can be said, with why.
    pub unknown: Vec<String>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FindingRow {
    /// Its file.
    pub path: String,
    /// Its line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Its tool.
    pub tool: String,
    /// Its rule.
    pub rule: String,
    /// `lint`, `security`…
    pub class: &'static str,
    /// `low`, `high`…
    pub severity: &'static str,
    /// Its message.
    pub message: String,
}

/// Test cases of one job.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CasesOf {
    /// The job.
    pub job: String,
    /// Cases to which something happened, the worst first.
    pub cases: Vec<CaseRow>,
    /// All others.
    pub same: usize,
}

/// A test case.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CaseRow {
    /// `newly failing`, `still failing`, `newly flaky`, `still flaky`, `newly skipped`, `removed`, `fixed`, `new`.
    pub what: &'static str,
    /// Suite, class and name.
    pub name: String,
    /// The first line of its failure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

pub(super) fn files(job: &JobDetail<'_>) -> Option<FilesOf> {
    let Some(Detail::Coverage(files)) = &job.detail else { return None };
    let row = |file: &FileChange<'_>| FileRow {
        path: file.path.to_owned(),
        before: file.before.map(|c| [c.covered, c.total]),
        after: file.after.map(|c| [c.covered, c.total]),
        covered: file.covered(),
        uncovered: file.uncovered(),
    };
    Some(FilesOf { job: job.job.clone(), files: files.iter().map(row).collect() })
}

pub(super) fn findings(job: &JobDetail<'_>) -> Option<FindingsOf> {
    let Some(Detail::Findings(changes)) = &job.detail else { return None };
    let row = |finding: &&Finding| FindingRow {
        path: finding.path.clone(),
        line: finding.line,
        tool: finding.tool.clone(),
        rule: finding.rule.clone(),
        class: finding.class.as_str(),
        severity: finding.severity.as_str(),
        message: finding.message.clone(),
    };
    let mut new: Vec<&Finding> = changes.new.clone();
    new.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let unknown = changes.unknown.iter().map(|u| format!("{} of {}: {}", u.class.as_str(), u.tool, u.why));
    Some(FindingsOf {
        job: job.job.clone(),
        new: new.iter().map(row).collect(),
        fixed: changes.fixed.iter().map(row).collect(),
        same: changes.same,
        unknown: unknown.collect(),
    })
}

pub(super) fn cases(job: &JobDetail<'_>) -> Option<CasesOf> {
    let Some(Detail::Tests(changes)) = &job.detail else { return None };
    let lists = [
        ("newly failing", &changes.newly_failing),
        ("still failing", &changes.still_failing),
        ("newly flaky", &changes.newly_flaky),
        ("still flaky", &changes.still_flaky),
        ("newly skipped", &changes.newly_skipped),
        ("removed", &changes.removed),
        ("fixed", &changes.fixed),
        ("new", &changes.new),
    ];
    let rows = lists.iter().flat_map(|(what, cases)| cases.iter().map(|case| row(what, case)));
    Some(CasesOf { job: job.job.clone(), cases: rows.collect(), same: changes.same })
}

fn row(what: &'static str, case: &Case) -> CaseRow {
    let parts = [&*case.suite, &*case.class, case.name.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let fails = what.ends_with("failing");
    let message = case.message.as_deref().filter(|_| fails).and_then(|m| m.lines().next());
    CaseRow { what, name: parts.join(" › "), message: message.map(visible) }
}
