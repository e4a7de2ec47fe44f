//! The reports folder of the system that Quarterdeck replaces.

use super::Imported;
use crate::archive::bytes_of;
use crate::{Archive, StoreError};
use chrono::FixedOffset;
use quarterdeck_model::{Diagnostic, Snapshot, wire};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Where the reports stand and how they are named.
const PLACES: [(&str, &str); 3] = [
    ("metrics", "quality_metrics_"),
    ("performance", "performance_benchmark_report_"),
    ("chaos", "scenario_"),
];

/// Imports the reports of the system that Quarterdeck replaces: `metrics/quality_metrics_*.json`,
/// `performance/performance_benchmark_report_*.json` and `chaos/scenario_*.json` below `reports_dir`. Times without a
/// zone are read in `zone`. Importing again adds nothing; one bad file stops no other.
///
/// # Errors
/// [`StoreError`] when none of the three folders is there.
pub fn acgs2(reports_dir: &Path, zone: FixedOffset, archive: &Archive) -> Result<Imported, StoreError> {
    let present = |(folder, _): &&(&str, &str)| reports_dir.join(folder).is_dir();
    if !PLACES.iter().any(|place| present(&place)) {
        return Err(StoreError::NoReports { path: reports_dir.to_owned() });
    }
    let mut imported = Imported::default();
    let mut reports = Vec::new();
    for (folder, prefix) in PLACES.iter().filter(present) {
        match reports_in(&reports_dir.join(folder), prefix) {
            Ok(found) => reports.extend(found),
            Err(problem) => imported.problems.push(problem),
        }
    }
    imported.files = reports.len();
    let read: Vec<Read> = reports.par_iter().map(|path| read(reports_dir, path, zone)).collect();
    let known = archive.known()?;
    for (snapshots, path) in read.into_iter().zip(&reports) {
        match snapshots {
            Err(problem) => imported.problems.push(problem),
            Ok(snapshots) => {
                imported.keep(archive, &known, &path.display().to_string(), &snapshots);
            }
        }
    }
    if imported.files == 0 {
        let names: Vec<String> =
            PLACES.iter().map(|(folder, prefix)| format!("{folder}/{prefix}*.json")).collect();
        imported.problems.push(Diagnostic::warning(
            reports_dir.display().to_string(),
            format!("no report was found, {} were expected", names.join(", ")),
        ));
    }
    imported.problems.sort_by(|a, b| (&a.path, a).cmp(&(&b.path, b)));
    Ok(imported)
}

type Read = Result<Vec<Snapshot>, Diagnostic>;

/// The reports in one folder, by name.
fn reports_in(folder: &Path, prefix: &str) -> Result<Vec<PathBuf>, Diagnostic> {
    let refused = |e: std::io::Error| {
        Diagnostic::error(folder.display().to_string(), format!("the folder cannot be read: {e}"))
            .hint("give yourself the right to read and enter it, then import again")
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(refused)? {
        let path = entry.map_err(refused)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(prefix) && name.ends_with(".json") && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Reads one report. The snapshots' own remarks get its path, relative to the reports, so that the same report gives
/// the same snapshot wherever it is imported from.
fn read(reports_dir: &Path, path: &Path, zone: FixedOffset) -> Read {
    let shown = path.display().to_string();
    let bytes = bytes_of(path, &shown)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut snapshots = wire::v0::read(&name, &bytes, zone).map_err(|e| e.into_diagnostic(shown))?;
    let parts: Vec<_> =
        path.strip_prefix(reports_dir).unwrap_or(path).iter().map(|p| p.to_string_lossy()).collect();
    let own = parts.join("/");
    let remarks = snapshots.iter_mut().flat_map(|s| &mut s.diagnostics).filter(|d| d.path.is_empty());
    remarks.for_each(|d| d.path.clone_from(&own));
    Ok(snapshots)
}
