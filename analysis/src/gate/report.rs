//! What a condition comes out as: outcome, reason, figures, snapshots, places in files.

use quarterdeck_model::History;
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
    /// Age of the newest runs.
    Fresh,
    /// Whether every job was collected.
    Collected,
    /// None of them: a mistake in the configuration.
    Nothing,
}

impl Rule {
    /// All families that a configuration can name.
    pub const ALL: [Rule; 8] = [
        Rule::Score,
        Rule::Metric,
        Rule::NoAlert,
        Rule::NoRegression,
        Rule::NewFindings,
        Rule::ChangedCoverage,
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

/// A verdict while it is made; the default knows nothing.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub(super) outcome: GateOutcome,
    pub(super) why: String,
    pub(super) figures: Vec<Figure>,
    pub(super) evidence: Vec<u32>,
    pub(super) compared: Vec<u32>,
    pub(super) places: Vec<Place>,
}

/// A figure in a sentence: at most four decimals, but in full where it would then look whole and is not, since limits
/// mostly are. The report has it in full.
pub fn number(value: f64) -> String {
    let rounded = (value * 1e4).round() / 1e4;
    let looks_whole = rounded.fract() == 0.0 && value.fract() != 0.0;
    if looks_whole || !rounded.is_finite() { value.to_string() } else { rounded.to_string() }
}

/// Figures, places and snapshots that a report keeps: enough to act on.
const MOST: usize = 200;

impl Judged {
    pub(super) fn new(outcome: GateOutcome, why: impl Into<String>) -> Self {
        Self { outcome, why: why.into(), ..Self::default() }
    }

    pub(super) fn missing(why: impl Into<String>) -> Self {
        Self::new(GateOutcome::Missing, why)
    }

    pub(super) fn when(holds: bool, why: impl Into<String>) -> Self {
        Self::new(if holds { GateOutcome::Met } else { GateOutcome::NotMet }, why)
    }

    #[must_use]
    pub(super) fn figures(mut self, figures: impl IntoIterator<Item = Figure>) -> Self {
        self.figures.extend(figures);
        self
    }

    #[must_use]
    pub(super) fn evidence(mut self, runs: impl IntoIterator<Item = u32>) -> Self {
        self.evidence.extend(runs);
        self
    }

    #[must_use]
    pub(super) fn compared(mut self, runs: impl IntoIterator<Item = u32>) -> Self {
        self.compared.extend(runs);
        self
    }

    #[must_use]
    pub(super) fn places(mut self, places: impl IntoIterator<Item = Place>) -> Self {
        self.places.extend(places);
        self
    }

    /// Both must hold: the worse outcome, both reasons.
    #[must_use]
    pub(super) fn and(self, other: Self) -> Self {
        let why = [self.why, other.why].into_iter().filter(|why| !why.is_empty());
        Self {
            outcome: self.outcome.max(other.outcome),
            why: why.collect::<Vec<_>>().join("; "),
            figures: self.figures.into_iter().chain(other.figures).collect(),
            evidence: self.evidence.into_iter().chain(other.evidence).collect(),
            compared: self.compared.into_iter().chain(other.compared).collect(),
            places: self.places.into_iter().chain(other.places).collect(),
        }
    }

    pub(super) fn report(
        self,
        history: &History,
        number: usize,
        rule: Rule,
        text: String,
    ) -> ConditionReport {
        let ids = |mut runs: Vec<u32>| {
            runs.sort_unstable();
            runs.dedup();
            let known = runs.into_iter().filter_map(|run| history.runs.get(run as usize));
            known.take(MOST).map(|run| run.id.to_string()).collect()
        };
        let (mut figures, mut places) = (self.figures, self.places);
        figures.truncate(MOST);
        places.truncate(MOST);
        ConditionReport {
            number,
            rule,
            text,
            outcome: self.outcome,
            why: self.why,
            figures,
            evidence: ids(self.evidence),
            compared_with: ids(self.compared),
            places,
        }
    }
}
