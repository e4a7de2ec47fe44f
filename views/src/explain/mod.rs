//! The way from a verdict to the file behind it: what a figure means, what it was judged by and where that is configured,
//! where it comes from, what it was compared with, what follows from it, and what to do.

mod alert;
mod condition;
mod metric;
mod phrases;
mod score;
mod text;

pub use text::{markdown, text};

use crate::context::Context;
use crate::format::date_time;
use crate::gate::ConfigFile;
use crate::page::rows::short_commit;
use crate::text::visible;
use quarterdeck_analysis::gate::Rule;
use quarterdeck_model::SnapshotId;
use serde::Serialize;

/// What the JSON says it is.
pub const SCHEMA: &str = "quarterdeck.explanation";

/// Everything that is known about one name.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Explanation {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The shape's version.
    pub version: u32,
    /// The project's name.
    pub project: String,
    /// The instant, RFC 3339.
    pub now: String,
    /// `metric`, `score`, `alert`, `condition`.
    pub kind: &'static str,
    /// What it is called.
    pub name: String,
    /// The links of the chain, in order.
    pub parts: Vec<Part>,
}

/// One link of the chain.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Part {
    /// `What it is`.
    pub title: String,
    /// Name and value, line by line.
    pub facts: Vec<Line>,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// `value`.
    pub name: String,
    /// `86.4 %`.
    pub value: String,
}

/// What only the caller knows.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// The file of a snapshot.
    pub file_of: &'a dyn Fn(&SnapshotId) -> Option<String>,
    /// The reports that a snapshot was made from, as they were named when it was collected.
    pub reports_of: &'a dyn Fn(&SnapshotId) -> Vec<String>,
    /// The configuration file, where there is one.
    pub config: Option<&'a ConfigFile>,
}

impl Part {
    fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), facts: Vec::new() }
    }

    fn add(&mut self, name: &str, value: impl AsRef<str>) {
        self.facts.push(Line { name: name.to_owned(), value: visible(value.as_ref()) });
    }
}

/// All that can be said about `name`; `None` for a name that is not there. With `job` only its series.
pub fn explain(
    context: &Context<'_>,
    sources: Sources<'_>,
    name: &str,
    job: Option<&str>,
) -> Option<Explanation> {
    let teller = Teller { context, sources };
    let wanted = name.trim();
    let told = |kind, name: &str, parts: Vec<Part>| {
        (!parts.is_empty()).then(|| Explanation {
            schema: SCHEMA,
            version: 1,
            project: context.project.clone(),
            now: context.now.to_string(),
            kind,
            name: name.to_owned(),
            parts,
        })
    };
    if wanted == "score" || wanted == "quality.score" {
        return told("score", "quality.score", teller.score());
    }
    told("alert", wanted, teller.alerts(wanted))
        .or_else(|| told("condition", wanted, teller.conditions(wanted)))
        .or_else(|| told("metric", wanted, teller.metric(wanted, job)))
}

/// Every name that [`explain`] knows.
pub fn names(context: &Context<'_>) -> Vec<String> {
    let metrics = context.history.series.iter().map(|s| s.key.metric.to_string());
    let rules = context.policy.metrics.iter().map(|rule| rule.metric.clone());
    let alerts = context.assessment.alerts.iter().map(|alert| alert.identity(context.history));
    let conditions = context.assessment.gate.conditions.iter();
    let families = conditions.clone().map(|c| c.rule.as_str().to_owned());
    let numbers = conditions.map(|c| format!("condition {}", c.number));
    let mut all: Vec<String> = metrics.chain(rules).chain(alerts).chain(families).chain(numbers).collect();
    all.extend(crate::catalogue::ids().map(str::to_owned));
    all.push("score".to_owned());
    all.sort();
    all.dedup();
    all
}

/// Tells parts.
struct Teller<'a> {
    context: &'a Context<'a>,
    sources: Sources<'a>,
}

impl Teller<'_> {
    /// `quarterdeck.toml, line 12`; `built-in default` without a file or an entry in it.
    fn configured(&self, lines: impl Fn(&ConfigFile) -> Option<u64>) -> String {
        let place = self.sources.config.and_then(|config| Some((config, lines(config)?)));
        match place {
            Some((config, line)) => format!("{}, line {line}", config.path),
            None => "the built-in default".to_owned(),
        }
    }

    /// Snapshot, file, time, source, tool of a run.
    fn provenance(&self, part: &mut Part, run: u32) {
        let Some(of) = self.context.run(run) else { return };
        part.add("snapshot", of.id.as_str());
        part.add("file", (self.sources.file_of)(&of.id).as_deref().unwrap_or("not found"));
        for report in (self.sources.reports_of)(&of.id) {
            part.add("made from", report);
        }
        part.add("taken", date_time(of.taken_at));
        let dirty = if of.dirty == Some(true) { ", with uncommitted changes" } else { "" };
        let commit = of.commit.as_deref().map_or_else(|| "not known".to_owned(), str::to_owned);
        part.add("commit", format!("{commit}{dirty}"));
        if let Some(branch) = &of.branch {
            part.add("branch", branch);
        }
        part.add("job", format!("{} ({})", of.job, of.kind));
        let version = of.tool_version.as_deref().unwrap_or("version not stated");
        part.add("tool", format!("{} {version}, read as {}", of.tool, of.format));
        if !of.labels.is_empty() {
            part.add("labels", of.labels.to_string());
        }
        if of.simulated {
            part.add("simulated", "yes: these figures were made up");
        }
    }

    /// `14 Nov 2026 07:12 UTC (9f31c2a), reports/history/…json`.
    fn run_words(&self, run: u32) -> String {
        let Some(of) = self.context.run(run) else { return String::new() };
        let commit = of.commit.as_deref().map(|c| format!(" ({})", short_commit(c))).unwrap_or_default();
        let file = (self.sources.file_of)(&of.id).unwrap_or_else(|| of.id.to_string());
        format!("{}{commit}, {file}", date_time(of.taken_at))
    }
}

/// The family of that name.
fn family(name: &str) -> Option<Rule> {
    Rule::ALL.into_iter().find(|rule| rule.as_str() == name)
}
