//! Incidents of services, and what chaos experiments found.

use super::given::Given;
use super::{Cell, Grid, Topic};
use crate::format::{UNKNOWN, maybe};
use crate::page::grid::{column, numbers, text};
use crate::page::health::words::{instant, length};
use crate::page::rows::plural;
use quarterdeck_analysis::review::{Outage, Scenario};
use quarterdeck_model::Unit;

/// Incidents that are listed.
const MOST: usize = 12;
/// Scenarios that are listed.
const MOST_SCENARIOS: usize = 12;

/// Incidents that were open in the period.
pub(super) fn incidents(given: &Given<'_>) -> Topic {
    let outages = &given.records.outages;
    let rows = outages.iter().rev().map(|outage| incident(given, outage)).collect();
    let columns = vec![
        column("Service"),
        column("Began"),
        column("Ended"),
        numbers("Lasted"),
        numbers("Failing probes").only("medium"),
    ];
    Topic {
        anchor: "incidents",
        title: "Incidents".to_owned(),
        sub: "from the first failing probe to the first good one, give or take the time between probes"
            .to_owned(),
        sentences: vec![incident_sentence(given)],
        grids: vec![Grid::of(columns, "").filled(rows, MOST)],
        ..Topic::default()
    }
}

/// `2 incidents of 3 services were open in the period, 1 at its end.`
pub(super) fn incident_sentence(given: &Given<'_>) -> String {
    let outages = &given.records.outages;
    if given.records.services == 0 {
        return "No service was probed.".to_owned();
    }
    let services = plural(given.records.services, "service was", "services were");
    let open = outages.iter().filter(|outage| outage.incident.end.is_none()).count();
    match outages.len() {
        0 => format!("{services} probed and had no incident."),
        n => format!(
            "{services} probed and had {}, of which {open} had not ended.",
            plural(n, "incident", "incidents")
        ),
    }
}

fn incident(given: &Given<'_>, outage: &Outage) -> Vec<Cell> {
    let found = &outage.incident;
    let lasted = match (found.duration(), found.end) {
        (Some((ms, give)), _) => text(&length(ms)).with_sub(&format!("± {}", length(give))),
        (None, Some(end)) => text(&format!("at least {}", length((end.until - found.start.until) as f64))),
        (None, None) => {
            let open = given.then.now.millis() as f64 - found.start.middle().0;
            text(&format!("open for {}", length(open)))
        }
    };
    let end = found.end.map_or_else(|| "not ended".to_owned(), |end| instant(end.middle().0));
    vec![
        text(&outage.service).with_sub(&outage.job),
        text(&instant(found.start.middle().0)),
        text(&end),
        lasted,
        text(&found.failed.to_string()),
    ]
}

/// Experiments by scenario.
pub(super) fn chaos(given: &Given<'_>) -> Topic {
    let scenarios = &given.records.scenarios;
    let columns = vec![
        column("Scenario"),
        numbers("Passed"),
        numbers("Not recovered").only("medium"),
        numbers("Longest recovery"),
        numbers("Least available"),
        numbers("Void").only("wide"),
    ];
    let rows = scenarios.iter().map(scenario).collect();
    Topic {
        anchor: "chaos",
        title: "Chaos experiments".to_owned(),
        sub: "an experiment that was aborted or not injected says nothing and is void".to_owned(),
        sentences: vec![chaos_sentence(given)],
        grids: vec![Grid::of(columns, "").filled(rows, MOST_SCENARIOS)],
        ..Topic::default()
    }
}

/// `3 of 4 experiments passed; 1 more was void.`
pub(super) fn chaos_sentence(given: &Given<'_>) -> String {
    let sum = |count: fn(&Scenario) -> usize| given.records.scenarios.iter().map(count).sum::<usize>();
    let (counted, passed, void) = (sum(|s| s.counted), sum(|s| s.passed), sum(|s| s.void));
    match (counted, void) {
        (0, 0) => "No chaos experiment was made in this period.".to_owned(),
        (counted, 0) => format!("{passed} of {} passed.", plural(counted, "experiment", "experiments")),
        (counted, void) => format!(
            "{passed} of {} passed; {void} more {} void.",
            plural(counted, "experiment", "experiments"),
            if void == 1 { "was" } else { "were" }
        ),
    }
}

fn scenario(scenario: &Scenario) -> Vec<Cell> {
    let censored = match scenario.not_recovered {
        0 => String::new(),
        _ => "and some not within the watch".to_owned(),
    };
    let longest = maybe(scenario.longest_s, &Unit::Seconds).text();
    let counted = |count: usize| match scenario.counted {
        0 => UNKNOWN.to_owned(),
        of => format!("{count} of {of}"),
    };
    vec![
        text(&scenario.name),
        text(&counted(scenario.passed)),
        text(&counted(scenario.not_recovered)),
        text(&longest).with_sub(&censored),
        text(&maybe(scenario.least_available, &Unit::Percent).text()),
        text(&scenario.void.to_string()),
    ]
}
