//! Objectives: met only when known, over calendar windows, with the error budget of time up.

use crate::builder::{Builder, at};
use quarterdeck_analysis::objective::{Attained, Attainment, Subject};
use quarterdeck_analysis::policy::annotation::{SecurityStatement, When};
use quarterdeck_analysis::policy::{Objective, ObjectiveKind, Policy, WindowKind};
use quarterdeck_analysis::{Assessment, assess};
use quarterdeck_model::Timestamp;

const P99: &str = "benchmark.latency_p99_ms";
const MINUTE: i64 = 60_000;
const DAY: usize = 1440;

fn of(kind: ObjectiveKind, target: &str) -> Policy {
    let objective = Objective::of(kind, target.parse().unwrap());
    Policy { objectives: vec![objective], ..Policy::default() }
}

fn judged(builder: Builder, policy: &Policy, now: Timestamp) -> Assessment {
    assert_eq!(policy.problems(), Vec::<String>::new());
    assess(&builder.build(), policy, now)
}

fn one(builder: Builder, policy: &Policy, now: Timestamp) -> Attained {
    let all = judged(builder, policy, now).objectives;
    assert_eq!(all.len(), 1, "{all:?}");
    all.into_iter().next().unwrap()
}

/// The last instant before `day`.
fn before(day: i64) -> Timestamp {
    Timestamp::from_millis(at(day).millis() - 1).unwrap()
}

/// `days` of January probed every minute, with `down` minutes down from minute `from` on.
fn probed(days: usize, from: usize, down: usize) -> Builder {
    let minute = |n: usize| if (from..from + down).contains(&n) { '-' } else { '+' };
    let day = |d: usize| -> String { (d * DAY..(d + 1) * DAY).map(minute).collect() };
    (0..days).fold(Builder::default(), |builder, d| builder.probed(d as i64, "api", MINUTE, &day(d)))
}

#[test]
fn the_shipped_table_is_that_of_the_definitions() {
    let told: Vec<String> = Objective::defaults()
        .iter()
        .map(|o| {
            let stretch = o.stretch.map(|s| format!(" ({s})")).unwrap_or_default();
            format!("{} {}{stretch} {}", o.kind.as_str(), o.target, o.over().as_str())
        })
        .collect();
    assert_eq!(
        told,
        [
            "uptime >= 99.9 (>= 99.95) month",
            "mttr < 15 (< 5) quarter",
            "score > 85 (> 95) latest",
            "deviation < 5 latest",
            "metric > 90 (> 95) latest",
            "score-improvement > 2 month",
            "performance-improvement > 10 quarter",
            "security-incidents <= 0 year",
        ]
    );
    let nothing = assess(&Builder::default().build(), &Policy::default(), at(3));
    assert!(nothing.objectives.iter().all(|o| o.attainment == Attainment::NotEnough));
    assert_eq!((nothing.objectives.len(), nothing.alerts), (8, Vec::new()), "what is not known is never met");
}

#[test]
fn three_nines_of_a_month_allow_44_minutes_and_38_seconds() {
    let policy = of(ObjectiveKind::Uptime, ">= 99.9");
    let uptime = |days, down| one(probed(days, 600, down), &policy, before(days as i64));
    let month = uptime(10, 0);
    assert_eq!((month.attainment, month.value, month.snapshots), (Attainment::Met, Some(100.0), 10));
    let budget = month.budget.unwrap();
    assert_eq!((budget.allowed.round(), budget.spent), (31.0 * 1440.0 * 60.0, 0), "31 days / 1000, in ms");
    assert_eq!((budget.probes, budget.needed), (14_400, Some(3838)));
    assert!(budget.bounds.unwrap().0 > 99.9, "14,400 good probes show it");
    // 20 of 14,400 minutes: 99.86 %, and 24 minutes of the month's budget are left.
    let risk = uptime(10, 20);
    assert_eq!(risk.attainment, Attainment::AtRisk, "{risk:?}");
    let left = risk.budget.unwrap().left().unwrap();
    assert!((left - (1.0 - 20.0 / 44.64) * 100.0).abs() < 1e-9, "{left}");
    // 45 minutes are more than the whole month allows, whatever follows.
    assert_eq!(uptime(10, 45).attainment, Attainment::Missed);
    // 10 minutes of 31 days: 99.978 %, met.
    assert_eq!(uptime(31, 10).attainment, Attainment::Met);
}

#[test]
fn a_budget_that_burns_is_at_risk_before_it_is_spent() {
    let policy = of(ObjectiveKind::Uptime, ">= 99");
    // On day 21, the last hour is down for 12 minutes, still now: 20 times what 1 % allows; the month stands at 99.96 %.
    let burnt = one(probed(21, 21 * DAY - 12, 12), &policy, at(21));
    assert!(burnt.value.unwrap() > 99.9);
    assert_eq!(burnt.attainment, Attainment::AtRisk, "{burnt:?}");
    let burn = *burnt.budget.as_ref().unwrap().burning().unwrap();
    assert!((burn.long.unwrap() - 20.0).abs() < 0.1 && burn.limit == 14.4, "{burn:?}");
    // A day later it burns no more.
    let later = one(probed(22, 21 * DAY - 12, 12), &policy, at(22));
    assert_eq!((later.attainment, later.why.as_str()), (Attainment::Met, ""));
}

#[test]
fn below_90_percent_of_coverage_there_is_not_enough_data() {
    let policy = of(ObjectiveKind::Uptime, ">= 99.9");
    let enough = one(probed(9, 0, 0), &policy, at(10));
    assert_eq!(enough.attainment, Attainment::Met, "90 % of ten days");
    let less = one(probed(8, 0, 0), &policy, at(10));
    assert_eq!((less.attainment, less.value), (Attainment::NotEnough, None));
    assert!(less.why.starts_with("80.0 % of the time is known; 90 % is needed"), "{}", less.why);
}

#[test]
fn repair_is_a_mean_and_refused_where_probes_are_far_apart() {
    let policy = of(ObjectiveKind::Mttr, "< 15");
    let mttr = one(probed(2, 600, 10), &policy, at(2));
    assert_eq!((mttr.attainment, mttr.value), (Attainment::Met, Some(10.0)));
    assert_eq!(one(probed(2, 600, 20), &policy, at(2)).attainment, Attainment::Missed);
    let none = one(probed(2, 0, 0), &policy, at(2));
    assert_eq!(none.attainment, Attainment::NotEnough, "no incident has no mean");
    let open = one(probed(2, 2 * DAY - 30, 30), &policy, at(2));
    assert_eq!(open.attainment, Attainment::NotEnough, "an open incident is in no figure");
    let coarse = Builder::default().probed(0, "api", 6 * MINUTE, &"+".repeat(100)).probed(
        1,
        "api",
        6 * MINUTE,
        "+---++",
    );
    let coarse = one(coarse, &Policy { cadence: cadence(0.1), ..policy }, at(2));
    assert_eq!(coarse.attainment, Attainment::NotEnough);
    assert!(coarse.why.contains("every 6 minutes"), "{}", coarse.why);
}

fn cadence(hours: f64) -> quarterdeck_analysis::policy::Cadence {
    quarterdeck_analysis::policy::Cadence { default_hours: Some(hours), hours: Default::default() }
}

#[test]
fn the_score_counts_by_its_low_end_and_is_unknown_between() {
    let policy = of(ObjectiveKind::Score, "> 85");
    let all =
        [("findings.vulnerabilities", 0.0), ("findings.syntax_errors", 0.0), ("findings.lint_errors", 41.0)];
    let builder = || Builder::default().run(0, &all).run(0, &[(P99, 0.4)]);
    let known = one(builder().run(0, &[("coverage.line_percent", 95.0)]), &policy, at(1));
    assert_eq!((known.attainment, known.value, known.high), (Attainment::Met, Some(95.9), None));
    let between = one(builder(), &policy, at(1));
    assert_eq!(
        (between.attainment, between.value, between.high),
        (Attainment::NotEnough, Some(75.9), Some(95.9))
    );
    let low = one(builder().run(0, &[("coverage.line_percent", 70.0)]), &policy, at(1));
    assert_eq!(low.attainment, Attainment::Missed);
}

#[test]
fn deviation_is_that_of_the_worst_benchmark_with_a_rule() {
    let policy = of(ObjectiveKind::Deviation, "< 5");
    let days = |last: f64| {
        (0..11).fold(Builder::default(), |b, d| b.run(d, &[(P99, if d == 10 { last } else { 0.2 })]))
    };
    let fine = one(days(0.208), &policy, at(10));
    assert_eq!((fine.attainment, fine.subject), (Attainment::Met, Subject::Series(0)));
    assert!((fine.value.unwrap() - 4.0).abs() < 1e-9);
    assert_eq!(one(days(0.212), &policy, at(10)).attainment, Attainment::Missed);
    let short = Builder::default().run(0, &[(P99, 0.2)]).run(1, &[(P99, 0.2)]);
    assert_eq!(one(short, &policy, at(1)).attainment, Attainment::NotEnough);
}

#[test]
fn improvements_are_at_risk_until_their_window_is_over() {
    let policy = of(ObjectiveKind::PerformanceImprovement, "> 10");
    // Quarters of 90 and 91 days: 0.4 ms, then 0.3 ms.
    let days = |second: f64| {
        [10, 20, 30, 100, 110, 120]
            .into_iter()
            .fold(Builder::default(), |b, d| b.run(d, &[(P99, if d < 90 { 0.4 } else { second })]))
    };
    let better = one(days(0.3), &policy, at(130));
    assert!((better.value.unwrap() - 25.0).abs() < 1e-9, "{better:?}");
    assert_eq!(better.attainment, Attainment::Met);
    assert_eq!(one(days(0.38), &policy, at(130)).attainment, Attainment::AtRisk);
    assert_eq!(one(days(0.38), &policy, before(181)).attainment, Attainment::Missed);
}

#[test]
fn security_incidents_are_what_people_stated() {
    let statement = |from: i64, until: i64, incidents| SecurityStatement {
        from: When(at(from)),
        until: When(at(until)),
        incidents,
        by: "sec".to_owned(),
        reason: "the desk's log".to_owned(),
    };
    let with = |security: Vec<SecurityStatement>| {
        let mut policy = of(ObjectiveKind::SecurityIncidents, "<= 0");
        policy.annotations.security = security;
        one(Builder::default(), &policy, at(100)).attainment
    };
    assert_eq!(with(Vec::new()), Attainment::NotEnough);
    assert_eq!(with(vec![statement(0, 50, 0)]), Attainment::NotEnough, "half of it is not stated");
    assert_eq!(with(vec![statement(0, 50, 0), statement(45, 101, 0)]), Attainment::Met);
    assert_eq!(with(vec![statement(0, 10, 1)]), Attainment::Missed, "one is one, whatever the rest");
}

#[test]
fn what_makes_no_sense_is_told() {
    let mut latest = Objective::of(ObjectiveKind::Uptime, ">= 99.9".parse().unwrap());
    latest.window = Some(WindowKind::Latest);
    let full = Objective::of(ObjectiveKind::Uptime, ">= 100".parse().unwrap());
    let nameless = Objective::of(ObjectiveKind::Metric, "> 1".parse().unwrap());
    let policy = Policy { objectives: vec![latest, full, nameless], ..Policy::default() };
    let problems = policy.problems();
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(problems[0].contains("number 1") && problems[2].contains("name a `metric`"), "{problems:?}");
}
