//! A status that somebody else found, as a round of probes.
//!
//! Such a probe is planned and sent at the moment that the report states, else at the moment of reading. A latency that
//! is not stated is missing: only the total of a probe's phases says how long it took.

use crate::collected::Parsed;
use crate::http::address;
use crate::notes::{Notes, harmless};
use quarterdeck_model::payload::{Health, Outcome, Phases, Probe, Round};
use quarterdeck_model::{Section, SectionState, Timestamp};
use std::path::Path;

/// What was found of a service at one moment.
pub(super) struct Status {
    pub(super) at: Timestamp,
    pub(super) outcome: Outcome,
    pub(super) latency_ms: Option<f64>,
    /// HTTP status.
    pub(super) code: Option<u16>,
    /// Why not up.
    pub(super) detail: Option<String>,
}

impl Status {
    /// An outcome at a moment, without anything else.
    pub(super) fn new(at: Timestamp, outcome: Outcome) -> Self {
        Self { at, outcome, latency_ms: None, code: None, detail: None }
    }

    /// The same with a reason.
    pub(super) fn because(mut self, detail: String) -> Self {
        self.detail = (!detail.is_empty()).then_some(detail);
        self
    }

    fn probe(self) -> Probe {
        let total_ms = self.latency_ms.filter(|ms| ms.is_finite() && *ms > 0.0);
        Probe {
            planned_at: self.at,
            sent_after_ms: 0.0,
            done_after_ms: total_ms,
            outcome: self.outcome,
            status: self.code,
            phases: Phases { total_ms, ..Phases::default() },
            detail: self.detail.map(|detail| harmless(&detail)),
        }
    }
}

/// Statuses of one service as a round, in the order of time; the address loses its credentials and its query.
pub(super) fn round(service: String, url: &str, statuses: Vec<Status>) -> Round {
    let mut probes: Vec<Probe> = statuses.into_iter().map(Status::probe).collect();
    probes.sort_by_key(|probe| probe.planned_at.millis());
    let target = if url.is_empty() { String::new() } else { address::displayed(url) };
    Round { service, target, probes, certificate: None, late_ms: Vec::new() }
}

/// Rounds and figures of a report: a service of which nothing is known makes the section partial.
pub(crate) fn finished(
    payload: Health,
    told: (&str, Option<String>, Option<Timestamp>),
    notes: Notes,
) -> Parsed<Health> {
    let (tool, tool_version, taken_at) = told;
    let mut reasons: Vec<String> = payload.rounds.iter().filter_map(unknown).collect();
    let known = payload.rounds.len() - reasons.len() + payload.figures.len();
    reasons.extend(notes.lost());
    let state = match (known > 0, reasons.is_empty()) {
        (true, true) => SectionState::Ok,
        (true, false) => SectionState::Partial,
        (false, false) => SectionState::Failed,
        (false, true) => SectionState::Empty,
    };
    if state == SectionState::Empty {
        reasons.push("the report looked at nothing".to_owned());
    }
    let section = Section { state, reasons };
    Parsed { payload, section, tool: tool.to_owned(), tool_version, taken_at, diagnostics: notes.finish() }
}

/// Why nothing is known of a service, when that is so.
fn unknown(round: &Round) -> Option<String> {
    let all = round.probes.iter().all(|probe| probe.outcome == Outcome::Unknown);
    let why = round.probes.last().and_then(|probe| probe.detail.as_deref()).unwrap_or("no reason given");
    all.then(|| format!("nothing is known of {}: {why}", round.service))
}

/// The name of a file without its folder and ending: the name of a service that does not state one.
pub(super) fn stem(file: &str) -> String {
    let stem = Path::new(file).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    stem.filter(|stem| !stem.is_empty()).unwrap_or_else(|| file.to_owned())
}

/// An error in the words of a service, without anything that might be a secret: addresses and assignments.
pub(super) fn harmless_words(text: &str) -> String {
    let secret = |word: &str| word.contains("://") || word.contains('@') || word.contains('=');
    let words = text.split_whitespace().map(|word| if secret(word) { "…" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// The value of the first `"status"` of a JSON text.
pub(super) fn first_status(text: &str) -> Option<&str> {
    let (_, rest) = text.trim_start().strip_prefix('{')?.split_once("\"status\"")?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    value.split('"').next()
}
