//! Rows that several pages share: a metric with its status, values and changes.

use super::{Link, MetricRow};
use crate::catalogue;
use crate::chart::{Dress, limit_words, spark};
use crate::context::Context;
use crate::format::{self, Delta, Quantity, date, date_time};
use crate::text::{Shown, shorten, visible};
use crate::{Status, chart};
use quarterdeck_analysis::assess::Since;
use quarterdeck_analysis::current::Reading;
use quarterdeck_analysis::period::DAY_MS;
use quarterdeck_analysis::state;
use quarterdeck_model::{Run, SectionState, Series};

/// The look of a judged state.
pub(crate) fn status_of(status: state::Status) -> Status {
    match status {
        state::Status::Ok => Status::MEETS,
        state::Status::OffTarget => Status::AT_RISK,
        state::Status::Alert => Status::FAILING,
        state::Status::Stale => Status::STALE,
        state::Status::Unknown => Status::NO_DATA,
    }
}

/// The look of a run's state.
pub(crate) fn status_of_run(run: &Run) -> Status {
    match run.state {
        _ if run.voided.is_some() => Status::NO_DATA.named("Voided"),
        SectionState::Ok => Status::MEETS.named("Complete"),
        SectionState::Partial => Status::AT_RISK.named("Partial"),
        SectionState::Failed => Status::FAILING.named("Failed"),
        SectionState::Empty => Status::NO_DATA.named("Empty"),
    }
}

/// Series number `index` as a row of a page `depth` folders down, without its trend.
pub(crate) fn metric_row(context: &Context<'_>, index: usize, depth: usize) -> MetricRow {
    let (Some(series), Some(summary)) = (context.series(index), context.summary(index)) else {
        return MetricRow::default();
    };
    let (name, detail) = context.names(series);
    let (now, when) = present(context, series, &summary.reading);
    let value = summary.reading.known();
    let since = |since: Option<Since>, ago: &str| {
        let then = since.map(|s| s.value);
        let shown = format::delta(then, value, &series.unit, series.direction);
        match then.filter(|_| value.is_some()) {
            Some(then) => shown.since(format!("{} {ago}", format::value(then, &series.unit))),
            None => Delta::unknown(),
        }
    };
    MetricRow {
        name,
        detail,
        href: context.metric_href(&series.key, depth),
        status: Some(series_status(context, index)),
        reason: reason(context, index),
        now,
        when,
        week: since(summary.week, "a week ago"),
        quarter: since(summary.quarter, "a quarter ago"),
        target: target(context, series),
        direction: series.direction.words(),
        spark: None,
    }
}

/// Days a sparkline shows: 26 weeks.
const SPARK_DAYS: i64 = 182;

/// The same on a page at the root with its trend, as long as `sparks` are left.
pub(crate) fn trend_row(context: &Context<'_>, index: usize, sparks: &mut usize) -> MetricRow {
    let mut row = metric_row(context, index, 0);
    let Some(series) = context.series(index).filter(|_| *sparks > 0) else { return row };
    let dress = Dress::of(context.history, series, context.policy);
    let range = (context.now.millis() - SPARK_DAYS * DAY_MS, context.now.millis());
    let status = row.status.unwrap_or(Status::NO_TARGET);
    let extras = (format!("s{index}"), dress.breaks.as_slice(), dress.target.as_ref(), status);
    row.spark = spark(context.history, series, range, extras).map(Into::into);
    *sparks -= usize::from(row.spark.is_some());
    row
}

/// The status of a series: by its rule, or by whether it is known at all.
pub(crate) fn series_status(context: &Context<'_>, index: usize) -> Status {
    let Some(summary) = context.summary(index) else { return Status::NO_DATA };
    if summary.superseded {
        return Status::NO_DATA.named("Superseded");
    }
    match (context.state(index), &summary.reading) {
        (Some(state), _) => status_of(state.status),
        (None, Reading::Known { .. }) => Status::NO_TARGET,
        (None, Reading::Stale { .. }) => Status::STALE,
        (None, Reading::Unknown { .. }) => Status::NO_DATA,
    }
}

/// Why the status is what it is.
pub(crate) fn reason(context: &Context<'_>, index: usize) -> String {
    let (Some(series), Some(summary)) = (context.series(index), context.summary(index)) else {
        return String::new();
    };
    if summary.superseded {
        return "Another host has given this figure since.".to_owned();
    }
    if let Some(reason) = summary.reading.reason() {
        return sentence(&reason);
    }
    let Some(rule) = context.rule(series) else { return "No target is set for it.".to_owned() };
    let words = |limit| limit_words(limit, &series.unit);
    let status = context.state(index).map(|s| s.status);
    match (status, rule.target, rule.alert) {
        (Some(state::Status::Alert), _, Some(alert)) => format!("Beyond the alert limit: {}.", words(alert)),
        (Some(state::Status::OffTarget), Some(target), _) => format!("Misses the target {}.", words(target)),
        (Some(state::Status::Ok), Some(target), _) => format!("Meets the target {}.", words(target)),
        (Some(state::Status::Ok), None, Some(alert)) => {
            format!("Not beyond the alert limit {}.", words(alert))
        }
        _ => String::new(),
    }
}

/// First letter large, full stop, harmless.
pub(crate) fn sentence(phrase: &str) -> String {
    let shown = shorten(&visible(phrase), 300);
    let mut letters = shown.chars();
    let Some(first) = letters.next() else { return String::new() };
    let end = if shown.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    first.to_uppercase().chain(letters).chain(end.chars()).collect()
}

/// The latest value and when it was measured: a stale or unknown one shows its last value's age in words.
fn present(context: &Context<'_>, series: &Series, reading: &Reading) -> (Quantity, String) {
    let when = |run: u32| context.run(run).map(|r| date_time(r.taken_at)).unwrap_or_default();
    match reading {
        Reading::Known { run, value } | Reading::Stale { run, value, .. } => {
            (format::quantity(*value, &series.unit), when(*run))
        }
        Reading::Unknown { .. } => {
            let last = series.points.last();
            let words = last.map(|p| {
                let day = context.run(p.run).map(|r| date(r.taken_at)).unwrap_or_default();
                format!("last known: {} on {day}", format::value(p.value, &series.unit))
            });
            (Quantity::unknown(), words.unwrap_or_default())
        }
    }
}

/// `< 328 µs`; empty without a target.
pub(crate) fn target(context: &Context<'_>, series: &Series) -> String {
    let target = context.rule(series).and_then(|r| r.target);
    target.map(|t| limit_words(t, &series.unit)).unwrap_or_default()
}

/// A run as a link: its date, on a page `depth` folders down.
pub(crate) fn run_link(context: &Context<'_>, run: u32, depth: usize) -> Link {
    let Some(found) = context.run(run) else { return Link::default() };
    let commit = found.commit.as_deref().map(|c| format!(", {}", short_commit(c))).unwrap_or_default();
    let text = format!("{}{commit}", date(found.taken_at));
    Link { text: Shown::new(&text), href: context.run_href(run, depth) }
}

/// A link with plain words.
pub(crate) fn link(text: &str, href: String) -> Link {
    Link { text: Shown::new(text), href }
}

/// The first seven characters of a commit.
pub(crate) fn short_commit(commit: &str) -> String {
    chart::short_commit(commit)
}

/// `main @ 9f31c2a`.
pub(crate) fn source(run: &Run) -> Shown {
    Shown::new(&chart::source(run))
}

/// `cargo-llvm-cov 0.6.15`.
pub(crate) fn tool(run: &Run) -> Shown {
    let version = run.tool_version.as_deref().unwrap_or_default();
    Shown::new(format!("{} {version}", run.tool).trim())
}

/// Whether a run is older than twice its cadence: it says nothing of now.
pub(crate) fn outdated(context: &Context<'_>, run: u32) -> bool {
    let Some(run) = context.run(run) else { return true };
    let age = (context.now.millis() - run.taken_at.millis()) as f64;
    context.policy.cadence.stale_after_ms(run.kind).is_some_and(|most| age > most)
}

/// `12 more runs are not shown.`; empty where all are.
pub(crate) fn beyond(count: usize, most: usize, (one, many): (&str, &str)) -> String {
    match count.saturating_sub(most) {
        0 => String::new(),
        1 => format!("1 more {one} is not shown."),
        rest => format!("{} more {many} are not shown.", format::count(rest as f64)),
    }
}

pub(crate) use crate::text::plural;

/// The series shown as the present, best known first: those with a rule, worst first, then the rest by key.
pub(crate) fn by_importance(context: &Context<'_>) -> Vec<usize> {
    let mut all: Vec<usize> = (0..context.history.series.len()).collect();
    let rank = |index: &usize| {
        let superseded = context.summary(*index).is_none_or(|s| s.superseded);
        let ruled = context.state(*index).is_some();
        let position = context.series(*index).map(|s| catalogue::position(s.key.metric.as_str()));
        (superseded, !ruled, series_status(context, *index).rank, position, *index)
    };
    all.sort_by_cached_key(rank);
    all
}

/// An address that may be followed: http(s), without white space; empty for any other text.
pub(crate) fn web(text: &str) -> String {
    let web = text.starts_with("https://") || text.starts_with("http://");
    let plain = !text.chars().any(|c| c.is_whitespace() || c.is_control());
    if web && plain { text.to_owned() } else { String::new() }
}
