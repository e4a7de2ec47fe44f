//! One figure before and after.

use crate::catalogue;
use crate::format::quantity::Scale;
use crate::format::{MINUS, THIN, fixed, significant, value};
use quarterdeck_analysis::compare::{Change, Row};
use quarterdeck_model::{Direction, History, Unit};
use serde::Serialize;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A figure on both sides.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureChange {
    /// Index of its series, for addresses.
    #[serde(skip)]
    pub series: usize,
    /// Its metric.
    pub metric: String,
    /// Its job.
    pub job: String,
    /// Its labels.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    /// `parse/large time`.
    pub name: String,
    /// What tells it from others of that name.
    pub detail: String,
    /// `worse`, `better`, `other`, `same`, `only-before`, `only-after`.
    pub change: &'static str,
    /// In A, in the metric's unit.
    pub before: Option<f64>,
    /// In B.
    pub after: Option<f64>,
    /// The unit.
    pub unit: String,
    /// B less A.
    pub delta: Option<f64>,
    /// Per cent of A, positive where B is worse; of a metric without direction, where it grew. Not known from 0.
    pub worse_percent: Option<f64>,
    /// `5.2 % worse`, `unchanged`, `not in A`, `worse, from 0`.
    pub words: String,
    /// `13.1 ms`; a dash where not known.
    pub before_text: String,
    /// `13.8 ms`.
    pub after_text: String,
    /// `+0.7 ms`; empty where not known.
    pub delta_text: String,
}

impl FigureChange {
    /// Whether it is a single benchmark's.
    pub(super) fn is_benchmark(&self) -> bool {
        self.labels.contains_key("benchmark")
    }

    /// Whether anything happened to it.
    pub(crate) fn changed(&self) -> bool {
        self.change != Change::Same.as_str()
    }
}

pub(super) fn change(history: &History, row: &Row) -> Option<FigureChange> {
    let series = history.series.get(row.series)?;
    let shown =
        |v: Option<f64>| v.map_or_else(|| crate::format::UNKNOWN.to_owned(), |v| precise(v, &series.unit));
    let (before, after) = (row.before.map(|k| k.value), row.after.map(|k| k.value));
    let percent = row.deviation.and_then(|d| d.percent);
    Some(FigureChange {
        series: row.series,
        metric: series.key.metric.to_string(),
        job: series.key.job.clone(),
        labels: series.key.labels.iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect(),
        name: catalogue::series_name(series),
        detail: catalogue::detail(&series.key),
        change: row.change.as_str(),
        before,
        after,
        unit: series.unit.as_str().to_owned(),
        delta: row.deviation.map(|d| d.delta),
        worse_percent: percent,
        words: words(row.change, percent, series.direction),
        before_text: shown(before),
        after_text: shown(after),
        delta_text: row.deviation.map(|d| signed(d.delta, &series.unit)).unwrap_or_default(),
    })
}

/// Positive is always worse in text.
fn words(change: Change, percent: Option<f64>, direction: Direction) -> String {
    let (worse, better) =
        if direction == Direction::Neutral { ("more", "less") } else { ("worse", "better") };
    match (change, percent) {
        (Change::Same, _) => "unchanged".to_owned(),
        (Change::OnlyBefore, _) => "not in B".to_owned(),
        (Change::OnlyAfter, _) => "not in A".to_owned(),
        (_, Some(percent)) => {
            let word = if percent > 0.0 { worse } else { better };
            format!("{} % {word}", size(percent.abs()))
        }
        // From 0 no per cent is known.
        (Change::Worse, None) => "worse, from 0".to_owned(),
        (Change::Better, None) => "better, from 0".to_owned(),
        (Change::Other, None) => "another value, from 0".to_owned(),
    }
}

/// A small change is not shown as none.
fn size(percent: f64) -> String {
    if percent < 0.05 { format!("less than {}", fixed(0.1, 1)) } else { fixed(percent, 1) }
}

fn signed(delta: f64, unit: &Unit) -> String {
    let text = match unit {
        Unit::Percent => precise(delta.abs(), unit).replace('%', "pp"),
        _ => precise(delta.abs(), unit),
    };
    match delta {
        d if d > 0.0 => format!("+{text}"),
        d if d < 0.0 => format!("{MINUS}{text}"),
        _ => text,
    }
}

/// As everywhere, but for what would be shown as 0 and is not: a change of it would look like none.
fn precise(v: f64, unit: &Unit) -> String {
    let text = value(v, unit);
    let zero = v != 0.0 && !text.chars().any(|c| matches!(c, '1'..='9'));
    if !zero {
        return text;
    }
    let scale = Scale::of(unit, v);
    format!("{}{THIN}{}", significant(scale.apply(v), 2), scale.unit)
}

/// Worse ones first, the largest change first.
pub(super) fn order(a: &FigureChange, b: &FigureChange) -> Ordering {
    let rank = |row: &FigureChange| {
        let all = [
            Change::Worse,
            Change::OnlyBefore,
            Change::Better,
            Change::Other,
            Change::OnlyAfter,
            Change::Same,
        ];
        all.iter().position(|change| change.as_str() == row.change)
    };
    let size = |row: &FigureChange| row.worse_percent.map_or(f64::INFINITY, f64::abs);
    let by_size = size(b).total_cmp(&size(a));
    rank(a).cmp(&rank(b)).then(by_size).then_with(|| a.series.cmp(&b.series))
}
