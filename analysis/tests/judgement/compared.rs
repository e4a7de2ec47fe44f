//! Two sides of an archive: figures, findings, files, cases, and warnings.

use crate::builder::at;
use crate::snapshots::{Archive, coverage, findings, lint, tests};
use quarterdeck_analysis::compare::{Ancestry, Change, Comparison, Detail, Side, Warning, compare};
use quarterdeck_model::payload::{Case, Status};
use quarterdeck_model::{Kind, Labels, Payload, Snapshot, Snapshots};

fn compared<'a>(
    (archive, snapshots): (&Archive, &'a Snapshots<'_>),
    a: i64,
    b: i64,
    ancestry: &Ancestry,
) -> Comparison<'a> {
    let history = archive.history();
    let side = |day| Side::newest(&history, |run| run.taken_at <= at(day));
    compare(&history, (&side(a), &side(b)), ancestry, snapshots)
}

#[test]
fn figures_are_told_by_their_direction() {
    let lines = |covered| Payload::Coverage(coverage(&[("src/a.rs", covered, 10)]));
    let archive = Archive::default().run(0, lines(8)).run(1, lines(4)).run(2, lines(4));
    let change = |a, b| {
        let by_id = archive.by_id();
        let rows = compared((&archive, &by_id), a, b, &Ancestry::Descends).rows;
        assert_eq!(rows.len(), 1);
        (rows[0].change, rows[0].deviation.and_then(|d| d.percent))
    };
    assert_eq!(change(0, 1), (Change::Worse, Some(50.0)));
    assert_eq!(change(1, 0), (Change::Better, Some(-100.0)));
    assert_eq!(change(1, 2), (Change::Same, Some(0.0)));
}

#[test]
fn files_tell_lines_gained_and_lost() {
    let before = coverage(&[("src/a.rs", 8, 10), ("src/gone.rs", 5, 5), ("src/same.rs", 1, 2)]);
    let after = coverage(&[("src/a.rs", 6, 10), ("src/new.rs", 1, 4), ("src/same.rs", 1, 2)]);
    let archive = Archive::default().run(0, Payload::Coverage(before)).run(1, Payload::Coverage(after));
    let by_id = archive.by_id();
    let told = compared((&archive, &by_id), 0, 1, &Ancestry::Descends);
    let Some(Detail::Coverage(files)) = &told.jobs[0].detail else { panic!("{told:?}") };
    let files: Vec<_> = files.iter().map(|f| (f.path, f.covered(), f.uncovered())).collect();
    assert_eq!(files, [("src/new.rs", 1, 3), ("src/a.rs", -2, 2), ("src/gone.rs", -5, 0)]);
}

#[test]
fn findings_are_the_same_where_they_moved() {
    let mut suppressed = lint("a.py", 5, "E1", "x");
    suppressed.suppressed = true;
    let before =
        findings(vec![lint("a.py", 1, "E1", "x"), lint("b.py", 1, "E1", "x"), lint("c.py", 8, "E2", "y")]);
    let after = findings(vec![lint("a.py", 90, "E1", "x"), lint("d.py", 1, "E1", "x"), suppressed]);
    let archive = Archive::default().run(0, Payload::Findings(before)).run(1, Payload::Findings(after));
    let by_id = archive.by_id();
    let told = compared((&archive, &by_id), 0, 1, &Ancestry::Descends);
    let Some(Detail::Findings(changes)) = &told.jobs[0].detail else { panic!("{told:?}") };
    let paths = |list: &[&quarterdeck_model::payload::Finding]| {
        list.iter().map(|f| f.path.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        (paths(&changes.new), paths(&changes.fixed)),
        (vec!["d.py".to_owned()], vec!["b.py".to_owned(), "c.py".to_owned()])
    );
    assert_eq!(changes.same, 1);
}

#[test]
fn a_silenced_test_is_not_a_fixed_one() {
    use Status::{Errored, Failed, Flaky, Passed, Skipped};
    let before = tests(&[
        ("breaks", Passed),
        ("mended", Failed),
        ("silenced", Failed),
        ("gone", Passed),
        ("bad", Errored),
        ("shaky", Flaky),
        ("calm", Passed),
    ]);
    let after = tests(&[
        ("breaks", Errored),
        ("mended", Passed),
        ("silenced", Skipped),
        ("bad", Failed),
        ("shaky", Flaky),
        ("calm", Flaky),
        ("fresh", Passed),
        ("fresh and broken", Failed),
    ]);
    let archive = Archive::default().run(0, Payload::Tests(before)).run(1, Payload::Tests(after));
    let by_id = archive.by_id();
    let told = compared((&archive, &by_id), 0, 1, &Ancestry::Descends);
    let Some(Detail::Tests(t)) = &told.jobs[0].detail else { panic!("{told:?}") };
    let names = |list: &[&Case]| list.iter().map(|case| case.name.clone()).collect::<Vec<_>>().join(",");
    assert_eq!(names(&t.newly_failing), "breaks,fresh and broken");
    assert_eq!((names(&t.fixed), names(&t.newly_skipped)), ("mended".to_owned(), "silenced".to_owned()));
    assert_eq!((names(&t.removed), names(&t.new)), ("gone".to_owned(), "fresh".to_owned()));
    assert_eq!((names(&t.still_failing), names(&t.still_flaky)), ("bad".to_owned(), "shaky".to_owned()));
    assert_eq!((names(&t.newly_flaky), t.same), ("calm".to_owned(), 0));
}

#[test]
fn apples_and_pears_are_told() {
    let lines = || Payload::Coverage(coverage(&[("src/a.rs", 8, 10)]));
    let archive = Archive::default().run(0, lines()).run_as(1, lines(), |snapshot| {
        snapshot.labels = Labels::one("host", "fast");
        snapshot.collector.tool_version = Some("2".to_owned());
        snapshot.collector.format = "other".to_owned();
        snapshot.source.dirty = Some(true);
    });
    let archive = archive.run(1, Payload::Tests(tests(&[("a", Status::Passed)])));
    let by_id = archive.by_id();
    let told = compared((&archive, &by_id), 0, 1, &Ancestry::Unrelated).warnings;
    let differs: Vec<&str> = told
        .iter()
        .filter_map(|warning| match warning {
            Warning::Differs { what, .. } => Some(*what),
            _ => None,
        })
        .collect();
    assert_eq!(differs, ["host", "tool", "format"]);
    let jobs = vec![(Kind::Tests, "tests".to_owned())];
    for expected in
        [Warning::Missing { in_a: true, jobs }, Warning::NotDescendant, Warning::Dirty { in_a: false }]
    {
        assert!(told.contains(&expected), "{expected:?} in {told:?}");
    }
    let by_id = archive.by_id();
    let same = compared((&archive, &by_id), 0, 0, &Ancestry::Descends).warnings;
    assert!(matches!(same[..], [Warning::SameCommit(_)]), "{same:?}");
    let unknown = Ancestry::Unknown("git is not there".to_owned());
    let by_id = archive.by_id();
    let told = compared((&archive, &by_id), 0, 1, &unknown).warnings;
    assert!(told.contains(&Warning::AncestryUnknown("git is not there".to_owned())));
}

#[test]
fn the_baseline_is_the_last_run_that_counts() {
    let lines = |covered| Payload::Coverage(coverage(&[("src/a.rs", covered, 10)]));
    let archive = Archive::default()
        .run(0, lines(8))
        .run(1, lines(9))
        .run(2, lines(9))
        .run_as(3, lines(1), crate::snapshots::failed)
        .run(4, lines(7));
    let history = archive.history();
    let now = Side::newest(&history, |_| true);
    let base = Side::baseline(&history, &now, 3);
    assert_eq!(base.at(Kind::Coverage, "coverage"), Some(2));
    let value = base.value(&history.series[0]).unwrap();
    assert_eq!((value.value, value.points, value.run), (90.0, 3, 2));
    assert!(Side::before(&history, &Side::run(&history, 0)).is_empty());
}

#[test]
fn the_last_release_is_that_before_the_newest_runs() {
    let lines = |covered| Payload::Coverage(coverage(&[("src/a.rs", covered, 10)]));
    let tag = |name: &'static str| move |snapshot: &mut Snapshot| snapshot.labels = Labels::one("tag", name);
    let archive =
        Archive::default().run_as(0, lines(8), tag("v1")).run_as(1, lines(8), tag("v2")).run(2, lines(8));
    let found = |archive: &Archive| {
        Side::last_release(&archive.history()).map(|(name, side)| (name, side.at(Kind::Coverage, "coverage")))
    };
    assert_eq!(found(&archive), Some(("v2".to_owned(), Some(1))));
    assert_eq!(found(&archive.run_as(3, lines(8), tag("v3"))), Some(("v2".to_owned(), Some(1))));
    assert_eq!(found(&Archive::default().run(0, lines(8))), None);
}
