//! What must hold for any archive: more harm never scores better, and what is unrelated changes nothing.

use crate::builder::{Builder, at};
use proptest::prelude::*;
use quarterdeck_analysis::alert::{Alert, AlertKind};
use quarterdeck_analysis::policy::Policy;
use quarterdeck_analysis::score::{Score, score};
use quarterdeck_analysis::{Assessment, assess};
use quarterdeck_model::History;

/// Every input of the score, with whether more of it is better.
const INPUTS: [(&str, bool); 5] = [
    ("coverage.line_percent", true),
    ("benchmark.latency_p99_ms", false),
    ("findings.vulnerabilities", false),
    ("findings.syntax_errors", false),
    ("findings.lint_errors", false),
];

/// A value of each input, or none.
fn inputs() -> impl Strategy<Value = [Option<f64>; 5]> {
    let item = || prop::option::weighted(0.8, (0u32..60).prop_map(f64::from));
    let coverage = prop::option::weighted(0.8, 0.0..100.0f64);
    (coverage, prop::option::weighted(0.8, 0.0..2.0f64), item(), item(), item())
        .prop_map(|(a, b, c, d, e)| [a, b, c, d, e])
}

fn scored(values: &[Option<f64>; 5]) -> Score {
    let known = INPUTS.iter().zip(values).filter_map(|((metric, _), value)| Some((*metric, (*value)?)));
    // What one run of a job does not give is not known: all findings are of one run.
    let (findings, others): (Vec<_>, Vec<_>) = known.partition(|(metric, _)| metric.starts_with("findings."));
    let runs = others.into_iter().map(|figure| vec![figure]).chain([findings]).filter(|run| !run.is_empty());
    let builder = runs.fold(Builder::default(), |builder, figures| builder.run(1, &figures));
    score(&builder.build(), &Policy::default(), at(2))
}

/// Some weeks of latencies and findings, with runs that failed among them.
fn weeks() -> impl Strategy<Value = Vec<(f64, Option<f64>)>> {
    prop::collection::vec((0.1..0.9f64, prop::option::weighted(0.8, (0u32..9).prop_map(f64::from))), 1..40)
}

fn judged(history: &History) -> Assessment {
    assess(history, &Policy::default(), at(60))
}

fn history(weeks: &[(f64, Option<f64>)]) -> Builder {
    (0..).zip(weeks).fold(Builder::default(), |builder, (day, (latency, found))| {
        let builder = builder.run(day, &[("benchmark.latency_p99_ms", *latency)]);
        match found {
            Some(found) => builder.run(day, &[("findings.vulnerabilities", *found)]),
            None => builder.failed(day, quarterdeck_model::Kind::Findings),
        }
    })
}

/// What an alert says, by the days of its runs: their numbers move when a run is put between them.
fn told(history: &History, alert: &Alert) -> (AlertKind, String, String, Option<String>, usize) {
    let day = |run: u32| history.runs[run as usize].taken_at.to_string();
    let about = format!("{} {}", alert.job, alert.message);
    (alert.kind, about, day(alert.opened), alert.closed.map(day), alert.evidence.len())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn more_harm_never_scores_better(values in inputs(), which in 0usize..5, change in 0.0..50.0f64) {
        let mut worse = values;
        let Some(value) = worse[which] else { return Ok(()) };
        worse[which] = Some(if INPUTS[which].1 { (value - change).max(0.0) } else { value + change });
        let (before, after) = (scored(&values), scored(&worse));
        prop_assert!(after.low <= before.low && after.high <= before.high, "{:?} {:?}", before, after);
    }

    #[test]
    fn the_interval_holds_whatever_is_still_to_be_learnt(known in inputs(), all in inputs()) {
        let mut complete = known;
        for (value, learnt) in complete.iter_mut().zip(all) {
            *value = value.or(learnt);
        }
        let (before, after) = (scored(&known), scored(&complete));
        prop_assert!(before.low <= after.low && after.high <= before.high, "{:?} {:?}", before, after);
    }

    #[test]
    fn an_unrelated_run_changes_no_verdict(weeks in weeks(), day in 0i64..40, value in 0.0..100.0f64) {
        let alone = history(&weeks).build();
        let beside = history(&weeks).run(day, &[("health.unrelated", value)]).build();
        let (a, b) = (judged(&alone), judged(&beside));
        prop_assert_eq!(&a.score.low, &b.score.low);
        prop_assert_eq!(a.gate.outcome, b.gate.outcome);
        prop_assert_eq!(a.alerts.len(), b.alerts.len());
        for (a, b) in a.alerts.iter().zip(&b.alerts) {
            prop_assert_eq!(told(&alone, a), told(&beside, b));
        }
    }
}
