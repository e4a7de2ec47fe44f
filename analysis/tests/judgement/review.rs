//! Reviews: what a period was like, told as it could be told at its end.

use crate::builder::{Builder, at};
use quarterdeck_analysis::Zone;
use quarterdeck_analysis::change::Tier;
use quarterdeck_analysis::gate::Inputs;
use quarterdeck_analysis::period::{DAY_MS, Period};
use quarterdeck_analysis::policy::Policy;
use quarterdeck_analysis::review::{
    Facts, Gap, Known, Review, Share, Span, What, as_of, assess_then, review, spans,
};
use quarterdeck_analysis::{Assessment, assess};
use quarterdeck_model::{History, Kind, Labels, Run, SectionState, Timestamp};

const P99: &str = "benchmark.latency_p99_ms";

fn week(name: &str) -> Period {
    Period::parse(name).unwrap()
}

/// 1 January 2026 is day 0, a Thursday of the first week: the Monday of week `n` is day 4 + 7 (n - 2).
fn monday(n: i64) -> i64 {
    4 + 7 * (n - 2)
}

/// Reviews `period` of `history` as it stood at `now`, and gives it to `then`.
fn told<T>(
    history: &History,
    policy: &Policy,
    (period, now): (Period, Timestamp),
    then: impl FnOnce(&Review<'_>, &Assessment) -> T,
) -> T {
    let span = Span::of(period, now, &Zone::default()).unwrap();
    let known = as_of(history, span.until);
    let known_before = Known::at(history, policy, span.eve().unwrap());
    let known_before = known_before.by_key();
    let at_end = Known::at(history, policy, span.until);
    let assessment = assess_then(&known, policy, span.until, &Inputs::default(), &at_end);
    assert_eq!(assessment, assess(&known, policy, span.until));
    let facts = Facts {
        history: &known,
        assessment: &assessment,
        policy,
        known_before: &known_before,
        snapshot: &|_| None,
    };
    then(&review(&facts, span), &assessment)
}

fn daily(values: impl IntoIterator<Item = f64>) -> Builder {
    (0..).zip(values).fold(Builder::default(), |b, (day, value)| b.run(day, &[(P99, value)]))
}

/// A quiet level with a little noise, a tenth higher from day `step` on.
fn stepped(days: i64, step: i64) -> Builder {
    daily((0..days).map(|day| {
        let quiet = 0.2 + 0.002 * ((day * 7) % 5) as f64;
        if day >= step { quiet * 1.25 } else { quiet }
    }))
}

#[test]
fn a_review_says_later_what_it_said_at_the_end_of_its_week() {
    let (long, short) = (stepped(120, 60).build(), as_of(&stepped(120, 60).build(), at(monday(10) - 1)));
    let policy = Policy::default();
    let of = |history: &History, now| {
        told(history, &policy, (week("2026-W08"), now), |review, assessment| {
            format!("{review:?} {assessment:?}")
        })
    };
    assert_eq!(of(&long, at(119)), of(&short, at(monday(10) - 1)));
}

#[test]
fn a_change_of_level_moves_once_when_it_is_suspected_and_once_when_it_is_certain() {
    // The step is on the Friday of week 9: three of its days in that week, the rest in the next.
    let step = monday(9) + 4;
    let history = stepped(120, step).build();
    let mut seen = Vec::new();
    for n in 7..=13 {
        let period = Period::Week { year: 2026, week: n };
        told(&history, &Policy::default(), (period, at(119)), |review, _| {
            assert_eq!(review.movers.improvements, []);
            for mover in &review.movers.regressions {
                seen.push((n, mover.change.tier, mover.suspected_before));
                assert!(i64::from(mover.begins).abs_diff(step) <= 3, "{mover:?}");
            }
            let (moved, quiet) = (review.movers.regressions.len(), review.movers.unchanged);
            assert_eq!((moved + quiet, review.movers.unjudged), (1, 0), "week {n}");
        });
    }
    assert_eq!(seen, [(9, Tier::Suspected, false), (10, Tier::Confirmed, true)]);
}

#[test]
fn figures_are_medians_of_the_period_beside_the_one_before_and_count_what_met_the_target() {
    // Target < 0.328: four of seven meet it in week 3, all seven in week 2.
    let history = daily((0..40).map(|day| match day {
        day if day < monday(3) => 0.3,
        day if day < monday(3) + 4 => 0.32,
        _ => 0.4,
    }))
    .build();
    told(&history, &Policy::default(), (week("2026-W03"), at(39)), |review, _| {
        let measure = &review.measures[0];
        let (now, before) = (measure.now.unwrap(), measure.before.unwrap());
        assert_eq!((now.level, now.last, now.runs), (0.32, 0.4, 7));
        assert_eq!((before.level, before.runs, measure.year_before), (0.3, 7, None));
        assert_eq!(measure.in_target, Some(Share { met: 4, of: 7 }));
        assert!(measure.change.unwrap().percent.unwrap() > 6.6);
    });
    let later = at(39);
    told(&history, &Policy::default(), (week("2026-W01"), later), |review, _| {
        assert_eq!(review.measures[0].before, None, "nothing was measured before the first week");
        assert_eq!(review.measures[0].change, None);
    });
}

#[test]
fn a_quarter_is_beside_the_same_one_a_year_before() {
    let builder = Builder::default().run(10, &[(P99, 0.3)]).run(300, &[(P99, 0.2)]).run(370, &[(P99, 0.1)]);
    let period = Period::Quarter { year: 2027, quarter: 1 };
    told(&builder.build(), &Policy::default(), (period, at(380)), |review, _| {
        let measure = &review.measures[0];
        let levels = [measure.now, measure.before, measure.year_before].map(|f| f.map(|f| f.level));
        assert_eq!(levels, [Some(0.1), Some(0.2), Some(0.3)]);
        assert!(!review.span.complete);
    });
}

#[test]
fn alerts_come_go_and_stay() {
    // Two days in breach in week 3; again from its Sunday on, for good.
    let breach = [monday(3), monday(3) + 1, monday(3) + 6, monday(4)];
    let history = daily((0..30).map(|day| if breach.contains(&day) || day > 20 { 0.9 } else { 0.2 })).build();
    // Alerts of limits alone, not those of deviation and objectives.
    let mut policy = Policy { objectives: Vec::new(), ..Policy::default() };
    policy.alerts.deviation_percent = 0.0;
    let flow = |name: &str| {
        told(&history, &policy, (week(name), at(29)), |review, _| {
            let flow = &review.alerts;
            (flow.opened.len(), flow.resolved.len(), flow.open.len(), flow.median_days)
        })
    };
    assert_eq!(flow("2026-W02"), (0, 0, 0, None));
    assert_eq!(flow("2026-W03"), (2, 1, 1, Some(2.0)));
}

#[test]
fn gaps_failures_and_runs_that_never_came_are_told() {
    let mut policy = Policy::default();
    policy.cadence.default_hours = Some(24.0);
    let mut builder = daily((0..monday(3) + 2).map(|_| 0.2)).failed(monday(3) + 2, Kind::Benchmark);
    builder = builder.run_as(monday(3) + 6, &[(P99, 0.2)], |run| run.state = SectionState::Partial);
    told(&builder.build(), &policy, (week("2026-W03"), at(40)), |review, _| {
        let stream = &review.collection.streams[0];
        assert_eq!((stream.expected, stream.runs, stream.failed, stream.partial), (Some(7), 4, 1, 1));
        assert_eq!(stream.gaps, [Gap { from: at(monday(3) + 2), to: at(monday(3) + 6) }]);
        assert!(review.collection.stale.is_empty());
    });
    // Nothing came any more: the gap reaches to the end of the period, and the figure is stale.
    let quiet = daily((0..12).map(|_| 0.2)).build();
    told(&quiet, &policy, (week("2026-W03"), at(40)), |review, _| {
        let stream = &review.collection.streams[0];
        assert_eq!((stream.expected, stream.runs), (Some(7), 1));
        assert_eq!(stream.gaps, [Gap { from: at(11), to: review.span.until }]);
        assert_eq!(review.collection.stale, [0]);
    });
    // Without a cadence nobody can say how many were expected.
    told(&quiet, &Policy::default(), (week("2026-W03"), at(40)), |review, _| {
        assert_eq!(review.collection.streams[0].expected, None);
    });
}

#[test]
fn releases_tools_formats_and_hosts_are_events_of_their_week() {
    let on = |day: i64, change: fn(&mut Run)| (day, change);
    let runs = [
        on(0, |run| run.labels = Labels::one("host", "a")),
        on(monday(3), |run| {
            run.labels = Labels::one("host", "a").with("release", "1.4.0");
            run.tool_version = Some("2".to_owned());
        }),
        on(monday(3) + 1, |run| {
            run.labels = Labels::one("host", "b").with("release", "1.4.0");
            (run.tool_version, run.format) = (Some("2".to_owned()), "other".to_owned());
        }),
    ];
    let built =
        runs.into_iter().fold(Builder::default(), |b, (day, change)| b.run_as(day, &[(P99, 0.2)], change));
    told(&built.build(), &Policy::default(), (week("2026-W03"), at(40)), |review, _| {
        let told: Vec<(u32, What)> = review.events.iter().map(|e| (e.run, e.what.clone())).collect();
        let text = |text: &str| text.to_owned();
        assert_eq!(
            told,
            [
                (1, What::Release { label: "release", name: text("1.4.0") }),
                (1, What::Tool { from: text("tool"), to: text("tool 2") }),
                (2, What::Format { from: text("format"), to: text("other") }),
                (2, What::Host { name: text("b") }),
            ]
        );
    });
}

#[test]
fn every_week_with_a_run_has_a_span_and_the_last_one_runs() {
    let builder = Builder::default().run(0, &[(P99, 1.0)]).run(1, &[(P99, 1.0)]).run(20, &[(P99, 1.0)]);
    let now = Timestamp::from_millis(at(20).millis() + DAY_MS / 2).unwrap();
    let history = builder.run(22, &[(P99, 1.0)]).build();
    let told: Vec<(String, bool)> = spans(&history, now, &Zone::default(), Period::week_of)
        .iter()
        .map(|s| (s.period.name(), s.complete))
        .collect();
    assert_eq!(told, [("2026-W01".to_owned(), true), ("2026-W04".to_owned(), false)]);
    assert_eq!(Span::of(week("2026-W09"), now, &Zone::default()), None, "it has not begun");
}
