//! What a scenario may ask for.

use crate::chaos::live::{Action, Criteria, Floors, Scenario, Steady, Who};
use expect_test::expect;
use std::time::Duration;

pub(super) fn scenario() -> Scenario {
    Scenario {
        name: "crash".to_owned(),
        targets: vec!["api".to_owned()],
        action: Action::Kill {
            who: Who { process: Some("api".to_owned()), ..Who::default() },
            restart: Vec::new(),
        },
        duration: Duration::from_secs(60),
        rate_hz: 20.0,
        timeout: Duration::from_secs(1),
        criteria: Criteria { recovery_s: 30.0, availability_percent: 95.0, others_percent: 99.0 },
        watch: Duration::from_secs(40),
        abort_below: Floors { target: 0.0, other: 50.0 },
        baseline: 100,
        guardian: std::time::Duration::from_secs(30),
        steady: Steady::default(),
        allow: Vec::new(),
    }
}

#[test]
fn what_is_wrong_is_said_all_at_once() {
    let services = ["api".to_owned()];
    assert!(scenario().problems(&services).is_empty());
    assert!(scenario().shortened().is_empty());
    let wrong = Scenario {
        targets: vec!["web".to_owned()],
        action: Action::Stop { who: Who::default() },
        rate_hz: 5.0,
        watch: Duration::from_secs(1),
        ..scenario()
    };
    expect![[r#"
        rate_hz = 5 is out of range; expected 20 to 50
        watch_s = 1 is too short to tell a recovery of 30 s that lasts 5 s; expected at least 35
        target "web" is no [[service]]; configured are api
        action: `who` needs either pid_file or process, and not both"#]]
    .assert_eq(&wrong.problems(&services).join("\n"));
    let short = Scenario { baseline: 40, steady: Steady { seconds: 1.0, probes: 20 }, ..scenario() };
    assert!(short.problems(&services).is_empty());
    expect![[r#"
        the baseline had 40 probes, 100 are needed to call it steady
        recovered means 1 s and 20 probes of good answers here, 5 s and 20 by the definition"#]]
    .assert_eq(&short.shortened().join("\n"));
}
