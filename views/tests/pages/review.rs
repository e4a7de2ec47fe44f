//! What reviews say.

use crate::content::plain;
use crate::made_up::{Archive, code, coverage, health, latency, loaded, now, project, run};
use quarterdeck_analysis::period::Period;
use quarterdeck_model::payload::{Chaos, Experiment, Outcome, Payload, Verdict};
use quarterdeck_model::{Section, SectionState, Snapshot, SnapshotId, Timestamp};
use quarterdeck_views::page::review::{PeriodNotes, ReviewPage, Topic, human, markdown};

fn topic<'a>(page: &'a ReviewPage, anchor: &str) -> &'a Topic {
    page.topics.iter().find(|topic| topic.anchor == anchor).unwrap()
}

/// The texts of a topic's tables, a line a row.
fn rows(page: &ReviewPage, anchor: &str) -> Vec<String> {
    let cell = |cell: &quarterdeck_views::page::review::Cell| {
        let status = cell.status.map(|s| s.word).unwrap_or_default();
        plain([status, &cell.text.text, &cell.sub.text].join(" ").trim())
    };
    let grids = topic(page, anchor).grids.iter();
    let rows = grids.flat_map(|grid| &grid.rows).map(|row| row.iter().map(cell).collect::<Vec<_>>());
    rows.map(|row| row.join(" | ")).collect()
}

fn archive(snapshots: Vec<(SnapshotId, Snapshot)>) -> Archive {
    Archive::of(snapshots, Vec::new())
}

#[test]
fn a_week_is_told_in_three_sentences_made_of_its_figures() {
    let page = archive(project()).review("2026-W47");
    assert_eq!(page.heading, "Week 47, 16 to 22 Nov 2026");
    assert_eq!((page.verdict.status.word, page.so_far.as_str()), ("Gate fails", ""));
    let told: Vec<String> = page.sentences.iter().map(|s| plain(s)).collect();
    assert_eq!(
        told,
        [
            "The gate failed at the end of the week. The quality score was 70.9 of 100 (acceptable, \u{2212}15.0 \
             points since the end of the week before). 0 of 8 objectives were attained, 0 at risk, 3 missed, 5 \
             without enough data.",
            "0 regressions and 0 improvements became known; 19 did not change level, 4 could not be judged.",
            "2 alerts opened and 0 were resolved; 4 were open at the end. 43 runs were made; how many were expected is \
             not known, since not every kind has a cadence. 0 failed or looked at nothing, 0 counted in part. No job \
             had a gap.",
        ]
    );
    assert!(page.basis.starts_with("Told as of 22 Nov 2026 23:59 UTC from 43 snapshots in the week"));
}

#[test]
fn a_running_week_says_that_it_is_not_over_and_a_finished_one_nothing_of_today() {
    let archive = archive(project());
    let running = archive.review("2026-W48");
    assert_eq!(running.so_far, "so far: up to 23 Nov 2026 09:00 UTC");
    assert!(!running.shell.generated.is_empty());
    let finished = archive.review("2026-W47");
    assert_eq!((finished.shell.generated.as_str(), finished.shell.newest.as_str()), ("", ""));
    assert_eq!(finished.before.text.text, "2026-W46");
    assert_eq!(finished.after.href, "2026-W48.html");
}

#[test]
fn what_comes_later_changes_no_finished_review() {
    let all = project();
    let until = Period::parse("2026-W47").unwrap().end(&Default::default()).unwrap();
    let before: Vec<_> = all.iter().filter(|(_, s)| s.taken_at <= until).cloned().collect();
    let (early, late) = (archive(before).review("2026-W47"), archive(all).review("2026-W47"));
    // The link to the week after is all that is new.
    assert!(early.after.href.is_empty() && !late.after.href.is_empty());
    assert_eq!(ReviewPage { after: late.after.clone(), ..early }, late);
}

#[test]
fn the_metric_table_sets_levels_beside_the_week_before_and_counts_what_met_the_target() {
    let page = archive(project()).review("2026-W47");
    let p99 = rows(&page, "metrics").into_iter().find(|row| row.starts_with("P99 latency load")).unwrap();
    assert_eq!(
        p99,
        "P99 latency load | Failing | 301 µs 7 runs | 301 µs 7 runs | 601 µs | 0 % | < 328 µs | 5 of 7"
    );
    let quarter = archive(project()).review("2026-Q4");
    let p99 = rows(&quarter, "metrics").into_iter().find(|row| row.starts_with("P99 latency load")).unwrap();
    assert!(p99.contains("301 µs 20 runs | — | — | — | < 328 µs | 17 of 20"), "{p99}");
}

#[test]
fn percentiles_of_a_week_come_from_all_requests_put_together() {
    // Six calm runs and a stormy one: the median of their p99s is 2 ms, but one request in 50 took 40 ms.
    let calm = (1..7).map(|day| run(day, "load", loaded(2, 1000)));
    let all = archive(calm.chain([run(7, "load", loaded(40, 150))]).collect());
    let week = rows(&all.review("2026-W47"), "metrics").into_iter().find(|row| row.starts_with("P99"));
    assert!(week.unwrap().contains("| 40.0 ms 7 runs merged |"));
    // A run that kept no histogram is not spoken for: the median of what the runs say has to do.
    let mut runs: Vec<_> = (1..7).map(|day| run(day, "load", loaded(2, 1000))).collect();
    runs.push(run(7, "load", latency(3.0)));
    let week =
        rows(&archive(runs).review("2026-W47"), "metrics").into_iter().find(|row| row.starts_with("P99"));
    assert!(week.unwrap().contains("| 2.00 ms 7 runs |"));
}

#[test]
fn nothing_measured_is_never_a_zero() {
    let failed = |day: i64| {
        let (id, snapshot) = run(day, "unit-coverage", coverage(820));
        let section = Section::because(SectionState::Failed, "no report");
        (id, Snapshot { section, ..snapshot })
    };
    let archive = archive(vec![run(12, "unit-coverage", coverage(820)), failed(4), failed(3)]);
    let page = archive.review("2026-W47");
    let line = &rows(&page, "metrics")[0];
    assert_eq!(plain(line), "Line coverage unit-coverage | No data | — | 82.0 % 1 run | — | — |  | —");
    assert_eq!(rows(&page, "coverage-summary"), Vec::<String>::new());
    assert!(topic(&page, "coverage-summary").grids[0].none.contains("not known"));
    assert_eq!(topic(&page, "incidents").sentences, ["No service was probed."]);
    assert!(page.topics.iter().all(|topic| topic.anchor != "chaos"));
    let quality = &rows(&page, "data-quality")[0];
    assert_eq!(quality, "unit-coverage Coverage | — | 2 | 2 | 0 | none");
}

#[test]
fn outages_are_told_with_their_bounds_while_they_last() {
    let probed = |day: i64, outcome| {
        let (id, snapshot) = run(day, "probe", health(outcome));
        let Payload::Health(mut health) = snapshot.payload.clone() else { unreachable!() };
        for (index, probe) in (0..).zip(&mut health.rounds[0].probes) {
            probe.planned_at = Timestamp::from_millis(snapshot.taken_at.millis() + index * 1000).unwrap();
        }
        (id, Snapshot { payload: Payload::Health(health), ..snapshot })
    };
    let snapshots = vec![probed(6, Outcome::Up), probed(4, Outcome::Down), probed(3, Outcome::Up)];
    let page = archive(snapshots.clone()).review("2026-W47");
    assert_eq!(
        topic(&page, "incidents").sentences,
        ["1 service was probed and had 1 incident, of which 0 had not ended."]
    );
    assert!(rows(&page, "incidents")[0].contains("± "), "{:?}", rows(&page, "incidents"));
    let open = archive(snapshots[..2].to_vec()).review("2026-W47");
    assert!(rows(&open, "incidents")[0].contains("not ended | open for"), "{:?}", rows(&open, "incidents"));
}

#[test]
fn objectives_are_told_as_they_stood_and_what_is_not_known_is_not_met() {
    let page = archive(project()).review("2026-Q4");
    let objectives = topic(&page, "objectives");
    assert_eq!(
        objectives.sentences,
        ["0 of 8 objectives were attained, 0 at risk, 3 missed, 5 without enough data."]
    );
    let told = rows(&page, "objectives");
    assert_eq!(told.len(), 8, "{told:?}");
    assert!(told.iter().any(|row| row.contains("Not enough data")), "{told:?}");
}

#[test]
fn a_target_that_changed_is_told_and_each_run_is_judged_by_that_of_its_day() {
    let mut archive = archive(project());
    let mut tighter = archive.policy.metrics[0].clone();
    assert_eq!(tighter.metric.as_str(), "benchmark.latency_p99_ms");
    tighter.target = "< 0.3005".parse().ok();
    tighter.since = serde_json::from_str("\"2026-11-18\"").ok();
    archive.policy.metrics.push(tighter);
    let page = archive.review("2026-W47");
    let told = rows(&page, "thresholds");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("18 Nov 2026 | P99 latency | target < 328 µs")
            && told[0].contains("target < 300 µs"),
        "{told:?}"
    );
    assert_eq!(rows(&archive.review("2026-W46"), "thresholds"), Vec::<String>::new());
    let share = |page: &ReviewPage| {
        let row = rows(page, "metrics").into_iter().find(|row| row.starts_with("P99 latency load")).unwrap();
        row.rsplit(" | ").next().unwrap().to_owned()
    };
    let before = crate::made_up::Archive::of(project(), Vec::new());
    assert_eq!(share(&before.review("2026-W47")), "5 of 7");
    assert_ne!(share(&page), "5 of 7");
}

#[test]
fn void_experiments_are_not_passed_ones() {
    let chaos = |day, verdict| {
        let experiments = vec![Experiment::judged("crash", verdict)];
        run(day, "crash", Payload::Chaos(Chaos { experiments }))
    };
    let all = [(3, Verdict::Pass), (4, Verdict::Aborted), (5, Verdict::NotRecovered)];
    let page = archive(all.map(|(day, verdict)| chaos(day, verdict)).to_vec()).review("2026-W47");
    assert_eq!(topic(&page, "chaos").sentences, ["1 of 2 experiments passed; 1 more was void."]);
    assert_eq!(rows(&page, "chaos"), ["crash | 1 of 2 | 1 of 2 | — and some not within the watch | — | 1"]);
}

#[test]
fn the_deck_has_a_page_for_each_area_with_six_weeks_and_twelve_months() {
    let page = archive(project()).review("2026-Q4");
    let areas: Vec<&Topic> = page.topics.iter().filter(|t| t.anchor.starts_with("area-")).collect();
    let titles: Vec<&str> = areas.iter().map(|t| t.title.as_str()).collect();
    assert_eq!(titles, ["Health", "Tests", "Coverage", "Benchmarks", "Chaos", "Findings", "Code"]);
    for area in &areas {
        assert_eq!((area.sentences.len(), area.figures.len(), area.joined), (3, 1, false), "{}", area.title);
        let below = &area.grids[0];
        let labels: Vec<&str> = below.columns.iter().skip(1).map(|c| c.text.as_str()).collect();
        assert_eq!(labels[..6], ["W43", "W44", "W45", "W46", "W47", "W48"]);
        assert_eq!((labels[6], labels[7], labels[17], labels.len()), ("Dec", "Jan 2026", "Nov", 18));
    }
    let spec = &areas[2].figures[0].spec;
    // Weeks 45 to 48 and November have runs; nothing is drawn for the others.
    let points: Vec<usize> =
        spec.lines.iter().map(|l| l.segments.iter().map(|s| s.points.len()).sum()).collect();
    assert_eq!(points, [4, 1]);
    assert_eq!(spec.gaps.iter().map(|g| (g.to - g.from) / 100).collect::<Vec<_>>(), [2, 11]);
    assert_eq!(spec.marks.len(), 5);
    let runs: Vec<&str> = areas[2].grids[0].rows[1].iter().map(|c| c.text.text.as_str()).collect();
    assert_eq!(runs[1..7], ["0", "0", "5", "7", "7", "1"], "{runs:?}");
}

#[test]
fn actions_of_the_last_notes_are_carried_with_their_state() {
    let notes = |week, markdown: &str| PeriodNotes {
        period: Period::Week { year: 2026, week },
        markdown: markdown.to_owned(),
    };
    let all = [notes(45, "- [x] first\n- [ ] second <b>"), notes(47, "- [ ] third")];
    let archive = archive(project());
    let pages = archive.reviews(&all);
    let of = |name: &str| pages.iter().find(|page| page.name == name).unwrap();
    assert_eq!(rows(of("2026-W47"), "actions"), ["Done | first", "Open | second <b>"]);
    assert_eq!(topic(of("2026-W47"), "actions").sub, "2 actions in the notes of 2026-W45, 1 open");
    assert_eq!(rows(of("2026-W48"), "actions"), ["Open | third"]);
    assert!(topic(of("2026-W45"), "actions").grids[0].none.starts_with("No notes of an earlier week"));
    let told = markdown(of("2026-W47"), &all);
    assert!(told.contains("| ◆ Open | second &lt;b&gt; |"), "{told}");
    assert!(told.contains("## Decisions and actions\n\n- [ ] third\n"), "{told}");
}

#[test]
fn markdown_and_text_hold_the_same_figures() {
    let mut snapshots = project();
    snapshots.push(run(5, "cloc", code()));
    let archive = archive(snapshots);
    for name in ["2026-W47", "2026-Q4"] {
        let page = archive.review(name);
        let (markdown, text) = (markdown(&page, &[]), human(&page));
        for topic in &page.topics {
            assert!(markdown.contains(&format!("\n## {}\n", topic.title)), "{}", topic.title);
            assert!(text.contains(&format!("\n{}\n", topic.title)), "{}", topic.title);
        }
        for told in [&markdown, &text] {
            assert!(told.contains("P99 latency") && told.contains("Gate fails"), "{told}");
        }
        let tables = markdown.lines().filter(|line| line.starts_with('|'));
        assert!(tables.clone().count() > 30);
        assert!(tables.into_iter().all(|line| line.ends_with('|')));
    }
    assert!(now() > Period::parse("2026-W47").and_then(|week| week.end(&Default::default())).unwrap());
}

#[test]
fn a_long_step_moves_in_the_week_in_which_it_is_known() {
    let step = |day: i64| if day < 9 { 0.3 } else { 0.2 + (day % 3) as f64 / 1000.0 };
    let archive = archive((0..40).rev().map(|day| run(day, "load", latency(step(day)))).collect());
    let [before, then, after] =
        ["2026-W45", "2026-W46", "2026-W48"].map(|name| rows(&archive.review(name), "movers"));
    assert_eq!((before.len(), after.len()), (0, 0), "{before:?} {after:?}");
    let told = [then, rows(&archive.review("2026-W47"), "movers")].concat();
    assert!(told[0].starts_with("P99 latency load | +4") && told[0].contains("15 Nov 2026"), "{told:?}");
    let certain = told.last().unwrap();
    assert!(certain.contains("confirmed"), "{told:?}");
}
