//! The list of incidents.

use super::course::Course;
use super::words::{instant, length, precise};
use super::{IncidentRow, Link};
use crate::Status;
use crate::page::rows::plural;
use quarterdeck_analysis::incident::{Bounds, Incident};
use quarterdeck_model::Timestamp;

/// Incidents of all services, the open ones first, then the newest; and how many there are.
pub(super) fn rows(
    courses: &[(Link, &Course<'_>)],
    now: Timestamp,
    most: usize,
) -> (Vec<IncidentRow>, usize) {
    let of = |(link, course): &(Link, &Course<'_>)| -> Vec<(Incident, Link)> {
        course.track.incidents.iter().map(|incident| (incident.clone(), link.clone())).collect()
    };
    let mut all: Vec<(Incident, Link)> = courses.iter().flat_map(of).collect();
    all.sort_by_key(|(incident, _)| (incident.end.is_some(), std::cmp::Reverse(incident.start.until)));
    let rows = all.iter().take(most).map(|(incident, link)| row(incident, link, now)).collect();
    (rows, all.len())
}

fn row(incident: &Incident, service: &Link, now: Timestamp) -> IncidentRow {
    let (start, _) = incident.start.middle();
    let lasted = match (incident.duration(), incident.end) {
        (Some((ms, give)), _) => format!("{} ± {}", length(ms), length(give)),
        (None, Some(end)) => format!("at least {}", length((end.until - incident.start.until) as f64)),
        (None, None) => format!("open for {}", length(now.millis() as f64 - start)),
    };
    let flapped = if incident.flapped { ", flapping" } else { "" };
    IncidentRow {
        status: match incident.end {
            None => Status::FAILING.named("Open"),
            Some(_) => Status::MEETS.named("Closed"),
        },
        service: service.clone(),
        start: instant(start),
        start_bounds: bounds(incident.start),
        end: incident.end.map(|end| instant(end.middle().0)).unwrap_or_default(),
        end_bounds: incident.end.map(bounds).unwrap_or_default(),
        lasted,
        evidence: format!(
            "{}{flapped}",
            plural(usize::try_from(incident.failed).unwrap_or(usize::MAX), "failing probe", "failing probes")
        ),
    }
}

/// `after 23 Nov 07:12:05, by 07:13:05`.
fn bounds(bounds: Bounds) -> String {
    match bounds.after {
        Some(after) => format!("after {}, by {}", precise(after), precise(bounds.until)),
        None => format!("by {}, no probe before", precise(bounds.until)),
    }
}
