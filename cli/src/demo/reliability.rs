//! Simulated probe rounds and chaos experiments.

use super::random::Random;
use super::story::Story;
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::{
    Chaos, Event, Experiment, Health, Impact, Outcome, Phases, Probe, Recovery, Round, Verdict,
};

const SERVICES: [(&str, u16); 3] = [("agent-bus", 8000), ("api-gateway", 8080), ("policy-engine", 8181)];

pub(super) fn health(story: &Story, random: &mut Random, at: Timestamp) -> Health {
    let rounds = SERVICES
        .into_iter()
        .map(|(service, port)| {
            let down = story.outage() && service == "api-gateway";
            Round {
                service: service.to_owned(),
                target: format!("http://{service}.demo.invalid:{port}/health"),
                probes: (0..5).filter_map(|i| probe(i, down, random, at)).collect(),
                certificate: None,
                late_ms: Vec::new(),
            }
        })
        .collect();
    Health { rounds, ..Health::default() }
}

fn probe(index: i64, down: bool, random: &mut Random, at: Timestamp) -> Option<Probe> {
    let total = (random.around(4.2, 0.12) * 100.0).round() / 100.0;
    let answered = (!down).then_some(total);
    Some(Probe {
        planned_at: Timestamp::from_millis(at.millis() + index * 200)?,
        sent_after_ms: 0.05,
        done_after_ms: Some(if down { 0.4 } else { total }),
        outcome: if down { Outcome::Down } else { Outcome::Up },
        status: (!down).then_some(200),
        phases: Phases { total_ms: answered, ..Phases::default() },
        detail: down.then(|| "connection refused (simulated)".to_owned()),
    })
}

pub(super) fn chaos(story: &Story, random: &mut Random, at: Timestamp) -> Chaos {
    let scenarios = [
        ("single-service-crash", 60.0, 12.0, 97.0),
        ("network-partition", 120.0, 31.0, 86.0),
        ("resource-exhaustion", 90.0, 22.0, 91.0),
    ];
    let which = (story.day / 7) as usize % scenarios.len();
    let (scenario, duration, recovery, availability) = scenarios[which];
    let recovery = (random.around(recovery, 0.15) * 10.0).round() / 10.0;
    let failed = story.day % 63 == 34;
    let event = |at_s: f64, what: &str| Event { at_s, what: what.to_owned(), detail: None };
    let availability = (random.around(availability, 0.005) * 100.0).round() / 100.0;
    let availability = if failed { 61.5 } else { availability.min(100.0) };
    let experiment = Experiment {
        scenario: scenario.to_owned(),
        verdict: if failed { Verdict::NotRecovered } else { Verdict::Pass },
        started_at: Some(at),
        duration_s: Some(duration),
        faults_injected: Some(1),
        availability_percent: Some(availability),
        error_percent: None,
        recovery: Some(Recovery {
            seconds: if failed { duration } else { recovery },
            plus_minus: Some(0.05),
            censored: failed,
        }),
        impacts: SERVICES
            .into_iter()
            .map(|(service, _)| Impact {
                service: service.to_owned(),
                target: service == "agent-bus",
                availability_percent: Some(if service == "agent-bus" { availability } else { 100.0 }),
            })
            .collect(),
        events: vec![event(10.0, "inject"), event(10.0 + recovery, "recovered")],
        reasons: Vec::new(),
        tracks: Vec::new(),
    };
    Chaos { experiments: vec![experiment] }
}
