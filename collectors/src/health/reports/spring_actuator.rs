//! Spring Boot Actuator's `/actuator/health`, after
//! <https://docs.spring.io/spring-boot/reference/actuator/endpoints.html#actuator.endpoints.health>.
//!
//! One answer is one service. Its parts stand in `components` (2.2 and later), in `details` (2.0 and 2.1) or beside the
//! status (1.5), one within the other. `DOWN` and `OUT_OF_SERVICE` are down; `UNKNOWN` and words of a service's own are
//! unknown. The answer has no time and no latency.

use super::status::{Status, finished, first_status, round, stem};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use crate::origin::Origin;
use quarterdeck_model::payload::{Health, Outcome};
use serde_json::{Map, Value};

/// How far parts of parts are looked at.
const DEEPEST: usize = 16;

/// Whether the beginning of a file looks like it.
pub(crate) fn sniff(text: &str) -> bool {
    first_status(text).is_some_and(|status| ["UP", "DOWN", "OUT_OF_SERVICE", "UNKNOWN"].contains(&status))
}

/// Reads one answer.
///
/// # Errors
/// When it is not JSON, or has no status.
pub(crate) fn parse(input: &Input, origin: &Origin) -> Result<Parsed<Health>, CollectError> {
    let (text, mut notes) = input.noted();
    let report: Map<String, Value> = json::read(&input.name, text.trim_start_matches('\u{feff}'))?;
    let Some(said) = report.get("status").and_then(Value::as_str) else {
        return Err(CollectError::new(
            &input.name,
            "has no status; expected an answer of Spring Boot Actuator",
        ));
    };
    let parts = parts(&report);
    let bad: Vec<String> =
        parts.iter().filter(|(_, status)| *status != "UP").map(|(n, s)| format!("{n} {s}")).collect();
    let down = parts.iter().any(|(_, status)| outcome(status) == Outcome::Down);
    let mut status = Status::new(origin.read_at, outcome(said));
    if status.outcome == Outcome::Up && down {
        notes.note(format!("says UP, though a part is down: {}", bad.join(", ")));
        status.outcome = Outcome::Degraded;
    }
    if status.outcome != Outcome::Up {
        let parts = if bad.is_empty() { String::new() } else { format!(": {}", bad.join(", ")) };
        status = status.because(format!("says {said}{parts}"));
    }
    let rounds = vec![round(stem(&input.name), "", vec![status])];
    Ok(finished(Health { rounds, ..Health::default() }, ("Spring Boot Actuator", None, None), notes))
}

fn outcome(status: &str) -> Outcome {
    match status {
        "UP" => Outcome::Up,
        "DOWN" | "OUT_OF_SERVICE" => Outcome::Down,
        _ => Outcome::Unknown,
    }
}

/// The parts with a status, those that have parts themselves left out.
fn parts(report: &Map<String, Value>) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    let mut open: Vec<(String, &Map<String, Value>, usize)> = vec![(String::new(), report, 0)];
    while let Some((path, node, depth)) = open.pop() {
        let nested =
            ["components", "details"].into_iter().find_map(|key| node.get(key).and_then(Value::as_object));
        // Beside the status only in the oldest shape, at the top: elsewhere objects are details of a part.
        let inner = nested.or((depth == 0).then_some(node));
        let with_status = |(name, value): (&String, &'_ Value)| {
            value.get("status").is_some_and(Value::is_string).then(|| name.clone())
        };
        let names: Vec<String> = inner.into_iter().flatten().filter_map(with_status).collect();
        if names.is_empty() || depth >= DEEPEST {
            let status = node.get("status").and_then(Value::as_str).filter(|_| depth > 0);
            found.extend(status.map(|status| (path.clone(), status)));
            continue;
        }
        for name in names {
            if let Some(part) = inner.and_then(|inner| inner.get(&name)).and_then(Value::as_object) {
                let path = if path.is_empty() { name } else { format!("{path}/{name}") };
                open.push((path, part, depth + 1));
            }
        }
    }
    found.sort();
    found
}
