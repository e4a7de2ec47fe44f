//! `notify`: changes are told once, in order, whatever is killed, slow or down in between.

use crate::harness::{NOW, Project, Ran};
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A server on loopback: what it got, and whether it answers at all.
struct Receiver {
    port: u16,
    got: Arc<Mutex<Vec<(String, Value)>>>,
    silent: Arc<Mutex<bool>>,
}

impl Receiver {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let receiver =
            Self { port: listener.local_addr().unwrap().port(), got: Arc::default(), silent: Arc::default() };
        let (got, silent) = (Arc::clone(&receiver.got), Arc::clone(&receiver.silent));
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (got, silent) = (Arc::clone(&got), Arc::clone(&silent));
                std::thread::spawn(move || take(stream, &got, &silent));
            }
        });
        receiver
    }

    fn got(&self) -> Vec<(String, Value)> {
        self.got.lock().unwrap().clone()
    }

    fn be_silent(&self, silent: bool) {
        *self.silent.lock().unwrap() = silent;
    }

    /// The command with the secret that the address and a header need.
    fn run(&self, project: &Project, now: &str) -> Ran {
        Ran::from(self.command(project, now).output().unwrap())
    }

    fn command(&self, project: &Project, now: &str) -> std::process::Command {
        let mut command = project.command(&["notify", "--now", now]);
        command.env("TEAM_PORT", self.port.to_string()).env("TEAM_TOKEN", "hush-hush");
        for proxy in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
            command.env_remove(proxy);
        }
        command
    }
}

fn take(stream: TcpStream, got: &Mutex<Vec<(String, Value)>>, silent: &Mutex<bool>) {
    let mut reader = BufReader::new(stream);
    let (mut length, mut key, mut line) = (0, String::new(), String::new());
    while reader.read_line(&mut line).unwrap_or(0) > 2 {
        let (name, value) = line.trim().split_once(": ").unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().unwrap(),
            "idempotency-key" => value.clone_into(&mut key),
            _ => {}
        }
        line.clear();
    }
    let mut body = vec![0; length];
    // Whoever was killed may have sent a part only.
    if key.is_empty() || reader.read_exact(&mut body).is_err() {
        return;
    }
    got.lock().unwrap().push((key, serde_json::from_slice(&body).unwrap()));
    if *silent.lock().unwrap() {
        // Until the other side is gone.
        let _ = reader.read(&mut [0]);
        return;
    }
    let _ = reader.get_mut().write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

const CONFIG: &str = r#"
[[policy.metrics]]
metric = "benchmark.time"
alert = "> 0.5"
severity = "critical"

[[policy.gate.conditions]]
no_alert = "critical"

[[notify]]
name = "team"
webhook = "http://127.0.0.1:${TEAM_PORT}/hush-hush"
headers = { Authorization = "Bearer ${TEAM_TOKEN}" }
link = "https://quality.example/"
on = ["alert", "incident", "gate"]
"#;

/// Another figure, collected on that day.
fn measure(project: &Project, figure: f64, day: &str) {
    project.write("bench.json", format!(r#"[{{"name": "p99", "unit": "ms", "value": {figure}}}]"#));
    let at = format!("{day}T06:00:00Z");
    project.ok(&["collect", "benchmark", "--from", "bench.json", "--taken-at", &at]);
}

fn project() -> Project {
    let project = Project::new().with("quarterdeck.toml", CONFIG);
    measure(&project, 0.9, "2026-11-20");
    project
}

/// `threshold…: open` and so on of a message.
fn states(body: &Value) -> Vec<String> {
    let changes = body["changes"].as_array().unwrap().iter();
    let word = |change: &Value| {
        let key = change["key"].as_str().unwrap();
        format!("{} {}", key.split(' ').take(2).collect::<Vec<_>>().join(" "), change["to"].as_str().unwrap())
    };
    changes.map(word).collect()
}

#[test]
fn changes_are_told_once_and_secrets_nowhere() {
    let (project, team) = (project(), Receiver::start());
    let first = team.run(&project, NOW);
    assert_eq!(first.code, 0, "{first:?}");
    let told = team.got();
    assert_eq!(states(&told[0].1), ["alert threshold open", "gate failed"]);
    let body = &told[0].1;
    assert_eq!((&body["schema"], &body["version"]), (&"quarterdeck.notification".into(), &1.into()));
    assert_eq!((&body["first"], &body["id"]), (&true.into(), &told[0].0.as_str().into()));
    assert_eq!(body["link"], "https://quality.example/alerts.html");
    let again = team.run(&project, "2026-11-23T13:00:00Z");
    assert!(again.out.contains("nothing changed") && team.got().len() == 1, "{again:?}");
    // Still bad, with another figure: no change of state.
    measure(&project, 0.95, "2026-11-21");
    team.run(&project, NOW);
    assert_eq!(team.got().len(), 1);
    let id = body["changes"][0]["key"].as_str().unwrap().trim_start_matches("alert ").to_owned();
    let said = ["--reason", "x", "--by", "ops", "--now", NOW];
    project.ok(&[["alerts", "acknowledge", &id].as_slice(), &said].concat());
    team.run(&project, NOW);
    assert_eq!(states(&team.got()[1].1), ["alert threshold acknowledged"]);
    measure(&project, 0.1, "2026-11-22");
    team.run(&project, NOW);
    assert_eq!(states(&team.got()[2].1), ["alert threshold closed", "gate met"]);
    let schema = serde_json::from_str(include_str!("../../docs/notification.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for (_, body) in team.got() {
        assert!(
            schema.is_valid(&body),
            "{:?}: {body}",
            schema.iter_errors(&body).map(|e| e.to_string()).collect::<Vec<_>>()
        );
    }
    let kept = project.read("reports/monitoring/notify.json");
    for text in [&first.out, &first.err, &kept] {
        assert!(!text.contains("hush"), "{text}");
    }
}

#[test]
fn a_kill_between_writing_and_the_answer_loses_nothing() {
    let (project, team) = (project(), Receiver::start());
    team.be_silent(true);
    let mut running = team.command(&project, NOW).spawn().unwrap();
    while team.got().is_empty() {
        std::thread::sleep(Duration::from_millis(10));
    }
    running.kill().unwrap();
    running.wait().unwrap();
    assert!(project.read("reports/monitoring/notify.json").contains("\"waiting\": [\n"));
    // Meanwhile it got better: both are told, in order.
    measure(&project, 0.1, "2026-11-21");
    team.be_silent(false);
    let ran = team.run(&project, NOW);
    assert_eq!(ran.code, 0, "{ran:?}");
    let got = team.got();
    assert_eq!(got.len(), 3);
    assert_eq!(got[0], got[1], "the same message with the same key");
    assert_eq!(states(&got[2].1), ["alert threshold closed", "gate met"]);
    assert_eq!(team.run(&project, NOW).code, 0);
    assert_eq!(team.got().len(), 3);
}

/// Killed at other and other moments while things change: receivers know the truth in the end, in order.
#[test]
fn whenever_it_is_killed_the_last_word_is_the_truth() {
    let (project, team) = (Project::new().with("quarterdeck.toml", CONFIG), Receiver::start());
    for round in 0u32..16 {
        let figure = if round % 2 == 0 { 0.1 } else { 0.9 };
        measure(&project, figure, &format!("2026-11-{:02}", round + 1));
        let mut running = team.command(&project, NOW).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(u64::from(round) * 12));
        running.kill().unwrap();
        running.wait().unwrap();
    }
    measure(&project, 0.1, "2026-11-22");
    assert_eq!(team.run(&project, NOW).code, 0);
    assert!(team.run(&project, NOW).out.contains("nothing changed"));
    let mut seen = std::collections::BTreeSet::new();
    let bodies = team.got().into_iter().filter(|(key, _)| seen.insert(key.clone())).map(|(_, body)| body);
    let alert =
        |body: Value| body["changes"].as_array().unwrap().iter().find(|c| c["what"] == "alert").cloned();
    // An alert that closed and opened again while nobody could look is another opening.
    let words: Vec<(Value, Value)> =
        bodies.filter_map(alert).map(|c| (c["to"].clone(), c["since"].clone())).collect();
    let closed = |word: &(Value, Value)| word.0 == "closed";
    assert!(
        words.windows(2).all(|two| two[0] != two[1] && !(closed(&two[0]) && closed(&two[1]))),
        "{words:?}"
    );
    assert!(words.last().is_none_or(closed), "{words:?}");
}

#[test]
fn two_at_once_tell_it_once() {
    let (project, team) = (project(), Receiver::start());
    let all: Vec<_> = (0..4).map(|_| team.command(&project, NOW).spawn().unwrap()).collect();
    for mut one in all {
        assert!(one.wait().unwrap().success());
    }
    assert_eq!(team.got().len(), 1);
}

#[test]
fn what_cannot_be_sent_waits_and_what_is_not_set_is_told() {
    let (project, team) = (project(), Receiver::start());
    let unset = project.run(&["notify", "--now", NOW]);
    assert_eq!(unset.code, 2);
    assert!(
        unset.err.contains("environment variable TEAM_TOKEN is not set")
            || unset.err.contains("TEAM_PORT is not set"),
        "{unset:?}"
    );
    assert!(!project.path().join("reports/monitoring/notify.json").exists());
    let mut down = team.command(&project, NOW);
    let ran = Ran::from(down.env("TEAM_PORT", "1").output().unwrap());
    assert_eq!(ran.code, 4, "{ran:?}");
    assert!(ran.err.contains("team: cannot be reached") && ran.err.contains("1 messages wait"), "{ran:?}");
    assert!(!format!("{ran:?}").contains("hush"), "{ran:?}");
    assert_eq!(team.run(&project, NOW).code, 0);
    assert_eq!(team.got().len(), 1);
}

#[test]
fn an_archive_that_cannot_be_read_makes_nothing_better() {
    let (project, team) = (project(), Receiver::start());
    team.run(&project, NOW);
    let file = project.files("reports/history").pop().unwrap();
    project.write(&format!("reports/history/{file}"), "{");
    let ran = team.run(&project, NOW);
    assert_eq!(ran.code, 3, "{ran:?}");
    let got = team.got();
    let told: Vec<String> = got.iter().skip(1).flat_map(|(_, body)| states(body)).collect();
    assert!(told.iter().all(|state| !state.ends_with("closed") && !state.ends_with("met")), "{told:?}");
}

#[test]
fn programs_and_dry_runs() {
    let project = project();
    let dry = project.ok(&["notify", "--now", NOW, "--dry-run"]);
    assert!(dry.contains("told for the first time; ") && dry.contains("alert open (critical)"), "{dry}");
    assert!(!project.path().join("reports/monitoring").join("notify.json").exists());
    let command = "[[notify]]\ncommand = [\"sh\", \"-c\", \"cat >> told.json\"]\n";
    project.write("quarterdeck.toml", command);
    project.ok(&["notify", "--now", NOW]);
    let told: Value = serde_json::from_str(&project.read("told.json")).unwrap();
    assert_eq!(told["project"], project.path().file_name().unwrap().to_str().unwrap());
}
