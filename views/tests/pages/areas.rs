//! What the pages on tests, coverage and findings say.

use crate::content::plain;
use crate::made_up::{Archive, DAY, coverage, findings, run, tests};
use quarterdeck_model::payload::*;
use quarterdeck_model::{Section, SectionState, Snapshot, SnapshotId};
use quarterdeck_views::page::area::{AreaJob, AreaPage, AreaPart};
use quarterdeck_views::page::grid::{Cell, Grid};
use quarterdeck_views::{chart::Tone, page};

type Runs = Vec<(SnapshotId, Snapshot)>;

fn on_tests(runs: Runs) -> AreaPage {
    let archive = Archive::of(runs, Vec::new());
    page::test_results::build(&archive.context(), &archive.by_id())
}

fn on_coverage(runs: Runs) -> AreaPage {
    let archive = Archive::of(runs, Vec::new());
    page::coverage::build(&archive.context(), &archive.by_id())
}

fn on_findings(runs: Runs) -> AreaPage {
    let archive = Archive::of(runs, Vec::new());
    page::findings::build(&archive.context(), &archive.by_id())
}

fn part<'a>(job: &'a AreaJob, title: &str) -> &'a AreaPart {
    job.parts.iter().find(|part| part.title.starts_with(title)).unwrap()
}

fn cell(cell: &Cell) -> String {
    let word = cell.status.map_or(cell.text.text.as_str(), |status| status.word);
    let sub = if cell.sub.text.is_empty() { String::new() } else { format!(" ({})", cell.sub.text) };
    plain(&format!("{word}{sub}"))
}

fn lines(grid: &Grid) -> Vec<String> {
    grid.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" | ")).collect()
}

/// The same run, which gave nothing.
fn failed(mut run: (SnapshotId, Snapshot)) -> (SnapshotId, Snapshot) {
    run.1.section = Section::because(SectionState::Failed, "the report ends in the middle");
    run
}

fn results(cases: &[(&str, Status)]) -> Payload {
    let case = |(name, status): &(&str, Status)| Case {
        suite: "unit".into(),
        class: "parser".into(),
        name: (*name).to_owned(),
        occurrence: 0,
        status: *status,
        duration_s: Some(1.5),
        attempts: 1 + u32::from(*status == Status::Flaky),
        message: (*status == Status::Failed).then(|| "\nexpected 3\nsecond line".to_owned()),
    };
    Payload::Tests(Tests { cases: cases.iter().map(case).collect(), ..Tests::default() })
}

#[test]
fn a_failure_says_since_when_and_a_test_that_is_gone_is_told() {
    use Status::{Failed, Flaky, Passed};
    let page = on_tests(vec![
        run(9, "unit", results(&[("gone", Passed), ("parses", Passed), ("retries", Flaky)])),
        run(2, "unit", results(&[("parses", Failed), ("retries", Passed)])),
        run(0, "unit", results(&[("parses", Failed), ("retries", Passed), ("young", Passed)])),
    ]);
    assert_eq!(page.summary, "3 tests in 1 job: 1 failed, 0 flaky.");
    let job = &page.jobs[0];
    assert_eq!(job.status.word, "Failing");
    assert!(
        job.compared.starts_with("Compared with the run of a week before, 14 Nov 2026"),
        "{}",
        job.compared
    );
    let failures = lines(&part(job, "Failures").grids[0]);
    assert_eq!(failures, ["parses (unit › parser) | Failed | 21 Nov 2026, 9f31c2c | expected 3"]);
    let flaky = &part(job, "Flaky tests").strips.rows;
    assert_eq!((flaky.len(), cell(&flaky[0].cells[0])), (1, "retries (unit › parser)".to_owned()));
    let states: Vec<&str> = flaky[0].states.iter().map(|(status, _)| status.word).collect();
    assert_eq!(states, ["Flaky", "Passed", "Passed"]);
    let changes = part(job, "New and removed tests");
    assert_eq!(
        changes.sentences[0],
        "1 new, 1 removed, 1 newly failing, 0 fixed, 0 skipped that ran then; 1 is as before."
    );
    assert_eq!(lines(&changes.grids[1]), ["gone (unit › parser) | Passed"]);
    let plan = lines(&part(job, "Spread over machines").grids[0]);
    assert_eq!(plan[1], "4 | 4.50 s | 4.50 s | 1.0 times as fast as one", "one class is one piece");
}

#[test]
fn one_commit_twice_shows_what_is_flaky_and_without_that_nothing_could() {
    let at = |minutes: i64, status| {
        let (id, mut snapshot) = run(1, "unit", results(&[("races", status)]));
        let millis = snapshot.taken_at.millis() + minutes * 60_000;
        snapshot.taken_at = quarterdeck_model::Timestamp::from_millis(millis).unwrap();
        (SnapshotId::new(format!("{}-{minutes}", id.as_str())).unwrap(), snapshot)
    };
    let page = on_tests(vec![at(0, Status::Passed), at(5, Status::Failed)]);
    let flaky = &part(&page.jobs[0], "Flaky tests").strips.rows[0];
    assert_eq!(flaky.cells.iter().map(cell).collect::<Vec<_>>()[1..], ["0", "1", "2"]);
    let page = on_tests(vec![run(1, "unit", tests()), run(0, "unit", tests())]);
    let told = &part(&page.jobs[0], "Flaky tests").sentences[0];
    assert!(told.contains("so that a flaky one could not show itself"), "{told}");
}

#[test]
fn a_latest_run_that_gave_nothing_is_no_data_on_every_page() {
    let pages = [
        on_tests(vec![run(1, "unit", results(&[("a", Status::Passed)])), failed(run(0, "unit", tests()))]),
        on_coverage(vec![run(1, "unit", coverage(900)), failed(run(0, "unit", coverage(1000)))]),
        on_findings(vec![run(1, "scan", findings(1)), failed(run(0, "scan", findings(0)))]),
    ];
    for page in pages {
        let job = &page.jobs[0];
        assert_eq!((job.status.class, job.status.word), ("none", "Not collected"), "{}", page.title);
        assert_eq!(job.reasons[0].text, "The report ends in the middle.");
        assert!(
            job.note.contains("what is below is of 22 Nov 2026, and how it is now is not known"),
            "{}",
            job.note
        );
        assert!(page.summary.contains("latest run") && !page.summary.contains('%'), "{}", page.summary);
    }
}

#[test]
fn an_empty_archive_says_what_to_do_and_is_in_no_navigation() {
    for page in [on_tests(Vec::new()), on_coverage(Vec::new()), on_findings(Vec::new())] {
        assert!(page.jobs.is_empty() && page.empty.contains("run quarterdeck collect "), "{}", page.empty);
        assert!(page.shell.nav.iter().all(|item| item.label != page.title));
    }
    let page = on_coverage(vec![run(0, "unit", coverage(900))]);
    assert!(page.shell.nav.iter().any(|item| item.label == "Coverage" && item.current));
}

fn covered(files: &[(&str, u64, u64)]) -> Payload {
    let counts = |covered, total| Counts { line: Some(Count { covered, total }), ..Counts::default() };
    let file = |(path, covered, total): &(&str, u64, u64)| FileCoverage {
        path: (*path).to_owned(),
        counts: counts(*covered, *total),
    };
    let sum = |of: fn(&(&str, u64, u64)) -> u64| files.iter().map(of).sum();
    let totals = counts(sum(|f| f.1), sum(|f| f.2));
    Payload::Coverage(Coverage { totals, files: files.iter().map(file).collect() })
}

#[test]
fn folders_are_sums_with_what_is_missing_first_and_every_folder_ends() {
    let page = on_coverage(vec![
        run(8, "unit", covered(&[("src/a.rs", 50, 100), ("src/in/b.rs", 10, 10), ("top.rs", 1, 10)])),
        run(
            0,
            "unit",
            covered(&[
                ("src/a.rs", 40, 100),
                ("src/in/b.rs", 10, 10),
                ("src/in/c.rs", 0, 0),
                ("top.rs", 9, 10),
            ]),
        ),
    ]);
    assert_eq!(plain(&page.summary), "49.2 %: 59 of 120 lines in 4 files.");
    let tree = &part(&page.jobs[0], "Folders and files").tree;
    let told: Vec<String> = tree
        .iter()
        .map(|row| {
            let line = [row.name.text.as_str(), &row.percent, &row.count, &row.delta.text, &row.class];
            format!("{} ({} end)", plain(&line.join(" | ")), row.closes.len())
        })
        .collect();
    let expected = [
        "src/ | 45.5 % | 50 of 110 | −9.1 pp | step-1 (0 end)",
        "a.rs | 40.0 % | 40 of 100 | −10.0 pp | step-1 (0 end)",
        "in/ | 100.0 % | 10 of 10 | 0.0 pp | step-5 (0 end)",
        "b.rs | 100.0 % | 10 of 10 | 0.0 pp | step-5 (0 end)",
        "c.rs | — | 0 of 0 | new | unknown (2 end)",
        "top.rs | 90.0 % | 9 of 10 | +80.0 pp | step-5 (0 end)",
    ];
    assert_eq!(told, expected);
    let lost = lines(&part(&page.jobs[0], "Changed files").grids[0]);
    assert_eq!(lost, ["src/a.rs | 50.0 % | 40.0 % | −10.0 pp (worse) | +10"]);
    let worst = lines(&part(&page.jobs[0], "Least covered large files").grids[0]);
    assert_eq!(worst[0], "src/a.rs | 40.0 % | 40 of 100 | 60");
}

#[test]
fn a_map_is_as_large_as_the_code_and_nothing_overlaps() {
    let page = on_coverage(vec![run(0, "unit", covered(&[("a/x", 3, 60), ("a/y", 40, 40), ("b", 99, 100)]))]);
    let tree = &part(&page.jobs[0], "Folders and files").tree;
    assert!(tree.iter().all(|row| row.delta.text == "—"), "nothing is new without an earlier report");
    let spec = &part(&page.jobs[0], "Where the code is").figures[0].spec;
    let leaves: Vec<_> = spec.blocks.iter().filter(|block| block.tone != Tone::Group).collect();
    let told: Vec<(&str, Tone)> = leaves.iter().map(|b| (b.lines[0].as_str(), b.tone)).collect();
    assert_eq!(told, [("x", Tone::Step(1)), ("y", Tone::Step(5)), ("b", Tone::Step(5))]);
    let apart = |a: &quarterdeck_views::chart::Block, b: &quarterdeck_views::chart::Block| {
        a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y
    };
    for (n, a) in leaves.iter().enumerate() {
        assert!(a.x >= 0 && a.y >= 0 && a.x + a.w <= 11_200 && a.y + a.h <= 4600, "{a:?}");
        assert!(leaves.iter().skip(n + 1).all(|b| apart(a, b)), "{a:?}");
    }
    assert_eq!(spec.table.rows.len(), 3);
    assert_eq!(plain(&spec.table.rows[0].cells.join(" | ")), "b | 99.0 % | 99 of 100");
}

fn found(tools: &[(&str, Class, SectionState)], items: &[(&str, &str, Severity, u64)]) -> Payload {
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

#[test]
fn programs_get_numbers_and_nothing_where_there_is_none() {
    use SectionState::{Failed, Ok};
    let one = [("lint", Class::Lint, Ok), ("scan", Class::Security, Failed)];
    let archive = Archive::of(
        vec![
            run(0, "all", found(&one, &[("lint", "L1", Severity::Low, 3)])),
            run(0, "unit", results(&[("a", Status::Failed)])),
            run(0, "cov", covered(&[("src/a.rs", 1, 2)])),
        ],
        Vec::new(),
    );
    let (context, by_id) = (archive.context(), archive.by_id());
    let found = page::findings::FindingsList::of(&context, &by_id);
    let known: Vec<(&str, Option<u64>)> = found.jobs[0].classes.iter().map(|c| (c.class, c.open)).collect();
    assert_eq!(known[1..4], [("lint", Some(1)), ("type", None), ("security", None)]);
    let tests = page::test_results::TestsList::of(&context, &by_id);
    assert_eq!((tests.jobs[0].total, tests.jobs[0].failed[0].failing_since.is_some()), (1, true));
    let covered = page::coverage::CoverageList::of(&context, &by_id);
    assert_eq!((covered.jobs[0].files[0].covered, covered.jobs[0].totals[0].total), (1, 2));
    for csv in [
        page::test_results::csv(&context, &by_id),
        page::coverage::csv(&context, &by_id),
        page::findings::csv(&context, &by_id),
    ] {
        assert_eq!(csv.rows.len(), 1);
        assert_eq!(csv.rows[0].len(), csv.columns.len());
    }
}
