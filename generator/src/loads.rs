//! The response times of load runs for the explorer, which merges the histograms of whatever its reader chose: classic
//! scripts like the history's chunks, loaded only when the reader asks for percentiles.
//!
//! `data/loads-<n>.<hash>.js` calls `self.quarterdeckChunk(<its own path>, <base64 of gzip of the JSON>)`. Files are cut by
//! number of runs, oldest first, so that a new run changes the last one only; those without a load run are not written.

use crate::GenerateError;
use crate::published::internal;
use crate::script;
use crate::site::{Files, short_hash};
use quarterdeck_model::payload::{Load, Payload};
use quarterdeck_model::wire::published::{PublishedLoad, encode_loads};
use quarterdeck_model::{EncodedHistogram, History, Kind, Run, Shelf, Snapshots};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::sync::Arc;

/// Runs a file, of whatever kind.
const RUNS_PER_FILE: usize = 1024;

/// Writes the files; returns their entries for the manifest.
pub(crate) fn publish(
    site: &mut Files,
    history: &History,
    shelf: &dyn Shelf,
) -> Result<Vec<Value>, GenerateError> {
    let slices: Vec<&[Arc<Run>]> = history.runs.as_slice().chunks(RUNS_PER_FILE).collect();
    let written: Result<Vec<_>, GenerateError> = slices
        .par_iter()
        .enumerate()
        .map(|(number, runs)| file(number, runs, &Snapshots::on(shelf)))
        .collect();
    let mut entries = Vec::new();
    for (path, text, entry) in written?.into_iter().flatten() {
        site.add(path, text);
        entries.push(entry);
    }
    Ok(entries)
}

/// One file as (path, script, entry). The name carries the hash of the data, since the script carries the name.
fn file(
    number: usize,
    runs: &[Arc<Run>],
    snapshots: &Snapshots<'_>,
) -> Result<Option<(String, String, Value)>, GenerateError> {
    let found: Vec<(&Run, PublishedLoad)> = runs
        .iter()
        .map(Arc::as_ref)
        .flat_map(|run| of_run(run, snapshots).into_iter().map(move |load| (run, load)))
        .collect();
    let (Some((first, _)), Some((last, _))) = (found.first(), found.last()) else { return Ok(None) };
    let (from, to) = (first.taken_at.to_string(), last.taken_at.to_string());
    let loads: Vec<PublishedLoad> = found.into_iter().map(|(_, load)| load).collect();
    let page = format!("data/loads-{number}.js");
    let packed = script::packed(&encode_loads(&loads)).map_err(|e| internal(&page, &e))?;
    let path = format!("data/loads-{number}.{}.js", short_hash([packed.as_bytes()]));
    let text = format!("self.quarterdeckChunk(\"{path}\",\"{packed}\");\n");
    let entry = json!({ "file": path, "from": from, "to": to });
    Ok(Some((path, text, entry)))
}

/// The loads of a run that count: an invalid one is in no trend and in no percentile.
fn of_run(run: &Run, snapshots: &Snapshots<'_>) -> Vec<PublishedLoad> {
    let wanted = run.kind == Kind::Benchmark && run.state.counts();
    let told = wanted.then(|| snapshots.glance(&run.id, |snapshot| loads(run, &snapshot.payload)));
    told.flatten().unwrap_or_default()
}

fn loads(run: &Run, payload: &Payload) -> Vec<PublishedLoad> {
    let Payload::Benchmark(payload) = payload else { return Vec::new() };
    let counts = |load: &&Load| load.section.state.counts();
    let told = |load: &Load| PublishedLoad {
        run: run.id.clone(),
        name: load.name.clone(),
        responses: load.response.as_ref().map(EncodedHistogram::to_plain).and_then(Result::ok),
    };
    payload.loads.iter().filter(counts).map(told).collect()
}
