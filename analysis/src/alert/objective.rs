//! Objectives that are at risk or missed, snapshot by snapshot: each is judged of what was known then.

use super::opening::{Opening, Seen, openings};
use super::{Alert, AlertKind, Facts};
use crate::incident::{Course, Incident, Ledger};
use crate::objective::{Attained, Span, Subject, too_fast};
use crate::policy::{Objective, ObjectiveKind};
use crate::zone::Zone;
use quarterdeck_model::Timestamp;
use std::collections::BTreeMap;

pub(super) fn alerts(facts: &Facts<'_>) -> Vec<Alert> {
    let mut alerts = Vec::new();
    for (index, attained) in facts.objectives.iter().enumerate() {
        let objective =
            facts.policy.objectives.get(attained.objective).filter(|objective| objective.alerts());
        let Some(objective) = objective else { continue };
        let seen = match (objective.kind, attained.subject) {
            (ObjectiveKind::Score, _) => score(facts, objective),
            (ObjectiveKind::Metric, Subject::Series(series)) => metric(facts, objective, series),
            (ObjectiveKind::Uptime, Subject::Service(at)) => {
                facts.services.get(at).map(|course| uptime(facts, objective, course)).unwrap_or_default()
            }
            (ObjectiveKind::Mttr, _) => repair(facts, objective),
            _ => Vec::new(),
        };
        let found = openings(seen, facts.policy.alerts.open_after);
        alerts.extend(found.into_iter().map(|opening| alert(facts, (index, attained), objective, opening)));
    }
    alerts
}

fn alert(
    facts: &Facts<'_>,
    (index, attained): (usize, &Attained),
    objective: &Objective,
    opening: Opening,
) -> Alert {
    let (series, job) = match attained.subject {
        Subject::Project => (None, ""),
        Subject::Service(at) => (None, facts.services.get(at).map_or("", |course| course.job.as_str())),
        Subject::Series(at) => (Some(at), facts.history.series.get(at).map_or("", |s| s.key.job.as_str())),
    };
    Alert {
        subject: subject(facts, attained, objective),
        series,
        objective: Some(index),
        job: job.to_owned(),
        limit: Some(objective.target),
        value: Some(opening.value),
        message: format!("the objective {} is not kept", objective.kind.as_str()),
        runbook: objective.runbook.clone(),
        ..Alert::new(AlertKind::Objective, opening.evidence, opening.closed)
    }
}

/// What tells one objective from another: its name or kind, its window, its service.
fn subject(facts: &Facts<'_>, attained: &Attained, objective: &Objective) -> String {
    let name = objective.name.as_deref().unwrap_or(objective.kind.as_str());
    let own = format!("{name}/{}", objective.over().as_str());
    match attained.subject {
        Subject::Service(at) => {
            facts.services.get(at).map_or_else(|| own.clone(), |course| format!("{own} {}", course.service))
        }
        Subject::Project | Subject::Series(_) => own,
    }
}

/// A verdict that holds until its window is over, once it was bad. `None` neither opens nor closes.
struct Window<'a> {
    objective: &'a Objective,
    zone: &'a Zone,
    span: Option<Span>,
    missed: bool,
}

impl<'a> Window<'a> {
    fn new(objective: &'a Objective, zone: &'a Zone) -> Self {
        Self { objective, zone, span: None, missed: false }
    }

    /// Whether `at` is in another window than the last one that was asked for.
    fn turn(&mut self, at: Timestamp) -> bool {
        let span = Span::of(self.objective.over(), at, self.zone);
        let turned = self.span.is_some() && span != self.span;
        self.span = span;
        turned
    }

    /// The worst of a window counts: one bad figure is not mended by a later good one.
    fn worst(&mut self, at: Timestamp, breach: bool) -> bool {
        if self.turn(at) {
            self.missed = false;
        }
        self.missed = breach || (self.missed && self.span.is_some());
        self.missed
    }
}

fn score(facts: &Facts<'_>, objective: &Objective) -> Vec<Seen> {
    let mut window = Window::new(objective, &facts.policy.zone);
    let point = |point: &crate::score::ScorePoint| {
        let (low, high) = (objective.target.holds(point.low), objective.target.holds(point.high));
        // What the ends do not agree on is not known.
        let breach = (low == high).then_some(!low)?;
        let breach = window.worst(facts.taken(point.run)?, breach);
        Some(Seen { run: point.run, value: point.low, breach })
    };
    facts.trend.iter().filter_map(point).collect()
}

fn metric(facts: &Facts<'_>, objective: &Objective, series: usize) -> Vec<Seen> {
    let mut window = Window::new(objective, &facts.policy.zone);
    let points = facts.history.series.get(series).map(|s| s.points.as_slice()).unwrap_or_default();
    let seen = points.iter().filter_map(|point| {
        let breach = window.worst(facts.taken(point.run)?, !objective.target.holds(point.value));
        Some(Seen { run: point.run, value: point.value, breach })
    });
    seen.collect()
}

/// After each run: below the target so far, or burning too fast.
fn uptime(facts: &Facts<'_>, objective: &Objective, course: &Course) -> Vec<Seen> {
    let ledger = Ledger::of(course);
    let mut window = Window::new(objective, &facts.policy.zone);
    let error = (100.0 - objective.target.value) / 100.0;
    let seen = last_probes([course]).into_iter().filter_map(|(run, at)| {
        let now = Timestamp::from_millis(at)?;
        let turned = window.turn(now);
        let up = ledger.told(window.span?.from, at + 1);
        let Some(up) = up else { return turned.then_some(Seen { run, value: 100.0, breach: false }) };
        let fast = too_fast(|ms| ledger.told(at + 1 - ms, at + 1), error);
        Some(Seen { run, value: up, breach: !objective.target.holds(up) || fast })
    });
    seen.collect()
}

/// After each run: the mean of the incidents that began in the window and have ended.
fn repair(facts: &Facts<'_>, objective: &Objective) -> Vec<Seen> {
    let about = |course: &&Course| course.is(objective.service.as_deref(), objective.job.as_deref());
    let courses: Vec<&Course> = facts.services.iter().filter(about).collect();
    if courses.iter().any(|course| !course.repair(0, 0).fine) {
        return Vec::new();
    }
    let ended =
        |incident: &Incident| Some((incident.end?.until, incident.start.until, incident.duration()?.0));
    let mut ends: Vec<(i64, i64, f64)> =
        courses.iter().flat_map(|course| course.track.incidents.iter().filter_map(ended)).collect();
    ends.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    let mut window = Window::new(objective, &facts.policy.zone);
    let (mut next, mut times) = (ends.into_iter().peekable(), (0u32, 0.0));
    let mut seen = Vec::new();
    for (run, at) in last_probes(courses.iter().copied()) {
        let Some(now) = Timestamp::from_millis(at) else { continue };
        let turned = window.turn(now);
        if turned {
            times = (0, 0.0);
        }
        let Some(span) = window.span else { continue };
        while let Some((_, began, ms)) = next.next_if(|(ended, ..)| *ended <= at) {
            if (span.from..span.until).contains(&began) {
                times = (times.0 + 1, times.1 + ms);
            }
        }
        let minutes = times.1 / f64::from(times.0.max(1)) / 60_000.0;
        if times.0 > 0 || turned {
            let breach = times.0 > 0 && !objective.target.holds(minutes);
            seen.push(Seen { run, value: minutes, breach });
        }
    }
    seen
}

/// The last probe of each run.
fn last_probes<'a>(courses: impl IntoIterator<Item = &'a Course>) -> BTreeMap<u32, i64> {
    let mut last = BTreeMap::new();
    for course in courses {
        for (run, observation) in course.runs.iter().zip(&course.seen) {
            let at = last.entry(*run).or_insert(observation.at);
            *at = observation.at.max(*at);
        }
    }
    last
}
