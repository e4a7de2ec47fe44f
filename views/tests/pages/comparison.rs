//! Two sides compared, in words.

use crate::content::plain;
use crate::made_up::{Archive, coverage, findings, load_and_time, now, project, run, tests};
use expect_test::expect;
use quarterdeck_analysis::compare::{Ancestry, Side, compare};
use quarterdeck_model::payload::{Payload, Status};
use quarterdeck_views::comparison::{About, Compared, markdown, tell, text};
use quarterdeck_views::page;

fn compared(archive: &Archive) -> Compared {
    let history = &archive.history;
    let latest = Side::newest(history, |_| true);
    let before = Side::before(history, &latest);
    let by_id = archive.by_id();
    let found = compare(history, (&before, &latest), &Ancestry::Unrelated, &by_id);
    let about = About { project: "acme-core", now: now(), names: ("the run before", "the latest runs") };
    tell(history, about, (&before, &latest), &found)
}

/// The same tests with one that fails no more and one that does now.
fn other_tests() -> Payload {
    let mut payload = tests();
    if let Payload::Tests(tests) = &mut payload {
        tests.cases[7].status = Status::Passed;
        tests.cases[8].status = Status::Errored;
        tests.cases[8].message = Some("boom\nsecond line".to_owned());
    }
    payload
}

fn small() -> Archive {
    let mut runs = vec![
        run(1, "unit-coverage", coverage(820)),
        run(0, "unit-coverage", coverage(800)),
        run(1, "unit", tests()),
        run(0, "unit", other_tests()),
        run(1, "criterion", load_and_time()),
    ];
    let mut after = run(0, "criterion", load_and_time());
    if let Payload::Benchmark(benchmark) = &mut after.1.payload {
        benchmark.entries[0].estimate.value *= 1.25;
    }
    runs.push(after);
    Archive::of(runs, Vec::new())
}

#[test]
fn a_terminal_tells_what_changed() {
    expect![[r#"
        A  the run before: 22 Nov 2026 07:12 UTC (9f31c2b), the newest of 3 runs
        B  the latest runs: 23 Nov 2026 07:12 UTC (9f31c2a), the newest of 3 runs
        ◆  The commit of B does not descend from that of A: what looks lost or gained may only be missing in a branch.

        2 worse, 11 the same

        Figures: 1 changed, 11 unchanged
          Metric                         Change            A       B  Difference
          Line coverage (unit-coverage)  2.4 % worse  82.0 %  80.0 %     −2.0 pp

        Benchmarks: 1 changed, 0 unchanged
          Metric                        Change              A        B  Difference
          parse/large time (criterion)  25.0 % worse  1.23 µs  1.54 µs     +308 ns

        Tests, unit: 1 newly failing, 1 fixed, 28 as before
          What           Test                     Message
          newly failing  unit › parser › reads_8  boom
          fixed          unit › parser › reads_7"#]].assert_eq(&plain(&text(&compared(&small()), true)));
}

#[test]
fn a_comment_has_the_same_tables() {
    let told = markdown(&compared(&small()), true);
    assert!(told.starts_with("### Comparison: 2 worse"), "{told}");
    assert!(told.contains("| newly failing | unit › parser › reads\\_8 | boom |"), "{told}");
}

#[test]
fn positive_is_always_worse_and_the_difference_stands_beside_it() {
    let told = compared(&small());
    let line = told.metrics.iter().find(|m| m.metric == "coverage.line_percent").unwrap();
    assert_eq!((line.change, line.words.as_str()), ("worse", "2.4 % worse"));
    assert!((line.worse_percent.unwrap() - 2.439).abs() < 0.001 && line.delta.is_some_and(|d| d < 0.0));
    assert_eq!(plain(&line.delta_text), "−2.0 pp");
    assert_eq!(told.benchmarks[0].words, "25.0 % worse");
    assert!(told.only_changed().metrics.len() < told.metrics.len());
}

#[test]
fn numbers_without_findings_are_not_compared() {
    let archive =
        Archive::of(vec![run(1, "scanner", findings(2)), run(0, "scanner", findings(3))], Vec::new());
    let told = compared(&archive);
    assert!(told.findings[0].new.is_empty() && !told.findings[0].unknown.is_empty(), "{told:?}");
    assert!(text(&told, true).contains("only the number of findings is known"));
}

#[test]
fn the_page_has_its_three_parts_whatever_there_is() {
    let empty = Archive::of(Vec::new(), Vec::new());
    let page = page::compare::build(&empty.context(), &empty.by_id());
    assert_eq!(page.parts.iter().map(|p| p.anchor).collect::<Vec<_>>(), ["previous", "week", "release"]);
    assert!(page.parts.iter().all(|part| part.a.is_empty() && !part.counts.is_empty()));
    let full = Archive::of(project(), Vec::new());
    let page = page::compare::build(&full.context(), &full.by_id());
    let [previous, week, release] = &page.parts[..] else { panic!() };
    assert!(!previous.sections.is_empty() && !week.sections.is_empty());
    assert!(release.counts.contains("--label tag=NAME"), "{}", release.counts);
    let linked =
        previous.sections.iter().flat_map(|s| &s.table.rows).any(|row| row.href.starts_with("metric/"));
    assert!(linked, "figures lead to their pages");
    let quiet = previous.warnings.iter().all(|w| !w.contains("descend"));
    assert!(quiet, "what only git knows is not told: {:?}", previous.warnings);
}

#[test]
fn the_newest_runs_can_be_chosen() {
    let full = Archive::of(project(), Vec::new());
    let page = page::compare::build(&full.context(), &full.by_id());
    assert_eq!(page.picks.len(), full.history.runs.len().min(100));
    let newest = full.history.runs.last().unwrap();
    assert_eq!(page.picks[0].id, newest.id.to_string());
    for pick in page.picks.iter().filter(|pick| !pick.before.is_empty()) {
        assert!(pick.before.ends_with(&format!("&b={}", pick.id)), "{}", pick.before);
        let a = pick.before.split("&a=").nth(1).and_then(|rest| rest.split('&').next()).unwrap();
        let job = |id: &str| full.history.runs.iter().find(|run| run.id.as_str() == id).map(|run| &run.job);
        assert_eq!(job(a), job(&pick.id), "runs of one job");
    }
    assert_eq!(page.picks_note.is_empty(), full.history.runs.len() <= 100);
}
