//! What is not begun: a second experiment, a stranger's process, another machine, a system that is not at rest.

use super::harness::{Stage, free_port, state_of};
use crate::harness::Ran;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, SystemTime};

const STOP: &str = "{ kind = \"stop\", who = { pid_file = \"api.pid\" } }";
const ASKED: &str = "duration_s = 2\nwatch_s = 2.5\ntimeout_ms = 1500\n\
                     criteria = { recovery_s = 2, availability_percent = 5 }\nabort_below = 0";

/// Nothing happened to the server, and nothing was stored.
fn refused(stage: &Stage, code: i32, why: &str) {
    let ran = stage.project.run(&["chaos", "run", "it", "--yes"]);
    assert_eq!(ran.code, code, "{ran:?}");
    assert!(ran.err.contains(why), "expected {why:?} in {}", ran.err);
    assert_eq!(stage.log("api").iter().filter(|line| line.what == "start").count(), 1);
}

#[test]
fn two_experiments_at_once() {
    let stage = Stage::with(STOP, ASKED);
    let (mut runner, mut lines) = stage.spawn();
    assert!(lines.any(|line| line.contains("baseline")));
    refused(&stage, 3, "another experiment runs");
    let recover = stage.project.run(&["chaos", "recover"]);
    assert!(lines.count() > 1);
    assert!(runner.wait().unwrap().code().is_some_and(|code| code <= 1));
    // It waited for a while and then left the running experiment alone, or came after its end.
    assert!(recover.code == 3 || recover.out.contains("nothing was left behind"), "{recover:?}");
    stage.clean();
}

#[test]
fn two_experiments_on_what_all_projects_share() {
    let cpu = "{ kind = \"cpu\", workers = 1 }";
    let (stage, other) = (Stage::with(cpu, ASKED), Stage::with(cpu, ASKED));
    let (mut runner, mut lines) = stage.spawn();
    assert!(lines.any(|line| line.contains("baseline")));
    // Both live on one machine now.
    let mut command = other.project.command(&["chaos", "run", "it", "--yes"]);
    let ran = Ran::from(command.env("XDG_RUNTIME_DIR", stage.project.path()).output().unwrap());
    assert_eq!(ran.code, 3, "{ran:?}");
    for says in ["share runs (it of ", &format!("process {};", runner.id())] {
        assert!(ran.err.contains(says), "{says}: {ran:?}");
    }
    assert!(other.experiment().is_null());
    // A process of one project is nobody else's.
    other.configure(&other.text(STOP, ASKED, other.api));
    let mut command = other.project.command(&["chaos", "run", "it", "--yes"]);
    let ran = Ran::from(command.env("XDG_RUNTIME_DIR", stage.project.path()).output().unwrap());
    assert!(!ran.err.contains("share runs"), "{ran:?}");
    assert!(lines.count() > 1 && runner.wait().unwrap().code().is_some());
}

#[test]
fn a_number_that_was_given_to_another_process() {
    let stage = Stage::with(STOP, ASKED);
    let file = File::options().append(true).open(stage.project.path().join("api.pid")).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(3600)).unwrap();
    refused(&stage, 2, "the number was given anew");
    assert!(stage.experiment().is_null());
}

#[test]
fn processes_that_no_experiment_may_touch() {
    let stage = Stage::with(STOP, ASKED);
    let own = std::process::id().to_string();
    for (pid, why) in [
        ("1", "never touched"),
        (own.as_str(), "never touched"),
        ("0", "never touched"),
        ("x", "expected the number"),
    ] {
        stage.project.write("api.pid", pid);
        refused(&stage, 2, why);
    }
    stage.configure(&stage.text(
        "{ kind = \"stop\", who = { process = \"no-such-process\" } }",
        ASKED,
        stage.api,
    ));
    refused(&stage, 2, "no process is named");
    let exe = "{ kind = \"stop\", who = { pid_file = \"api.pid\", exe = \"/bin/sh\" } }";
    let fresh = Stage::with(exe, ASKED);
    refused(&fresh, 2, "does not run");
}

#[test]
fn another_machine() {
    let stage = Stage::with(STOP, ASKED);
    let text = stage.text(STOP, ASKED, stage.api);
    stage.configure(&text.replacen("127.0.0.1", "192.0.2.1", 1));
    refused(&stage, 2, "allow = [\"192.0.2.1\"]");
    assert!(stage.experiment().is_null());
}

#[test]
fn a_system_that_is_not_at_rest() {
    let stage = Stage::with(STOP, ASKED);
    let mut control = TcpStream::connect(("127.0.0.1", stage.api)).unwrap();
    control.write_all(b"GET /control/error?50 HTTP/1.1\r\nConnection: close\r\n\r\n").unwrap();
    control.read_to_string(&mut String::new()).unwrap();
    let (ran, experiment) = stage.run();
    assert_eq!((ran.code, experiment["verdict"].as_str()), (3, Some("aborted")), "{ran:?}");
    assert!(
        experiment["reasons"][0].as_str().unwrap().starts_with("baseline not steady: api"),
        "{experiment}"
    );
    assert!(!experiment["events"].to_string().contains("inject"));
    assert!(state_of(&stage.pid("api")).is_some());
    stage.clean();
}

#[test]
fn a_fault_that_nobody_meets_was_not_injected() {
    let listen = free_port();
    let action = format!(
        "{{ kind = \"proxy\", listen = \"127.0.0.1:{listen}\", upstream = \"127.0.0.1:API\", fault = \"reset\" }}"
    );
    let stage = Stage::with(&action, ASKED);
    let (ran, experiment) = stage.run();
    assert_eq!((ran.code, experiment["verdict"].as_str()), (3, Some("not-injected")), "{ran:?}");
    stage.clean();
}

#[test]
fn without_a_terminal_it_must_be_told_to_go() {
    let stage = Stage::with(STOP, ASKED);
    let ran = stage.project.run(&["chaos", "run", "it"]);
    assert!(ran.code == 2 && ran.err.contains("--yes"), "{ran:?}");
    let plan = stage.project.ok(&["chaos", "plan", "it"]);
    assert!(plan.contains(&format!("send SIGSTOP to process {}", stage.pid("api").trim())), "{plan}");
    assert!(plan.contains("then send it SIGCONT") && plan.contains("watched besides: db"), "{plan}");
    assert_eq!(stage.project.run(&["chaos", "run", "other", "--yes"]).code, 2);
    let doctor = stage.project.ok(&["chaos", "doctor"]);
    assert_eq!(doctor.lines().count(), 12, "{doctor}");
    let tables = stage.project.ok(&["chaos", "init"]);
    stage.configure(&format!("[[service]]\nname = \"api\"\nurl = \"http://127.0.0.1:1/\"\n{tables}"));
    let read = stage.project.run(&["chaos", "plan", "other"]);
    assert!(read.err.contains("service-crash, network-partition, resource-exhaustion"), "{read:?}");
}
