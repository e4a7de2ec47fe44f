//! `reports/chaos/scenario_<name>_<unix time>.json`: the short result of one experiment.

use super::super::collect::Stamped;
use crate::error::CliError;
use quarterdeck_model::payload::Experiment;
use quarterdeck_store::write;
use serde_json::{Value, json};

/// What these files say they are.
const SCHEMA: &str = "quarterdeck.chaos-result";

/// Writes it beside the archive.
pub(super) fn write(experiment: &Experiment, stamped: &Stamped) -> Result<(), CliError> {
    let Some(folder) = stamped.beside_archive("chaos") else { return Ok(()) };
    let began = experiment.started_at.map_or(0, |at| at.millis() / 1000);
    let path = folder.join(format!("scenario_{}_{began}.json", experiment.scenario));
    let text = format!("{:#}\n", document(experiment));
    write::atomic(&path, text.as_bytes())?;
    Ok(())
}

fn document(e: &Experiment) -> Value {
    let recovery = e.recovery.map(
        |r| json!({"seconds": r.seconds, "plus_minus": r.plus_minus, "longer_than_watched": r.censored}),
    );
    let impact = |i: &quarterdeck_model::payload::Impact| json!({"service": i.service, "target": i.target, "availability_percent": i.availability_percent});
    let event =
        |v: &quarterdeck_model::payload::Event| json!({"at_s": v.at_s, "what": v.what, "detail": v.detail});
    json!({
        "schema": SCHEMA,
        "version": 1,
        "scenario": e.scenario,
        "verdict": e.verdict.as_str(),
        "reasons": e.reasons,
        "started_at": e.started_at.map(|at| at.to_string()),
        "duration_s": e.duration_s,
        "availability_percent": e.availability_percent,
        "error_percent": e.error_percent,
        "recovery": recovery,
        "services": e.impacts.iter().map(impact).collect::<Vec<_>>(),
        "events": e.events.iter().map(event).collect::<Vec<_>>(),
    })
}
