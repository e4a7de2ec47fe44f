//! However an experiment ends, the fault is undone.

use super::harness::{Stage, state_of, within};
use crate::harness::Ran;
use std::process::Command;

const STOP: &str = "{ kind = \"stop\", who = { pid_file = \"api.pid\" } }";
const ASKED: &str = "duration_s = 4\nwatch_s = 2.5\ntimeout_ms = 1500\n\
                     criteria = { recovery_s = 2, availability_percent = 5 }\nabort_below = 0";

/// The definition is one second.
const SOON: f64 = 1.0;

#[test]
fn a_runner_that_is_killed_leaves_nothing_behind_whatever_it_did() {
    let phases =
        ["baseline", "injecting", "holding the fault", "clearing", "watching the recovery", "baseline again"];
    for phase in phases {
        let duration = if phase == "holding the fault" { "= 30" } else { "= 1" };
        let asked = ASKED
            .replace("= 4", duration)
            .replace("watch_s = 2.5", "watch_s = 1")
            .replace("recovery_s = 2", "recovery_s = 0.5");
        let stage = Stage::with(STOP, &asked);
        let pid = stage.pid("api");
        let (mut runner, mut lines) = stage.spawn();
        assert!(lines.any(|line| line.trim_end().ends_with(phase)), "{phase} did not come");
        if phase == "holding the fault" {
            assert_eq!(state_of(&pid), Some('T'));
        }
        runner.kill().unwrap();
        runner.wait().unwrap();
        let state = stage.project.path().join("reports/chaos/.state/experiment.json");
        let undone = || state_of(&pid).is_some_and(|state| state != 'T') && !state.exists();
        assert!(within(SOON, undone), "{phase}: {:?}", state_of(&pid));
        stage.clean();
    }
}

#[test]
fn the_guardian_of_a_dead_runner_keeps_the_machine_until_it_has_undone() {
    let cpu = "{ kind = \"cpu\", workers = 1 }";
    let (stage, other) = (Stage::with(cpu, &ASKED.replace("= 4", "= 30")), Stage::with(cpu, ASKED));
    let begin = || {
        let mut command = other.project.command(&["chaos", "run", "it", "--yes"]);
        Ran::from(command.env("XDG_RUNTIME_DIR", stage.project.path()).output().unwrap())
    };
    let (mut runner, mut lines) = stage.spawn();
    assert!(lines.any(|line| line.contains("holding the fault")));
    let watches = |pid: &&String| {
        std::fs::read_to_string(format!("/proc/{pid}/cmdline")).is_ok_and(|words| words.contains("guard"))
    };
    let guardian = children_of(runner.id()).iter().find(watches).unwrap().clone();
    let tell =
        |signal: &str| assert!(Command::new("kill").args([signal, &guardian]).status().unwrap().success());
    // It is held up just when it should undo.
    tell("-STOP");
    runner.kill().unwrap();
    runner.wait().unwrap();
    let refused = begin();
    assert_eq!(refused.code, 3, "{refused:?}");
    assert!(
        refused.err.contains("the guardian of it of ") && refused.err.contains("still undoes it"),
        "{refused:?}"
    );
    assert!(other.experiment().is_null());
    tell("-CONT");
    let state = stage.project.path().join("reports/chaos/.state/experiment.json");
    assert!(within(SOON, || !state.exists() && state_of(&guardian).is_none()));
    stage.clean();
    let ran = begin();
    assert!(!ran.err.contains("share runs"), "{ran:?}");
    assert!(!other.experiment().is_null(), "{ran:?}");
}

#[test]
fn workers_end_with_their_runner() {
    let stage = Stage::with("{ kind = \"memory\", megabytes = 8 }", &ASKED.replace("= 4", "= 30"));
    let (mut runner, mut lines) = stage.spawn();
    assert!(lines.any(|line| line.contains("holding the fault")));
    let children = children_of(runner.id());
    assert!(!children.is_empty());
    runner.kill().unwrap();
    runner.wait().unwrap();
    assert!(within(SOON, || children.iter().all(|pid| state_of(pid).is_none())), "{children:?}");
    stage.clean();
}

/// Processes that this one started.
fn children_of(pid: u32) -> Vec<String> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
    text.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn a_runner_that_hangs_is_not_waited_for_beyond_the_deadline() {
    let stage = Stage::with(STOP, &ASKED.replace("duration_s = 4", "duration_s = 2\nguardian_s = 1"));
    let pid = stage.pid("api");
    let (mut runner, mut lines) = stage.spawn();
    assert!(lines.any(|line| line.contains("holding the fault")));
    let tell = |signal: &str| {
        Command::new("kill").args([signal, &runner.id().to_string()]).status().unwrap().success()
    };
    assert!(tell("-STOP") && state_of(&pid) == Some('T'));
    let state = stage.project.path().join("reports/chaos/.state/experiment.json");
    let undone = || state_of(&pid).is_some_and(|state| state != 'T') && !state.exists();
    // Two seconds of the fault, one of patience, one for the lock that the runner holds.
    assert!(within(4.0 + SOON, undone), "{:?}", state_of(&pid));
    assert!(tell("-CONT"));
    lines.for_each(drop);
    assert_eq!(runner.wait().unwrap().code(), Some(3));
    let experiment = stage.experiment();
    assert_eq!(experiment["verdict"], "error", "{experiment}");
    assert!(experiment["reasons"].to_string().contains("the guardian undid the fault"), "{experiment}");
    stage.clean();
}

#[test]
fn a_signal_clears_the_fault_and_the_run_is_kept_as_aborted() {
    let stage = Stage::with(STOP, &ASKED.replace("= 4", "= 30"));
    let pid = stage.pid("api");
    let (mut runner, mut lines) = stage.spawn();
    assert!(lines.any(|line| line.contains("holding the fault")));
    assert!(Command::new("kill").args(["-TERM", &runner.id().to_string()]).status().unwrap().success());
    assert_eq!(runner.wait().unwrap().code(), Some(3));
    assert!(state_of(&pid).is_some_and(|state| state != 'T'));
    let experiment = stage.experiment();
    assert_eq!(experiment["verdict"], "aborted", "{experiment}");
    assert_eq!(experiment["reasons"][0], "stopped by a signal");
    stage.clean();
}

#[test]
fn an_injector_that_fails_half_way_is_undone() {
    let action = "{ kind = \"command\", run = [\"sh\", \"-c\", \"touch broken; exit 7\"], inverse = [\"rm\", \"-f\", \"broken\"] }";
    let stage = Stage::with(action, ASKED);
    let (ran, experiment) = stage.run();
    assert_eq!(ran.code, 3, "{ran:?}");
    assert_eq!(experiment["verdict"], "error", "{experiment}");
    assert!(!stage.project.path().join("broken").exists());
    stage.clean();
}

#[test]
fn what_cannot_be_undone_is_told_loudly_and_kept_for_recover() {
    let action = "{ kind = \"command\", run = [\"true\"], inverse = [\"test\", \"-f\", \"mended\"] }";
    let stage = Stage::with(action, &ASKED.replace("= 4", "= 1"));
    let (ran, experiment) = stage.run();
    assert_eq!(ran.code, 4, "{ran:?}");
    assert!(ran.err.contains("NOT UNDONE") && ran.err.contains("chaos recover"), "{}", ran.err);
    assert_eq!(experiment["verdict"], "error");
    let again = stage.project.run(&["chaos", "run", "it", "--yes"]);
    assert!(again.code == 3 && again.err.contains("left something behind"), "{again:?}");
    assert_eq!(stage.project.run(&["chaos", "recover"]).code, 4);
    stage.project.write("mended", "");
    let recovered = stage.project.ok(&["chaos", "recover"]);
    assert!(recovered.contains("undone: test -f mended"), "{recovered}");
    stage.clean();
}

#[test]
fn others_that_feel_it_abort_it_or_fail_it() {
    let stop_db = STOP.replace("api.pid", "db.pid");
    let asked = ASKED.replace("= 1500", "= 400");
    let stage = Stage::with(&stop_db, &asked.replace("abort_below = 0", "abort_below = 50"));
    let (ran, experiment) = stage.run();
    assert_eq!((ran.code, experiment["verdict"].as_str()), (3, Some("aborted")), "{ran:?}");
    assert!(experiment["reasons"][0].as_str().unwrap().starts_with("db fell to"), "{experiment}");
    assert!(state_of(&stage.pid("db")).is_some_and(|state| state != 'T'));
    stage.clean();
    let stage = Stage::with(&stop_db, &asked.replace("= 4", "= 1"));
    let (ran, experiment) = stage.run();
    assert_eq!((ran.code, experiment["verdict"].as_str()), (1, Some("fail")), "{ran:?}");
    assert!(experiment["reasons"].to_string().contains("db is no target and dropped"), "{experiment}");
    stage.clean();
}
