//! One alert in words.

use super::{AlertRow, Link, toml};
use crate::chart::limit_words;
use crate::context::Context;
use crate::format::{day_month, value};
use crate::page::health;
use crate::page::objectives::{self, words};
use crate::page::rows::{link, plural, run_link, sentence, web};
use crate::{Shown, Status, catalogue, routes};
use quarterdeck_analysis::alert::{Alert, AlertKind};
use quarterdeck_analysis::period::DAY_MS;
use quarterdeck_analysis::policy::Severity;
use quarterdeck_analysis::policy::annotation::Acknowledgement;
use quarterdeck_model::{Run, Series};

/// The anchor of an alert: its kind, its metric's slug or its job, and the snapshot that opened it.
pub(crate) fn anchor_of(context: &Context<'_>, alert: &Alert) -> String {
    let slug = alert.series.and_then(|s| context.series(s)).and_then(|s| context.slugs().get(&s.key));
    let other = || routes::anchor(&format!("{} {}", alert.subject, alert.job));
    let about = match slug {
        Some(slug) if alert.subject.is_empty() => slug.to_owned(),
        Some(slug) => format!("{slug}-{}", routes::anchor(&alert.subject)),
        None => other(),
    };
    format!("{}-{about}-{}", routes::anchor(alert.kind.as_str()), alert.opened)
}

/// One alert as a row of a page `depth` folders down.
pub(crate) fn row(context: &Context<'_>, alert: &Alert, depth: usize) -> AlertRow {
    let series = alert.series.and_then(|s| context.series(s));
    let (metric, detail) = about(context, alert, depth);
    let said = acknowledgement(context, alert);
    let free = alert.is_open() && said.is_none();
    AlertRow {
        anchor: anchor_of(context, alert),
        id: Shown::new(&alert.identity(context.history)),
        status: status(alert),
        severity: severity_word(alert.severity),
        metric,
        detail,
        message: message(context, alert),
        first: run_link(context, alert.opened, depth),
        last_good: last_good(context, alert).map(|run| run_link(context, run, depth)).unwrap_or_default(),
        last: run_link(context, alert.closed.unwrap_or(alert.last_seen), depth),
        lasted: lasted(context, alert),
        hours: hours(context, alert).unwrap_or_default(),
        persistence: persistence(context, alert, series),
        state: Shown::new(state(alert)),
        owner: said.map(owner).unwrap_or_default(),
        issue: said
            .and_then(|said| said.issue.as_deref())
            .map(|text| address(text, "Issue"))
            .unwrap_or_default(),
        runbook: alert.runbook.as_deref().map(|text| runbook(context, text, depth)).unwrap_or_default(),
        acknowledgement: if free { toml::blank(context, alert) } else { String::new() },
    }
}

/// What an alert is about, and what tells it from others.
fn about(context: &Context<'_>, alert: &Alert, depth: usize) -> (Link, Shown) {
    let at = |to: String| routes::at_depth(depth, &to);
    if let Some(attained) = alert.objective.and_then(|index| context.assessment.objectives.get(index)) {
        let anchor = objectives::anchor_of(context, attained);
        let (name, detail) = words::names(context, attained);
        let to = Link { text: name, href: at(format!("{}#{anchor}", routes::OBJECTIVES)) };
        return (to, detail);
    }
    if alert.kind == AlertKind::Incident {
        let anchor = health::anchor_of(&alert.subject, &alert.job);
        let to = link(&alert.subject, at(format!("{}#{anchor}", routes::HEALTH)));
        return (to, Shown::new(&alert.job));
    }
    let Some(series) = alert.series.and_then(|s| context.series(s)) else {
        return (link(&format!("Collection of {}", alert.job), String::new()), Shown::default());
    };
    let (text, detail) = context.names(series);
    (Link { text, href: context.metric_href(&series.key, depth) }, detail)
}

/// The acknowledgement that holds for it.
pub(crate) fn acknowledgement<'a>(context: &Context<'a>, alert: &Alert) -> Option<&'a Acknowledgement> {
    context.policy.annotations.acknowledge.get(alert.acknowledged?)
}

/// `ops, until 4 Dec: a new disk is ordered`.
fn owner(said: &Acknowledgement) -> Shown {
    let until = said.until.map(|until| format!(", until {}", day_month(until.0))).unwrap_or_default();
    Shown::cut(&format!("{}{until}: {}", said.by, said.reason), 200)
}

fn state(alert: &Alert) -> &'static str {
    match (alert.is_open(), alert.acknowledged) {
        (false, _) => "Resolved",
        (true, Some(_)) => "Acknowledged",
        (true, None) => "Open",
    }
}

/// Of the series' snapshots since the first that proves it, how many do; and of an open one, whether it is still measured.
fn persistence(context: &Context<'_>, alert: &Alert, series: Option<&Series>) -> String {
    let proofs = alert.evidence.len();
    let Some(series) = series else { return plural(proofs, "snapshot", "snapshots") };
    let lasting = alert.opened..alert.closed.unwrap_or(u32::MAX);
    let all = series.points.iter().filter(|point| lasting.contains(&point.run)).count();
    let seen = format!("{proofs} of {}", plural(all.max(proofs), "snapshot", "snapshots"));
    match without(context, series) {
        newer if newer > 0 && alert.is_open() => {
            format!("{seen}, no figure in {}", plural(newer, "newer run", "newer runs"))
        }
        _ => seen,
    }
}

/// Later runs of the same job, on the same host where that counts, that did not give the figure: a level that nobody
/// measures any more is neither as it was nor mended.
pub(crate) fn without(context: &Context<'_>, series: &Series) -> usize {
    let Some(last) = series.points.last() else { return 0 };
    let host = series.key.labels.get("host");
    let newer = context.history.runs.iter().skip(last.run as usize + 1);
    let same = |run: &&Run| {
        run.kind == series.kind
            && run.job == series.key.job
            && run.counts()
            && host.is_none_or(|host| run.labels.get("host") == Some(host))
    };
    newer.filter(same).count()
}

fn status(alert: &Alert) -> Status {
    match (alert.is_open(), alert.kind, alert.severity) {
        (false, ..) => Status::MEETS.named("Resolved"),
        (_, AlertKind::StaleData, _) => Status::STALE,
        (_, AlertKind::FailedCollection, _) => Status::NO_DATA.named("Not collected"),
        (_, AlertKind::Regression, _) => Status::AT_RISK.named("Regression"),
        (_, AlertKind::Deviation, _) => Status::AT_RISK.named("Deviation"),
        (_, AlertKind::Objective, _) => Status::AT_RISK.named("Objective"),
        (_, AlertKind::Incident, Severity::Critical) => Status::FAILING.named("Down"),
        (_, AlertKind::Incident, Severity::Warning) => Status::AT_RISK.named("Flapping"),
        (_, AlertKind::Threshold, Severity::Critical) => Status::FAILING,
        (_, AlertKind::Threshold, Severity::Warning) => Status::AT_RISK.named("Warning"),
    }
}

/// `critical`, `warning`.
pub(crate) fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "critical",
        Severity::Warning => "warning",
    }
}

fn message(context: &Context<'_>, alert: &Alert) -> String {
    let series = alert.series.and_then(|s| context.series(s));
    let attained = alert.objective.and_then(|index| context.assessment.objectives.get(index));
    match (alert.kind, alert.limit, alert.value) {
        (AlertKind::Threshold, Some(limit), Some(v)) => {
            let Some(series) = series else { return sentence(&alert.message) };
            let name = Shown::new(&catalogue::name(series.key.metric.as_str())).text;
            let limit = limit_words(limit, &series.unit);
            format!("{name} was {}; the alert limit is {limit}.", value(v, &series.unit))
        }
        (AlertKind::Objective, Some(_), Some(v)) => match attained {
            Some(attained) => words::broken(context, attained, v),
            None => sentence(&alert.message),
        },
        (AlertKind::Incident, _, Some(failed)) => {
            let probes = plural(failed as usize, "failing probe", "failing probes");
            match alert.is_open() {
                true => format!("{}: {probes} so far.", Shown::new(&alert.message).text),
                false => format!("{} failed: {probes}.", Shown::new(&alert.subject).text),
            }
        }
        _ => sentence(&alert.message),
    }
}

/// The last run before the first breach that gave the figure (or, for a failed collection, that counted).
pub(crate) fn last_good(context: &Context<'_>, alert: &Alert) -> Option<u32> {
    match alert.series.and_then(|s| context.series(s)) {
        Some(series) => {
            let before = series.points.partition_point(|p| p.run < alert.opened);
            before.checked_sub(1).and_then(|at| series.points.get(at)).map(|p| p.run)
        }
        None => context.neighbours(alert.opened).0,
    }
}

/// Whole hours from the snapshot that opened it until the one that closed it, or until now.
fn hours(context: &Context<'_>, alert: &Alert) -> Option<i64> {
    let at = |run: u32| context.run(run).map(|r| r.taken_at.millis());
    let end = alert.closed.map_or(Some(context.now.millis()), at)?;
    Some((end - at(alert.opened)?).max(0) / (DAY_MS / 24))
}

/// `open 12 days`, `lasted 3 days`, `open less than an hour`.
fn lasted(context: &Context<'_>, alert: &Alert) -> String {
    let long = match hours(context, alert) {
        None => return String::new(),
        Some(0) => "less than an hour".to_owned(),
        Some(hours @ 1..48) => plural(hours as usize, "hour", "hours"),
        Some(hours) => format!("{} days", hours / 24),
    };
    if alert.is_open() { format!("open {long}") } else { format!("lasted {long}") }
}

/// A runbook that the site has is a link to its page.
fn runbook(context: &Context<'_>, text: &str, depth: usize) -> Link {
    match context.policy.runbooks.iter().find(|runbook| runbook.path == text) {
        Some(own) => link("Runbook", routes::at_depth(depth, &routes::runbook(&own.slug))),
        None => address(text, "Runbook"),
    }
}

/// Text that is an address is a link under `name`; any other text is shown.
fn address(text: &str, name: &str) -> Link {
    let href = web(text);
    Link { text: Shown::new(if href.is_empty() { text } else { name }), href }
}
