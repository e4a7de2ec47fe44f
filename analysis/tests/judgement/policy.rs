//! The policy: limits as people write them, and what makes no sense is said.

use quarterdeck_analysis::policy::{Condition, Limit, Policy};

#[test]
fn limits_read_and_print_as_written() {
    for text in ["< 0.328", "<= 4", "> 2605", ">= 80"] {
        assert_eq!(text.parse::<Limit>().unwrap().to_string(), text);
    }
    for bad in ["", "80", "< ", "> inf", "=< 3", "< x"] {
        assert!(bad.parse::<Limit>().unwrap_err().contains("expected a comparison and a number"), "{bad:?}");
    }
}

#[test]
fn the_shipped_policy_makes_sense_and_survives_json() {
    let policy = Policy::default();
    assert_eq!(policy.problems(), []);
    let json = serde_json::to_string(&policy).unwrap();
    assert_eq!(serde_json::from_str::<Policy>(&json).unwrap(), policy);
}

#[test]
fn what_makes_no_sense_is_said() {
    let mut policy = Policy::default();
    policy.metrics[0].alert = Some("> 0.1".parse().unwrap());
    policy.score.rules[0].each = Some(1.0);
    policy.gate.conditions.push(Condition::default());
    policy.cadence.hours.insert("helth".to_owned(), 24.0);
    let problems = policy.problems().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for part in [
        "score rule of coverage.line_percent",
        "meet the target",
        "gate.conditions[3]: gate condition: give exactly one",
        "\"helth\"",
    ] {
        assert!(problems.contains(part), "{part:?} is missing in {problems}");
    }
}
