//! The verdict of the gate in the forms that people and programs take it in: text, Markdown, JSON, SARIF, JUnit XML,
//! workflow commands of GitHub, Code Quality of GitLab.

mod github;
mod gitlab;
mod junit;
mod sarif;
mod text;
pub(crate) mod words;

pub use github::github;
pub use gitlab::{CodeQuality, gitlab};
pub use junit::junit;
pub use sarif::{Sarif, sarif};
pub use text::{markdown, text};

use crate::comparison::Compared;
use quarterdeck_analysis::gate::{ConditionReport, GateOutcome, GateReport};
use quarterdeck_model::Timestamp;
use serde::Serialize;

/// What the JSON says it is.
pub const SCHEMA: &str = "quarterdeck.gate";

/// A judged gate with its surroundings.
#[derive(Debug, Clone, Copy)]
pub struct Gate<'a> {
    /// The project's name.
    pub project: &'a str,
    /// Quarterdeck's version.
    pub version: &'a str,
    /// The instant of the verdict.
    pub now: Timestamp,
    /// What came out.
    pub report: &'a GateReport,
    /// The baseline in words, where one was named.
    pub since: Option<&'a str>,
    /// Where the conditions stand.
    pub config: Option<&'a ConfigFile>,
    /// The figures, findings, files and tests that changed since the baseline.
    pub compared: Option<&'a Compared>,
    /// Whether conditions that are met are told too, where only what is wrong usually is.
    pub all: bool,
}

/// The file that conditions and rules are configured in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConfigFile {
    /// Its path, with `/`, as seen from the repository's root.
    pub path: String,
    /// The line of each condition, from 1, in their order; empty for the built-in conditions.
    pub lines: Vec<u64>,
    /// The line of each rule of [[policy.metrics]].
    pub metrics: Vec<u64>,
    /// The line of each rule of [[policy.score.rules]].
    pub rules: Vec<u64>,
}

/// The verdict for programs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GateJson<'a> {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The shape's version.
    pub version: u32,
    /// The project's name.
    pub project: &'a str,
    /// The instant, RFC 3339.
    pub now: String,
    /// The baseline in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<&'a str>,
    /// `met`, `failed`, `data missing`.
    pub outcome: &'static str,
    /// Every condition.
    pub conditions: &'a [ConditionReport],
}

impl<'a> Gate<'a> {
    /// The verdict for programs: always every condition.
    pub fn json(&self) -> GateJson<'a> {
        GateJson {
            schema: SCHEMA,
            version: 1,
            project: self.project,
            now: self.now.to_string(),
            since: self.since,
            outcome: words::outcome(self.report.outcome),
            conditions: &self.report.conditions,
        }
    }

    /// The conditions that are told: those that do not hold, or all.
    fn told(&self) -> impl Iterator<Item = &'a ConditionReport> {
        let all = self.all;
        self.report.conditions.iter().filter(move |c| all || c.outcome != GateOutcome::Met)
    }

    /// Where a condition is configured: file and line.
    fn place(&self, condition: &ConditionReport) -> Option<(&'a str, u64)> {
        let config = self.config?;
        let line = condition.number.checked_sub(1).and_then(|at| config.lines.get(at));
        Some((&config.path, line.copied().unwrap_or(1)))
    }
}

/// The same for the same text on every machine: FNV-1a, 64 bits (Fowler, Noll, Vo). Nothing secret depends on it.
fn fingerprint(parts: &[&str]) -> String {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}
