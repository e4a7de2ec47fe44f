//! What Gatus remembers: each result of each endpoint is a run of its own, at its own time.

use super::{Past, PastRun};
use crate::collect::join;
use crate::error::CollectError;
use crate::format::{Reading, named};
use crate::health::reports::{finished, gatus};
use crate::input::Input;
use crate::notes::Notes;
use crate::origin::Origin;
use quarterdeck_model::payload::{Health, Probe, Round};
use quarterdeck_model::{Diagnostic, Kind, Payload, Source};
use std::path::Path;

/// Reads the saved answer, or every one in the folder. Endpoints are streams of their own: each is asked at times of
/// its own.
///
/// # Errors
/// When there is none.
pub(super) fn read(path: &Path, origin: &Origin) -> Result<Past, CollectError> {
    let none =
        ("holds no result of Gatus", "expected what /api/v1/endpoints/statuses answers, saved as a file");
    let mut timeless = Vec::new();
    let mut past = super::of_files(path, none, |file| runs(file, path, origin, &mut timeless))?;
    past.diagnostics.extend(timeless);
    Ok(past)
}

/// The results of a file; a result without a time of its own is no past run.
fn runs(
    file: &Path,
    within: &Path,
    origin: &Origin,
    timeless: &mut Vec<Diagnostic>,
) -> Result<Vec<PastRun>, CollectError> {
    let mut input = Input::open(file)?;
    if !gatus::sniff(&input.text().0) {
        return Ok(Vec::new());
    }
    input.name = super::shown(file, within);
    let mut runs = Vec::new();
    for round in gatus::parse(&input, origin)?.payload.rounds {
        for probe in &round.probes {
            if probe.planned_at == origin.read_at {
                let message = format!("a result of {} has no time; it was left out", round.service);
                timeless.push(Diagnostic::warning(&input.name, message));
            } else {
                runs.push(run(&round, probe, &input.name)?);
            }
        }
    }
    Ok(runs)
}

/// One result.
fn run(of: &Round, probe: &Probe, file: &str) -> Result<PastRun, CollectError> {
    let round = Round { probes: vec![probe.clone()], ..of.clone() };
    let health = Health { rounds: vec![round], ..Health::default() };
    let parsed = finished(health, ("Gatus", None, Some(probe.planned_at)), Notes::new(file, None));
    let info = named(Kind::Health, "gatus")?.info;
    let reading = parsed.map(|payload| Reading { payload: Payload::Health(payload), lines: None });
    let collected = join(Kind::Health, false, vec![Ok((info, reading))]);
    let job = Some(of.service.clone());
    Ok(PastRun { taken_at: probe.planned_at, source: Source::default(), job, collected })
}
