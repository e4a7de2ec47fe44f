//! Builds the page.

use super::course::{Course, REPAIR_DAYS, courses};
use super::heat;
use super::words::{instant, length};
use super::{CertificateRow, HealthPage, Link, ServiceCard, StripCell, UptimeRow, incidents};
use crate::context::Context;
use crate::format::{ago, date, day_month, value};
use crate::page::Shell;
use crate::page::metric::Snapshots;
use crate::page::rows::{beyond, by_importance, link, metric_row, plural, run_link};
use crate::page::shell::Facing;
use crate::{Shown, Status, routes};
use quarterdeck_analysis::incident::{Cell, State, Uptime};
use quarterdeck_analysis::period::DAY_MS;
use quarterdeck_analysis::policy::Urgency;
use quarterdeck_model::{Kind, Timestamp, Unit};

/// Services that have a card.
const MOST_SERVICES: usize = 100;
/// Services whose response times are drawn: of many each drawing would weigh more than all the rest.
const MOST_HEAT: usize = 10;
/// Incidents that are listed.
const MOST_INCIDENTS: usize = 100;
/// Figures that are listed.
const MOST_METRICS: usize = 100;
/// Windows over which the time up is told.
const WINDOWS: [(&str, i64); 4] = [("24 hours", 1), ("7 days", 7), ("30 days", 30), ("90 days", 90)];

/// Builds `health.html`. `snapshots` are those of the history.
pub fn build(context: &Context<'_>, snapshots: &Snapshots<'_>) -> HealthPage {
    let mut all = courses(context, snapshots);
    all.sort_by(|a, b| (status(a).rank, &a.service, &a.job).cmp(&(status(b).rank, &b.service, &b.job)));
    let linked: Vec<(Link, &Course<'_>)> = all.iter().map(|course| (to_card(course), course)).collect();
    let (incidents, total) = incidents::rows(context, &linked, MOST_INCIDENTS);
    let summary = summary(&all);
    let facing =
        Facing { path: routes::HEALTH.to_owned(), title: "Health".to_owned(), description: summary.clone() };
    let own = |index: &usize| context.series(*index).is_some_and(|series| series.kind == Kind::Health);
    let metrics = by_importance(context).into_iter().filter(own).take(MOST_METRICS);
    HealthPage {
        shell: Shell::of(context, facing),
        summary,
        services: all
            .iter()
            .take(MOST_SERVICES)
            .enumerate()
            .map(|(n, course)| card(context, course, n))
            .collect(),
        more: beyond(all.len(), MOST_SERVICES, ("service", "services")),
        incidents,
        incidents_more: beyond(total, MOST_INCIDENTS, ("incident", "incidents")),
        certificates: certificates(context, &linked),
        metrics: metrics.map(|index| metric_row(context, index, 0)).collect(),
    }
}

/// The anchor of a service's card.
pub(crate) fn anchor_of(service: &str, job: &str) -> String {
    routes::anchor(&format!("{service} {job}"))
}

fn anchor(course: &Course<'_>) -> String {
    anchor_of(&course.service, &course.job)
}

fn to_card(course: &Course<'_>) -> Link {
    link(&course.service, format!("#{}", anchor(course)))
}

fn summary(all: &[Course<'_>]) -> String {
    if all.is_empty() {
        return "No service has been probed yet.".to_owned();
    }
    let states = ["Down", "Flapping", "Stale", "Unknown", "Degraded", "Up"];
    let counted = states.map(|word| (word, all.iter().filter(|c| status(c).word == word).count()));
    let parts: Vec<String> = counted
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| format!("{count} {}", word.to_lowercase()))
        .collect();
    let open = all.iter().filter(|course| course.open().is_some()).count();
    let open = match open {
        0 => "No incident is open.".to_owned(),
        1 => "1 incident is open.".to_owned(),
        n => format!("{} are open.", plural(n, "incident", "incidents")),
    };
    format!("{}: {}. {open}", plural(all.len(), "service", "services"), parts.join(", "))
}

fn status(course: &Course<'_>) -> Status {
    use quarterdeck_model::payload::Outcome;
    match course.track.state {
        State::Unknown => Status::NO_DATA.named("Unknown"),
        _ if course.stale() => Status::STALE,
        State::Down => Status::FAILING.named("Down"),
        State::Flapping => Status::FAILING.named("Flapping"),
        State::Up if course.round.state() == Outcome::Degraded => Status::AT_RISK.named("Degraded"),
        State::Up => Status::MEETS.named("Up"),
    }
}

fn card(context: &Context<'_>, course: &Course<'_>, n: usize) -> ServiceCard {
    let uptime = WINDOWS.iter().map(|(window, days)| uptime_row(window, &course.uptime(days * DAY_MS)));
    let every = format!("every {}", length(course.period as f64));
    let target =
        if course.round.target.is_empty() { every } else { format!("{}, {every}", course.round.target) };
    ServiceCard {
        anchor: anchor(course),
        name: Shown::new(&course.service),
        job: Shown::new(&course.job),
        status: status(course),
        stale_at: course.stale_at().map(|at| at.to_string()).unwrap_or_default(),
        note: note(context, course),
        latest: run_link(context, course.run, 0),
        target: Shown::cut(&target, 160),
        strip: course.strip(&context.policy.zone).iter().map(cell).collect(),
        uptime: uptime.collect(),
        repair: repair(course),
        heat: if n < MOST_HEAT { heat::map(context, course, n) } else { None },
    }
}

/// Since when it is what it is, and when that was seen.
fn note(context: &Context<'_>, course: &Course<'_>) -> String {
    let last = course.track.last.and_then(Timestamp::from_millis);
    let seen = last.map_or("No probe could be made.".to_owned(), |last| {
        format!("Last probed {}.", ago(last, context.now))
    });
    let since = course.open().map(|incident| {
        let what = if course.track.state == State::Flapping { "Flapping" } else { "Down" };
        let percent = value(course.track.change_percent, &Unit::Percent);
        let rule = if what == "Flapping" {
            format!(" ({percent} weighted changes of 21 states)")
        } else {
            String::new()
        };
        format!("{what} since {}{rule}. ", instant(incident.start.middle().0))
    });
    format!("{}{seen}", since.unwrap_or_default())
}

fn cell(cell: &Cell) -> StripCell {
    let (uptime, at) = (&cell.uptime, Timestamp::from_millis(cell.from));
    let known = uptime.coverage().map_or(0.0, |coverage| coverage);
    let status = match () {
        () if uptime.down > 0 => Status::FAILING.named("Down for a time"),
        () if cell.degraded > 0 => Status::AT_RISK.named("Degraded"),
        () if uptime.up > 0 => Status::MEETS.named("Up"),
        () if uptime.planned_work > 0 => Status::NO_TARGET.named("Planned work"),
        () => Status::NO_DATA.named("Unknown"),
    };
    let down =
        if uptime.down > 0 { format!("down for {}, ", length(uptime.down as f64)) } else { String::new() };
    let n = plural(usize::try_from(uptime.n).unwrap_or(usize::MAX), "probe", "probes");
    let words = format!("{down}{} of the day known, {n}", value(known, &Unit::Percent));
    StripCell { status, day: at.map(day_month).unwrap_or_default(), words }
}

fn uptime_row(window: &str, uptime: &Uptime) -> UptimeRow {
    let percent = |share: f64| value(share, &Unit::Percent);
    let time = |ms: i64| if ms > 0 { length(ms as f64) } else { "none".to_owned() };
    UptimeRow {
        window: window.to_owned(),
        up: uptime.told().map_or_else(|| "not enough data".to_owned(), percent),
        coverage: percent(uptime.coverage().unwrap_or(0.0)),
        down: time(uptime.down),
        unknown: time(uptime.unknown()),
        planned: time(uptime.planned_work),
        probes: format!("{} of {}", uptime.good, uptime.n),
        bounds: uptime
            .bounds()
            .map_or("—".to_owned(), |(low, high)| format!("{} to {}", percent(low), percent(high))),
    }
}

fn repair(course: &Course<'_>) -> Vec<String> {
    let told = course.repair();
    let times = (told.mean, told.median, told.longest);
    let mut out = match times {
        (Some(mean), Some(median), Some(longest)) => vec![format!(
            "{} of the last {REPAIR_DAYS} days: mean time to repair {}, median {}, longest {}.",
            plural(usize::try_from(told.n).unwrap_or(usize::MAX), "closed incident", "closed incidents"),
            length(mean),
            length(median),
            length(longest),
        )],
        _ => vec![format!(
            "No closed incident in the last {REPAIR_DAYS} days: no time to repair, none between failures."
        )],
    };
    out.extend(told.between.map(|ms| format!("Mean known time up between failures: {}.", length(ms))));
    if told.open > 0 {
        out.push("The open incident is in neither.".to_owned());
    }
    if !told.fine {
        let every = length(course.period as f64);
        out.push(format!("Probes {every} apart cannot tell whether a repair took less than 15 minutes."));
    }
    out
}

fn certificates(context: &Context<'_>, courses: &[(Link, &Course<'_>)]) -> Vec<CertificateRow> {
    let of = |(to, course): &(Link, &Course<'_>)| {
        let (certificate, _) = course.certificate?;
        let days = (certificate.expires_at.millis() - context.now.millis()) as f64 / DAY_MS as f64;
        let status = match context.policy.health.urgency(days) {
            Urgency::None => Status::MEETS.named("Valid"),
            Urgency::Warn => Status::AT_RISK.named("Ends soon"),
            Urgency::Critical => Status::FAILING.named("Ends now"),
            Urgency::Expired => Status::FAILING.named("Expired"),
        };
        let row = CertificateRow {
            status,
            service: to.clone(),
            left: value(days, &Unit::Days),
            ends: date(certificate.expires_at),
            subject: Shown::new(&certificate.subject),
            leaf: certificate.leaf_expires_at.map_or("not told".to_owned(), date),
        };
        Some((certificate.expires_at, row))
    };
    let mut rows: Vec<(Timestamp, CertificateRow)> = courses.iter().filter_map(of).collect();
    rows.sort_by_key(|(ends, _)| *ends);
    rows.into_iter().map(|(_, row)| row).collect()
}
