//! The data beside the pages: values of each metric as CSV and JSON, the alert log, the objectives, and what
//! the pages of areas say.

use crate::GenerateError;
use crate::published::internal;
use crate::site::Files;
use quarterdeck_model::{History, Run, Series};
use quarterdeck_views::Context;
use quarterdeck_views::alert_log::{AlertLog, Choice};
use quarterdeck_views::api::{FORMS, Index, Latest, MetricFile};
use quarterdeck_views::csv;
use quarterdeck_views::objective_list::ObjectiveList;
use quarterdeck_views::page::area::Csv;
use quarterdeck_views::page::metric::Snapshots;
use quarterdeck_views::page::{coverage, findings, test_results};
use quarterdeck_views::routes::{self, Slugs};
use serde::Serialize;
use std::fmt::Write as _;

/// In what form the values of a series are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Csv,
    Json,
}

/// Paths of the values of every series, each with the number of the series and the form.
pub(crate) fn metrics(history: &History, slugs: &Slugs) -> Vec<(String, (usize, Form))> {
    let of = |(index, series): (usize, &Series)| {
        let slug = slugs.get(&series.key)?;
        Some([
            (routes::metric_csv(slug), (index, Form::Csv)),
            (routes::metric_json(slug), (index, Form::Json)),
        ])
    };
    history.series.iter().enumerate().filter_map(of).flatten().collect()
}

/// The values of series number `index`. They are made when they are written: those of a long history are as large as
/// the rest of the site but the pages of single runs.
///
/// # Errors
/// As [`standing`].
pub(crate) fn metric(history: &History, index: usize, form: Form) -> Result<String, GenerateError> {
    let Some(series) = history.series.get(index) else { return Ok(String::new()) };
    match form {
        Form::Csv => Ok(values_csv(history, series)),
        Form::Json => value_json(history, series),
    }
}

/// Writes where the project stands, the alert log and the objectives; the last two are also what `quarterdeck alerts --all
/// --format json` and `quarterdeck objectives --format json` print.
///
/// # Errors
/// [`GenerateError`] when one cannot be written as JSON, which would be a defect of ours.
pub(crate) fn standing(site: &mut Files, context: &Context<'_>) -> Result<(), GenerateError> {
    let log = AlertLog::of(context, Choice { closed: true, kind: None });
    pretty(site, routes::ALERTS_JSON, &log)?;
    pretty(site, routes::OBJECTIVES_JSON, &ObjectiveList::of(context))?;
    compact(site, routes::LATEST_JSON, &Latest::of(context))
}

/// Writes what there is of a whole history, and where it lies.
///
/// # Errors
/// As [`standing`].
pub(crate) fn index(site: &mut Files, context: &Context<'_>) -> Result<(), GenerateError> {
    compact(site, routes::INDEX_JSON, &Index::of(context))
}

/// Writes what the pages on tests, coverage and findings say, and everything that their latest runs hold as CSV.
///
/// # Errors
/// As [`standing`].
pub(crate) fn areas(
    site: &mut Files,
    context: &Context<'_>,
    snapshots: &Snapshots<'_>,
    found: &findings::Read<'_>,
) -> Result<(), GenerateError> {
    pretty(site, routes::TESTS_JSON, &test_results::TestsList::of(context, snapshots))?;
    pretty(site, routes::COVERAGE_JSON, &coverage::CoverageList::of(context, snapshots))?;
    pretty(site, routes::FINDINGS_JSON, &findings::FindingsList::of_read(context, found))?;
    site.add(routes::TESTS_CSV, rows(&test_results::csv(context, snapshots)));
    site.add(routes::COVERAGE_CSV, rows(&coverage::csv(context, snapshots)));
    site.add(routes::FINDINGS_CSV, rows(&findings::csv(context, found)));
    Ok(())
}

fn rows(list: &Csv) -> String {
    let mut out = list.columns.join(",");
    out.push_str("\r\n");
    list.rows.iter().for_each(|row| csv::line(&mut out, row));
    out
}

/// For people too.
fn pretty(site: &mut Files, path: &str, document: &impl Serialize) -> Result<(), GenerateError> {
    let text = serde_json::to_string_pretty(document).map_err(|e| internal(path, &e))?;
    site.add(path, format!("{text}\n"));
    Ok(())
}

/// Without white space: one that grows with the number of figures.
fn compact(site: &mut Files, path: &str, document: &impl Serialize) -> Result<(), GenerateError> {
    let text = serde_json::to_string(document).map_err(|e| internal(path, &e))?;
    site.add(path, format!("{text}\n"));
    Ok(())
}

/// One row a point. Times are RFC 3339 in UTC; values are written so that reading them back gives the same number.
fn values_csv(history: &History, series: &Series) -> String {
    let mut out = String::from("time,value,unit,commit,branch,job,snapshot\r\n");
    for (run, value) in points(history, series) {
        let fields = [
            series.unit.as_str(),
            run.commit.as_deref().unwrap_or_default(),
            run.branch.as_deref().unwrap_or_default(),
            &series.key.job,
            run.id.as_str(),
        ];
        // Writing to a String cannot fail.
        let _ = write!(out, "{},{value}", run.taken_at);
        for field in fields {
            let _ = write!(out, ",{}", csv::field(field));
        }
        out.push_str("\r\n");
    }
    out
}

/// The same values as one JSON object with a column each.
fn value_json(history: &History, series: &Series) -> Result<String, GenerateError> {
    let text = serde_json::to_string(&MetricFile::of(history, series));
    text.map(|text| format!("{text}\n")).map_err(|e| internal(series.key.metric.as_str(), &e))
}

/// Writes the schema of every sort of document.
pub(crate) fn schemas(site: &mut Files) {
    for form in FORMS {
        site.add(form.schema_path(), form.schema);
    }
}

fn points<'a>(history: &'a History, series: &'a Series) -> impl Iterator<Item = (&'a Run, f64)> {
    series.points.iter().filter_map(|point| history.run(*point).map(|run| (run, point.value)))
}
