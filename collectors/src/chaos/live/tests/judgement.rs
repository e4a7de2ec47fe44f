//! Verdicts, recovery and availability from drawn timelines: one letter is one probe, 10 a second.

use crate::chaos::live::judge::{Felt, Rules, Seen, judge};
use crate::chaos::live::{Criteria, Steady};
use expect_test::{Expect, expect};
use quarterdeck_model::payload::Outcome;

/// Reads `+x~?`, each with any number of repeats (`+40`), as probes that take 1 ms when good and 100 ms when not.
fn probes(drawn: &str) -> Vec<Seen> {
    let mut out = Vec::new();
    for word in drawn.split_whitespace() {
        let (letter, count) = word.split_at(1);
        let outcome = match letter {
            "+" => Outcome::Up,
            "~" => Outcome::Degraded,
            "x" => Outcome::Down,
            _ => Outcome::Unknown,
        };
        for _ in 0..count.parse().unwrap_or(1) {
            let planned = out.len() as f64 / 10.0;
            let took = if matches!(outcome, Outcome::Up | Outcome::Degraded) { 0.001 } else { 0.1 };
            out.push(Seen { planned, done: planned + took, outcome });
        }
    }
    out
}

/// Injected at 2 s, cleared at 6 s, watched to 16 s.
fn rules(crash: bool) -> Rules {
    Rules {
        inject: 1.95,
        clear: 5.95,
        watch_end: 15.95,
        duration: 4.0,
        crash,
        every: 0.1,
        steady: Steady::default(),
        criteria: Criteria { recovery_s: 3.0, availability_percent: 50.0, others_percent: 99.0 },
    }
}

fn check(crash: bool, target: &str, other: &str, expected: Expect) {
    let felt = [("api", true, target), ("db", false, other)].map(|(service, target, drawn)| Felt {
        service: service.to_owned(),
        target,
        probes: probes(drawn),
    });
    let j = judge(&felt, &rules(crash));
    let recovery = j.recovery.map_or_else(
        || "unknown".to_owned(),
        |r| format!("{}{:.3} s", if r.censored { "> " } else { "" }, r.seconds),
    );
    let available = |v: Option<f64>| v.map_or_else(|| "unknown".to_owned(), |v| format!("{v:.1} %"));
    let impacts: Vec<String> =
        j.impacts.iter().map(|i| format!("{} {}", i.service, available(i.availability_percent))).collect();
    let (verdict, share) = (j.verdict.as_str(), available(j.availability_percent));
    expected.assert_eq(&format!(
        "{verdict}, recovery {recovery}, available {share} ({})\n{}",
        impacts.join(", "),
        j.reasons.join("\n")
    ));
}

const CALM: &str = "+200";

#[test]
fn a_crash_recovers_from_the_injection_on() {
    check(
        true,
        "+20 x10 +170",
        CALM,
        expect![[r#"
        pass, recovery 1.051 s, available 75.0 % (api 75.0 %, db 100.0 %)
        available 75.00 %, above 50 %
        recovered in 1.05 s ± 0.10 s, below 3 s"#]],
    );
    check(
        true,
        "+200",
        CALM,
        expect![[r#"
        pass, recovery 0.051 s, available 100.0 % (api 100.0 %, db 100.0 %)
        available 100.00 %, above 50 %
        recovered in 0.05 s ± 0.10 s, below 3 s"#]],
    );
    check(
        true,
        "+20 x35 +145",
        CALM,
        expect![[r#"
        fail, recovery 3.551 s, available 12.5 % (api 12.5 %, db 100.0 %)
        available 12.50 %, expected above 50 %
        recovered in 3.55 s ± 0.10 s, expected below 3 s"#]],
    );
}

#[test]
fn a_held_fault_recovers_from_the_clear_on() {
    check(
        false,
        "+20 x15 +25 x5 +135",
        CALM,
        expect![[r#"
        pass, recovery 0.551 s, available 62.5 % (api 62.5 %, db 100.0 %)
        available 62.50 %, above 50 %
        recovered in 0.55 s ± 0.10 s, below 3 s"#]],
    );
    check(
        false,
        "+20 x40 +140",
        CALM,
        expect![[r#"
        fail, recovery 0.051 s, available 0.0 % (api 0.0 %, db 100.0 %)
        available 0.00 %, expected above 50 %
        recovered in 0.05 s ± 0.10 s, below 3 s"#]],
    );
}

#[test]
fn slow_right_answers_are_good() {
    check(
        false,
        "+20 ~40 +140",
        CALM,
        expect![[r#"
        pass, recovery 0.000 s, available 100.0 % (api 100.0 %, db 100.0 %)
        available 100.00 %, above 50 %
        recovered in 0.00 s ± 0.10 s, below 3 s"#]],
    );
}

#[test]
fn a_run_of_good_probes_that_is_too_short_or_fails_again_is_no_recovery() {
    check(
        false,
        "+20 x15 +95 x +69",
        CALM,
        expect![[r#"
        not-recovered, recovery > 10.000 s, available 62.5 % (api 62.5 %, db 100.0 %)
        available 62.50 %, above 50 %
        not recovered within the 10.0 s that were watched"#]],
    );
    check(
        false,
        "+20 x90 x90",
        CALM,
        expect![[r#"
        not-recovered, recovery > 10.000 s, available 0.0 % (api 0.0 %, db 100.0 %)
        available 0.00 %, expected above 50 %
        not recovered within the 10.0 s that were watched
        api did not come back to its baseline: 0.0 % good afterwards"#]],
    );
    check(
        true,
        "+20 x5 +100 x +74",
        CALM,
        expect![[r#"
        not-recovered, recovery > 14.000 s, available 87.5 % (api 87.5 %, db 100.0 %)
        available 87.50 %, above 50 %
        not recovered within the 14.0 s that were watched"#]],
    );
}

#[test]
fn others_must_not_feel_it() {
    check(
        false,
        "+20 x5 +175",
        "+25 x2 +173",
        expect![[r#"
        fail, recovery 0.000 s, available 87.5 % (api 87.5 %, db 95.0 %)
        available 87.50 %, above 50 %
        recovered in 0.00 s ± 0.10 s, below 3 s
        db is no target and dropped to 95.00 %, expected at least 99 %"#]],
    );
}

#[test]
fn the_second_baseline_is_like_the_first() {
    check(
        false,
        "+20 x5 +175",
        "+180 x5 +15",
        expect![[r#"
        fail, recovery 0.000 s, available 87.5 % (api 87.5 %, db 100.0 %)
        available 87.50 %, above 50 %
        recovered in 0.00 s ± 0.10 s, below 3 s
        db did not come back to its baseline: 87.5 % good afterwards"#]],
    );
}

#[test]
fn probes_that_could_not_be_made_decide_nothing() {
    check(
        false,
        "+20 ?30 +150",
        CALM,
        expect![[r#"
            error, recovery 0.000 s, available 25.0 % (api 25.0 %, db 100.0 %)
            available 25.00 %, expected above 50 %
            recovered in 0.00 s ± 0.10 s, below 3 s
            no verdict: 17 % of the probes of a service could not be made on time"#]],
    );
    check(
        false,
        "+20 x30 ?2 +148",
        CALM,
        expect![[r#"
        fail, recovery 0.000 s, available 20.0 % (api 20.0 %, db 100.0 %)
        available 20.00 %, expected above 50 %
        recovered in 0.00 s ± 0.10 s, below 3 s"#]],
    );
    check(
        false,
        "+20 ?2 +178",
        CALM,
        expect![[r#"
        pass, recovery 0.000 s, available 95.0 % (api 95.0 %, db 100.0 %)
        available 95.00 %, above 50 %
        recovered in 0.00 s ± 0.10 s, below 3 s"#]],
    );
    check(
        false,
        "",
        "",
        expect![[r#"
        not-recovered, recovery > 10.000 s, available unknown (api unknown, db unknown)
        no probe of a target was planned during the experiment
        not recovered within the 10.0 s that were watched
        db is no target and dropped to unknown, expected at least 99 %"#]],
    );
}
