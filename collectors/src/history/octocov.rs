//! Reports of octocov: a file, or a folder of them as its `local://` and repository datastores have it.

use super::{Past, PastRun};
use crate::collect::join;
use crate::coverage::octocov;
use crate::error::CollectError;
use crate::format::Reading;
use crate::input::Input;
use crate::origin::Origin;
use quarterdeck_model::{Diagnostic, Kind, Payload};
use std::path::Path;

/// Reads the report, or every one in the folder.
///
/// # Errors
/// When there is none.
pub(super) fn read(path: &Path, origin: &Origin) -> Result<Past, CollectError> {
    let none = (
        "holds no report of octocov",
        "expected report.json files with repository, ref, commit and coverage",
    );
    super::of_files(path, none, |file| one(file, path, origin).map(Vec::from_iter))
        .map(super::unnamed_when_alone)
}

/// A run; nothing when the file is something else.
fn one(file: &Path, within: &Path, origin: &Origin) -> Result<Option<PastRun>, CollectError> {
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
    Ok(Some(PastRun { taken_at, source: of.source(), job: Some(of.repository), collected }))
}
