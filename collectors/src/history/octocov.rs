//! Reports of octocov: a file, or a folder of them as its `local://` and repository datastores have it.

use super::{Past, PastRun};
use crate::collect::join;
use crate::coverage::octocov;
use crate::error::CollectError;
use crate::format::Reading;
use crate::input::Input;
use crate::origin::Origin;
use quarterdeck_model::{Diagnostic, Kind, Payload};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Reads the report, or every one in the folder.
///
/// # Errors
/// When there is none.
pub(super) fn read(path: &Path, origin: &Origin) -> Result<Past, CollectError> {
    let mut past = Past::default();
    let mut repositories = BTreeSet::new();
    for file in files(path) {
        match one(&file, path, origin) {
            Ok(Some((run, repository))) => {
                repositories.insert(repository);
                past.runs.push(run);
            }
            Ok(None) => {}
            Err(CollectError(diagnostic)) => past.diagnostics.push(diagnostic),
        }
    }
    if past.runs.is_empty() && past.diagnostics.is_empty() {
        return Err(CollectError::new(path.display().to_string(), "holds no report of octocov")
            .hint("expected report.json files with repository, ref, commit and coverage"));
    }
    if repositories.len() == 1 {
        past.runs.iter_mut().for_each(|run| run.job = None);
    }
    Ok(past)
}

fn files(path: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(path).sort_by_file_name().into_iter().filter_map(Result::ok);
    let plain = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    plain.filter(|file| file == path || file.extension().is_some_and(|e| e == "json")).collect()
}

/// A run and the repository that it is of; nothing when the file is something else.
fn one(file: &Path, within: &Path, origin: &Origin) -> Result<Option<(PastRun, String)>, CollectError> {
    let mut input = Input::open(file)?;
    if !octocov::sniff(&input.text().0) {
        return Ok(None);
    }
    input.name = super::shown(file, within);
    let (parsed, of) = octocov::parse_with_origin(&input, &origin.roots)?;
    let Some(taken_at) = of.taken_at() else {
        let remark = Diagnostic::warning(&input.name, "says no time at which it was taken; it was left out");
        return Err(CollectError(remark));
    };
    let reading = |payload: crate::coverage::Measured| Reading {
        payload: Payload::Coverage(payload.coverage),
        lines: payload.lines,
    };
    let info = crate::format::named(Kind::Coverage, "octocov")?.info;
    let collected = join(Kind::Coverage, false, vec![Ok((info, parsed.map(reading)))]);
    let run = PastRun { taken_at, source: of.source(), job: Some(of.repository.clone()), collected };
    Ok(Some((run, of.repository)))
}
