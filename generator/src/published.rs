//! The data that the explorer reads in the browser: the whole history in columns, in chunks, as classic scripts, because
//! a page opened from disk may load scripts and nothing else.
//!
//! `data/manifest.<hash>.js` sets `self.quarterdeckManifest`; each `data/history-<n>.<hash>.js` calls
//! `self.quarterdeckChunk(<its own path>, <base64 of gzip of the chunk's JSON>)`. Chunks are cut by number of runs
//! and of points, oldest first and the newest finer, so that a new run changes a small one only: a publisher uploads little.

use crate::GenerateError;
use crate::assets::Dashboard;
use crate::script;
use crate::site::{Files, short_hash};
use quarterdeck_model::wire::published::{self, Chunk};
use quarterdeck_model::{History, Run, Timestamp};
use quarterdeck_views::format::Locale;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// The version of the manifest and of the calls around chunks.
const VERSION: u32 = 1;

/// What the manifest says besides the list of chunks.
pub(crate) struct Manifest<'a, P> {
    /// The project's name.
    pub(crate) project: &'a str,
    /// The "now" of the build.
    pub(crate) now: Timestamp,
    /// How numbers and dates are written.
    pub(crate) locale: &'static Locale,
    /// What everything is judged by.
    pub(crate) policy: &'a P,
    /// Files of response times: see [`crate::loads`].
    pub(crate) loads: Vec<Value>,
    /// The dashboard's files.
    pub(crate) dashboard: &'a Dashboard,
}

impl<P: Serialize> Manifest<'_, P> {
    /// Writes all chunks and the manifest; returns the manifest's path.
    pub(crate) fn publish(&self, site: &mut Files, history: &History) -> Result<String, GenerateError> {
        let encoded = published::encode_cut(history, &published::PUBLISHED);
        let scripts: Result<Vec<(String, String)>, GenerateError> =
            encoded.par_iter().enumerate().map(chunk).collect();
        let scripts = scripts?;
        let list = entries(&scripts, &encoded, history.runs.as_slice());
        for (file, text) in scripts {
            site.add(file, text);
        }
        let manifest = self.value(list, history.simulated())?;
        let text = format!("self.quarterdeckManifest = {};\n", script::json(&manifest));
        Ok(site.add_hashed("data/manifest.js", text))
    }

    fn value(&self, chunks: Vec<Value>, simulated: bool) -> Result<Value, GenerateError> {
        let policy = serde_json::to_value(self.policy).map_err(|e| internal("data/manifest.js", &e))?;
        let format = format!("manifest {VERSION}, {}", published::SCHEMA);
        Ok(json!({
            "version": VERSION,
            "stamp": short_hash([self.dashboard.stamp.as_bytes(), format.as_bytes()]),
            "project": self.project,
            "now": self.now.to_string(),
            "locale": self.locale.tag,
            "policy": policy,
            "routes": { "snapshot": "s/{id}.html", "metric": "metric/{slug}.html" },
            "simulated": simulated,
            "chunks": chunks,
            "loads": self.loads,
            "wasm": { "raw": self.dashboard.wasm, "script": self.dashboard.wasm_script },
            "rest": { "raw": self.dashboard.rest, "script": self.dashboard.rest_script },
        }))
    }
}

/// One chunk as (path, script). The name carries the hash of the data, since the script carries the name.
fn chunk((number, chunk): (usize, &Chunk)) -> Result<(String, String), GenerateError> {
    let json = chunk.to_json();
    let page = format!("data/history-{number}.js");
    let packed = script::packed(&json).map_err(|e| internal(&page, &e))?;
    let file = format!("data/history-{number}.{}.js", short_hash([packed.as_bytes()]));
    let text = format!("self.quarterdeckChunk(\"{file}\",\"{packed}\");\n");
    Ok((file, text))
}

/// What the manifest says of each chunk: chunks hold the runs one after another.
fn entries(scripts: &[(String, String)], chunks: &[Chunk], runs: &[Arc<Run>]) -> Vec<Value> {
    let mut rest = runs;
    let next = |((file, _), chunk): (&(String, String), &Chunk)| {
        let (own, others) = rest.split_at_checked(chunk.runs()).unwrap_or((rest, &[]));
        rest = others;
        entry(file, own)
    };
    scripts.iter().zip(chunks).map(next).collect()
}

fn entry(file: &str, runs: &[Arc<Run>]) -> Value {
    let time = |run: Option<&Run>| run.map(|r| r.taken_at.to_string());
    json!({ "file": file, "runs": runs.len(), "from": time(runs.first().map(Arc::as_ref)), "to": time(runs.last().map(Arc::as_ref)) })
}

pub(crate) fn internal(page: &str, error: &dyn std::fmt::Display) -> GenerateError {
    GenerateError::Internal { page: page.to_owned(), message: error.to_string() }
}
