//! The list of incidents.

use super::course::Course;
use super::words::{instant, length, precise};
use super::{IncidentRow, Link};
use crate::context::Context;
use crate::page::rows::{plural, web};
use crate::{Shown, Status};
use quarterdeck_analysis::annotation::caused;
use quarterdeck_analysis::incident::{Bounds, Incident};
use quarterdeck_model::Timestamp;

/// Incidents of all services, the open ones first, then the newest; and how many there are.
pub(super) fn rows(
    context: &Context<'_>,
    courses: &[(Link, &Course<'_>)],
    most: usize,
) -> (Vec<IncidentRow>, usize) {
    let all = courses.iter().flat_map(|(link, course)| {
        course.track.incidents.iter().map(move |incident| (incident, link, *course))
    });
    let mut all: Vec<(&Incident, &Link, &Course<'_>)> = all.collect();
    all.sort_by_key(|(incident, ..)| (incident.end.is_some(), std::cmp::Reverse(incident.start.until)));
    let shown = all.iter().take(most).map(|(incident, link, course)| IncidentRow {
        causes: causes(context, incident, course),
        ..row(incident, link, context.now)
    });
    (shown.collect(), all.len())
}

/// What people say caused it.
fn causes(context: &Context<'_>, incident: &Incident, course: &Course<'_>) -> Vec<Link> {
    let own = context.policy.annotations.cause.iter().filter(|cause| caused(cause, course) == Some(incident));
    own.map(|cause| Link {
        text: Shown::cut(&format!("{} ({})", cause.reason, cause.by), 200),
        href: cause.issue.as_deref().map(web).unwrap_or_default(),
    })
    .collect()
}

fn row(incident: &Incident, service: &Link, now: Timestamp) -> IncidentRow {
    let (start, _) = incident.start.middle();
    let lasted = match (incident.duration(), incident.end) {
        (Some((ms, give)), _) => format!("{} ± {}", length(ms), length(give)),
        (None, Some(end)) => format!("at least {}", length((end.until - incident.start.until) as f64)),
        (None, None) => format!("open for {}", length(now.millis() as f64 - start)),
    };
    let end = incident.end.map(|end| end.middle().0);
    let flapped = if incident.flapped { ", flapping" } else { "" };
    IncidentRow {
        status: match incident.end {
            None => Status::FAILING.named("Open"),
            Some(_) => Status::MEETS.named("Closed"),
        },
        service: service.clone(),
        start: instant(start),
        start_bounds: bounds(incident.start),
        start_ms: start as i64,
        end: end.map(instant).unwrap_or_default(),
        end_ms: end.map(|end| end as i64),
        end_bounds: incident.end.map(bounds).unwrap_or_default(),
        lasted,
        lasted_ms: (end.unwrap_or(now.millis() as f64) - start) as i64,
        causes: Vec::new(),
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
