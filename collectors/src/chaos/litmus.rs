//! LitmusChaos' `ChaosResult` (JSON or YAML), also a list of them, after
//! <https://litmuschaos.github.io/litmus/experiments/concepts/chaos-resources/probes/contents/>.
//!
//! A result is one experiment: its engine and its kind are the name. `Pass` passes when no probe failed, `Fail` fails;
//! one that stopped before the fault came (`failStep` names the time before chaos) injected nothing; `Stopped` is
//! aborted; `Awaited`, an empty verdict and an unfinished phase are errors: nothing is known. The resource lives on from
//! run to run and does not say when one began. Field names differ between versions: `experimentstatus` and
//! `experimentStatus`, `failStep` and `errorOutput`; the percentage of probes is a text.

use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::{json, yaml};
use quarterdeck_model::payload::{Chaos, Experiment, Verdict};
use quarterdeck_model::{Section, SectionState};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    #[serde(default)]
    metadata: Metadata,
    #[serde(default)]
    spec: Spec,
    #[serde(default)]
    status: State,
    /// Of a list.
    #[serde(default)]
    items: Vec<Document>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Metadata {
    name: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Spec {
    engine: String,
    experiment: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct State {
    #[serde(alias = "experimentstatus", rename = "experimentStatus")]
    experiment: Run,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Run {
    phase: String,
    verdict: String,
    fail_step: String,
    error_output: Option<Failure>,
    probe_success_percentage: Option<Percentage>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Failure {
    #[serde(default)]
    error_code: String,
    #[serde(default)]
    reason: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Percentage {
    Text(String),
    Number(f64),
}

/// Whether the beginning of a file looks like it.
pub(crate) fn sniff(text: &str) -> bool {
    let kind = [
        "\"kind\":\"ChaosResult\"",
        "\"kind\": \"ChaosResult\"",
        "\nkind: ChaosResult\n",
        "  kind: ChaosResult\n",
    ];
    let stated = text.contains("litmuschaos.io/") && kind.iter().any(|kind| text.contains(kind));
    let status = text.contains("\"experimentStatus\"") || text.contains("\"experimentstatus\"");
    stated || text.starts_with("kind: ChaosResult\n") || (status && text.contains("\"chaosUID\""))
}

/// Reads one result, or a list of them.
///
/// # Errors
/// When it is neither JSON nor YAML, or no result.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Chaos>, CollectError> {
    let (text, mut notes) = input.noted();
    let text = text.trim_start_matches('\u{feff}');
    let is_json = text.trim_start().starts_with('{');
    let document: Document =
        if is_json { json::read(&input.name, text)? } else { yaml::read(&input.name, text)? };
    let listed = !document.items.is_empty();
    let results = if listed { document.items } else { vec![document] };
    let mut experiments = Vec::new();
    for result in results {
        if result.spec.experiment.is_empty() {
            let place = format!("{}: has no `spec.experiment`", result.metadata.name);
            return Err(CollectError::new(&input.name, place.trim_start_matches(": ").to_owned())
                .hint("expected a ChaosResult: kubectl get chaosresult -o yaml"));
        }
        let (verdict, why) = result.status.experiment.verdict();
        let name = result.name();
        if let Some(why) = why {
            notes.note(format!("{name}: {why}"));
        }
        experiments.push(Experiment::judged(name, verdict));
    }
    let known = experiments.iter().filter(|experiment| experiment.verdict != Verdict::Error).count();
    let section = match known {
        0 => Section::because(SectionState::Failed, "no experiment has a verdict"),
        n if n < experiments.len() => Section::because(SectionState::Partial, "an experiment has no verdict"),
        _ => Section::ok(),
    };
    let (tool, diagnostics) = ("LitmusChaos".to_owned(), notes.finish());
    let payload = Chaos { experiments };
    Ok(Parsed { payload, section, tool, tool_version: None, taken_at: None, diagnostics })
}

impl Document {
    fn name(&self) -> String {
        match self.spec.engine.as_str() {
            "" => self.spec.experiment.clone(),
            engine => format!("{engine}/{}", self.spec.experiment),
        }
    }
}

impl Run {
    /// The verdict, and what is to be said of it.
    fn verdict(&self) -> (Verdict, Option<String>) {
        let why = self.why();
        match self.verdict.as_str() {
            "Pass" if self.probes() == Some(false) => {
                (Verdict::Fail, Some("it says Pass, though not every probe succeeded".to_owned()))
            }
            "Pass" => (Verdict::Pass, None),
            "Fail" | "Error" if why.as_deref().is_some_and(before) => (Verdict::NotInjected, why),
            "Fail" => (Verdict::Fail, why),
            "Stopped" => (Verdict::Aborted, why),
            "Error" => (Verdict::Error, why.or_else(|| Some("the run broke".to_owned()))),
            "" | "Awaited" => {
                (Verdict::Error, Some(format!("it has no verdict; its phase is `{}`", self.phase)))
            }
            other => (Verdict::Error, Some(format!("its verdict `{other}` is not known"))),
        }
    }

    /// Whether every probe succeeded, when that is stated.
    fn probes(&self) -> Option<bool> {
        let percent = match self.probe_success_percentage.as_ref()? {
            Percentage::Number(percent) => *percent,
            Percentage::Text(text) => text.trim_end_matches('%').trim().parse().ok()?,
        };
        Some(percent >= 100.0)
    }

    fn why(&self) -> Option<String> {
        let told = |text: &str| !text.is_empty() && text != "N/A";
        let failure = self.error_output.as_ref().filter(|failure| told(&failure.reason));
        let failure =
            failure.map(|failure| format!("{} {}", failure.error_code, failure.reason).trim().to_owned());
        failure.or_else(|| told(&self.fail_step).then(|| self.fail_step.clone()))
    }
}

/// Whether a run ended before its fault: the steps of that time carry the mark of Litmus' log.
fn before(why: &str) -> bool {
    let why = why.to_lowercase();
    why.contains("[pre-chaos]") || why.contains("prechaos")
}
