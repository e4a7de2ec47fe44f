//! Simulated probe rounds.

use super::random::Random;
use super::story::Story;
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::{Health, Outcome, Phases, Probe, Round};

/// The services and their ports.
pub(super) const SERVICES: [(&str, u16); 3] =
    [("agent-bus", 8000), ("api-gateway", 8080), ("policy-engine", 8181)];

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
