//! The `data.js` of github-action-benchmark: each run of each suite, when it was added, at its commit.

use super::{Past, PastRun};
use crate::benchmark::micro::action::data;
use crate::collect::join;
use crate::commit;
use crate::error::CollectError;
use crate::format::{Reading, named};
use crate::input::Input;
use crate::origin::Origin;
use quarterdeck_model::{Diagnostic, Kind, Payload};
use std::collections::BTreeSet;
use std::path::Path;

/// Reads the file.
///
/// # Errors
/// When it is not that file, with the place.
pub(super) fn read(path: &Path, _origin: &Origin) -> Result<Past, CollectError> {
    let input = Input::open(path)?;
    let runs = data::runs(&input)?;
    let file = super::shown(path, path);
    let info = named(Kind::Benchmark, "github-action-benchmark")?.info;
    let several = runs.iter().map(|run| &run.suite).collect::<BTreeSet<_>>().len() > 1;
    let mut past = Past::default();
    for run in &runs {
        let Some(taken_at) = run.taken_at else {
            let message =
                format!("run of {:?} says no time at which it was taken; it was left out", run.commit);
            past.diagnostics.push(Diagnostic::warning(&file, message));
            continue;
        };
        let parsed =
            run.parsed(&file).map(|payload| Reading { payload: Payload::Benchmark(payload), lines: None });
        let collected = join(Kind::Benchmark, false, vec![Ok((info, parsed))]);
        let job = several.then(|| run.suite.clone());
        past.runs.push(PastRun { taken_at, source: commit::source(&run.commit), job, collected });
    }
    if runs.is_empty() {
        return Err(CollectError::new(&input.name, "holds no run of any suite"));
    }
    Ok(past)
}
