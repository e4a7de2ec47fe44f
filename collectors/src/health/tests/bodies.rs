//! Bodies that judge for themselves.

use super::server::{probe, says, service};
use crate::health::{BodyFormat, Expectation, Service};

fn said(format: &str, status: u16, body: &str) -> String {
    let length = body.len();
    let url = says(format!(
        "HTTP/1.1 {status} X\r\nContent-Type: text/x\r\nContent-Length: {length}\r\n\r\n{body}"
    ));
    let expect = Expectation { body: BodyFormat::named(format), ..Expectation::default() };
    assert!(expect.body.is_some());
    probe(&Service { expect, ..service(&url) })
}

#[test]
fn every_component_that_is_not_well_is_named() {
    for (format, status, body, expected) in [
        ("health+json", 200, r#"{"status":"pass"}"#, "up 200"),
        (
            "health+json",
            200,
            r#"{"status":"warn","checks":{"disk":[{"status":"warn"}],"db":[{"status":"pass"}]}}"#,
            "degraded 200: says warn: disk warn",
        ),
        ("health+json", 200, r#"{"status":"fail"}"#, "down 200: says fail"),
        ("health+json", 200, r#"{"status":"shipped"}"#, "degraded 200: says shipped"),
        ("actuator", 200, r#"{"status":"UP"}"#, "up 200"),
        (
            "actuator",
            503,
            r#"{"status":"DOWN","components":{"db":{"status":"DOWN"},"disk":{"status":"UP"}}}"#,
            "down 503: status 503, expected 200–299; says DOWN: db DOWN",
        ),
        ("actuator", 200, r#"{"status":"UNKNOWN"}"#, "degraded 200: says UNKNOWN"),
        ("readyz", 200, "ok", "up 200"),
        ("readyz", 200, "[+]etcd ok\nreadyz check passed\n", "up 200"),
        (
            "readyz",
            500,
            "[+]ping ok\n[-]etcd failed: reason withheld\nreadyz check failed\n",
            "down 500: status 500, expected 200–299; etcd failed: reason withheld",
        ),
    ] {
        assert_eq!(said(format, status, body), expected, "{format} {body}");
    }
}

#[test]
fn a_body_of_another_format_is_a_wrong_body() {
    for format in ["health+json", "actuator", "readyz"] {
        let said = said(format, 200, "<html>welcome</html>");
        assert!(said.starts_with("down 200: the body"), "{format}: {said}");
    }
}
