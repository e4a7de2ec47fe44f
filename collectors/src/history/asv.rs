//! The results of airspeed velocity: a folder for each machine, a file for each commit and environment.

use super::{Past, PastRun};
use crate::benchmark::micro::asv;
use crate::collect::join;
use crate::commit;
use crate::error::CollectError;
use crate::format::{Reading, named};
use crate::input::Input;
use crate::origin::Origin;
use quarterdeck_model::{Diagnostic, Kind, Payload, Timestamp};
use std::path::Path;

/// Reads the file, or every one in the folder. Machines and environments are streams of their own: their levels are not
/// to be compared.
///
/// # Errors
/// When there is none.
pub(super) fn read(path: &Path, _origin: &Origin) -> Result<Past, CollectError> {
    let none = (
        "holds no result of asv",
        "expected the folder results, with files such as MACHINE/0a1b2c3d-virtualenv-py3.11.json",
    );
    super::of_files(path, none, |file| one(file, path).map(Vec::from_iter)).map(super::unnamed_when_alone)
}

/// A run; nothing when the file is something else, such as `benchmarks.json` and `machine.json`.
fn one(file: &Path, within: &Path) -> Result<Option<PastRun>, CollectError> {
    let mut input = Input::open(file)?;
    if !asv::sniff(&input.text().0) {
        return Ok(None);
    }
    input.name = super::shown(file, within);
    let (parsed, of) = asv::parse_with_origin(&input)?;
    let Some(taken_at) = Timestamp::from_millis(of.date) else {
        let message = "says no time at which its commit was made; it was left out";
        return Err(CollectError(Diagnostic::warning(&input.name, message)));
    };
    let info = named(Kind::Benchmark, "asv")?.info;
    let reading = parsed.map(|payload| Reading { payload: Payload::Benchmark(payload), lines: None });
    let collected = join(Kind::Benchmark, false, vec![Ok((info, reading))]);
    let machine = input.name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let job = Some(format!("{machine}/{}", of.env_name).trim_matches('/').to_owned());
    Ok(Some(PastRun { taken_at, source: commit::source(&of.commit_hash), job, collected }))
}
