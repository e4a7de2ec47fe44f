//! What a condition comes out as: outcome, reason, figures, snapshots, places in files.

use quarterdeck_model::payload::Finding;
use serde::Serialize;

/// How a condition, or the whole gate, came out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GateOutcome {
    /// Known and met.
    Met,
    /// The data needed is missing: never met.
    #[default]
    Missing,
    /// Known and not met.
    NotMet,
}

/// The family of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// The quality score.
    Score,
    /// A figure, absolute or against its baseline.
    Metric,
    /// Open alerts.
    NoAlert,
    /// Confirmed regressions since the baseline.
    NoRegression,
    /// Findings since the baseline.
    NewFindings,
    /// Coverage of the files that changed since the baseline.
    ChangedCoverage,
    /// What the team promises itself.
    Objective,
    /// Age of the newest runs.
    Fresh,
    /// Whether every job was collected.
    Collected,
    /// None of them: a mistake in the configuration.
    Nothing,
}

impl Rule {
    /// All families that a configuration can name.
    pub const ALL: [Rule; 9] = [
        Rule::Score,
        Rule::Metric,
        Rule::NoAlert,
        Rule::NoRegression,
        Rule::NewFindings,
        Rule::ChangedCoverage,
        Rule::Objective,
        Rule::Fresh,
        Rule::Collected,
    ];

    /// `score`, `metric`, `no-alert`…: stable, for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Rule::Score => "score",
            Rule::Metric => "metric",
            Rule::NoAlert => "no-alert",
            Rule::NoRegression => "no-regression",
            Rule::NewFindings => "new-findings",
            Rule::ChangedCoverage => "changed-coverage",
            Rule::Objective => "objective",
            Rule::Fresh => "fresh",
            Rule::Collected => "collected",
            Rule::Nothing => "nothing",
        }
    }
}

/// A figure behind a verdict.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Figure {
    /// Its metric, or what it counts.
    pub name: String,
    /// Job and labels that tell it from others of that name; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// The figure now, in the metric's unit; `None` when not known.
    pub value: Option<f64>,
    /// What it was compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<f64>,
    /// Per cent of the baseline, positive where it is worse.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worse_percent: Option<f64>,
}

/// A place in a file of the project that a verdict is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file, with `/`; may be empty.
    pub path: String,
    /// 1-based line, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// What is there.
    pub message: String,
    /// The tool and its rule, such as `ruff F401`; of a file, empty.
    pub rule: String,
    /// `info`, `low`, `unknown`, `medium`, `high`, `critical`; of a file, empty.
    pub severity: &'static str,
    /// The same in each run that has it.
    pub identity: String,
}

impl Place {
    pub(super) fn of(finding: &Finding) -> Self {
        Self {
            path: finding.path.clone(),
            line: finding.line,
            message: finding.message.clone(),
            rule: format!("{} {}", finding.tool, finding.rule),
            severity: finding.severity.as_str(),
            identity: finding.identity.clone(),
        }
    }
}

/// One condition, judged.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConditionReport {
    /// Its number in the configuration, from 1.
    pub number: usize,
    /// Its family.
    pub rule: Rule,
    /// The condition in words.
    pub text: String,
    /// How it came out.
    pub outcome: GateOutcome,
    /// The reason, with the figures.
    pub why: String,
    /// The figures behind it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
    /// The snapshots behind it.
    pub evidence: Vec<String>,
    /// The snapshots that they were compared with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub compared_with: Vec<String>,
    /// Places in files of the project.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
}

/// The whole gate, judged.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GateReport {
    /// In the order of the policy.
    pub conditions: Vec<ConditionReport>,
    /// Not met if any condition is not met, else missing if any is missing.
    pub outcome: GateOutcome,
}

/// A figure in a sentence: at most four decimals, but in full where it would then look whole and is not, since limits
/// mostly are. The report has it in full.
pub fn number(value: f64) -> String {
    let rounded = (value * 1e4).round() / 1e4;
    let looks_whole = rounded.fract() == 0.0 && value.fract() != 0.0;
    if looks_whole || !rounded.is_finite() { value.to_string() } else { rounded.to_string() }
}
