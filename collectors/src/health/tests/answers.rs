//! What counts as the right answer.

use super::server::{listens, probe, says, says_body, service};
use crate::health::{Expectation, Service};
use serde_json::json;
use std::time::Duration;

#[test]
fn every_framing_of_a_body_is_read() {
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\
                   3;x=y\r\nrea\r\n2\r\ndy\r\n0\r\nTrailer: 1\r\n\r\n";
    for answer in [
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nready",
        "HTTP/1.0 200 OK\r\n\r\nready",
        "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nready",
        chunked,
    ] {
        let expect = Expectation { body_regex: Some("^ready$".to_owned()), ..Expectation::default() };
        assert_eq!(probe(&Service { expect, ..service(&says(answer)) }), "up 200", "{answer}");
    }
}

#[test]
fn a_head_request_has_no_body_to_wait_for() {
    let url = says("HTTP/1.1 200 OK\r\nContent-Length: 500\r\nConnection: keep-alive\r\n\r\n");
    assert_eq!(probe(&Service { method: "head".to_owned(), ..service(&url) }), "up 200");
}

#[test]
fn conditions_on_the_status() {
    for (status, expected, outcome) in [
        (204, vec![], "up 204"),
        (500, vec![], "down 500: status 500, expected 200–299"),
        (301, vec![], "down 301: status 301, expected 200–299 (redirects are not followed)"),
        (503, vec![200..=200, 503..=503], "up 503"),
        (201, vec![200..=200, 500..=599], "down 201: status 201, expected 200, 500–599"),
    ] {
        let url = says(format!("HTTP/1.1 {status} X\r\nContent-Length: 0\r\nLocation: /secret\r\n\r\n"));
        let expect = Expectation { status: expected, ..Expectation::default() };
        assert_eq!(probe(&Service { expect, ..service(&url) }), outcome);
    }
}

#[test]
fn conditions_on_the_body() {
    let body = r#"{"state": "green", "nodes": 3, "load": 1.0}"#;
    let with = |regex: Option<&str>, json: Vec<(&str, serde_json::Value)>| {
        let json = json.into_iter().map(|(p, v)| (p.to_owned(), v)).collect();
        let expect = Expectation { body_regex: regex.map(ToOwned::to_owned), json, ..Expectation::default() };
        probe(&Service { expect, ..service(&says_body("application/json", body)) })
    };
    assert_eq!(with(Some("gr..n"), vec![("/state", json!("green")), ("/nodes", json!(3))]), "up 200");
    assert_eq!(with(None, vec![("/load", json!(1))]), "up 200");
    assert_eq!(with(Some("red"), vec![]), "down 200: the body does not match /red/");
    assert_eq!(
        with(None, vec![("/state", json!("red"))]),
        r#"down 200: "green" at /state of the body, expected "red""#
    );
    assert_eq!(with(None, vec![("/none", json!(1))]), "down 200: nothing at /none of the body");
}

#[test]
fn a_body_that_is_not_json_cannot_be_what_was_expected() {
    let expect = Expectation { json: vec![("/a".to_owned(), json!(1))], ..Expectation::default() };
    let said = probe(&Service { expect, ..service(&says_body("application/json", "<html>")) });
    assert!(said.starts_with("down 200: the body is not JSON"), "{said}");
}

#[test]
fn conditions_on_header_fields() {
    let url = says_body("text/plain; charset=UTF-8", "x");
    let with = |name: &str, value: &str| {
        let header = vec![(name.to_owned(), value.to_owned())];
        probe(&Service { expect: Expectation { header, ..Expectation::default() }, ..service(&url) })
    };
    assert_eq!(with("Content-Type", "TEXT/plain"), "up 200");
    assert_eq!(with("content-type", ""), "up 200");
    assert_eq!(with("X-Ready", ""), "down 200: no header field x-ready, expected one");
    assert_eq!(
        with("Content-Type", "json"),
        r#"down 200: header field content-type does not contain "json""#
    );
}

#[test]
fn a_service_may_speak_for_itself() {
    for (media, said, outcome) in [
        ("application/health+json", "pass", "up 200"),
        ("application/health+json", "warn", "degraded 200: the service says \"warn\""),
        ("application/json; charset=utf-8", "Degraded", "degraded 200: the service says \"degraded\""),
        ("application/json", "ok", "up 200"),
        ("application/json", "fail", "down 200: the service says \"fail\""),
        (
            "application/vnd.spring-boot.actuator.v3+json",
            "OUT_OF_SERVICE",
            "down 200: the service says \"out_of_service\"",
        ),
        ("application/json", "shipped", "up 200"),
        ("text/plain", "warn", "up 200"),
    ] {
        let url = says_body(media, &format!(r#"{{"status":"{said}","checks":{{}}}}"#));
        assert_eq!(probe(&service(&url)), outcome, "{media} {said}");
    }
}

#[test]
fn a_condition_on_the_status_field_comes_before_what_the_word_means() {
    let expect = Expectation { json: vec![("/status".to_owned(), json!("warn"))], ..Expectation::default() };
    let url = says_body("application/health+json", r#"{"status":"warn"}"#);
    assert_eq!(probe(&Service { expect, ..service(&url) }), "up 200");
}

#[test]
fn a_right_answer_that_is_slow_is_degraded() {
    let url = super::server::serve("127.0.0.1:0", |mut stream| {
        super::server::request(&mut stream);
        std::thread::sleep(Duration::from_millis(120));
        let _ = std::io::Write::write_all(&mut stream, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
    let url = format!("http://{}/", url.unwrap());
    let said = probe(&Service { degraded_after: Some(Duration::from_millis(100)), ..service(&url) });
    assert!(said.starts_with("degraded 200: slow: "), "{said}");
    assert!(said.ends_with("ms from planned, expected at most 100 ms"), "{said}");
}

#[test]
fn a_wrong_answer_that_is_slow_is_down_and_not_degraded() {
    let expect = Expectation { body_regex: Some("ready".to_owned()), ..Expectation::default() };
    let slow =
        Service { degraded_after: Some(Duration::ZERO), expect, ..service(&says_body("text/plain", "no")) };
    assert_eq!(probe(&slow), "down 200: the body does not match /ready/");
}

#[test]
fn a_huge_body_is_read_to_a_mebibyte() {
    let body = "x".repeat(3 << 20) + "ready";
    let expect = Expectation { body_regex: Some("ready".to_owned()), ..Expectation::default() };
    let url = says_body("text/plain", &body);
    assert_eq!(probe(&service(&url)), "up 200");
    let said = probe(&Service { expect, ..service(&url) });
    assert_eq!(said, "down 200: the body does not match /ready/ in its first 1 MiB");
}

#[test]
fn a_redirect_is_an_answer_and_is_not_followed() {
    let (elsewhere, asked) = listens();
    let head = format!("HTTP/1.1 302 Found\r\nLocation: {elsewhere}/\r\nContent-Length: 0\r\n\r\n");
    let said = probe(&service(&says(head)));
    assert_eq!(said, "down 302: status 302, expected 200–299 (redirects are not followed)");
    assert!(asked.try_recv().is_err(), "nobody asked where it points to");
}
