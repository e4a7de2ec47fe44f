//! Every fault that can be caused here is felt as much as it should be, and over when it should be.

use super::harness::{ASKED, HZ, Stage, calmly, free_port, instant, number, stand_in, state_of};
use super::log::{agrees, track};
use serde_json::Value;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

#[test]
fn a_crash_agrees_with_the_servers_own_log() {
    let run = || {
        let stage = Stage::with("{ kind = \"kill\", who = { pid_file = \"api.pid\" } }", ASKED);
        let before = stage.pid("api");
        let (ran, experiment) = stage.run();
        ((stage, before), ran, experiment)
    };
    let Some(((stage, before), ran, experiment)) = calmly(run) else { return };
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(experiment["verdict"], "pass", "{experiment}");
    assert_ne!(stage.pid("api"), before);
    let log = stage.log("api");
    let again = log.iter().rfind(|line| line.what == "start").unwrap();
    assert!(again.at > instant(&experiment, "inject"), "it was started again after the injection");
    agrees(&experiment, &log);
    stage.clean();
    let short: Vec<String> = stage.project.files("reports/chaos");
    assert!(short.iter().any(|f| f.starts_with("scenario_it_")), "{short:?}");
    // Its own results beside the archive are nothing to import.
    let imported = stage.project.ok(&["import", "acgs2", "reports"]);
    assert!(imported.contains('0'), "{imported}");
    assert_eq!(stage.project.files("reports/history/chaos").len(), 1);
}

#[test]
fn a_stopped_process_is_felt_while_it_is_stopped() {
    let run = || {
        let stage = Stage::with("{ kind = \"stop\", who = { pid_file = \"api.pid\" } }", ASKED);
        let pid = stage.pid("api");
        let (ran, experiment) = stage.run();
        ((stage, pid), ran, experiment)
    };
    let Some(((stage, pid), ran, experiment)) = calmly(run) else { return };
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(stage.pid("api"), pid, "it was stopped and not ended");
    assert!(state_of(&pid).is_some_and(|state| state != 'T'));
    let (log, from, to) = (stage.log("api"), instant(&experiment, "inject"), instant(&experiment, "clear"));
    agrees(&experiment, &log);
    // What was under way at the instant of the stop may have been answered.
    let silent = log.iter().filter(|line| line.at > from + 0.1 && line.at < to).count();
    assert_eq!(silent, 0, "the server answered while it was stopped");
    stage.clean();
}

#[test]
fn a_black_hole_between_client_and_service() {
    let Some((stage, experiment)) = proxied("fault = \"blackhole\"") else { return };
    agrees(&experiment, &stage.log("api"));
    assert_eq!(experiment["verdict"], "fail", "{experiment}");
}

#[test]
fn a_third_of_the_connections_is_lost() {
    let Some((stage, experiment)) = proxied("fault = \"reset\", percent = 30") else { return };
    let available = number(&experiment["availability_percent"]);
    assert!((55.0..82.0).contains(&available), "{available} %");
    assert_eq!(experiment["verdict"], "pass", "{experiment}");
    // What was reset never reached the server.
    agrees(&experiment, &stage.log("api"));
}

fn proxied(fault: &str) -> Option<(Stage, Value)> {
    let criteria = ASKED.replace("availability_percent = 5", "availability_percent = 50");
    let (stage, ran, experiment) = calmly(|| {
        let listen = free_port();
        let action = format!(
            "{{ kind = \"proxy\", listen = \"127.0.0.1:{listen}\", upstream = \"127.0.0.1:API\", {fault} }}"
        );
        let stage = Stage::asked_at(&action, &criteria, |_| listen);
        let (ran, experiment) = stage.run();
        (stage, ran, experiment)
    })?;
    assert!(ran.code <= 1, "{ran:?}");
    stage.clean();
    Some((stage, experiment))
}

/// Milliseconds that probes of `api` took while the fault was held, in order of size.
fn took(experiment: &Value) -> Vec<f64> {
    let events = experiment["events"].as_array().unwrap();
    let at = |what: &str| (number(&events.iter().find(|e| e["what"] == what).unwrap()["at_s"]) * HZ) as usize;
    let all: Vec<f64> = track(experiment, "api")["took_ms"].as_array().unwrap().iter().map(number).collect();
    let mut held = all[at("inject") + 2..at("clear") - 2].to_vec();
    held.sort_by(f64::total_cmp);
    held
}

#[test]
fn connections_that_are_delayed() {
    let Some((stage, experiment)) = proxied("fault = { delay-ms = 150 }") else { return };
    let held = took(&experiment);
    assert!(held[0] >= 150.0 && held[held.len() / 2] < 500.0, "{held:?}");
    agrees(&experiment, &stage.log("api"));
    assert_eq!(experiment["verdict"], "pass", "{experiment}");
}

#[test]
fn connections_whose_bytes_trickle() {
    // An answer has some sixty bytes.
    let Some((_, experiment)) = proxied("fault = { bytes-per-second = 60 }") else { return };
    assert!(number(&experiment["availability_percent"]) < 20.0, "{experiment}");
    assert!(number(&experiment["recovery"]["seconds"]) < 1.5, "{experiment}");
    assert_eq!(experiment["verdict"], "fail", "{experiment}");
}

#[test]
fn a_process_is_found_by_its_name_and_known_by_its_start() {
    let stage = Stage::with("{ kind = \"stop\", who = { process = \"x\" } }", ASKED);
    // A name that nothing else on this machine has: the system cuts names to 15 letters.
    let name = format!("qd-{}", std::process::id());
    let program = stage.project.path().join(&name);
    std::fs::copy(stand_in(), &program).unwrap();
    let mut child =
        Command::new(&program).args(["serve", "--port", "0"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.trim().rsplit(':').next().unwrap().parse().unwrap();
    let action = format!("{{ kind = \"stop\", who = {{ process = \"{name}\", exe = \"{name}\" }} }}");
    stage.configure(&stage.text(&action, ASKED, port));
    let (mut runner, mut lines) = stage.spawn();
    assert!(lines.any(|line| line.contains("holding the fault")));
    let state: Value =
        serde_json::from_str(&stage.project.read("reports/chaos/.state/experiment.json")).unwrap();
    let undo = &state["undo"][0]["process"];
    assert_eq!(
        (undo["pid"].as_u64(), state_of(&child.id().to_string())),
        (Some(child.id().into()), Some('T'))
    );
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", child.id())).unwrap();
    let started = stat.rsplit_once(") ").unwrap().1.split(' ').nth(19).unwrap().to_owned();
    assert_eq!(undo["started"].to_string(), started);
    assert!(lines.count() > 1 && runner.wait().unwrap().code().is_some_and(|code| code <= 3));
    assert!(state_of(&child.id().to_string()).is_some_and(|state| state != 'T'));
    child.kill().unwrap();
    child.wait().unwrap();
    stage.clean();
}
