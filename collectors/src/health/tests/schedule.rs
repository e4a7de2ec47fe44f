//! Probes keep to their plan whatever the service does.

use super::server::{request, rounds, says, serve, service};
use crate::health::{RoundPlan, Service, collect};
use quarterdeck_model::SectionState;
use quarterdeck_model::payload::Outcome;
use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

#[test]
fn a_round_keeps_every_probe_with_its_times() {
    let round =
        rounds(&[service(&says("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))], &RoundPlan::default());
    let probes = &round[0].probes;
    assert_eq!(probes.len(), 5);
    for (index, probe) in probes.iter().enumerate() {
        assert_eq!(probe.outcome, Outcome::Up, "{probe:?}");
        let offset = probe.planned_at.millis() - probes[0].planned_at.millis();
        assert_eq!(offset, index as i64 * 200);
        let phases = probe.phases;
        assert!(phases.connect_ms.is_some() && phases.first_byte_ms.is_some() && phases.tls_ms.is_none());
        assert!(phases.total_ms.unwrap() >= phases.connect_ms.unwrap());
        assert!(probe.done_after_ms.is_some_and(|done| done >= probe.sent_after_ms));
    }
}

#[test]
fn a_probe_that_waits_does_not_delay_the_next() {
    // The first answer never comes; the others come at once.
    let first = Arc::new(AtomicU32::new(0));
    let address = serve("127.0.0.1:0", move |mut stream| {
        request(&mut stream);
        if first.fetch_add(1, Ordering::SeqCst) == 0 {
            std::thread::sleep(Duration::from_secs(30));
        }
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
    let url = format!("http://{}/", address.unwrap());
    let slow = Service { timeout: Duration::from_millis(1500), ..service(&url) };
    let began = Instant::now();
    let round = rounds(&[slow], &RoundPlan { probes: 4, hz: 20.0 }).remove(0);
    let outcomes: Vec<_> = round.probes.iter().map(|p| p.outcome).collect();
    assert_eq!(outcomes, [Outcome::Down, Outcome::Up, Outcome::Up, Outcome::Up]);
    for probe in &round.probes[1..] {
        assert!(probe.sent_after_ms < 1000.0, "sent {} ms after planned", probe.sent_after_ms);
    }
    assert!(began.elapsed() < Duration::from_secs(10));
}

#[test]
fn services_are_probed_side_by_side() {
    let address = serve("127.0.0.1:0", |mut stream| {
        request(&mut stream);
        std::thread::sleep(Duration::from_secs(30));
    });
    let url = format!("http://{}/", address.unwrap());
    let hang =
        |name: &str| Service { name: name.to_owned(), timeout: Duration::from_millis(700), ..service(&url) };
    let services: Vec<_> = (0..8).map(|i| hang(&format!("s{i}"))).collect();
    let began = Instant::now();
    let rounds = rounds(&services, &super::server::ONE);
    // One after the other they would take 5.6 s.
    assert!(began.elapsed() < Duration::from_millis(4000), "{:?}", began.elapsed());
    let names: Vec<_> = rounds.iter().map(|r| r.service.as_str()).collect();
    assert_eq!(names, ["s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7"]);
}

#[test]
fn no_service_is_an_empty_collection() {
    let collected = collect(&[], &RoundPlan::default());
    assert_eq!(collected.section.state, SectionState::Empty);
    assert_eq!(collected.section.reasons, ["no service is configured"]);
}

#[test]
fn every_service_down_is_a_result_and_not_a_failed_collection() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let collected = collect(&[service(&url)], &super::server::ONE);
    assert_eq!(collected.section.state, SectionState::Ok);
    assert_eq!((collected.tool.as_str(), collected.format.as_str()), ("quarterdeck", "probe-rounds"));
}

#[test]
fn ipv6_loopback_is_probed_where_there_is_one() {
    let answered = serve("[::1]:0", |mut stream| {
        request(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
    match answered {
        Ok(address) => {
            let round = rounds(&[service(&format!("http://{address}/x"))], &super::server::ONE).remove(0);
            assert_eq!(round.probes[0].outcome, Outcome::Up, "{:?}", round.probes[0]);
            assert_eq!(round.target, format!("http://{address}/x"));
        }
        Err(error) => println!("skipped: no IPv6 loopback here: {error}"),
    }
}
