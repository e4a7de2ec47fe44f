//! Services that are down, or flap.

use super::{Alert, AlertKind, Facts};
use crate::incident::{Course, Incident, State};
use crate::policy::Severity;

/// One alert for each incident of each service, open as long as the incident is.
pub(super) fn alerts(facts: &Facts<'_>) -> Vec<Alert> {
    let of = |course: &Course| -> Vec<Alert> {
        course.track.incidents.iter().filter_map(|incident| alert(course, incident)).collect()
    };
    facts.services.iter().flat_map(of).collect()
}

fn alert(course: &Course, incident: &Incident) -> Option<Alert> {
    let first = course.run_at(incident.start.until)?;
    let end = incident.end.map(|end| end.until);
    let mut evidence = course.runs_within(incident.start.until, end.unwrap_or(i64::MAX));
    if evidence.is_empty() {
        evidence.push(first);
    }
    let flaps = match incident.end {
        None => course.track.state == State::Flapping,
        Some(_) => incident.flapped,
    };
    let what = if flaps { "flaps between up and down" } else { "is down" };
    Some(Alert {
        severity: if flaps { Severity::Warning } else { Severity::Critical },
        subject: course.service.clone(),
        job: course.job.clone(),
        value: Some(incident.failed as f64),
        message: format!("{} {what}", course.service),
        ..Alert::new(AlertKind::Incident, evidence, end.and_then(|at| course.run_at(at)))
    })
}
