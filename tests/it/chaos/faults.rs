//! Every fault that can be caused here is felt as much as it should be, and over when it should be.

use super::harness::{HZ, Stage, calmly, experiment_of, free_port, instant, number, stand_in, state_of};
use crate::harness::{Project, QUARTERDECK, Ran};
use serde_json::Value;
use std::process::{Command, Stdio};

const ASKED: &str = "duration_s = 2\nwatch_s = 2.5\ntimeout_ms = 500\n\
                     criteria = { recovery_s = 2, availability_percent = 5, others_percent = 60 }\nabort_below = 0";

/// Two intervals as the definitions allow, and what a busy machine adds.
const NEAR: f64 = 2.0 / HZ + 0.25;

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
    let inject = instant(&experiment, "inject");
    let log = stage.log("api");
    let again = log.iter().rposition(|(_, what)| what == "start").unwrap();
    assert!(log[again].0 > inject, "it was started again after the injection");
    let back = log[again..].iter().find(|(_, what)| what == "200").unwrap().0;
    let recovery = number(&experiment["recovery"]["seconds"]);
    assert!((recovery - (back - inject)).abs() < NEAR, "{recovery} and {} by the log", back - inject);
    let answered =
        log.iter().filter(|(at, what)| what == "200" && (inject..=inject + 2.0).contains(at)).count();
    let by_log = answered as f64 * 100.0 / (2.0 * HZ);
    let available = number(&experiment["availability_percent"]);
    assert!((available - by_log).abs() < NEAR / 2.0 * 100.0, "{available} % and {by_log} % by the log");
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
    // Requests sent in the last 500 ms before the clear are answered in time.
    let available = number(&experiment["availability_percent"]);
    assert!((5.0..45.0).contains(&available), "{available} %: {experiment}");
    assert!(number(&experiment["recovery"]["seconds"]) < 1.0, "{experiment}");
    let (from, to) = (instant(&experiment, "verified"), instant(&experiment, "clear"));
    let silent = stage.log("api").iter().filter(|(at, _)| *at > from + 0.05 && *at < to - 0.05).count();
    assert_eq!(silent, 0, "the server answered while it was stopped");
    stage.clean();
}

#[test]
fn a_black_hole_between_client_and_service() {
    let Some((_, experiment)) = proxied("fault = \"blackhole\"") else { return };
    let available = number(&experiment["availability_percent"]);
    assert!(available < 20.0, "{available} %");
    assert_eq!(experiment["verdict"], "fail", "{experiment}");
    assert!(number(&experiment["recovery"]["seconds"]) < 1.0, "{experiment}");
}

#[test]
fn a_third_of_the_connections_is_lost() {
    let Some((stage, experiment)) = proxied("fault = \"reset\", percent = 30") else { return };
    let available = number(&experiment["availability_percent"]);
    assert!((55.0..82.0).contains(&available), "{available} %");
    assert_eq!(experiment["verdict"], "pass", "{experiment}");
    // What was reset never reached the server.
    let (from, to) = (instant(&experiment, "inject"), instant(&experiment, "clear"));
    let reached = stage.log("api").iter().filter(|(at, _)| (from..=to).contains(at)).count();
    let by_log = reached as f64 * 100.0 / ((to - from) * HZ);
    assert!((available - by_log).abs() < 15.0, "{available} % and {by_log} % by the log");
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

#[test]
fn busy_processors() {
    let stage = Stage::with("{ kind = \"cpu\", workers = 2 }", ASKED);
    let (ran, experiment) = stage.run();
    // How much of it is felt is the machine's affair; that it was done and is over is ours.
    assert!(ran.code <= 1 || experiment["verdict"] == "error", "{ran:?}");
    let evidence = experiment["events"].as_array().unwrap().iter().find(|e| e["what"] == "verified").unwrap();
    assert_eq!(evidence["detail"], "2 workers press");
    stage.clean();
}

/// A namespace of its own, in which everything happens.
struct Namespace(String);

impl Namespace {
    /// Or the reason why there is none.
    fn new() -> Result<Self, String> {
        let name = format!("quarterdeck-it-{}", std::process::id());
        let run = |words: &[&str]| {
            let output = Command::new(words[0])
                .args(&words[1..])
                .output()
                .map_err(|e| format!("{}: {e}", words[0]))?;
            let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            if output.status.success() { Ok(()) } else { Err(said) }
        };
        run(&["nft", "list", "tables"])?;
        run(&["ip", "netns", "add", &name])?;
        let namespace = Self(name);
        run(&["ip", "netns", "exec", &namespace.0, "ip", "link", "set", "lo", "up"])?;
        Ok(namespace)
    }

    fn inside(&self, program: &str) -> Command {
        let mut command = Command::new("ip");
        command.args(["netns", "exec", &self.0, program]);
        command
    }
}

impl Drop for Namespace {
    fn drop(&mut self) {
        let _ = Command::new("ip").args(["netns", "del", &self.0]).output();
    }
}

/// Runs the partition in the namespace; also gives the tables of packet rules that stand afterwards.
fn partitioned(namespace: &Namespace) -> (String, Ran, Value) {
    let project = Project::new();
    let serve = |port: u16| {
        let mut command = namespace.inside(stand_in().to_str().unwrap());
        command.args(["serve", "--port", &port.to_string()]).current_dir(project.path());
        command.stdout(Stdio::null()).spawn().unwrap()
    };
    let servers = [serve(7000), serve(7001)];
    project.write(
        "quarterdeck.toml",
        format!(
            "[[service]]\nname = \"api\"\nurl = \"http://127.0.0.1:7000/\"\n\
             [[service]]\nname = \"db\"\nurl = \"http://127.0.0.1:7001/\"\n[[scenario]]\nname = \"it\"\n\
             targets = [\"api\"]\naction = {{ kind = \"partition\", ports = [7000] }}\nrate_hz = 50\n\
             baseline_probes = 20\nsteady = {{ seconds = 0.5, probes = 20 }}\n{ASKED}"
        ),
    );
    let mut runner = namespace.inside(QUARTERDECK);
    let ran = runner.args(["chaos", "run", "it", "--yes"]).current_dir(project.path()).output().unwrap();
    let tables = namespace.inside("nft").args(["list", "tables"]).output().unwrap();
    for mut server in servers {
        server.kill().unwrap();
        server.wait().unwrap();
    }
    (String::from_utf8(tables.stdout).unwrap(), Ran::from(ran), experiment_of(&project))
}

#[test]
fn a_partition_by_packet_rules() {
    let namespace = match Namespace::new() {
        Ok(namespace) => namespace,
        Err(why) => return println!("skipped: no network namespace with nft here: {why}"),
    };
    let Some((tables, ran, experiment)) = calmly(|| partitioned(&namespace)) else { return };
    assert_eq!(ran.code, 1, "{ran:?}");
    // Nothing passed: the availability is that of the requests that were under way when the rules fell.
    assert_eq!(experiment["verdict"], "fail", "{experiment}");
    assert!(number(&experiment["availability_percent"]) <= 5.0, "{experiment}");
    assert!(number(&experiment["recovery"]["seconds"]) < 1.5, "{experiment}");
    assert_eq!(tables, "");
}
