//! `application/health+json`, after the draft <https://datatracker.ietf.org/doc/html/draft-inadarei-api-health-check-06>.
//!
//! One answer is one service. `pass` (also `ok`, `up`) is up, `warn` degraded, `fail` (also `error`, `down`) down, letter
//! case aside. `checks`, in older drafts `details`, holds for each name a list of what was looked at, or one of it. Only
//! checks have a time; their values are of many units and meanings and are not taken.

use super::status::{Status, finished, first_status, round, stem};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use crate::origin::Origin;
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::{Health, Outcome};
use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Deserialize)]
struct Report {
    status: String,
    #[serde(default, rename = "serviceId")]
    service: Option<String>,
    #[serde(default, rename = "releaseId")]
    release: Option<String>,
    #[serde(default, alias = "details")]
    checks: Map<String, Value>,
}

/// Whether the beginning of a file looks like it: Spring Boot writes the same words in capitals.
pub(crate) fn sniff(text: &str) -> bool {
    first_status(text)
        .is_some_and(|said| outcome(said) != Outcome::Unknown && !super::spring_actuator::sniff(text))
}

/// Reads one answer.
///
/// # Errors
/// When it is not JSON, or has no status.
pub(crate) fn parse(input: &Input, origin: &Origin) -> Result<Parsed<Health>, CollectError> {
    let (text, mut notes) = input.noted();
    let report: Report = json::read(&input.name, text.trim_start_matches('\u{feff}'))?;
    let (mut bad, mut down, mut latest) = (Vec::new(), false, None);
    for (name, checks) in &report.checks {
        let checks = checks.as_array().map_or(std::slice::from_ref(checks), Vec::as_slice);
        for check in checks {
            let text = |key: &str| check.get(key).and_then(Value::as_str);
            latest = latest.max(text("time").and_then(Timestamp::parse));
            // A check without a status only states a value.
            let Some(said) = text("status").filter(|said| outcome(said) != Outcome::Up) else { continue };
            down |= outcome(said) == Outcome::Down;
            bad.push(format!("{name} {said}"));
        }
    }
    let mut status = Status::new(latest.unwrap_or(origin.read_at), outcome(&report.status));
    if status.outcome == Outcome::Up && down {
        notes.note(format!("says {}, though a check failed: {}", report.status, bad.join(", ")));
        status.outcome = Outcome::Degraded;
    }
    if status.outcome != Outcome::Up {
        let checks = if bad.is_empty() { String::new() } else { format!(": {}", bad.join(", ")) };
        status = status.because(format!("says {}{checks}", report.status));
    }
    let service = report.service.filter(|id| !id.trim().is_empty()).unwrap_or_else(|| stem(&input.name));
    let rounds = vec![round(service, "", vec![status])];
    Ok(finished(Health { rounds, ..Health::default() }, ("health+json", report.release, latest), notes))
}

fn outcome(status: &str) -> Outcome {
    match status.to_ascii_lowercase().as_str() {
        "pass" | "ok" | "up" => Outcome::Up,
        "warn" => Outcome::Degraded,
        "fail" | "error" | "down" => Outcome::Down,
        _ => Outcome::Unknown,
    }
}
