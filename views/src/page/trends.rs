//! Trends: small multiples over one time range.

use super::rows::by_importance;
use super::shell::Facing;
use super::{Drawings, Link, More, Shell};
use crate::chart::{Dress, Frame, chart};
use crate::context::Context;
use crate::format::span;
use crate::text::plural;
use crate::{Figure, catalogue, routes};
use quarterdeck_analysis::period::DAY_MS;
use quarterdeck_model::{Kind, Timestamp};
use serde::Serialize;

/// `trends.html`: the three ranges one after the other, so that all work without script.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TrendsPage {
    /// Its frame.
    pub shell: Shell,
    /// 90 days, 1 year, all.
    pub ranges: Vec<TrendRange>,
}

/// One range.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TrendRange {
    /// `90d`, `1y`, `all`: the anchor.
    pub anchor: &'static str,
    /// `90 days`.
    pub label: &'static str,
    /// `25 Aug to 23 Nov 2026`.
    pub span: String,
    /// Charts by area.
    pub groups: Vec<TrendGroup>,
    /// Series that are not drawn here.
    pub more: Option<More>,
}

/// The charts of one area.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TrendGroup {
    /// `Coverage`.
    pub area: &'static str,
    /// Small charts.
    pub figures: Vec<Figure>,
    /// Metrics of the area that have no run in this range.
    pub silent: Vec<Link>,
}

impl Drawings for TrendsPage {
    fn figures(&mut self) -> Vec<&mut Figure> {
        self.ranges.iter_mut().flat_map(|r| &mut r.groups).flat_map(|g| &mut g.figures).collect()
    }
}

/// Charts of one range; more series are found in the explorer.
const MOST_CHARTS: usize = 60;

/// The ranges: anchor, label, days.
const RANGES: [(&str, &str, Option<i64>); 3] =
    [("90d", "90 days", Some(90)), ("1y", "1 year", Some(365)), ("all", "All", None)];

/// Builds `trends.html`.
pub fn build(context: &Context<'_>) -> TrendsPage {
    let order = by_importance(context);
    let shown: Vec<usize> =
        order.into_iter().filter(|i| context.summary(*i).is_some_and(|s| !s.superseded)).collect();
    let ranges = RANGES.iter().map(|range| trend_range(context, &shown, *range)).collect();
    let facing = Facing {
        path: routes::TRENDS.to_owned(),
        title: "Trends".to_owned(),
        description: "Every metric over the same time.".to_owned(),
    };
    TrendsPage { shell: Shell::of(context, facing), ranges }
}

fn trend_range(
    context: &Context<'_>,
    shown: &[usize],
    (anchor, label, days): (&'static str, &'static str, Option<i64>),
) -> TrendRange {
    let now = context.now.millis();
    let first = context.history.runs.first().map_or(now - DAY_MS, |r| r.taken_at.millis());
    let from = days.map_or(first, |d| now - d * DAY_MS).min(now - DAY_MS);
    let mut left = MOST_CHARTS;
    let mut groups = Vec::new();
    for kind in Kind::ALL {
        let own = shown.iter().copied().filter(|i| context.series(*i).is_some_and(|s| s.kind == kind));
        let group = trend_group(context, own, (anchor, from, now), &mut left);
        if !group.figures.is_empty() || !group.silent.is_empty() {
            groups.push(TrendGroup { area: catalogue::area(kind), ..group });
        }
    }
    let rest = shown.len().saturating_sub(MOST_CHARTS);
    let more = (rest > 0).then(|| More {
        text: plural(rest, "more metric", "more metrics"),
        href: routes::EXPLORE.to_owned(),
    });
    let ends = Timestamp::from_millis(from).zip(Timestamp::from_millis(now));
    TrendRange { anchor, label, span: ends.map(|(a, b)| span(a, b)).unwrap_or_default(), groups, more }
}

fn trend_group(
    context: &Context<'_>,
    own: impl Iterator<Item = usize>,
    (anchor, from, to): (&str, i64, i64),
    left: &mut usize,
) -> TrendGroup {
    let mut group = TrendGroup::default();
    for index in own {
        let Some(series) = context.series(index).filter(|_| *left > 0) else { continue };
        *left -= 1;
        let frame = Frame { range: Some((from, to)), ..Frame::small(format!("t{anchor}-{index}")) };
        let dress = Dress::of(context.history, series, context.policy);
        let spec = chart(context.history, series, &dress, &frame);
        let href = context.metric_href(&series.key, 0);
        if spec.lines.iter().all(|l| l.segments.is_empty()) {
            group.silent.push(Link { text: context.names(series).0, href });
        } else {
            group.figures.push(Figure::of_metric(spec, context.slugs().get(&series.key), 0));
        }
    }
    group
}
