//! The page on findings.

use super::{lines, on_findings, part};
use crate::made_up::{DAY, run};
use quarterdeck_model::payload::*;
use quarterdeck_model::{Section, SectionState};

pub(super) fn found(tools: &[(&str, Class, SectionState)], items: &[(&str, &str, Severity, u64)]) -> Payload {
    let tool = |(name, class, state): &(&str, Class, SectionState)| ToolReport {
        tool: (*name).to_owned(),
        version: None,
        format: "f".into(),
        section: match state {
            SectionState::Ok => Section::ok(),
            state => Section::because(*state, "it crashed"),
        },
        looked_for: vec![*class],
    };
    let class = |name: &str| tools.iter().find(|(tool, ..)| *tool == name).map_or(Class::Lint, |t| t.1);
    let item = |(tool, rule, severity, line): &(&str, &str, Severity, u64)| Finding {
        identity: format!("{tool}{rule}"),
        tool: (*tool).to_owned(),
        rule: (*rule).to_owned(),
        class: class(tool),
        severity: *severity,
        message: "m".into(),
        path: "a.py".into(),
        line: Some(*line),
        suppressed: false,
    };
    let items: Vec<Finding> = items.iter().map(item).collect();
    Payload::Findings(Findings {
        tools: tools.iter().map(tool).collect(),
        counts: Findings::count_items(&items),
        items,
    })
}

#[test]
fn what_was_not_looked_for_is_unknown_and_what_moved_is_as_old() {
    use SectionState::{Failed, Ok};
    let both = [("lint", Class::Lint, Ok), ("scan", Class::Security, Ok)];
    let one = [("lint", Class::Lint, Ok), ("scan", Class::Security, Failed)];
    let page = on_findings(vec![
        run(40, "all", found(&both, &[("lint", "L1", Severity::Low, 3), ("scan", "S1", Severity::High, 9)])),
        run(20, "all", found(&one, &[("lint", "L1", Severity::Low, 5)])),
        run(8, "all", found(&both, &[("lint", "L1", Severity::Low, 7), ("scan", "S1", Severity::High, 9)])),
        run(
            0,
            "all",
            found(
                &both,
                &[
                    ("lint", "L1", Severity::Low, 8),
                    ("lint", "L2", Severity::Unknown, 1),
                    ("scan", "S1", Severity::High, 2),
                ],
            ),
        ),
    ]);
    assert_eq!(
        page.summary,
        "3 findings are open, 1 of them high or critical. Not looked for, so not known: syntax, type, dependency."
    );
    let job = &page.jobs[0];
    let classes = lines(&part(job, "Open by class").grids[0]);
    assert_eq!(classes[1], "Lint | Looked for | 0 | 0 | 0 | 1 | 1 | 0 | 2 | +1 (worse) | 0");
    assert_eq!(classes[2], "Type | Not looked for | — | — | — | — | — | — | — | — | —");
    let oldest = lines(&part(job, "By age").grids[1]);
    assert_eq!(oldest[0], "14 Oct 2026 (or earlier) | high | S1 (scan) | a.py:2 (m)");
    assert_eq!(oldest[2], "23 Nov 2026 | not rated | L2 (lint) | a.py:1 (m)");
    let new = &part(job, "New and fixed since");
    assert_eq!(new.sentences[0], "1 new, 0 fixed or suppressed since, 2 as then.");
    let spec = &part(job, "Over time").figures[0].spec;
    assert_eq!((spec.title.as_str(), spec.gaps.len()), ("Open findings by severity", 1));
    assert_eq!((spec.gaps[0].to - spec.gaps[0].from) / DAY, 32, "the scanner broke in between");
    let keys: Vec<&str> = spec.keys.iter().map(|key| key.text.as_str()).collect();
    assert_eq!(keys, ["high: 1", "not rated: 1", "low: 1"]);
}

#[test]
fn a_tool_that_broke_has_no_number_and_its_class_none() {
    use SectionState::{Failed, Ok};
    let both = [("lint", Class::Lint, Ok), ("scan", Class::Security, Ok)];
    let one = [("lint", Class::Lint, Ok), ("scan", Class::Security, Failed)];
    let page = on_findings(vec![
        run(8, "all", found(&both, &[("scan", "S1", Severity::High, 9)])),
        run(0, "all", found(&one, &[])),
    ]);
    let job = &page.jobs[0];
    let classes = lines(&part(job, "Open by class").grids[0]);
    assert!(classes[3].starts_with("Security | Did not run | — | — |"), "{}", classes[3]);
    let tools = lines(&part(job, "By tool").grids[0]);
    assert_eq!(tools[1], "scan (It crashed.) | Did not run | security | —");
    let changes = part(job, "New and fixed since");
    assert!(
        changes
            .sentences
            .iter()
            .any(|s| s == "Not known of security by scan: the tool did not really run now."),
        "{:?}",
        changes.sentences
    );
    let ages = part(job, "By age");
    assert!(
        ages.sentences[0].contains("what became of 1 finding that was open is not known"),
        "{:?}",
        ages.sentences
    );
}
