//! Commands as probes.

use super::server::{ONE, probe, rounds};
use crate::health::{Command, Service, collect};
use quarterdeck_model::payload::Outcome;
use std::time::{Duration, Instant};

fn command(argv: &[&str]) -> Service {
    let argv = argv.iter().map(|part| (*part).to_owned()).collect();
    let command = Command { argv, degraded_exit: Some(1), unknown_exit: Some(3), folder: None };
    Service { command: Some(command), timeout: Duration::from_secs(20), ..Service::get("job", "") }
}

fn sh(script: &str) -> Service {
    command(&["sh", "-c", script])
}

#[test]
#[cfg(unix)]
fn the_exit_code_is_the_answer_and_the_last_line_the_reason() {
    for (script, said) in [
        ("echo a; echo '12 rows behind'; echo", "up: 12 rows behind"),
        ("exit 0", "up"),
        ("echo slow; exit 1", "degraded: exit code 1: slow"),
        ("echo 'no\tdatabase' >&2; exit 2", "down: exit code 2: no database"),
        ("exit 3", "unknown: exit code 3"),
        ("kill -TERM $$$$", "down: ended by signal 15"),
        ("echo postgres://me:hunter2@db/x?p=1 fails; exit 2", "down: exit code 2: postgres://db/x fails"),
    ] {
        assert_eq!(probe(&sh(script)), said, "{script}");
    }
    assert_eq!(rounds(&[sh("exit 0")], &ONE)[0].target, "command sh");
}

#[test]
#[cfg(unix)]
fn a_command_that_hangs_runs_into_the_deadline() {
    let began = Instant::now();
    let hangs = Service { timeout: Duration::from_millis(400), ..sh("sleep 30 & sleep 30") };
    let said = probe(&hangs);
    assert_eq!(said, "down: timeout: the command and what it had started were killed (400 ms from planned)");
    assert!(began.elapsed() < Duration::from_secs(15));
}

#[test]
#[cfg(unix)]
fn a_slow_command_is_degraded() {
    let slow = Service { degraded_after: Some(Duration::from_millis(50)), ..sh("sleep 0.2") };
    assert!(probe(&slow).starts_with("degraded: slow: "));
}

#[test]
fn a_command_that_cannot_be_run_is_unknown() {
    let said = probe(&command(&["quarterdeck-no-such-program"]));
    assert!(said.starts_with("unknown: quarterdeck-no-such-program could not be run"), "{said}");
    for (wrong, expected) in [
        (command(&[]), "names no program"),
        (command(&["x", "${QUARTERDECK_TEST_NOT_SET}"]), "QUARTERDECK_TEST_NOT_SET is not set"),
    ] {
        let collected = collect(&[wrong], &ONE);
        assert!(collected.diagnostics[0].to_string().contains(expected), "{:?}", collected.diagnostics);
    }
    let zero = Command { argv: vec!["x".to_owned()], degraded_exit: Some(0), ..Command::default() };
    let zero = Service { command: Some(zero), ..Service::get("job", "") };
    assert!(collect(&[zero], &ONE).diagnostics[0].to_string().contains("exit code 0 is up"));
}

#[test]
#[cfg(unix)]
fn arguments_from_the_environment_are_given_and_never_shown() {
    let value = std::env::var("CARGO_MANIFEST_DIR").unwrap();
    let leaks = command(&["sh", "-c", "echo got $0; exit 2", "${CARGO_MANIFEST_DIR}"]);
    let round = rounds(std::slice::from_ref(&leaks), &ONE).remove(0);
    assert_eq!(round.probes[0].outcome, Outcome::Down);
    let shown = format!("{round:?} {leaks:?}");
    assert!(shown.contains("got •••") && !shown.contains(&value), "{shown}");
}
