//! What the pages on tests, coverage and findings say.

mod covered;
mod found;
mod results;

use crate::content::plain;
use crate::made_up::{Archive, coverage, findings, run, tests};
use quarterdeck_model::payload::*;
use quarterdeck_model::{Section, SectionState, Snapshot, SnapshotId};
use quarterdeck_views::page;
use quarterdeck_views::page::area::{AreaJob, AreaPage, AreaPart};
use quarterdeck_views::page::grid::{Cell, Grid};

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

#[test]
fn a_latest_run_that_gave_nothing_is_no_data_on_every_page() {
    let pages = [
        on_tests(vec![
            run(1, "unit", results::results(&[("a", Status::Passed)])),
            failed(run(0, "unit", tests())),
        ]),
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

#[test]
fn programs_get_numbers_and_nothing_where_there_is_none() {
    use SectionState::{Failed, Ok};
    let one = [("lint", Class::Lint, Ok), ("scan", Class::Security, Failed)];
    let archive = Archive::of(
        vec![
            run(0, "all", found::found(&one, &[("lint", "L1", Severity::Low, 3)])),
            run(0, "unit", results::results(&[("a", Status::Failed)])),
            run(0, "cov", covered::covered(&[("src/a.rs", 1, 2)])),
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
        page::findings::csv(&context, &page::findings::Read::of(&context, &by_id)),
    ] {
        assert_eq!(csv.rows.len(), 1);
        assert_eq!(csv.rows[0].len(), csv.columns.len());
    }
}
