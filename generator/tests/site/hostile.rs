//! Runs whose every name is made to harm.

use super::made_up;
use quarterdeck_model::payload::{
    Case, Class, Count, Counts, Coverage, FileCoverage, Finding, Findings, Severity, Status, Tests,
    ToolReport,
};
use quarterdeck_model::{Payload, Section, SectionState, Snapshot, SnapshotId};

/// Tests, coverage and findings in which every name is hostile.
pub(crate) fn areas(days_back: i64) -> [(SnapshotId, Snapshot); 3] {
    let names: Vec<String> =
        made_up::BAD_NAMES.iter().map(|name| (*name).to_owned()).chain(["ä".repeat(5_000)]).collect();
    let case = |(n, name): (usize, &String)| Case {
        suite: name.as_str().into(),
        class: name.as_str().into(),
        name: name.clone(),
        occurrence: 0,
        status: if n % 2 == 0 { Status::Failed } else { Status::Flaky },
        duration_s: Some(1.0),
        attempts: 2,
        message: Some(name.clone()),
    };
    let cases = names.iter().enumerate().map(case).collect();
    let counts = Counts { line: Some(Count { covered: 3, total: 7 }), ..Counts::default() };
    let file = |name: &String| FileCoverage { path: format!("{name}/{name}"), counts };
    let files = names.iter().map(file).collect();
    let tests = Tests { cases, ..Tests::default() };
    [
        made_up::run(days_back, 13, made_up::BAD_NAMES[0], Payload::Tests(tests)),
        made_up::run(
            days_back,
            14,
            made_up::BAD_NAMES[4],
            Payload::Coverage(Coverage { totals: counts, files }),
        ),
        made_up::run(days_back, 15, made_up::BAD_NAMES[3], Payload::Findings(findings(&names))),
    ]
}

fn findings(names: &[String]) -> Findings {
    let finding = |name: &String| Finding {
        identity: name.clone(),
        tool: name.clone(),
        rule: name.clone(),
        class: Class::Security,
        severity: Severity::Unknown,
        message: name.clone(),
        path: name.clone(),
        line: Some(1),
        suppressed: false,
    };
    let tool = |name: &String| ToolReport {
        tool: name.clone(),
        version: Some(name.clone()),
        format: name.clone(),
        section: Section::because(SectionState::Partial, name.clone()),
        looked_for: vec![Class::Security],
    };
    let items: Vec<Finding> = names.iter().map(finding).collect();
    let tools = names.iter().map(tool).collect();
    Findings { tools, counts: Findings::count_items(&items), items }
}
