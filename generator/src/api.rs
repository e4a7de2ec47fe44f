//! The data beside the pages: values of each metric as CSV and JSON, the alert log, the objectives, and what
//! the pages of areas say.

use crate::GenerateError;
use crate::published::internal;
use crate::site::Files;
use quarterdeck_model::{History, Run, Series};
use quarterdeck_views::Context;
use quarterdeck_views::alert_log::{AlertLog, Choice};
use quarterdeck_views::api::{FORMS, MetricFile};
use quarterdeck_views::csv;
use quarterdeck_views::objective_list::ObjectiveList;
use quarterdeck_views::page::area::Csv;
use quarterdeck_views::page::metric::Snapshots;
use quarterdeck_views::page::{coverage, findings, test_results};
use quarterdeck_views::routes::{self, Slugs};
use rayon::prelude::*;
use std::fmt::Write as _;

/// Writes the values of every series as CSV and JSON.
///
/// # Errors
/// As [`alerts`].
pub(crate) fn metrics(site: &mut Files, history: &History, slugs: &Slugs) -> Result<(), GenerateError> {
    let file = |series: &Series| {
        let slug = slugs.get(&series.key)?;
        Some(value_json(history, series).map(|json| (slug, values_csv(history, series), json)))
    };
    let files: Result<Vec<_>, GenerateError> = history.series.par_iter().filter_map(file).collect();
    for (slug, csv, json) in files? {
        site.add(routes::metric_csv(slug), csv);
        site.add(routes::metric_json(slug), json);
    }
    Ok(())
}

/// Writes the alert log, which is also what `quarterdeck alerts --all --format json` prints.
///
/// # Errors
/// [`GenerateError`] when it cannot be written as JSON, which would be a defect of ours.
pub(crate) fn alerts(site: &mut Files, context: &Context<'_>) -> Result<(), GenerateError> {
    let log = AlertLog::of(context, Choice { closed: true, kind: None });
    let text = serde_json::to_string_pretty(&log).map_err(|e| internal(routes::ALERTS_JSON, &e))?;
    site.add(routes::ALERTS_JSON, format!("{text}\n"));
    Ok(())
}

/// Writes the objectives, which is also what `quarterdeck objectives --format json` prints.
///
/// # Errors
/// As [`alerts`].
pub(crate) fn objectives(site: &mut Files, context: &Context<'_>) -> Result<(), GenerateError> {
    let list = ObjectiveList::of(context);
    let text = serde_json::to_string_pretty(&list).map_err(|e| internal(routes::OBJECTIVES_JSON, &e))?;
    site.add(routes::OBJECTIVES_JSON, format!("{text}\n"));
    Ok(())
}

/// Writes what the pages on tests, coverage and findings say, and everything that their latest runs hold as CSV.
///
/// # Errors
/// As [`alerts`].
pub(crate) fn areas(
    site: &mut Files,
    context: &Context<'_>,
    snapshots: &Snapshots<'_>,
) -> Result<(), GenerateError> {
    let mut json = |path: &str, text: Result<String, serde_json::Error>| {
        text.map(|text| site.add(path, format!("{text}\n"))).map_err(|e| internal(path, &e))
    };
    let tests = test_results::TestsList::of(context, snapshots);
    json(routes::TESTS_JSON, serde_json::to_string_pretty(&tests))?;
    let covered = coverage::CoverageList::of(context, snapshots);
    json(routes::COVERAGE_JSON, serde_json::to_string_pretty(&covered))?;
    let found = findings::FindingsList::of(context, snapshots);
    json(routes::FINDINGS_JSON, serde_json::to_string_pretty(&found))?;
    site.add(routes::TESTS_CSV, rows(&test_results::csv(context, snapshots)));
    site.add(routes::COVERAGE_CSV, rows(&coverage::csv(context, snapshots)));
    site.add(routes::FINDINGS_CSV, rows(&findings::csv(context, snapshots)));
    Ok(())
}

fn rows(list: &Csv) -> String {
    let mut out = list.columns.join(",");
    out.push_str("\r\n");
    list.rows.iter().for_each(|row| csv::line(&mut out, row));
    out
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
