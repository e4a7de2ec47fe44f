//! Builds the overview.

use super::attention::attention;
use super::{Group, LastRun, OverviewPage};
use crate::chart::{Dress, Frame, chart};
use crate::context::Context;
use crate::format::{ago, date_time};
use crate::page::rows::{by_importance, plural, series_status, source, status_of_run, tool, trend_row};
use crate::page::shell::Facing;
use crate::page::{More, Shell};
use crate::routes::{self, anchor};
use crate::text::Shown;
use crate::{Figure, Status, catalogue};
use quarterdeck_analysis::current::Reading;
use quarterdeck_analysis::period::{DAY_MS, Period};
use quarterdeck_model::{Kind, Timestamp};

/// Rows of one area.
const MOST_ROWS: usize = 12;
/// Sparklines on the page.
const MOST_SPARKS: usize = 40;
/// Points of a pinned chart's line: a year has a point every four days.
const MOST_POINTS: usize = 120;
/// Rows of a pinned chart's table: the metric's page has all.
const MOST_VALUES: usize = 6;
/// Pinned charts.
const MOST_CHARTS: usize = 4;

/// Builds `index.html`.
pub fn build(context: &Context<'_>) -> OverviewPage {
    let order = by_importance(context);
    let (attention, attention_more) = attention(context, &order);
    let mut page = OverviewPage {
        heading: heading(context),
        compared: compared(context),
        verdict: super::verdict::verdict(context),
        attention,
        attention_more,
        groups: groups(context, &order),
        score: super::score::card(context),
        figures: pinned(context, &order),
        last: last(context),
        shell: Shell::default(),
    };
    let facing = Facing {
        path: routes::INDEX.to_owned(),
        title: "Overview".to_owned(),
        description: page.verdict.headline.clone(),
    };
    page.shell = Shell::of(context, facing);
    page
}

/// `Week 47, 16 to 22 Nov 2026`.
fn heading(context: &Context<'_>) -> String {
    crate::page::review::heading(Period::week_of(context.now, &context.policy.zone))
}

fn compared(context: &Context<'_>) -> String {
    let zone = &context.policy.zone;
    let start = Period::week_of(context.now, zone).start(zone);
    let fresh = |at: Timestamp| start.is_some_and(|s| at >= s) && at <= context.now;
    let runs = context.history.runs.iter().rev().filter(|r| fresh(r.taken_at)).count();
    format!("compared with a week ago · {} this week", plural(runs, "snapshot", "snapshots"))
}

fn groups(context: &Context<'_>, order: &[usize]) -> Vec<Group> {
    let mut sparks = MOST_SPARKS;
    let mut groups = Vec::new();
    for kind in Kind::ALL {
        let present = |i: &&usize| context.summary(**i).is_some_and(|s| !s.superseded);
        let own =
            order.iter().filter(|i| context.series(**i).is_some_and(|s| s.kind == kind)).filter(present);
        let all: Vec<usize> = own.copied().collect();
        let mut rows = Vec::new();
        for index in all.iter().take(MOST_ROWS) {
            rows.push(trend_row(context, *index, &mut sparks));
        }
        let rest = all.len().saturating_sub(MOST_ROWS);
        let more =
            (rest > 0).then(|| More { text: format!("{rest} more"), href: routes::EXPLORE.to_owned() });
        let area = catalogue::area(kind);
        if !rows.is_empty() {
            groups.push(Group { area, anchor: anchor(area), rows, more });
        }
    }
    groups
}

/// The charts worth a place on the first page: of every judged or well-known metric that has a trend, worst first, one
/// of each metric.
fn pinned(context: &Context<'_>, order: &[usize]) -> Vec<Figure> {
    const WANTED: [&str; 4] = [
        "coverage.line_percent",
        "tests.pass_percent",
        "benchmark.latency_p99_ms",
        "findings.vulnerabilities",
    ];
    let name = |index: &usize| context.series(*index).map_or("", |s| s.key.metric.as_str());
    let rank = |index: &usize| {
        let wanted = WANTED.iter().position(|w| *w == name(index)).unwrap_or(WANTED.len());
        let judged = context.state(*index).is_some();
        let attention = judged && series_status(context, *index).rank < Status::STALE.rank;
        (!attention, wanted, !judged)
    };
    let mut chosen: Vec<usize> = Vec::new();
    let drawable = order.iter().copied().filter(|i| is_drawable(context, *i));
    let mut candidates: Vec<usize> = drawable.collect();
    candidates.sort_by_cached_key(rank);
    for index in candidates {
        if chosen.len() < MOST_CHARTS && !chosen.iter().any(|c| name(c) == name(&index)) {
            chosen.push(index);
        }
    }
    chosen.into_iter().filter_map(|index| half_chart(context, index)).collect()
}

fn is_drawable(context: &Context<'_>, index: usize) -> bool {
    let present = context.summary(index).is_some_and(|s| !s.superseded);
    let neutral = context.series(index).is_none_or(|s| s.direction == quarterdeck_model::Direction::Neutral);
    let points = context.series(index).map_or(0, |s| s.points.len());
    let known = context.series(index).is_some_and(|s| catalogue::find(s.key.metric.as_str()).is_some());
    present && !neutral && points > 1 && (known || context.state(index).is_some())
}

fn half_chart(context: &Context<'_>, index: usize) -> Option<Figure> {
    let series = context.series(index)?;
    let dress = Dress::of(context.history, series, context.policy);
    let first = context.run(series.points.first()?.run)?.taken_at.millis();
    // At most the last year: older trends are on the metric's own page.
    let from = first.max(context.now.millis() - 365 * DAY_MS);
    let frame = Frame {
        rows: MOST_VALUES,
        most: MOST_POINTS,
        range: Some((from, context.now.millis().max(from + DAY_MS))),
        ..Frame::half(format!("c{index}"))
    };
    let spec = chart(context.history, series, &dress, &frame);
    Some(Figure::of_metric(spec, context.slugs().get(&series.key), 0))
}

fn last(context: &Context<'_>) -> Vec<LastRun> {
    context.latest().into_iter().filter_map(|run| last_run(context, run)).collect()
}

fn last_run(context: &Context<'_>, index: u32) -> Option<LastRun> {
    let run = context.run(index)?;
    let age = (context.now.millis() - run.taken_at.millis()) as f64;
    let stale = context.policy.cadence.stale_after_ms(run.kind).is_some_and(|limit| age > limit);
    let status = if stale && run.state.counts() { Status::STALE } else { status_of_run(run) };
    Some(LastRun {
        kind: catalogue::area(run.kind),
        job: Shown::new(&run.job),
        href: context.run_href(index, 0),
        when: date_time(run.taken_at),
        ago: ago(run.taken_at, context.now),
        status,
        reason: Shown::new(run.reasons.first().map_or("", String::as_str)),
        source: source(run),
        tool: tool(run),
    })
}

/// Whether a reading is the present truth.
pub(super) fn is_known(reading: &Reading) -> bool {
    reading.known().is_some()
}
