//! How an area stands as a whole, and metrics that no run ever gave.

use super::{AREA, Badge, label, own};
use crate::context::Context;
use crate::page::alerts;
use crate::page::rows::status_of;
use crate::{Status, alert_log, catalogue, routes};
use quarterdeck_model::Kind;
use std::collections::BTreeSet;

/// The worst of an area's judged figures and open alerts.
pub(super) fn area(context: &Context<'_>, kind: Kind) -> Badge {
    let held = context.history.runs.iter().any(|run| run.kind == kind);
    let states = context.assessment.states.iter().filter(|state| {
        let superseded = state.series.and_then(|s| context.summary(s)).is_some_and(|s| s.superseded);
        let of_series = state.series.and_then(|s| context.series(s)).map(|series| series.kind);
        let named = || context.policy.metrics.get(state.rule).and_then(|rule| named(&rule.metric));
        !superseded && of_series.or_else(named) == Some(kind)
    });
    let open = context.assessment.alerts.iter().filter(|alert| alert.is_open());
    let open = open.filter(|alert| alert_log::kind_of(context, alert) == Some(kind));
    let open = open.map(|alert| alerts::row(context, alert, 0).status);
    let known = if held { Status::NO_TARGET } else { Status::NO_DATA };
    let all: Vec<Status> = states.map(|state| status_of(state.status)).chain(open).chain([known]).collect();
    let worst = all.iter().min().copied().unwrap_or(Status::NO_DATA);
    let grey = |status: &Status| status.class == Status::NO_DATA.class;
    let rest = if !grey(&worst) && all.iter().any(grey) { ", not all known" } else { "" };
    Badge {
        slug: format!("{AREA}{}", kind.as_str()),
        label: catalogue::area(kind).to_lowercase(),
        message: format!("{}{rest}", word(worst)),
        class: worst.class,
        href: page(kind).to_owned(),
    }
}

/// The word of a status; one of an alert is told as the state that it puts its area in.
pub(super) fn word(status: Status) -> &'static str {
    match status.rank {
        0 => "failing",
        1 => "at risk",
        2 => "stale",
        4 => "meets",
        5 => "no target",
        _ => "unknown",
    }
}

fn named(metric: &str) -> Option<Kind> {
    metric.split('.').next().and_then(Kind::parse)
}

fn page(kind: Kind) -> &'static str {
    match kind {
        Kind::Health => routes::HEALTH,
        Kind::Tests => routes::TESTS,
        Kind::Coverage => routes::COVERAGE,
        Kind::Benchmark => routes::BENCHMARKS,
        Kind::Chaos => routes::CHAOS,
        Kind::Findings => routes::FINDINGS,
        Kind::Code => routes::TRENDS,
    }
}

/// Metrics with a limit that no run ever gave.
pub(super) fn never_measured<'a>(context: &'a Context<'_>) -> impl Iterator<Item = Badge> + 'a {
    let states = context.assessment.states.iter().filter(|state| state.series.is_none());
    let rules = states.filter_map(|state| context.policy.metrics.get(state.rule));
    let limited = rules.filter(|rule| rule.target.is_some() || rule.alert.is_some());
    let names: BTreeSet<&str> = limited.map(|rule| rule.metric.as_str()).collect();
    names.into_iter().map(|metric| Badge {
        slug: own(&routes::anchor(metric)),
        label: label(&catalogue::name(metric), ""),
        message: "unknown".to_owned(),
        class: Status::NO_DATA.class,
        href: routes::ABOUT.to_owned(),
    })
}
