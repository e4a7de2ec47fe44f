//! A wrong configuration is unknown, never up, and always told.

use super::server::{ONE, says, service};
use crate::health::{Expectation, RoundPlan, Service, collect};
use quarterdeck_model::payload::Outcome;
use quarterdeck_model::{Payload, SectionState};

/// State of the section, outcomes of the first round, and the diagnostics.
fn told(services: &[Service], plan: &RoundPlan) -> (SectionState, Vec<Outcome>, Vec<String>) {
    let collected = collect(services, plan);
    let Payload::Health(health) = &collected.payload else { panic!("{:?}", collected.payload) };
    let outcomes = health.rounds[0].probes.iter().map(|p| p.outcome).collect();
    (collected.section.state, outcomes, collected.diagnostics.iter().map(ToString::to_string).collect())
}

fn problem(wrong: &Service) -> String {
    let (state, outcomes, diagnostics) = told(std::slice::from_ref(wrong), &ONE);
    assert_eq!((state, outcomes), (SectionState::Failed, vec![Outcome::Unknown]));
    assert_eq!(diagnostics.len(), 1);
    diagnostics.into_iter().next().unwrap()
}

#[test]
fn addresses_that_cannot_be_probed() {
    for (url, expected) in [
        ("localhost:8080", "the address has no scheme; expected http://, https://, tcp:// or tls://"),
        ("ftp://a/", "scheme \"ftp\" cannot be probed; expected http, https, tcp or tls"),
        ("http:///x", "host \"\" is not a name or an IP address"),
        ("http://a:0/", "port \"0\" is not a number from 1 to 65535"),
        ("http://a:99999/", "port \"99999\" is not a number from 1 to 65535"),
        ("http://[::1", "the IPv6 address has no closing bracket"),
        ("http://[1.2.3.4]/", "[1.2.3.4] is not an IPv6 address"),
        ("tls://a", "the tls:// address has no port; expected tls://host:port"),
        ("tcp://a", "the tcp:// address has no port; expected tcp://host:port"),
        ("tcp://a:1/x", "a tcp:// address has more than host and port; expected tcp://host:port"),
    ] {
        assert_eq!(problem(&service(url)), format!("service api: {expected}"), "{url}");
    }
    assert!(problem(&service("http://a/ b")).contains("percent-encoding"));
    assert!(problem(&service("http://a/\r\nX: y")).contains("percent-encoding"));
}

#[test]
fn conditions_that_can_never_be_judged() {
    let url = "http://127.0.0.1:9/";
    let with = |expect| problem(&Service { expect, ..service(url) });
    let regex = with(Expectation { body_regex: Some("(".to_owned()), ..Expectation::default() });
    assert!(regex.starts_with("service api: body_regex is not a regular expression"), "{regex}");
    let json = vec![("status".to_owned(), 1.into())];
    let pointer = with(Expectation { json, ..Expectation::default() });
    assert_eq!(pointer, "service api: \"status\" is not a JSON pointer; expected such as /status");
    #[expect(clippy::reversed_empty_ranges, reason = "this is what is to be refused")]
    let empty = with(Expectation { status: vec![299..=200], ..Expectation::default() });
    assert_eq!(empty, "service api: status range 299–200 is empty");
}

#[test]
fn requests_that_cannot_be_sent() {
    let url = "http://127.0.0.1:9/";
    let header = |name: &str, value: &str| {
        problem(&Service { headers: vec![(name.to_owned(), value.to_owned())], ..service(url) })
    };
    assert!(header("A B", "x").contains("is no name of a header field"));
    assert!(header("A", "x\r\nB: y").contains("line break"));
    assert!(header("Content-Length", "5").contains("follows from the body"));
    assert_eq!(
        header("Authorization", "Bearer ${QUARTERDECK_TEST_NOT_SET}"),
        "service api: header Authorization: environment variable QUARTERDECK_TEST_NOT_SET is not set \
         (set the variable where the collection runs, or remove the header)"
    );
    assert!(header("A", "${").contains("no closing brace"));
    assert!(header("A", "${}").contains("names no environment variable"));
    assert!(problem(&Service { method: "G T".to_owned(), ..service(url) }).contains("cannot be sent"));
    assert!(problem(&Service { timeout: std::time::Duration::ZERO, ..service(url) }).contains("timeout"));
}

#[test]
fn a_file_of_authorities_that_cannot_be_used_is_named() {
    let folder = tempfile::tempdir().unwrap();
    for (name, content, expected) in [
        ("none.pem", "", "holds no certificate"),
        ("key.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "cannot be used"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        let said = problem(&Service { ca_file: Some(path.clone()), ..service("https://127.0.0.1:9/") });
        assert!(said.starts_with(&path.display().to_string()) && said.contains(expected), "{said}");
    }
    let gone = folder.path().join("gone.pem");
    let said = problem(&Service { ca_file: Some(gone), ..service("https://127.0.0.1:9/") });
    assert!(said.contains("cannot be read"), "{said}");
}

#[test]
fn one_wrong_service_makes_the_whole_partial() {
    let right = service(&says("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    let wrong = Service { name: "other".to_owned(), ..service("nowhere") };
    let (state, outcomes, diagnostics) = told(&[right.clone(), wrong], &ONE);
    assert_eq!((state, outcomes, diagnostics.len()), (SectionState::Partial, vec![Outcome::Up], 1));
    let twin = service("http://127.0.0.1:9/");
    let (state, outcomes, diagnostics) = told(&[right, twin], &ONE);
    assert_eq!((state, outcomes), (SectionState::Partial, vec![Outcome::Up]));
    assert_eq!(diagnostics, ["service api: another service has the same name; expected a name of its own"]);
}

#[test]
fn plans_that_cannot_be_kept() {
    let right = service("http://127.0.0.1:9/");
    for plan in [
        RoundPlan { probes: 0, hz: 5.0 },
        RoundPlan { probes: 5, hz: 0.0 },
        RoundPlan { probes: 5, hz: f64::NAN },
        RoundPlan { probes: 5, hz: f64::INFINITY },
        RoundPlan { probes: 5, hz: -1.0 },
    ] {
        let (state, outcomes, diagnostics) = told(std::slice::from_ref(&right), &plan);
        assert_eq!((state, outcomes), (SectionState::Failed, vec![Outcome::Unknown]), "{plan:?}");
        assert_eq!(diagnostics.len(), 1);
    }
}
