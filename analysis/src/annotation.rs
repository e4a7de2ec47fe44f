//! Annotations against what they are about: acknowledged alerts, voided runs, and what is about nothing.

use crate::alert::Alert;
use crate::incident::{Course, Incident};
use crate::policy::annotation::{Acknowledgement, Cause, Void};
use crate::policy::{Annotations, Policy};
use quarterdeck_model::{History, Timestamp};

/// An annotation that is about nothing in the archive: index into its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unmatched {
    /// No such alert was open at that instant.
    Acknowledge(usize),
    /// No such snapshot.
    Void(usize),
    /// No probe of that service lies there.
    Reclassify(usize),
    /// No incident of that service lasts at that instant.
    Cause(usize),
}

/// `history` without the figures of voided runs; the runs stay, with the reason.
#[must_use]
pub fn without_voided(history: &History, annotations: &Annotations) -> History {
    if annotations.void.is_empty() {
        return history.clone();
    }
    history.without(|run| {
        let said = annotations.void.iter().find(|void| void.is_of(run))?;
        Some(format!("{} ({})", said.reason, said.by))
    })
}

/// Marks each alert with the acknowledgement that holds for its opening: of several the latest.
pub(crate) fn acknowledge(alerts: &mut [Alert], history: &History, policy: &Policy, now: Timestamp) {
    for alert in alerts {
        let identity = alert.identity(history);
        let all = policy.annotations.acknowledge.iter().enumerate();
        let own = all.filter(|(_, said)| said.alert == identity && holds(said, alert, history));
        // An opening that closed was looked after while it lasted; one that lasts must be so now.
        let valid =
            own.filter(|(_, said)| said.until.is_none_or(|until| alert.closed.is_some() || now < until.0));
        alert.acknowledged = valid.max_by_key(|(index, said)| (said.at, *index)).map(|(index, _)| index);
    }
}

/// Whether it was said while this opening lasted.
fn holds(said: &Acknowledgement, alert: &Alert, history: &History) -> bool {
    let taken = |run: u32| history.runs.get(run as usize).map(|run| run.taken_at);
    let opened = taken(alert.opened).is_some_and(|opened| opened <= said.at.0);
    opened && alert.closed.and_then(taken).is_none_or(|closed| said.at.0 < closed)
}

/// The incident that a cause is about.
pub fn caused<'a>(cause: &Cause, course: &'a Course) -> Option<&'a Incident> {
    let at = cause.at.millis();
    let lasts = |incident: &&Incident| {
        let begins = incident.start.after.unwrap_or(incident.start.until);
        begins <= at && incident.end.is_none_or(|end| at <= end.until)
    };
    let about = course.is(Some(&cause.service), cause.job.as_deref());
    course.track.incidents.iter().filter(|_| about).find(lasts)
}

/// What is about nothing.
pub(crate) fn unmatched(
    history: &History,
    policy: &Policy,
    services: &[Course],
    alerts: &[Alert],
) -> Vec<Unmatched> {
    let said = &policy.annotations;
    let identities: Vec<(String, &Alert)> =
        alerts.iter().map(|alert| (alert.identity(history), alert)).collect();
    let matched = |said: &Acknowledgement| {
        identities.iter().any(|(identity, alert)| *identity == said.alert && holds(said, alert, history))
    };
    let of = |void: &Void| history.runs.iter().any(|run| void.is_of(run));
    let probes = |one: &crate::policy::annotation::Reclassification| {
        let inside = one.from.millis()..one.until.millis();
        let own = services.iter().filter(|course| course.is(Some(&one.service), one.job.as_deref()));
        own.flat_map(|course| &course.seen).any(|seen| inside.contains(&seen.at))
    };
    let caused = |cause: &Cause| services.iter().any(|course| caused(cause, course).is_some());
    let acknowledge = lost(&said.acknowledge, matched).map(Unmatched::Acknowledge);
    let void = lost(&said.void, of).map(Unmatched::Void);
    let reclassify = lost(&said.reclassify, probes).map(Unmatched::Reclassify);
    let cause = lost(&said.cause, caused).map(Unmatched::Cause);
    acknowledge.chain(void).chain(reclassify).chain(cause).collect()
}

/// The places of those that match nothing.
fn lost<T>(all: &[T], matched: impl Fn(&T) -> bool) -> impl Iterator<Item = usize> {
    all.iter().enumerate().filter(move |(_, one)| !matched(one)).map(|(index, _)| index)
}
