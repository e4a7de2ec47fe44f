//! What may go, and that nothing else does.

use super::{DAY, HOUR, after, archive, at, files, snapshot, told};
use crate::archive::{Archive, Loaded, Retention, Stored};
use crate::layout;
use quarterdeck_model::{Section, SectionState, Snapshot, wire};
use std::collections::{BTreeMap, BTreeSet};

const NOW: &str = "2026-11-23T12:00:00Z";

fn loaded(snapshots: impl IntoIterator<Item = Snapshot>) -> Loaded {
    let one = |snapshot: Snapshot| {
        let id = layout::id(&snapshot, &wire::encode(&snapshot));
        Stored { path: layout::relative(&snapshot, &id), id, snapshot }
    };
    Loaded { snapshots: snapshots.into_iter().map(one).collect(), problems: Vec::new() }
}

/// Every six hours for three years.
fn three_years(job: &str) -> impl Iterator<Item = Snapshot> {
    let start = at(NOW).millis() - 3 * 365 * DAY;
    (0..3 * 365 * 4)
        .map(move |n| snapshot(quarterdeck_model::Timestamp::from_millis(start + n * 6 * HOUR).unwrap(), job))
}

#[test]
fn all_then_daily_then_weekly() {
    let loaded = loaded(three_years("a").chain(three_years("b")));
    let dropped = Retention::default().plan(&loaded, &BTreeSet::new(), at(NOW));
    let gone: BTreeSet<_> = dropped.iter().map(|d| d.id.clone()).collect();
    let mut kept: BTreeMap<(&str, &str, i64), usize> = BTreeMap::new();
    for stored in loaded.snapshots.iter().filter(|s| !gone.contains(&s.id)) {
        let millis = stored.snapshot.taken_at.millis();
        let age = (at(NOW).millis() - millis) / DAY;
        let (day, job) = (millis / DAY, stored.snapshot.collector.job.as_str());
        let key = match age {
            0..90 => ("all", job, day),
            90..730 => ("day", job, day),
            // 1970-01-01 was a Thursday.
            _ => ("week", job, (day + 3) / 7),
        };
        *kept.entry(key).or_default() += 1;
    }
    let of = |length: &'static str| kept.iter().filter(move |((l, ..), _)| *l == length);
    // The day and the week at which the rule changes are thinned out from both sides.
    assert!(of("day").all(|(_, n)| *n == 1) && of("week").all(|(_, n)| *n <= 2), "{kept:?}");
    assert_eq!(of("all").map(|(_, n)| n).sum::<usize>(), 2 * (90 * 4 - 1));
    assert!((2 * 639..=2 * 641).contains(&of("day").count()), "{}", of("day").count());
    assert!((2 * 52..=2 * 54).contains(&of("week").count()), "{}", of("week").count());
}

#[test]
fn what_was_dropped_once_is_all_that_is_ever_dropped_at_that_time() {
    let first = loaded(three_years("a"));
    let rules = Retention::default();
    let gone: BTreeSet<_> = rules.plan(&first, &BTreeSet::new(), at(NOW)).into_iter().map(|d| d.id).collect();
    let rest = first.snapshots.into_iter().filter(|s| !gone.contains(&s.id)).collect();
    let rest = Loaded { snapshots: rest, problems: Vec::new() };
    assert_eq!(rules.plan(&rest, &BTreeSet::new(), at(NOW)), []);
}

#[test]
fn what_must_stay_stays_and_a_run_without_figures_does_not_stand_for_a_day() {
    let day = after(at(NOW), -200 * DAY);
    let failed = Section { state: SectionState::Failed, ..Section::ok() };
    let runs = [(0, Section::ok()), (1, Section::ok()), (2, failed)];
    let loaded =
        loaded(runs.map(|(hour, section)| Snapshot { section, ..snapshot(after(day, hour * HOUR), "a") }));
    let ids: Vec<_> = loaded.snapshots.iter().map(|s| s.id.clone()).collect();
    let plan = |always: &[usize]| -> Vec<_> {
        let always = always.iter().map(|n| ids[*n].clone()).collect();
        let dropped = Retention::default().plan(&loaded, &always, at(NOW));
        dropped.into_iter().map(|d| ids.iter().position(|id| *id == d.id).unwrap()).collect()
    };
    assert_eq!(plan(&[]), [0, 2]);
    assert_eq!(plan(&[0]), [2]);
    assert_eq!(plan(&[0, 2]), [0; 0]);
}

#[test]
fn pruning_removes_the_plan_from_files_and_archive_files_and_names_it_first() {
    let times = (0..400).map(|n| after(at(NOW), -(n * 12 * HOUR)));
    let (folder, archive) = archive(times);
    archive.compact(after(at(NOW), -120 * DAY), false).unwrap();
    let before = told(&archive);
    let plan = Retention::default().plan(&archive.read().unwrap(), &BTreeSet::new(), at(NOW));
    assert!(plan.iter().any(|d| d.path.contains('#')) && plan.iter().any(|d| !d.path.contains('#')));
    let log = folder.path().join("monitoring/pruned.log");
    archive.prune(&plan, &log, at(NOW)).unwrap();
    let text = std::fs::read_to_string(&log).unwrap();
    let mut expected = before;
    for one in &plan {
        assert!(text.contains(one.id.as_str()), "{}", one.id);
        expected.remove(one.id.as_str());
    }
    assert_eq!(told(&archive), expected);
    assert_eq!(Retention::default().plan(&archive.read().unwrap(), &BTreeSet::new(), at(NOW)), []);
    assert_eq!(text.lines().count(), plan.len() + 1);
}

#[test]
fn without_a_log_nothing_goes() {
    let (folder, archive) = archive((0..20).map(|n| after(at(NOW), -(100 * DAY) - n * HOUR)));
    let plan = Retention::default().plan(&archive.read().unwrap(), &BTreeSet::new(), at(NOW));
    let before = files(&archive);
    std::fs::write(folder.path().join("a file"), "").unwrap();
    let error = archive.prune(&plan, &folder.path().join("a file/pruned.log"), at(NOW)).unwrap_err();
    assert!(error.to_string().contains("a file"), "{error}");
    assert_eq!(files(&archive), before);
    let _: &Archive = &archive;
}
