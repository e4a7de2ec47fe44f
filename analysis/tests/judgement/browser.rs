//! The browser reads a policy as everybody else does.

use crate::damaged::damaged;
use quarterdeck_analysis::Zone;
use quarterdeck_analysis::policy::{Policy, Standing};
use quarterdeck_model::wire::light;
use serde_json::{Value, json};

/// A policy that says something in every field there is.
fn full() -> Value {
    let limit = "< 5";
    let labels = json!({"host": "a", "service": "api"});
    json!({
        "score": {"rules": [
            {"metric": "m", "job": "j", "since": "2026-10-01", "each": 1, "tiers": [], "cap": 20.5},
            {"metric": "m", "tiers": [{"when": "< 80", "penalty": 20}]},
        ]},
        "metrics": [
            {"metric": "m", "labels": labels, "job": "j", "since": "2026-10-01T10:00:00Z", "target": limit, "alert": "> 6",
             "severity": "critical", "runbook": "r", "open_after": 2, "deviation_percent": 0.5},
            {"metric": "n"},
        ],
        "cadence": {"default_hours": 24, "hours": {"health": 1.5}},
        "baseline": {"last": 3},
        "alerts": {"open_after": 3, "deviation_percent": 4, "runbooks": {"incident": "https://example.org"}},
        "accepted": [{"metric": "m", "labels": labels, "job": "j", "since": "2026-10-01", "reason": "r", "author": "a"}],
        "objectives": [
            {"kind": "security-incidents", "target": limit, "stretch": "<= 0", "window": "year", "name": "n", "metric": "m",
             "labels": labels, "job": "j", "service": "s", "alert": false, "runbook": "r"},
            {"kind": "score-improvement", "target": limit},
        ],
        "gate": {"conditions": [
            {"score": ">= 70", "metric": "m", "limit": limit, "change": "< 5 %", "job": "j", "labels": labels,
             "since": "2026-10-01", "no_alert": "warning", "no_regression": true, "new_findings": limit, "class": "lint",
             "severity": "low", "changed_coverage": limit, "objective": "all", "fresh": true, "max_age_hours": 2,
             "collected": true},
            {},
        ]},
        "health": {"certificate_warn_days": 20, "certificate_critical_days": 5, "maintenance": [
            {"services": ["s"], "from": "2026-11-23T07:00:00Z", "until": "2026-11-23T08:00:00Z", "reason": "r"},
        ]},
        "runbooks": [{"path": "p", "slug": "s", "title": "t"}],
        "zone": {"name": "Europe/Stockholm", "steps": [[-5, 3600, "CET"], [1700000000000i64, 7200, "CEST"]]},
        "annotations": annotations(&labels),
    })
}

/// One of each.
fn annotations(labels: &Value) -> Value {
    json!({
        "acknowledge": [{"alert": "a", "by": "b", "at": "2026-11-23", "reason": "r", "issue": "i", "until": "2026-11-24"}],
        "void": [{"snapshot": "s", "job": "j", "from": "2026-11-23", "until": "2026-11-24", "by": "b", "reason": "r"}],
        "reclassify": [{"service": "s", "job": "j", "from": "2026-11-23", "until": "2026-11-24", "as": "degraded",
            "by": "b", "reason": "r"}],
        "cause": [{"service": "s", "job": "j", "at": "2026-11-23T07:00:00Z", "by": "b", "reason": "r", "issue": "i"}],
        "note": [{"at": "2026-11-23", "text": "t", "by": "b", "metric": "m", "job": "j"}],
        "security": [{"from": "2026-11-23", "until": "2026-11-24", "incidents": 0, "by": "b", "reason": "r"}],
        "maintenance": [{"services": ["s"], "from": "2026-11-23", "until": "2026-11-24", "by": "b", "reason": "r"}],
        "accepted": [{"metric": "m", "labels": labels, "job": "j", "since": "2026-11-23", "by": "b", "reason": "r"}],
    })
}

fn read(json: &Value) -> (Option<Policy>, Option<Policy>) {
    let json = json.to_string();
    (light::from_str(&json).ok(), serde_json::from_str(&json).ok())
}

#[test]
fn a_policy_that_says_everything_and_one_that_says_nothing() {
    for json in [full(), json!({}), serde_json::to_value(Policy::default()).unwrap()] {
        let (ours, theirs) = read(&json);
        assert!(ours.is_some());
        assert_eq!(ours, theirs);
    }
    let standing = |json: Value| light::from_str::<Standing>(&json.to_string()).unwrap();
    let policy: Policy = serde_json::from_value(full()).unwrap();
    assert_eq!(standing(full()), Standing::of(&policy));
    assert_eq!(standing(json!({})), Standing::of(&Policy::default()));
    assert_eq!(read(&full()).0.map(|policy| policy.zone == Zone::default()), Some(false));
}

#[test]
fn what_is_refused_is_refused_by_both() {
    for damaged in damaged(&full()) {
        let (ours, theirs) = read(&damaged);
        assert_eq!(ours, theirs, "{damaged}");
    }
}

#[test]
fn what_is_wrong_has_its_place() {
    for (json, told) in [
        (
            r#"{"metrics": [{"metric": "m", "target": "5"}]}"#,
            "/metrics/0/target: \"5\" is not a limit; expected a comparison and a number, such as \"< 0.5\" or \">= 80\"",
        ),
        (
            r#"{"metrics": [{"metric": "m", "since": 5}]}"#,
            "/metrics/0/since: expected a day such as 2026-10-01, or an instant such as 2026-10-01T10:00:00Z",
        ),
        (r#"{"objectives": [{"kind": "luck", "target": "< 5"}]}"#, "/objectives/0/kind: unknown word `luck`"),
        (
            r#"{"zone": {"name": "", "steps": [[1, 2]]}}"#,
            "/zone/steps/0: expected tuple struct Step with 3 elements",
        ),
        (r#"{"zone": {"name": "", "steps": [[1, 2147483648, "A"]]}}"#, "/zone/steps/0/1: expected i32"),
        (
            r#"{"annotations": {"note": [{"at": "soon", "text": "", "by": ""}]}}"#,
            "/annotations/note/0/at: \"soon\" is no instant; expected a time with its zone, such as 2026-11-23T07:00:00Z, or a day, such as 2026-11-23",
        ),
        (r#"{"gates": {}}"#, ": unknown field `gates`"),
        (r#"{"gate": {}, "gate": {}}"#, ": field `gate` is there twice"),
    ] {
        assert_eq!(
            light::from_str::<Policy>(json).map_err(|fault| fault.to_string()),
            Err(told.to_owned()),
            "{json}"
        );
    }
}
