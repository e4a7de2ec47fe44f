//! Probes of an experiment in columns: thousands of probes are one text of letters and one list of times.

use crate::payload as domain;
use domain::Outcome;
use serde::{Deserialize, Serialize};

/// What [`Outcomes`] accepts.
#[cfg(any(test, feature = "schema"))]
const LETTERS: &str = "^[+~x?]*$";

/// Every probe of one service, planned at a fixed rate.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Track {
    /// Service.
    service: String,
    /// Whether it was a declared target.
    target: bool,
    /// Seconds from the beginning of the experiment to the first planned probe.
    first_at_s: f64,
    /// Seconds between two planned probes.
    every_s: f64,
    /// One letter for each probe in the order planned: `+` up, `~` degraded, `x` down, `?` unknown.
    outcomes: Outcomes,
    /// Milliseconds from planned to done, in the same order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    took_ms: Vec<f64>,
}

/// Outcomes as letters.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(extend("pattern" = LETTERS)))]
#[serde(try_from = "String", into = "String")]
struct Outcomes(#[cfg_attr(any(test, feature = "schema"), schemars(with = "String"))] Vec<Outcome>);

impl From<Outcomes> for String {
    fn from(outcomes: Outcomes) -> Self {
        let letter = |outcome: Outcome| match outcome {
            Outcome::Up => '+',
            Outcome::Degraded => '~',
            Outcome::Down => 'x',
            Outcome::Unknown => '?',
        };
        outcomes.0.into_iter().map(letter).collect()
    }
}

impl TryFrom<String> for Outcomes {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let outcome = |letter: char| match letter {
            '+' => Ok(Outcome::Up),
            '~' => Ok(Outcome::Degraded),
            'x' => Ok(Outcome::Down),
            '?' => Ok(Outcome::Unknown),
            other => {
                Err(format!("`{}` is no outcome of a probe; expected +, ~, x or ?", other.escape_debug()))
            }
        };
        text.chars().map(outcome).collect::<Result<_, _>>().map(Self)
    }
}

impl From<&domain::Track> for Track {
    fn from(v: &domain::Track) -> Self {
        Self {
            service: v.service.clone(),
            target: v.target,
            first_at_s: v.first_at_s,
            every_s: v.every_s,
            outcomes: Outcomes(v.outcomes.clone()),
            took_ms: v.took_ms.clone(),
        }
    }
}

impl From<Track> for domain::Track {
    fn from(v: Track) -> Self {
        Self {
            service: v.service,
            target: v.target,
            first_at_s: v.first_at_s,
            every_s: v.every_s,
            outcomes: v.outcomes.0,
            took_ms: v.took_ms,
        }
    }
}
