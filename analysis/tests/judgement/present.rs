//! The present: readings, states, baseline, deltas, breaks, periods.

use crate::builder::{Builder, at};
use quarterdeck_analysis::Zone;
use quarterdeck_analysis::assess::{Assessment, Notable, assess};
use quarterdeck_analysis::baseline::{Deviation, median};
use quarterdeck_analysis::breaks::{Why, breaks};
use quarterdeck_analysis::current::Reading;
use quarterdeck_analysis::period::Period;
use quarterdeck_analysis::policy::Policy;
use quarterdeck_analysis::state::Status;
use quarterdeck_model::{Direction, History, Kind, Timestamp};

const LINES: &str = "coverage.line_percent";

fn coverage(values: &[f64]) -> Builder {
    (0..).zip(values).fold(Builder::default(), |builder, (day, value)| builder.run(day, &[(LINES, *value)]))
}

fn assessed(history: &History, day: i64) -> Assessment {
    assess(history, &Policy::default(), at(day))
}

#[test]
fn a_figure_that_the_newest_run_did_not_give_is_unknown() {
    let history = Builder::default()
        .run(1, &[("tests.failed", 0.0), ("tests.flaky", 1.0)])
        .run(2, &[("tests.failed", 0.0)])
        .build();
    let readings: Vec<Reading> = assessed(&history, 3).series.into_iter().map(|s| s.reading).collect();
    assert_eq!(readings[0], Reading::Known { run: 1, value: 0.0 });
    assert_eq!(readings[1].reason().unwrap(), "not part of the latest run of tests (run-0001)");
}

#[test]
fn states_follow_target_and_alert_limit() {
    for (value, expected) in
        [(0.1, Status::Ok), (0.328, Status::OffTarget), (0.5, Status::OffTarget), (0.51, Status::Alert)]
    {
        let history = Builder::default().run(1, &[("benchmark.latency_p99_ms", value)]).build();
        let states = assessed(&history, 2).states;
        assert_eq!(states[0].status, expected, "{value}");
        assert_eq!(states[1].status, Status::Unknown, "throughput was never measured");
    }
}

#[test]
fn the_baseline_is_the_median_before_the_present_one() {
    let history = coverage(&[90.0, 80.0, 70.0, 60.0]).build();
    let summary = &assessed(&history, 4).series[0];
    assert_eq!(summary.baseline.map(|b| (b.value, b.points)), Some((80.0, 3)));
    assert_eq!(
        summary.deviation.and_then(|d| d.percent),
        Some(25.0),
        "a fall of coverage is worse: positive"
    );
}

#[test]
fn a_change_is_notable_from_five_per_cent_on_and_beyond_the_usual_spread() {
    use Notable::{Improvement, Regression};
    for (what, values, expected) in [
        ("a fall out of a calm line", &[90.0, 90.2, 89.9, 90.1, 90.0, 80.0][..], Some(Regression)),
        ("a rise out of it", &[80.0, 80.2, 79.9, 80.1, 80.0, 90.0], Some(Improvement)),
        ("an outlier before does not hide it", &[90.0, 90.2, 70.0, 90.1, 90.0, 80.0], Some(Regression)),
        (
            "the second point of a new level is one still",
            &[90.0, 90.2, 90.1, 90.0, 80.0, 80.0],
            Some(Regression),
        ),
        ("less than 5 %", &[90.0, 90.0, 90.0, 90.0, 90.0, 86.0], None),
        ("as noisy as ever", &[90.0, 80.0, 88.0, 79.0, 85.0, 78.0], None),
        ("too few to tell", &[90.0, 90.0, 90.0, 90.0, 50.0], None),
        (
            "from nothing no per cent can be given, and yet",
            &[0.0, 0.0, 0.0, 0.0, 0.0, 3.0],
            Some(Improvement),
        ),
    ] {
        let assessment = assessed(&coverage(values).build(), values.len() as i64);
        assert_eq!(assessment.series[0].notable, expected, "{what}");
        let unknown = usize::from(values.len() < 6);
        assert_eq!(assessment.counts.unknown, unknown, "{what}");
    }
}

#[test]
fn deviation_is_positive_where_it_is_worse_and_unknown_from_zero() {
    let percent = |value, baseline, direction| Deviation::of(value, baseline, direction).percent;
    assert_eq!(percent(105.0, 100.0, Direction::LowerIsBetter), Some(5.0));
    assert_eq!(percent(105.0, 100.0, Direction::HigherIsBetter), Some(-5.0));
    assert_eq!(percent(1.0, 0.0, Direction::LowerIsBetter), None);
    assert_eq!(Deviation::of(1.0, 0.0, Direction::LowerIsBetter).delta, 1.0);
}

#[test]
fn last_week_is_what_held_seven_days_ago() {
    let days: Vec<f64> = (0..=14).map(|day| 50.0 + f64::from(day)).collect();
    let summary = &assessed(&coverage(&days).build(), 14).series[0];
    assert_eq!(summary.week.map(|w| (w.value, w.change.delta)), Some((57.0, 7.0)));
    assert_eq!(summary.quarter, None, "there was no run a quarter ago");
    let late = &assessed(&coverage(&days).build(), 14 + 7).series[0];
    assert_eq!(late.week, None, "nothing was measured since: a run is not compared with itself");
}

#[test]
fn lines_break_at_gaps_failures_and_changes_of_format() {
    let whys = |builder: Builder| {
        let history = builder.build();
        let found = breaks(&history, &history.series[0], &Policy::default());
        found.into_iter().map(|b| (b.at, b.why)).collect::<Vec<_>>()
    };
    assert_eq!(whys(coverage(&[1.0, 2.0, 3.0])), []);
    assert_eq!(whys(coverage(&[1.0; 6]).run(20, &[(LINES, 1.0)])), [(6, Why::Gap)]);
    assert_eq!(whys(coverage(&[1.0]).failed(1, Kind::Coverage).run(2, &[(LINES, 1.0)])), [(1, Why::Failed)]);
    let other = coverage(&[1.0]).run_as(1, &[(LINES, 1.0)], |run| run.format = "cobertura".to_owned());
    let change = Why::Format { from: "format".to_owned(), to: "cobertura".to_owned() };
    assert_eq!(whys(other), [(1, change)]);
}

#[test]
fn periods_are_iso_weeks_and_calendar_quarters() {
    let t = |text| Timestamp::parse(text).unwrap();
    assert_eq!(Period::week_of(t("2026-11-23T00:00:00Z"), &Zone::default()).name(), "2026-W48");
    assert_eq!(Period::week_of(t("2027-01-01T00:00:00Z"), &Zone::default()).name(), "2026-W53");
    assert_eq!(Period::quarter_of(t("2026-11-23T00:00:00Z"), &Zone::default()).name(), "2026-Q4");
    for name in ["2026-W48", "2026-W53", "2026-Q4", "2026-Q1"] {
        assert_eq!(Period::parse(name).map(Period::name).as_deref(), Some(name));
    }
    for wrong in
        ["2025-W53", "2026-W00", "2026-Q0", "2026-Q5", "2026-W5", "26-W05", "2026-11-23", "main", "2026-É1"]
    {
        assert_eq!(Period::parse(wrong), None, "{wrong}");
    }
    let quarter = Period::quarter_of(t("2026-11-23T00:00:00Z"), &Zone::default());
    assert_eq!(quarter.start(&Zone::default()).unwrap().to_string(), "2026-10-01T00:00:00.000Z");
    assert_eq!(quarter.end(&Zone::default()).unwrap().to_string(), "2026-12-31T23:59:59.999Z");
}

#[test]
fn the_median_of_an_even_number_is_the_mean_of_the_middle_two() {
    assert_eq!(median(vec![4.0, 1.0, 3.0, 2.0]), Some(2.5));
    assert_eq!(median(Vec::new()), None);
}
