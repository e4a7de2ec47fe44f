//! What a site holds for programs: where a program that knows nothing of it begins.

use super::{FORMS, Form};
use crate::catalogue;
use crate::context::Context;
use crate::page::rows::status_of_run;
use crate::routes;
use quarterdeck_model::{Run, Series};
use serde::Serialize;
use std::collections::BTreeMap;

/// What the JSON says it is.
const SCHEMA: &str = "quarterdeck.index";

/// Runs that are listed: as many as a page of the archive list has.
const MOST_RUNS: usize = routes::SNAPSHOTS_A_PAGE;

/// `api/v1/index.json`: the documents, the metrics and the newest runs, with where each lies. Addresses are from the root
/// of the site.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Index {
    /// `quarterdeck.index`: what this is.
    pub schema: &'static str,
    /// The shape's version.
    pub version: u32,
    /// The project's name.
    pub project: String,
    /// The instant, RFC 3339.
    pub now: String,
    /// How many runs the archive holds.
    pub snapshots: usize,
    /// When the oldest was made, RFC 3339.
    pub first: Option<String>,
    /// When the newest was made, RFC 3339.
    pub last: Option<String>,
    /// Every sort of document.
    pub documents: Vec<Document>,
    /// Every figure that was ever measured, in the order of metric, job and labels.
    pub metrics: Vec<Measured>,
    /// The newest 200 runs, the newest first.
    pub newest: Vec<Listed>,
}

/// A sort of document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Document {
    /// What its schema is called.
    pub name: &'static str,
    /// What it holds.
    pub holds: &'static str,
    /// Where it lies; `<…>` stands for what differs.
    pub json: &'static str,
    /// The same as CSV.
    pub csv: Option<&'static str>,
    /// Its JSON Schema, draft 2020-12.
    pub schema: String,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Measured {
    /// Which figure, such as `coverage.line_percent`.
    pub metric: String,
    /// What it is called: `Line coverage`.
    pub name: String,
    /// The job: figures are compared only within one.
    pub job: String,
    /// What tells it from other figures of its metric and job.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    /// What kind of run gives it.
    pub kind: &'static str,
    /// The unit of its values.
    pub unit: String,
    /// `higher is better`, `lower is better`, or neither.
    pub direction: &'static str,
    /// How many runs gave it.
    pub values: usize,
    /// When it was first measured, RFC 3339.
    pub first: Option<String>,
    /// When it was last measured, RFC 3339.
    pub last: Option<String>,
    /// Its page.
    pub page: Option<String>,
    /// Its values as JSON.
    pub json: Option<String>,
    /// Its values as CSV.
    pub csv: Option<String>,
}

/// A run.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Listed {
    /// Its name in the archive.
    pub snapshot: String,
    /// When it was made, RFC 3339.
    pub time: String,
    /// What kind of run it is.
    pub kind: &'static str,
    /// The job.
    pub job: String,
    /// `complete`, `partial`, `failed`, `empty`, `voided`.
    pub state: String,
    /// The full commit.
    pub commit: Option<String>,
    /// Its page.
    pub page: String,
    /// The run as the archive keeps it.
    pub json: String,
}

impl Index {
    /// Of a whole history.
    pub fn of(context: &Context<'_>) -> Self {
        let (runs, series) = (&context.history.runs, &context.history.series);
        let taken = |run: &Run| run.taken_at.to_string();
        Self {
            schema: SCHEMA,
            version: 1,
            project: context.project.clone(),
            now: context.now.to_string(),
            snapshots: runs.len(),
            first: runs.first().map(taken),
            last: runs.last().map(taken),
            documents: FORMS.iter().map(document).collect(),
            metrics: series.iter().map(|one| measured(context, one)).collect(),
            newest: runs.iter().rev().take(MOST_RUNS).map(listed).collect(),
        }
    }
}

fn document(form: &Form) -> Document {
    Document {
        name: form.name,
        holds: form.holds,
        json: form.json,
        csv: (!form.csv.is_empty()).then_some(form.csv),
        schema: form.schema_path(),
    }
}

fn measured(context: &Context<'_>, series: &Series) -> Measured {
    let slug = context.slugs().get(&series.key);
    let taken = |point: &quarterdeck_model::Point| Some(context.history.run(*point)?.taken_at.to_string());
    Measured {
        metric: series.key.metric.to_string(),
        name: catalogue::series_name(series),
        job: series.key.job.clone(),
        labels: series.key.labels.iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect(),
        kind: series.kind.as_str(),
        unit: series.unit.as_str().to_owned(),
        direction: series.direction.words(),
        values: series.points.len(),
        first: series.points.first().and_then(taken),
        last: series.points.last().and_then(taken),
        page: slug.map(routes::metric),
        json: slug.map(routes::metric_json),
        csv: slug.map(routes::metric_csv),
    }
}

fn listed(run: &Run) -> Listed {
    Listed {
        snapshot: run.id.to_string(),
        time: run.taken_at.to_string(),
        kind: run.kind.as_str(),
        job: run.job.clone(),
        state: status_of_run(run).word.to_lowercase(),
        commit: run.commit.clone(),
        page: routes::snapshot(&run.id),
        json: routes::snapshot_json(&run.id),
    }
}
