//! Chaos results as tools really write them, and as they should not.

mod chaostoolkit;
mod litmus;

use crate::format::Reading;
use quarterdeck_model::Payload;
use std::fmt::Write as _;

/// What was read as one line.
fn figures(reading: &Reading) -> String {
    let Payload::Chaos(chaos) = &reading.payload else { return String::new() };
    let mut out = String::new();
    for experiment in &chaos.experiments {
        let _ = write!(out, "[{} {}", experiment.scenario, experiment.verdict.as_str());
        let _ = experiment.duration_s.map(|seconds| write!(out, " for {seconds} s"));
        for event in &experiment.events {
            let _ = write!(
                out,
                ", {} {} {}",
                event.at_s,
                event.what,
                event.detail.as_deref().unwrap_or_default()
            );
        }
        out.push(']');
    }
    out
}
