//! The figures of each series over a period, beside those of the periods that it is compared with.

use super::{Facts, Figures, Span, figures};
use crate::baseline::Deviation;
use crate::state::{Status, judge};
use quarterdeck_model::Series;

/// How many figures of a period met the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Met it.
    pub met: usize,
    /// Of so many.
    pub of: usize,
}

/// One series over the period.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// Index of the series.
    pub series: usize,
    /// In the period; `None` when no run gave the figure.
    pub now: Option<Figures>,
    /// In the period before.
    pub before: Option<Figures>,
    /// In the same quarter a year before.
    pub year_before: Option<Figures>,
    /// From the level before to the level now.
    pub change: Option<Deviation>,
    /// Figures of the period that met the target; `None` without a target or a figure.
    pub in_target: Option<Share>,
}

/// Every series with a figure in the period or in the one before, in the order of the history.
pub(super) fn measures(facts: &Facts<'_>, span: Span) -> Vec<Measure> {
    let (before, year_before) = (span.before(&facts.policy.zone), span.year_before(&facts.policy.zone));
    let measure = |(index, series): (usize, &Series)| {
        let of = |span: Option<Span>| span.and_then(|span| figures(facts, series, (span.from, span.until)));
        let (now, before) = (of(Some(span)), of(before));
        now.or(before)?;
        let levels = now.zip(before).map(|(now, before)| (now.level, before.level));
        Some(Measure {
            series: index,
            now,
            before,
            year_before: of(year_before),
            change: levels.map(|(now, before)| Deviation::of(now, before, series.direction)),
            in_target: share(facts, series, span),
        })
    };
    facts.history.series.iter().enumerate().filter_map(measure).collect()
}

/// Each figure is judged by the target of its time; what had none does not count.
fn share(facts: &Facts<'_>, series: &Series, span: Span) -> Option<Share> {
    let judged = span.points(facts.history, series).iter().filter_map(|point| {
        let taken = facts.history.run(*point)?.taken_at;
        let rule = facts.policy.rule_at(series, taken).filter(|rule| rule.target.is_some())?;
        Some(judge(rule, point.value) == Status::Ok)
    });
    let judged: Vec<bool> = judged.collect();
    let met = judged.iter().filter(|met| **met).count();
    (!judged.is_empty()).then_some(Share { met, of: judged.len() })
}
