//! Gatus' `/api/v1/endpoints/statuses` and `/api/v1/suites/statuses`, after <https://github.com/TwiN/gatus#api>.
//!
//! Each endpoint, or suite, is a service; each of its results is a probe: `success` up, else down. A result that says
//! success though one of its conditions does not hold is down. `duration` is in nanoseconds; 0 is none, and so is an HTTP
//! status of 0. A time of year 1 is no time. An endpoint without results is unknown.

use super::status::{Status, finished, harmless_words, round};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use crate::origin::Origin;
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::{Health, Outcome};
use serde::Deserialize;

#[derive(Deserialize)]
struct Endpoint {
    name: String,
    #[serde(default)]
    group: String,
    #[serde(default)]
    results: Option<Vec<Run>>,
}

#[derive(Deserialize)]
struct Run {
    #[serde(default)]
    status: u16,
    #[serde(default)]
    duration: f64,
    #[serde(default)]
    errors: Option<Vec<String>>,
    #[serde(default, rename = "conditionResults")]
    conditions: Option<Vec<Condition>>,
    success: bool,
    timestamp: String,
}

#[derive(Deserialize)]
struct Condition {
    condition: String,
    success: bool,
}

/// Whether the beginning of a file looks like it.
pub(crate) fn sniff(text: &str) -> bool {
    let listed = ["\"key\"", "\"results\""].iter().all(|key| text.contains(key));
    let results = text.contains("\"conditionResults\"") || text.contains("\"endpointResults\"");
    text.trim_start().starts_with('[') && listed && (results || text.contains("\"results\":[]"))
}

/// Reads one answer.
///
/// # Errors
/// When it is not JSON, or not of this shape.
pub(crate) fn parse(input: &Input, origin: &Origin) -> Result<Parsed<Health>, CollectError> {
    let (text, mut notes) = input.noted();
    let endpoints: Vec<Endpoint> = json::read(&input.name, text.trim_start_matches('\u{feff}'))?;
    let mut health = Health::default();
    let mut latest = None;
    for endpoint in endpoints {
        let group = if endpoint.group.is_empty() { String::new() } else { format!("{}/", endpoint.group) };
        let service = format!("{group}{}", endpoint.name);
        let mut statuses = Vec::new();
        for run in endpoint.results.unwrap_or_default() {
            let at = Timestamp::parse(&run.timestamp).filter(|at| at.millis() > 0);
            latest = latest.max(at);
            if at.is_none() {
                notes.note(format!("{service}: a result has no time, and counts as of now"));
            }
            statuses.push(run.status(at.unwrap_or(origin.read_at)));
        }
        if statuses.is_empty() {
            let none = Status::new(origin.read_at, Outcome::Unknown);
            statuses.push(none.because("has no result yet".to_owned()));
        }
        health.rounds.push(round(service, "", statuses));
    }
    Ok(finished(health, ("Gatus", None, latest), notes))
}

impl Run {
    fn status(self, at: Timestamp) -> Status {
        let conditions =
            self.conditions.unwrap_or_default().into_iter().filter(|condition| !condition.success);
        let mut why: Vec<String> = conditions.map(|condition| condition.condition).collect();
        let up = self.success && why.is_empty();
        why.extend(self.errors.unwrap_or_default().iter().map(|error| harmless_words(error)));
        Status {
            at,
            outcome: if up { Outcome::Up } else { Outcome::Down },
            latency_ms: Some(self.duration / 1e6),
            code: (self.status > 0).then_some(self.status),
            detail: (!why.is_empty()).then(|| why.join("; ")),
        }
    }
}
