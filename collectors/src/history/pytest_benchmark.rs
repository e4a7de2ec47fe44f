//! The storage of pytest-benchmark (`.benchmarks`): a folder for each machine, a file for each run.

use super::{Past, PastRun};
use crate::benchmark::micro::pytest_benchmark;
use crate::collect::join;
use crate::commit;
use crate::error::CollectError;
use crate::format::{Reading, named};
use crate::input::Input;
use crate::origin::Origin;
use quarterdeck_model::{Diagnostic, Kind, Payload};
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct Of {
    #[serde(default)]
    commit_info: Commit,
}

#[derive(Deserialize, Default)]
struct Commit {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    dirty: Option<bool>,
}

/// Reads the file, or every one in the folder. Runs of several machines are streams of their own: their levels are not
/// to be compared.
///
/// # Errors
/// When there is none.
pub(super) fn read(path: &Path, _origin: &Origin) -> Result<Past, CollectError> {
    let none = (
        "holds no run of pytest-benchmark",
        "expected the folder .benchmarks, with files such as Linux-CPython-3.11-64bit/0001_name.json",
    );
    super::of_files(path, none, |file| one(file, path).map(Vec::from_iter)).map(super::unnamed_when_alone)
}

/// A run; nothing when the file is something else.
fn one(file: &Path, within: &Path) -> Result<Option<PastRun>, CollectError> {
    let mut input = Input::open(file)?;
    if !pytest_benchmark::sniff(&input.text().0) {
        return Ok(None);
    }
    input.name = super::shown(file, within);
    let parsed = pytest_benchmark::parse(&input)?;
    let of: Of = crate::json::read(&input.name, &input.text().0)?;
    let Some(taken_at) = parsed.taken_at else {
        let message = "says no time at which it was taken; it was left out";
        return Err(CollectError(Diagnostic::warning(&input.name, message)));
    };
    let info = named(Kind::Benchmark, "pytest-benchmark")?.info;
    let reading = parsed.map(|payload| Reading { payload: Payload::Benchmark(payload), lines: None });
    let collected = join(Kind::Benchmark, false, vec![Ok((info, reading))]);
    let mut source = commit::source(of.commit_info.id.as_deref().unwrap_or_default());
    source.dirty = of.commit_info.dirty;
    let machine = input.name.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    Ok(Some(PastRun { taken_at, source, job: machine, collected }))
}
