//! What people are told when something changes: the standing of alerts, incidents, objectives and the gate, and what
//! differs from the standing that was told last.

mod change;
mod message;

pub use change::{Change, changes};
pub use message::{Message, SCHEMA, Slack, slack, text};

use crate::Context;
use crate::alert_log::{AlertLog, Choice, Entry};
use crate::gate::words::{outcome, sentence};
use crate::objective_list::ObjectiveList;
use quarterdeck_analysis::gate::GateOutcome;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// Alerts of all kinds but the next two.
    Alert,
    /// Services that are down or flap.
    Incident,
    /// The verdict of the gate.
    Gate,
    /// Whether an objective is met.
    Objective,
}

impl What {
    /// All of them.
    pub const ALL: [What; 4] = [What::Alert, What::Incident, What::Gate, What::Objective];

    /// `alert`, `incident`, `gate`, `objective`.
    pub fn as_str(self) -> &'static str {
        match self {
            What::Alert => "alert",
            What::Incident => "incident",
            What::Gate => "gate",
            What::Objective => "objective",
        }
    }
}

/// How one thing stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What it is.
    pub what: What,
    /// `open`, `acknowledged`; of the gate and of objectives their own words.
    pub state: String,
    /// `critical`, `warning`.
    pub severity: String,
    /// The snapshot that an alert opened with: another one is another opening.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub since: String,
    /// What it is called.
    pub name: String,
    /// What is the matter, one sentence.
    pub why: String,
    /// Where to read what to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runbook: Option<String>,
}

/// How everything stands, by identity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing(pub BTreeMap<String, Item>);

/// The identity of the gate.
const GATE: &str = "gate";

impl Standing {
    /// Of what was judged. Alerts about objectives are not repeated: the objectives say it.
    pub fn of(context: &Context<'_>) -> Self {
        let log = AlertLog::of(context, Choice::default());
        let alerts = log.alerts.into_iter().filter(|entry| entry.kind != "objective").map(alert);
        let list = ObjectiveList::of(context);
        let objectives = list.objectives.iter().map(objective);
        Self(alerts.chain(objectives).chain([gate(context)]).collect())
    }
}

fn alert(entry: Entry) -> (String, Item) {
    let what = if entry.kind == "incident" { What::Incident } else { What::Alert };
    let item = Item {
        what,
        state: entry.state.to_owned(),
        severity: entry.severity.to_owned(),
        since: entry.opened.snapshot,
        name: entry.name,
        why: entry.message,
        runbook: entry.runbook,
    };
    (format!("{} {}", what.as_str(), entry.id), item)
}

fn objective(entry: &crate::objective_list::Entry) -> (String, Item) {
    let about = if entry.about.is_empty() { String::new() } else { format!(" ({})", entry.about) };
    let name = format!("{}{about}", entry.name);
    let parts = [entry.metric.as_deref(), entry.service.as_deref(), entry.job.as_deref()];
    let labels: Vec<String> = entry.labels.iter().map(|(key, value)| format!("{key}={value}")).collect();
    let of: Vec<&str> = parts.into_iter().flatten().chain(labels.iter().map(String::as_str)).collect();
    let id = format!("objective {} {} {} {}", entry.kind, entry.name, entry.window, of.join(" "));
    let figure = if entry.figure.is_empty() { String::new() } else { format!("{}, ", entry.figure) };
    let why = if entry.why.is_empty() { String::new() } else { format!("; {}", entry.why) };
    let item = Item {
        what: What::Objective,
        state: entry.attainment.to_owned(),
        severity: if entry.attainment == "missed" { "critical" } else { "warning" }.to_owned(),
        since: String::new(),
        name,
        why: format!("{figure}target {}{why}", entry.target_words),
        runbook: None,
    };
    (id.trim_end().to_owned(), item)
}

fn gate(context: &Context<'_>) -> (String, Item) {
    let report = &context.assessment.gate;
    let broken: Vec<String> =
        report.conditions.iter().filter(|c| c.outcome != GateOutcome::Met).map(sentence).collect();
    let why = if broken.is_empty() { "every condition is met".to_owned() } else { broken.join("; ") };
    let item = Item {
        what: What::Gate,
        state: outcome(report.outcome).to_owned(),
        severity: if report.outcome == GateOutcome::NotMet { "critical" } else { "warning" }.to_owned(),
        since: String::new(),
        name: "Gate".to_owned(),
        why,
        runbook: None,
    };
    (GATE.to_owned(), item)
}
