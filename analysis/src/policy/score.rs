//! The rules of the quality score.

use super::{Limit, Since};
use serde::{Deserialize, Serialize};

/// The rules of the score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ScoreRules {
    /// 100 less the penalty of each, never below 0.
    pub rules: Vec<ScoreRule>,
}

/// One rule: `each` (a penalty per item) or `tiers` (the penalty of the first limit that holds).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScoreRule {
    /// Which metric.
    pub metric: String,
    /// Only series of this job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<String>,
    /// From when on it is in force, until a later entry of the same metric and job begins [default: from the beginning].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Since>,
    /// Points for each item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each: Option<f64>,
    /// Points where a limit holds: the first that does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<Tier>,
    /// The most that this rule can cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<f64>,
}

/// A penalty where a limit holds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Where it holds.
    pub when: Limit,
    /// Points.
    pub penalty: f64,
}

impl Default for ScoreRules {
    fn default() -> Self {
        let tier = |metric: &str, when: &str, penalty| ScoreRule {
            metric: metric.to_owned(),
            job: None,
            since: None,
            each: None,
            tiers: when.parse().map(|when| Tier { when, penalty }).into_iter().collect(),
            cap: None,
        };
        let each = |metric: &str, points| ScoreRule {
            metric: metric.to_owned(),
            job: None,
            since: None,
            each: Some(points),
            tiers: Vec::new(),
            cap: None,
        };
        Self {
            rules: vec![
                tier("coverage.line_percent", "< 80", 20.0),
                tier("benchmark.latency_p99_ms", "> 0.5", 15.0),
                each("findings.vulnerabilities", 5.0),
                each("findings.syntax_errors", 2.0),
                each("findings.lint_errors", 0.1),
            ],
        }
    }
}

impl ScoreRule {
    /// The penalty at `value`, never negative, at most the cap.
    pub fn penalty(&self, value: f64) -> f64 {
        let tier = self.tiers.iter().find(|t| t.when.holds(value)).map_or(0.0, |t| t.penalty);
        let items = self.each.map_or(0.0, |points| points * value.max(0.0));
        (tier + items).min(self.cap.unwrap_or(f64::INFINITY)).max(0.0)
    }

    /// The most that it can cost; `None` for a per-item rule without a cap, which can cost everything.
    pub fn worst(&self) -> Option<f64> {
        let tier = self.tiers.iter().map(|t| t.penalty).fold(0.0, f64::max);
        match (self.cap, self.each) {
            (Some(cap), Some(_)) => Some(cap),
            (Some(cap), None) => Some(tier.min(cap)),
            (None, Some(_)) => None,
            (None, None) => Some(tier),
        }
    }

    /// The rule in words: `< 80: −20` or `each: −5`.
    pub fn words(&self) -> String {
        let tiers = self.tiers.iter().map(|t| format!("{}: \u{2212}{}", t.when, t.penalty));
        let each = self.each.map(|points| format!("each: \u{2212}{points}"));
        let cap = self.cap.map(|cap| format!("at most \u{2212}{cap}"));
        tiers.chain(each).chain(cap).collect::<Vec<_>>().join(", ")
    }
}
