//! The page on tests.

use super::{cell, lines, on_tests, part};
use crate::made_up::{run, tests};
use quarterdeck_model::SnapshotId;
use quarterdeck_model::payload::*;

pub(super) fn results(cases: &[(&str, Status)]) -> Payload {
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
