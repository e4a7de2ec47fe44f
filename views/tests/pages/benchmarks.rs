//! What the page on benchmarks says.

use crate::content::plain;
use crate::made_up::{Archive, latency, load_and_time, loaded, now, run};
use quarterdeck_model::payload::{Benchmark, Payload};
use quarterdeck_model::{Section, SectionState, Snapshot, SnapshotId};
use quarterdeck_views::page::benchmarks::{BenchmarksPage, LoadCard};
use quarterdeck_views::page::{self, Drawings as _};

fn built(runs: Vec<(SnapshotId, Snapshot)>) -> BenchmarksPage {
    let archive = Archive::of(runs, Vec::new());
    page::benchmarks::build(&archive.context(), &archive.by_id())
}

/// The same load, found invalid.
fn invalid(payload: Payload, reason: &str) -> Payload {
    let mut payload = payload;
    if let Payload::Benchmark(benchmark) = &mut payload {
        for load in &mut benchmark.loads {
            load.section = Section::because(SectionState::Failed, reason);
        }
    }
    payload
}

fn figures(card: &LoadCard) -> Vec<String> {
    let told = |f: &page::benchmarks::LoadFigure| {
        format!("{} | {} | {}", f.row.name.text, plain(&f.row.now.text()), plain(&f.mad))
    };
    card.figures.iter().map(told).collect()
}

#[test]
fn a_valid_run_shows_its_figures_with_their_spread() {
    let mut page = built((0..6).rev().map(|day| run(day, "load", load_and_time())).collect());
    assert_eq!(page.figures().len(), 4, "two trends, percentiles, and how they moved: each is drawn");
    let card = &page.loads[0];
    assert_eq!((card.name.text.as_str(), card.status.word), ("GET /", "Valid"));
    assert_eq!(card.detail.text, "job load");
    assert_eq!(figures(card)[0], "P50 latency | 244 µs | —", "one valid repeat has no spread");
    assert_eq!(card.figures[3].mad, "—");
    assert_eq!((card.charts.len(), card.curve.is_some(), card.heat.is_some()), (2, true, true));
    assert_eq!(card.windows.rows.len(), 3);
    assert!(card.invalid.is_empty());
    let facts: Vec<String> = card.facts.iter().map(|f| plain(&f.value.text)).collect();
    assert_eq!(facts[2], "2 of 1000 requests (0.20 %)");
    assert_eq!(page.entries.len(), 1);
    assert!(page.entries[0].baseline.words.contains("unchanged"), "{:?}", page.entries[0].baseline);
    assert_eq!(page.summary, "1 load, latest runs: 1 valid; 1 other figure.");
}

#[test]
fn the_spread_is_that_of_the_valid_repeats() {
    let Payload::Benchmark(mut benchmark) = load_and_time() else { panic!("a benchmark") };
    for repeat in &mut benchmark.loads[0].measured.as_mut().unwrap().repeats {
        repeat.section = Section::ok();
    }
    let page = built(vec![run(0, "load", Payload::Benchmark(benchmark))]);
    assert_eq!(figures(&page.loads[0])[0], "P50 latency | 244 µs | 0 ms");
}

#[test]
fn an_invalid_latest_run_is_named_and_its_figures_are_unknown() {
    let mut runs: Vec<_> = (1..6).rev().map(|day| run(day, "load", loaded(3, 1000))).collect();
    runs.push(run(0, "load", invalid(loaded(1, 1000), "client CPU 95 % of its cores")));
    let page = built(runs);
    let card = &page.loads[0];
    assert_eq!((card.name.text.as_str(), card.status.word), ("load", "Invalid"));
    assert_eq!(card.reasons[0].text, "Client CPU 95 % of its cores.");
    assert_eq!(card.invalid.len(), 1);
    assert!(figures(card).iter().all(|told| !told.contains("1.00 ms")), "{:?}", figures(card));
    assert!(card.figures.iter().all(|f| f.row.status.is_some_and(|s| s.class != "ok")));
    let gaps = &card.charts[0].spec.gaps;
    assert_eq!(gaps.last().map(|gap| gap.to), Some(now().millis()));
}

#[test]
fn a_run_that_failed_as_a_whole_is_an_invalid_one_of_each_load() {
    let mut runs: Vec<_> = (1..3).rev().map(|day| run(day, "load", load_and_time())).collect();
    let mut failed = run(0, "load", Payload::Benchmark(Benchmark::default()));
    failed.1.section = Section::because(SectionState::Failed, "no connection");
    runs.push(failed);
    let page = built(runs);
    assert_eq!(
        (page.loads[0].status.word, page.loads[0].reasons[0].text.as_str()),
        ("Invalid", "No connection.")
    );
    assert!(page.loads[0].note.ends_with(" ago; 2 of 3 runs valid."), "{}", page.loads[0].note);
}

#[test]
fn a_load_without_enough_requests_has_no_p99_and_none_is_valid_for_ever() {
    let page = built(vec![run(0, "load", loaded(2, 20))]);
    let told = figures(&page.loads[0]);
    assert_eq!(told[2], "P99 latency | — | —");
    assert_eq!(page.loads[0].figures[2].row.status.map(|s| s.word), Some("No data"));
    let old = (100..110).rev().map(|day| run(day, "load", loaded(2, 1000))).collect();
    let mut archive = Archive::of(old, Vec::new());
    archive.policy.cadence.default_hours = Some(24.0);
    let page = page::benchmarks::build(&archive.context(), &archive.by_id());
    assert_eq!(page.loads[0].status.word, "Stale");
}

#[test]
fn lists_are_bounded_and_say_how_many_more() {
    let runs = (0..50).rev().map(|day| run(day, "load", invalid(loaded(1, 100), "late"))).collect();
    let card = &built(runs).loads[0];
    assert_eq!((card.invalid.len(), card.invalid_more.as_str()), (20, "30 more invalid runs are not shown."));
}

#[test]
fn stated_figures_alone_are_listed_and_nothing_is_said_to_be_no_load() {
    let page = built(vec![run(1, "load", latency(0.3)), run(0, "load", latency(0.4))]);
    assert!(page.loads.is_empty());
    assert_eq!(page.summary, "No load has been run yet; 1 other figure.");
    assert!(page.shell.nav.iter().any(|item| item.label == "Benchmarks"));
    assert!(page.shell.nav.iter().all(|item| item.label != "Chaos"));
    assert!(built(Vec::new()).shell.nav.iter().all(|item| item.label != "Benchmarks"));
}

#[test]
fn a_load_whose_job_measured_another_one_later_shows_its_latest_run_and_is_not_judged() {
    let page = built(vec![run(1, "load", load_and_time()), run(0, "load", loaded(3, 1000))]);
    let card = page.loads.iter().find(|card| card.name.text == "GET /").unwrap();
    assert_eq!(figures(card)[0], "P50 latency | 244 µs | —");
    assert_eq!(card.figures[0].row.status.map(|s| s.word), Some("Earlier run"));
    assert!(card.figures[0].row.reason.ends_with("later runs of its job measured others."));
}
