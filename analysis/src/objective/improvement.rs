//! Whether things got better since the window before.

use super::{Asked, Attained, Evidence, Span, Subject};
use crate::baseline::median;
use crate::zone::Zone;
use quarterdeck_model::{Direction, Series};

/// Points that a level of a window must rest on.
const LEAST_POINTS: usize = 3;

/// Points by which the score grew since the end of the window before.
pub(super) fn score(evidence: &Evidence<'_>, asked: Asked<'_>) -> Attained {
    let unknown = |why: &str| asked.unknown(Subject::Project, why);
    let Some((span, before)) = windows(asked, &evidence.policy.zone) else { return unknown("") };
    let inside = |from: i64, until: i64| {
        let at = move |run: u32| evidence.at(run).is_some_and(|at| (from..until).contains(&at));
        evidence.trend.iter().rev().find(move |point| at(point.run))
    };
    let Some(base) = inside(before.from, before.until) else {
        return unknown("no snapshot in the window before");
    };
    let (from, until) = span.elapsed(evidence.now);
    let Some(latest) = inside(from, until) else { return unknown("no snapshot in the window") };
    let grown = (latest.low - base.high, latest.high - base.low);
    let mut attained = asked.between(Subject::Project, grown, span.is_over(evidence.now));
    attained.why = match 100.0 - base.low {
        most if !asked.objective.target.holds(most) => {
            format!("the score was {:.1} before: more than {most:.1} cannot be gained", base.low)
        }
        _ if attained.high.is_some() => "the score is an interval".to_owned(),
        _ => format!("{:.1} before, {:.1} now", base.low, latest.low),
    };
    Attained { snapshots: 2, run: Some(latest.run), ..attained }
}

/// Per cent by which the benchmarks are better than in the window before: the geometric mean of the ratios of their medians
/// (P. Fleming, J. Wallace, "How not to lie with statistics", CACM 29, 1986).
pub(super) fn performance(evidence: &Evidence<'_>, asked: Asked<'_>) -> Attained {
    let unknown = |why: String| asked.unknown(Subject::Project, why);
    let Some((span, before)) = windows(asked, &evidence.policy.zone) else { return unknown(String::new()) };
    let chosen = evidence.benchmarks(asked.objective);
    if chosen.is_empty() {
        return unknown("no benchmark with a rule was ever measured".to_owned());
    }
    let (mut logs, mut points, mut newest) = (Vec::new(), 0, None);
    for series in chosen.iter().filter_map(|at| evidence.history.series.get(*at)) {
        let (was, _, _) = level(evidence, series, (before.from, before.until));
        let (is, count, run) = level(evidence, series, span.elapsed(evidence.now));
        let ratio = was.zip(is).filter(|(was, is)| *was > 0.0 && *is > 0.0).map(|(was, is)| is / was);
        let Some(ratio) = ratio else { continue };
        logs.push(if series.direction == Direction::HigherIsBetter { -1.0 } else { 1.0 } * libm::log(ratio));
        points += count;
        newest = newest.max(run);
    }
    if logs.len() < chosen.len() {
        return unknown(format!(
            "{} of {} figures have {LEAST_POINTS} snapshots in this window and in the one before",
            logs.len(),
            chosen.len()
        ));
    }
    let mean = logs.iter().sum::<f64>() / logs.len() as f64;
    let better = (1.0 - libm::exp(mean)) * 100.0;
    let attained = asked.judged(Subject::Project, better, span.is_over(evidence.now));
    Attained { snapshots: points, run: newest, ..attained }
}

fn windows(asked: Asked<'_>, zone: &Zone) -> Option<(Span, Span)> {
    let span = asked.window?;
    Some((span, span.before(asked.window_kind(), zone)?))
}

/// The median of the points in a span, how many there are, and the run of the last.
fn level(
    evidence: &Evidence<'_>,
    series: &Series,
    (from, until): (i64, i64),
) -> (Option<f64>, usize, Option<u32>) {
    let inside = |run: u32| evidence.at(run).is_some_and(|at| (from..until).contains(&at));
    let own: Vec<_> = series.points.iter().filter(|point| inside(point.run)).collect();
    let values: Vec<f64> = own.iter().map(|point| point.value).collect();
    let (count, last) = (own.len(), own.last().map(|point| point.run));
    (median(values).filter(|_| count >= LEAST_POINTS), count, last)
}
