//! Packet rules in a network namespace of the test's own, in which servers and runner live.

use super::harness::{ASKED, HZ, calmly, experiment_of, number, stand_in};
use super::log::{agrees, log_of};
use crate::harness::{Project, QUARTERDECK, Ran};
use serde_json::Value;
use std::process::{Command, Stdio};

/// A namespace of its own, in which everything happens.
struct Namespace(String);

impl Namespace {
    /// Or none, with a word on why.
    fn new(name: &str) -> Option<Self> {
        let name = format!("quarterdeck-{name}-{}", std::process::id());
        let run = |words: &[&str]| {
            let output = Command::new(words[0])
                .args(&words[1..])
                .output()
                .map_err(|e| format!("{}: {e}", words[0]))?;
            let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            if output.status.success() { Ok(()) } else { Err(said) }
        };
        let make = || {
            run(&["nft", "list", "tables"])?;
            run(&["ip", "netns", "add", &name])?;
            let namespace = Self(name.clone());
            run(&["ip", "netns", "exec", &name, "ip", "link", "set", "lo", "up"])?;
            Ok(namespace)
        };
        make().map_err(|why: String| println!("skipped: no network namespace with nft here: {why}")).ok()
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

/// The project of a run, and the tables of packet rules that stand after it.
type Run = (Project, String);

/// Runs the action on port 7000 in the namespace.
fn run(namespace: &Namespace, action: &str) -> (Run, Ran, Value) {
    let project = Project::new();
    let serve = |name: &str, port: &str| {
        let mut command = namespace.inside(stand_in().to_str().unwrap());
        command.args(["serve", "--port", port, "--log", &format!("{name}.log")]).current_dir(project.path());
        command.stdout(Stdio::null()).spawn().unwrap()
    };
    let servers = [serve("api", "7000"), serve("db", "7001")];
    project.write(
        "quarterdeck.toml",
        format!(
            "[[service]]\nname = \"api\"\nurl = \"http://127.0.0.1:7000/\"\n\
             [[service]]\nname = \"db\"\nurl = \"http://127.0.0.1:7001/\"\n[[scenario]]\nname = \"it\"\n\
             targets = [\"api\"]\naction = {action}\nrate_hz = {HZ}\n\
             baseline_probes = 20\nsteady = {{ seconds = 0.5, probes = 20 }}\n{ASKED}"
        ),
    );
    let mut runner = namespace.inside(QUARTERDECK);
    runner.env("XDG_RUNTIME_DIR", project.path()).current_dir(project.path());
    let ran = runner.args(["chaos", "run", "it", "--yes"]).output().unwrap();
    let tables = namespace.inside("nft").args(["list", "tables"]).output().unwrap();
    for mut server in servers {
        server.kill().unwrap();
        server.wait().unwrap();
    }
    let experiment = experiment_of(&project);
    ((project, String::from_utf8(tables.stdout).unwrap()), Ran::from(ran), experiment)
}

#[test]
fn a_partition() {
    let Some(namespace) = Namespace::new("cut") else { return };
    let cut = || run(&namespace, "{ kind = \"partition\", ports = [7000] }");
    let Some(((project, tables), ran, experiment)) = calmly(cut) else { return };
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(experiment["verdict"], "fail", "{experiment}");
    agrees(&experiment, &log_of(&project, "api"));
    // What was under way when the rules fell may have been answered.
    let available = number(&experiment["availability_percent"]);
    assert!(available <= 5.0, "{experiment}");
    assert_eq!(tables, "");
}

#[test]
fn a_loss_of_three_packets_in_ten() {
    let Some(namespace) = Namespace::new("loss") else { return };
    let lose = || run(&namespace, "{ kind = \"loss\", ports = [7000], percent = 30 }");
    let Some(((project, tables), ran, experiment)) = calmly(lose) else { return };
    assert!(ran.code <= 1, "{ran:?}");
    // A connection whose first packet is lost tries again after a second, which is later than the deadline; a request
    // that is lost once is sent again in time, one that is lost twice is not: the server answers it in vain.
    agrees(&experiment, &log_of(&project, "api"));
    let available = number(&experiment["availability_percent"]);
    assert!((40.0..90.0).contains(&available), "{available} %: {experiment}");
    let events = experiment["events"].to_string();
    assert!(events.contains("packets dropped so far"), "{events}");
    assert!(number(&experiment["recovery"]["seconds"]) < 1.5, "{experiment}");
    assert_eq!(tables, "");
}
