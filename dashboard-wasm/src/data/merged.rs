//! The response times of the runs that are chosen, put together.

use crate::data::Source;
use crate::data::manifest::LoadFile;
use quarterdeck_model::wire::published::{PublishedLoad, decode_loads};
use quarterdeck_model::{Run, SnapshotId};
use quarterdeck_views::chart::Frame;
use quarterdeck_views::percentiles::{Percentiles, Sample, percentiles};
use std::collections::BTreeMap;

/// Reads one file of response times.
///
/// # Errors
/// One sentence for the reader that names the file.
pub fn read(file: &str, json: &str) -> Result<Vec<PublishedLoad>, String> {
    decode_loads(json).map_err(|error| format!("The response times ({file}) cannot be read: {error}"))
}

/// Whether a file has loads between two instants (milliseconds). One whose times are not known may have.
pub fn overlaps(file: &LoadFile, (from, to): (i64, i64)) -> bool {
    let before = file.from.is_some_and(|at| at.millis() > to);
    let after = file.to.is_some_and(|at| at.millis() < from);
    !before && !after
}

/// The percentiles of the runs for which `keep` holds, with the curves of the loads named `chosen`.
pub fn merge(source: &Source, keep: &[bool], loads: &[PublishedLoad], chosen: &[String]) -> Percentiles {
    let kept = source.history.runs.iter().zip(keep).filter(|(run, kept)| **kept && run.counts());
    let runs: BTreeMap<&SnapshotId, &Run> = kept.map(|(run, _)| (&run.id, run)).collect();
    let frame = Frame { width: 800, height: 260, ..Frame::full("explorer-curve") };
    let samples = loads.iter().filter_map(|load| {
        let responses = load.responses.as_ref();
        Some(Sample { run: runs.get(&load.run)?, name: &load.name, responses })
    });
    percentiles(samples.collect(), chosen, &frame)
}
