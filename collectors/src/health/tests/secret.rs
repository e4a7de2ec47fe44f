//! Secrets are sent and never shown.

use super::server::{ONE, listens, rounds, says_body, service};
use crate::health::{Expectation, Service, collect};

/// A variable that is set wherever tests run, so that no test has to change the environment.
const VARIABLE: &str = "CARGO_MANIFEST_DIR";

fn value() -> String {
    std::env::var(VARIABLE).unwrap()
}

#[test]
fn variables_and_credentials_are_sent() {
    let (url, asked) = listens();
    let url = url.replace("http://", "http://user:p%40ss@") + "/path?token=query-secret#part";
    let headers = vec![("X-Token".to_owned(), format!("Bearer ${{{VARIABLE}}}, $$5"))];
    let round = rounds(&[Service { headers, ..service(&url) }], &ONE).remove(0);
    let asked = asked.recv().unwrap();
    assert!(asked.starts_with("GET /path?token=query-secret HTTP/1.1\r\n"), "{asked}");
    assert!(asked.contains(&format!("X-Token: Bearer {}, $5\r\n", value())), "{asked}");
    // user:p@ss
    assert!(asked.contains("Authorization: Basic dXNlcjpwQHNz\r\n"), "{asked}");
    assert!(asked.contains("User-Agent: quarterdeck/") && asked.contains("Connection: close\r\n"));
    let shown = format!("{round:?}");
    for secret in [value().as_str(), "p@ss", "p%40ss", "user", "query-secret", "dXNlcjpwQHNz", "token"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

#[test]
fn a_service_that_gives_secrets_back_does_not_spread_them() {
    let echo = says_body("application/json", &format!(r#"{{"seen":"{}","word":"hunter2!"}}"#, value()));
    for pointer in ["/seen", "/word"] {
        let leaky = Service {
            headers: vec![
                ("X-Token".to_owned(), format!("${{{VARIABLE}}}")),
                ("X-Word".to_owned(), "hunter2!".to_owned()),
            ],
            expect: Expectation {
                json: vec![(pointer.to_owned(), "other".into())],
                ..Expectation::default()
            },
            ..service(&echo)
        };
        let shown = format!("{:?} {leaky:?}", collect(std::slice::from_ref(&leaky), &ONE));
        assert!(shown.contains("•••"), "{shown}");
        assert!(!shown.contains(&value()) && !shown.contains("hunter2!"), "{shown}");
    }
}

#[test]
fn wrong_addresses_do_not_show_their_credentials() {
    for url in [
        "http://user:hunter2@host:port/?key=hunter2",
        "http://user:hun/hunter2@host/x",
        "user:hunter2@host",
        "gopher://user:hunter2@host/#hunter2",
        "http://user:hunter2 @host/",
        "http://user:%zzhunter2@host/",
    ] {
        let wrong = service(url);
        let shown = format!("{wrong:?} {:?}", collect(std::slice::from_ref(&wrong), &ONE));
        assert!(!shown.contains("hunter2"), "{url}: {shown}");
        assert!(shown.contains("Unknown"), "{url}: {shown}");
    }
}
