//! A service that fails together with its canary is unknown.

use super::server::{ONE, request, says, serve, service};
use crate::health::{RoundPlan, Service, collect};
use quarterdeck_model::payload::{Health, Outcome};
use quarterdeck_model::{Payload, SectionState};
use std::net::TcpListener;
use std::time::Duration;

fn refused() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("tcp://{}", listener.local_addr().unwrap())
}

fn health(service: Service, plan: &RoundPlan) -> (SectionState, Health) {
    let collected = collect(&[service], plan);
    let Payload::Health(health) = collected.payload else { panic!("{:?}", collected.payload) };
    (collected.section.state, health)
}

#[test]
fn with_its_canary_down_a_service_is_unknown_with_both_reasons() {
    let canary = refused();
    let down = Service { canary: Some(canary.clone()), ..service(&refused()) };
    let (state, health) = health(down, &RoundPlan { probes: 3, hz: 20.0 });
    assert_eq!(state, SectionState::Failed);
    for probe in &health.rounds[0].probes {
        let expected = format!("connection refused; its canary {canary} failed too: connection refused");
        assert_eq!((probe.outcome, probe.detail.as_deref()), (Outcome::Unknown, Some(expected.as_str())));
    }
    assert_eq!((health.canaries.len(), health.canaries[0].probes.len()), (1, 3));
    let (service, canary) = (&health.rounds[0].probes, &health.canaries[0].probes);
    assert!(service.iter().zip(canary).all(|(a, b)| a.planned_at == b.planned_at));
}

#[test]
fn with_its_canary_up_a_service_that_fails_is_down() {
    let canary = serve("127.0.0.1:0", drop).unwrap();
    let down = Service { canary: Some(format!("tcp://{canary}")), ..service(&refused()) };
    let (state, health) = health(down, &ONE);
    assert_eq!((state, health.rounds[0].probes[0].outcome), (SectionState::Ok, Outcome::Down));
}

#[test]
fn a_canary_that_cannot_be_asked_excuses_nothing_and_one_that_fails_alone_says_nothing() {
    let down = Service { canary: Some("nowhere".to_owned()), ..service(&refused()) };
    let collected = collect(std::slice::from_ref(&down), &ONE);
    assert!(collected.diagnostics[0].to_string().starts_with("canary nowhere: the address has no scheme"));
    let (_, found) = health(down, &ONE);
    assert_eq!(found.rounds[0].probes[0].outcome, Outcome::Down);
    let up = says("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    let (state, found) = health(Service { canary: Some(refused()), ..service(&up) }, &ONE);
    assert_eq!((state, found.rounds[0].probes[0].outcome), (SectionState::Ok, Outcome::Up));
}

#[test]
fn a_canary_and_a_service_that_are_both_swallowed_are_told_by_their_timeouts() {
    // Connections are taken by the system; nobody ever accepts or answers them.
    let hole = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", hole.local_addr().unwrap());
    let swallowed = Service { timeout: Duration::from_millis(300), ..service(&url) };
    let (_, alone) = health(swallowed.clone(), &ONE);
    assert_eq!(alone.rounds[0].probes[0].outcome, Outcome::Down);
    let said = alone.rounds[0].probes[0].detail.clone().unwrap();
    assert_eq!(said, "timeout while waiting for the answer (300 ms from planned)");
    let (_, both) = health(Service { canary: Some(format!("{url}?x")), ..swallowed }, &ONE);
    assert_eq!(both.rounds[0].probes[0].outcome, Outcome::Unknown);
}

#[test]
fn a_service_that_flaps_keeps_every_outcome() {
    let count = std::sync::Arc::new(std::sync::atomic::AtomicU32::new(0));
    let address = serve("127.0.0.1:0", move |mut stream| {
        request(&mut stream);
        let even = count.fetch_add(1, std::sync::atomic::Ordering::SeqCst).is_multiple_of(2);
        let status = if even { "200 OK" } else { "500 X" };
        let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n");
        let _ = std::io::Write::write_all(&mut stream, answer.as_bytes());
    });
    let url = format!("http://{}/", address.unwrap());
    let (_, health) = health(service(&url), &RoundPlan { probes: 6, hz: 10.0 });
    let outcomes: Vec<_> = health.rounds[0].probes.iter().map(|p| p.outcome).collect();
    use Outcome::{Down, Up};
    assert_eq!(outcomes, [Up, Down, Up, Down, Up, Down]);
}
