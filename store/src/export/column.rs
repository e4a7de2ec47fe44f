//! The columns: name, type, meaning, and how each is read off a row. One table for every format and for the manual.

use super::row::{Row, Said};
use quarterdeck_model::{Direction, Labels};
use std::borrow::Cow;

/// The version of the columns; columns are only ever added to it.
pub(super) const VERSION: &str = "1";

/// A column of every file. The partition's `project`, `kind` and `year` are in the path only.
#[derive(Debug)]
pub struct Column {
    /// In every format.
    pub name: &'static str,
    /// What it holds.
    pub about: &'static str,
    /// Whether a row may lack it.
    pub optional: bool,
    /// Its type.
    pub sort: Sort,
}

/// The type of a column with how to read it off a row.
#[derive(Debug, Clone, Copy)]
pub enum Sort {
    /// UTF-8.
    Text(for<'a> fn(&Row<'a>) -> Option<Cow<'a, str>>),
    /// IEEE 754, double precision; always finite.
    Number(fn(&Row<'_>) -> Option<f64>),
    /// 32 bits.
    Whole(fn(&Row<'_>) -> i32),
    /// Milliseconds since 1970 in UTC.
    Time(fn(&Row<'_>) -> i64),
    /// Yes or no.
    Flag(fn(&Row<'_>) -> Option<bool>),
}

impl Column {
    const fn must(name: &'static str, sort: Sort, about: &'static str) -> Self {
        Self { name, about, optional: false, sort }
    }

    const fn may(name: &'static str, sort: Sort, about: &'static str) -> Self {
        Self { name, about, optional: true, sort }
    }
}

const DAY_MS: i64 = 86_400_000;

/// Every column, in order.
pub const COLUMNS: &[Column] = &[
    Column::must("taken_at", Sort::Time(|r| r.run.taken_at.millis()), "When the measured run happened, UTC."),
    Column::must("day", Sort::Whole(day), "The day of `taken_at`: whole days since 1970-01-01 UTC."),
    Column::must("month", Sort::Text(month), "The month of `taken_at` in UTC, such as `2026-11`."),
    Column::must(
        "job",
        Sort::Text(|r| some(&r.run.job)),
        "The stream of runs: figures are compared only within one job.",
    ),
    Column::may("metric", Sort::Text(metric), "Which figure. Null where the run gave none."),
    Column::may(
        "about",
        Sort::Text(about),
        "Of a verdict: the metric or severity that it is about. Null for all else.",
    ),
    Column::must(
        "labels",
        Sort::Text(labels),
        "What tells this figure from others of its metric: a JSON object of texts, keys in order.",
    ),
    Column::may(
        "value",
        Sort::Number(value),
        "The figure in `unit`, always finite. Null where it is unknown, never a number in its place.",
    ),
    Column::may(
        "unit",
        Sort::Text(unit),
        "`count`, `percent`, `ratio`, `points`, `ms`, …, or the tool's own.",
    ),
    Column::may("better", Sort::Text(better), "`higher`, `lower` or `neither`."),
    Column::must(
        "state",
        Sort::Text(|r| Some(state(r).into())),
        "`ok`, `partial`, `failed`, `empty` as the run was obtained; `voided` when people said that it does not hold; of a verdict \
         `ok` or `unknown`. Only `ok` and `partial` have figures.",
    ),
    Column::may("reasons", Sort::Text(reasons), "Why the state is not `ok`."),
    Column::may(
        "host",
        Sort::Text(|r| r.run.labels.get("host").map(Cow::Borrowed)),
        "The label `host` of the run.",
    ),
    Column::may("commit", Sort::Text(|r| optional(r.run.commit.as_deref())), "Full commit hash."),
    Column::may("branch", Sort::Text(|r| optional(r.run.branch.as_deref())), "Branch."),
    Column::may("dirty", Sort::Flag(|r| r.run.dirty), "Whether there were uncommitted changes."),
    Column::must("tool", Sort::Text(|r| some(&r.run.tool)), "The tool whose output was read."),
    Column::may("tool_version", Sort::Text(|r| optional(r.run.tool_version.as_deref())), "Its version."),
    Column::must("format", Sort::Text(|r| some(&r.run.format)), "The format read."),
    Column::may(
        "configuration",
        Sort::Text(|r| optional(r.run.configuration.as_deref())),
        "A hash of what the collection was asked: figures under another are apples and pears.",
    ),
    Column::must("simulated", Sort::Flag(|r| Some(r.run.simulated)), "Made by `quarterdeck demo`."),
    Column::must(
        "snapshot",
        Sort::Text(|r| Some(r.run.id.as_str().into())),
        "The run's id in the archive: time, commit, and the beginning of its content's SHA-256.",
    ),
];

fn some(text: &str) -> Option<Cow<'_, str>> {
    Some(Cow::Borrowed(text))
}

fn optional(text: Option<&str>) -> Option<Cow<'_, str>> {
    text.map(Cow::Borrowed)
}

fn day(row: &Row<'_>) -> i32 {
    i32::try_from(row.run.taken_at.millis().div_euclid(DAY_MS)).unwrap_or_default()
}

fn month<'a>(row: &Row<'a>) -> Option<Cow<'a, str>> {
    row.run.taken_at.to_string().get(..7).map(|text| Cow::Owned(text.to_owned()))
}

fn metric<'a>(row: &Row<'a>) -> Option<Cow<'a, str>> {
    match row.said {
        Said::Figure(series, _) => some(series.key.metric.as_str()),
        Said::Nothing => None,
        Said::Verdict(verdict) => some(verdict.metric),
    }
}

fn about<'a>(row: &Row<'a>) -> Option<Cow<'a, str>> {
    match row.said {
        Said::Verdict(verdict) => optional(verdict.about.as_deref()),
        _ => None,
    }
}

fn labels<'a>(row: &Row<'a>) -> Option<Cow<'a, str>> {
    match row.said {
        Said::Figure(series, _) if !series.key.labels.is_empty() => Some(json(&series.key.labels).into()),
        _ => some("{}"),
    }
}

fn json(labels: &Labels) -> String {
    let text = |t: &str| serde_json::Value::from(t).to_string();
    let pairs: Vec<String> = labels.iter().map(|(k, v)| format!("{}:{}", text(k), text(v))).collect();
    format!("{{{}}}", pairs.join(","))
}

fn value(row: &Row<'_>) -> Option<f64> {
    match row.said {
        Said::Figure(_, value) => Some(value),
        Said::Nothing => None,
        Said::Verdict(verdict) => verdict.value,
    }
    .filter(|value| value.is_finite())
}

fn unit<'a>(row: &Row<'a>) -> Option<Cow<'a, str>> {
    match row.said {
        Said::Figure(series, _) => some(series.unit.as_str()),
        Said::Nothing => None,
        Said::Verdict(verdict) => some(verdict.unit.as_str()),
    }
}

fn better<'a>(row: &Row<'a>) -> Option<Cow<'a, str>> {
    let Said::Figure(series, _) = row.said else { return None };
    some(match series.direction {
        Direction::LowerIsBetter => "lower",
        Direction::HigherIsBetter => "higher",
        Direction::Neutral => "neither",
    })
}

fn state(row: &Row<'_>) -> &'static str {
    match row.said {
        Said::Verdict(verdict) if verdict.value.is_some() => "ok",
        Said::Verdict(_) => "unknown",
        _ if row.run.voided.is_some() => "voided",
        _ => row.run.state.as_str(),
    }
}

fn reasons<'a>(row: &Row<'a>) -> Option<Cow<'a, str>> {
    match (row.said, &row.run.voided) {
        (Said::Verdict(verdict), _) => optional(verdict.reason.as_deref()),
        (_, Some(why)) => some(why),
        (_, None) if row.run.reasons.is_empty() => None,
        (_, None) => Some(Cow::Owned(row.run.reasons.join("; "))),
    }
}
