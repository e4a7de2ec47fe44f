//! Health results as tools and services really write them, and as they should not.

mod docker_ps;
mod docker_stats;
mod gatus;
mod health_json;
mod kubectl_top;
mod prometheus;
mod readyz;
mod spring_actuator;
mod upptime;

use crate::fixtures::folder;
use crate::format::Reading;
use crate::registry;
use crate::stream::Stream;
use quarterdeck_model::payload::Probe;
use quarterdeck_model::{Kind, Payload};
use std::fmt::Write as _;

/// What was read as one line.
fn figures(reading: &Reading) -> String {
    let Payload::Health(health) = &reading.payload else { return String::new() };
    let mut out = String::new();
    for round in &health.rounds {
        let _ = write!(out, "[{}", round.service);
        if !round.target.is_empty() {
            let _ = write!(out, " at {}", round.target);
        }
        round.probes.iter().for_each(|probe| one(probe, &mut out));
        if let Some(certificate) = &round.certificate {
            let _ = write!(out, ", certificate until {}", certificate.expires_at);
        }
        out.push(']');
    }
    for figure in &health.figures {
        let metric = figure.metric();
        let _ = write!(out, "({} {} = {} {})", metric.id, metric.labels, metric.value, metric.unit.as_str());
    }
    out
}

fn one(probe: &Probe, out: &mut String) {
    let _ = write!(out, ", {} {}", probe.planned_at, probe.outcome.as_str());
    let _ = probe.status.map(|status| write!(out, " {status}"));
    let _ = probe.phases.total_ms.map(|ms| write!(out, " in {ms} ms"));
    let _ = probe.detail.as_ref().map(|detail| write!(out, " ({detail})"));
}

#[test]
fn reports_of_other_kinds_are_not_claimed() {
    let ours = || registry::all().filter(|format| matches!(format.info.kind, Kind::Health | Kind::Chaos));
    for other in registry::all().filter(|format| !matches!(format.info.kind, Kind::Health | Kind::Chaos)) {
        for entry in std::fs::read_dir(folder(other.info.name)).unwrap() {
            let path = entry.unwrap().path();
            let Ok(stream) = Stream::open(&path) else { continue };
            let head = stream.head();
            let claimed: Vec<&str> = ours().filter(|f| (f.sniff)(&head)).map(|f| f.info.name).collect();
            assert!(claimed.is_empty(), "{}: {claimed:?}", path.display());
        }
    }
}
