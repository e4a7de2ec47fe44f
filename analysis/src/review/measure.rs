//! The figures of each series over a period, beside those of the periods that it is compared with.

use super::{Facts, Figures, Span, figures};
use crate::baseline::Deviation;
use crate::policy::MetricRule;
use crate::state::{Status, judge};
use quarterdeck_model::{History, Series};

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
    let (before, year_before) = (span.before(), span.year_before());
    let measure = |(index, series): (usize, &Series)| {
        let of = |span: Option<Span>| span.and_then(|span| figures(facts, series, (span.from, span.until)));
        let (now, before) = (of(Some(span)), of(before));
        now.or(before)?;
        let levels = now.zip(before).map(|(now, before)| (now.level, before.level));
        let rule = facts.policy.metrics.iter().find(|rule| rule.selects(series));
        Some(Measure {
            series: index,
            now,
            before,
            year_before: of(year_before),
            change: levels.map(|(now, before)| Deviation::of(now, before, series.direction)),
            in_target: share(facts.history, series, span, rule),
        })
    };
    facts.history.series.iter().enumerate().filter_map(measure).collect()
}

fn share(history: &History, series: &Series, span: Span, rule: Option<&MetricRule>) -> Option<Share> {
    let rule = rule.filter(|rule| rule.target.is_some())?;
    let points = span.points(history, series);
    let met = points.iter().filter(|p| judge(rule, p.value) == Status::Ok).count();
    (!points.is_empty()).then_some(Share { met, of: points.len() })
}
