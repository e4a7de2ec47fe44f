//! What an engine of tables made of the exports of many projects, read back from its Parquet files.
//!
//! The results of the shipped queries `fleet` and `trend`, each one file or, as Spark writes them, a folder of parts. Which
//! result a file is of is told by its columns. Columns beyond ours are passed over.

mod table;

use crate::StoreError;
use quarterdeck_model::fleet::Month;
use quarterdeck_model::{Fleet, Standing};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use table::{Cells, Table};
use walkdir::WalkDir;

/// The result that a file is of.
enum OneResult {
    Fleet(Vec<Standing>),
    Trend(Vec<(String, Month)>),
    /// Of another query.
    Other,
}

/// Reads the file at `path`, or every `.parquet` file below that folder.
///
/// # Errors
/// [`StoreError::Rollup`]: no such file, a file that is no Parquet, a column that is missing or of another type (by its
/// name), a project that is there twice, a trend of a project that the fleet has not.
pub fn read(path: &Path) -> Result<Fleet, StoreError> {
    let files = files(path)?;
    let mut projects: BTreeMap<String, Standing> = BTreeMap::new();
    let mut months = Vec::new();
    let mut found = false;
    for file in &files {
        match of_file(file)? {
            OneResult::Fleet(standings) => {
                found = true;
                for standing in standings {
                    let name = standing.project.clone();
                    if projects.insert(name.clone(), standing).is_some() {
                        return Err(wrong(file, format!("project {name:?} is there twice")));
                    }
                }
            }
            OneResult::Trend(rows) => months.extend(rows.into_iter().map(|row| (file, row))),
            OneResult::Other => {}
        }
    }
    if !found {
        let why = "no result of the query `fleet` is here (`quarterdeck history export --sql fleet`)";
        return Err(wrong(path, why.to_owned()));
    }
    for (file, (project, month)) in months {
        let Some(standing) = projects.get_mut(&project) else {
            let why = format!(
                "project {project:?} is in the trend and not in the fleet; run both queries over one export"
            );
            return Err(wrong(file, why));
        };
        standing.months.push(month);
    }
    let mut fleet = Fleet { projects: projects.into_values().collect() };
    for standing in &mut fleet.projects {
        standing.months.sort_by_key(|month| month.number);
    }
    Ok(fleet)
}

fn wrong(path: &Path, why: String) -> StoreError {
    StoreError::Rollup { path: path.to_owned(), why }
}

/// The file, or the Parquet files below a folder, in order; what is hidden or begins with `_` is the engine's own.
fn files(path: &Path) -> Result<Vec<PathBuf>, StoreError> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let own = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with(['.', '_']);
    let walk = WalkDir::new(path).min_depth(1).sort_by_file_name().into_iter();
    let mut found = Vec::new();
    for entry in walk.filter_entry(|e| !own(e.file_name())) {
        let entry = entry.map_err(|e| wrong(path, e.to_string()))?;
        if entry.file_type().is_file() && entry.path().extension().is_some_and(|e| e == "parquet") {
            found.push(entry.into_path());
        }
    }
    Ok(found)
}

fn of_file(file: &Path) -> Result<OneResult, StoreError> {
    let table = Table::open(file)?;
    if table.has("month") {
        return table
            .rows(&["project", "month", "score_low", "score_high"], month)
            .map(|rows| OneResult::Trend(rows.into_iter().flatten().collect()));
    }
    if table.has("projects_losing") {
        return Ok(OneResult::Other);
    }
    table.rows(&FLEET, standing).map(OneResult::Fleet)
}

/// The columns of the query `fleet` that are read.
const FLEET: [&str; 12] = [
    "project",
    "score_low",
    "score_high",
    "worst_metric",
    "worst_penalty",
    "unknown_metrics",
    "critical_alerts",
    "warning_alerts",
    "newest_at",
    "runs",
    "runs_without_figures",
    "simulated_runs",
];

fn standing(cells: &Cells<'_>) -> Result<Standing, String> {
    let worst = cells.text("worst_metric")?.zip(cells.number("worst_penalty")?);
    Ok(Standing {
        project: named(cells)?,
        score: score(cells)?,
        worst,
        unknown_metrics: cells.whole("unknown_metrics")?,
        critical_alerts: cells.whole("critical_alerts")?,
        warning_alerts: cells.whole("warning_alerts")?,
        newest_at: cells.time("newest_at")?,
        runs: cells.whole("runs")?,
        runs_without_figures: cells.whole("runs_without_figures")?,
        simulated_runs: cells.whole("simulated_runs")?,
        months: Vec::new(),
    })
}

/// A month whose score is not known has no point.
fn month(cells: &Cells<'_>) -> Result<Option<(String, Month)>, String> {
    let text = cells.text("month")?.unwrap_or_default();
    let number = Month::parse(&text)
        .ok_or_else(|| format!("column `month`: {text:?} is no month, such as `2026-11` was expected"))?;
    let project = named(cells)?;
    Ok(score(cells)?.map(|(low, high)| (project, Month { number, low, high })))
}

fn named(cells: &Cells<'_>) -> Result<String, String> {
    cells.text("project")?.ok_or_else(|| "column `project`: a row has no name".to_owned())
}

fn score(cells: &Cells<'_>) -> Result<Option<(f64, f64)>, String> {
    let (low, high) = (cells.number("score_low")?, cells.number("score_high")?);
    for (column, value) in [("score_low", low), ("score_high", high)] {
        if let Some(value) = value.filter(|v| !(0.0..=100.0).contains(v)) {
            return Err(format!("column `{column}`: {value} is no score, 0 to 100 was expected"));
        }
    }
    Ok(low.zip(high))
}

#[cfg(test)]
mod tests;
