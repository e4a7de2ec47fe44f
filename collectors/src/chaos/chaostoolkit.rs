//! Chaos Toolkit's journal, after <https://chaostoolkit.org/reference/api/journal/>.
//!
//! A journal is one experiment. It passes when it was completed, every action succeeded, and the steady state held when
//! it was looked at afterwards, or, when it was looked at only during the method, each time. Without such a look nothing is known of the system: an error. A run whose
//! steady state did not hold before, that was dry, or one of whose actions failed injected nothing. `aborted` and
//! `interrupted` are aborted. Times are UTC where they have no zone (1.38 and older).

use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use chrono::NaiveDateTime;
use quarterdeck_model::payload::{Chaos, Event, Experiment, Verdict};
use quarterdeck_model::{Section, SectionState, Timestamp};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Journal {
    #[serde(rename = "chaoslib-version")]
    version: String,
    experiment: Plan,
    start: String,
    #[serde(default)]
    end: Option<String>,
    status: String,
    deviated: bool,
    #[serde(default)]
    steady_states: States,
    run: Vec<Activity>,
    #[serde(default)]
    rollbacks: Vec<Activity>,
}

#[derive(Deserialize)]
struct Plan {
    title: String,
    /// What was only pretended; older journals have a boolean.
    #[serde(default)]
    dry: Value,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct States {
    before: Option<Look>,
    after: Option<Look>,
    during: Option<Vec<Look>>,
}

#[derive(Deserialize)]
struct Look {
    steady_state_met: Option<bool>,
}

#[derive(Deserialize)]
struct Activity {
    activity: Named,
    status: String,
    #[serde(default)]
    start: Option<String>,
}

#[derive(Deserialize)]
struct Named {
    #[serde(default, rename = "type")]
    kind: String,
    name: String,
}

/// Whether the beginning of a file looks like it.
pub(crate) fn sniff(text: &str) -> bool {
    text.trim_start().starts_with('{') && text.contains("\"chaoslib-version\"")
}

/// Reads one journal.
///
/// # Errors
/// When it is not JSON, or no journal.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Chaos>, CollectError> {
    let (text, mut notes) = input.noted();
    let journal: Journal = json::read(&input.name, text.trim_start_matches('\u{feff}'))?;
    let (verdict, why) = journal.verdict();
    if let Some(why) = why {
        notes.note(format!("{}: {why}", journal.experiment.title));
    }
    let broken = journal.broken_looks();
    if broken > 0 {
        notes.note(format!("the steady state did not hold in {broken} looks during the method"));
    }
    let began = time(&journal.start);
    if began.is_none() {
        notes.doubt(1, "the experiment does not say when it began");
    }
    let section = match verdict {
        Verdict::Error => Section::because(SectionState::Failed, why.unwrap_or("the run failed")),
        _ => Section::ok(),
    };
    let payload = Chaos { experiments: vec![journal.experiment(verdict, began)] };
    let tool_version = Some(journal.version);
    let diagnostics = notes.finish();
    Ok(Parsed {
        payload,
        section,
        tool: "Chaos Toolkit".to_owned(),
        tool_version,
        taken_at: began,
        diagnostics,
    })
}

impl Journal {
    /// The verdict, and why it is not simply the journal's.
    fn verdict(&self) -> (Verdict, Option<&'static str>) {
        let states = &self.steady_states;
        let met = |look: &Option<Look>| look.as_ref().and_then(|look| look.steady_state_met);
        let during: Vec<bool> =
            states.during.iter().flatten().filter_map(|look| look.steady_state_met).collect();
        let mut actions = self.run.iter().filter(|run| run.activity.kind == "action").peekable();
        // A look during the method may well find the fault; the one afterwards decides.
        let held = met(&states.after).unwrap_or_else(|| during.iter().all(|met| *met));
        match self.status.as_str() {
            "aborted" | "interrupted" => (Verdict::Aborted, None),
            "completed" | "failed" if self.dry() => (Verdict::NotInjected, Some("it was a dry run")),
            "completed" | "failed" if met(&states.before) == Some(false) => {
                (Verdict::NotInjected, Some("the steady state did not hold before"))
            }
            "completed" | "failed" if actions.peek().is_none() => {
                (Verdict::NotInjected, Some("no action ran"))
            }
            "completed" | "failed" if actions.any(|action| action.status != "succeeded") => {
                (Verdict::NotInjected, Some("an action failed"))
            }
            "completed" | "failed" if self.deviated || !held => (Verdict::Fail, None),
            "completed" if met(&states.after).is_none() && during.is_empty() => {
                (Verdict::Error, Some("the steady state was not looked at afterwards"))
            }
            "completed" => (Verdict::Pass, None),
            "failed" => (Verdict::Error, Some("it failed, and the journal does not say why")),
            _ => (
                Verdict::Error,
                Some("its status is not known; expected completed, failed, aborted or interrupted"),
            ),
        }
    }

    /// How often the steady state did not hold during the method.
    fn broken_looks(&self) -> usize {
        let during = self.steady_states.during.iter().flatten();
        during.filter(|look| look.steady_state_met == Some(false)).count()
    }

    /// Whether nothing, or not everything, was really done.
    fn dry(&self) -> bool {
        !matches!(&self.experiment.dry, Value::Null | Value::Bool(false))
    }

    fn experiment(&self, verdict: Verdict, began: Option<Timestamp>) -> Experiment {
        let after = |at: &Option<String>| Some(seconds(began?, time(at.as_deref()?)?));
        let mut events = Vec::new();
        let steps = self.run.iter().map(|run| (run, "inject", "inject-failed", "probe-failed"));
        let undone = self.rollbacks.iter().map(|run| (run, "clear", "clear-failed", "probe-failed"));
        // What a dry run notes of its steps never happened.
        for (step, done, failed, probe) in steps.chain(undone).filter(|_| !self.dry()) {
            let what = match (step.activity.kind == "action", step.status == "succeeded") {
                (true, true) => done,
                (true, false) => failed,
                (false, false) => probe,
                (false, true) => continue,
            };
            let detail = Some(step.activity.name.clone());
            events.extend(after(&step.start).map(|at_s| Event { at_s, what: what.to_owned(), detail }));
        }
        let injected = events.iter().find(|event| event.what == "inject").map(|event| event.at_s);
        let duration = after(&self.end).zip(injected).map(|(end, inject)| end - inject);
        Experiment {
            started_at: began,
            duration_s: duration.filter(|seconds| *seconds >= 0.0),
            events,
            ..Experiment::judged(&self.experiment.title, verdict)
        }
    }
}

/// A time with a zone, or without one.
fn time(text: &str) -> Option<Timestamp> {
    let zoneless = || text.parse::<NaiveDateTime>().ok().map(|time| Timestamp::from_chrono(time.and_utc()));
    Timestamp::parse(text).or_else(zoneless)
}

fn seconds(from: Timestamp, to: Timestamp) -> f64 {
    to.millis().saturating_sub(from.millis()) as f64 / 1000.0
}
