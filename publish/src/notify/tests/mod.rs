//! Real servers on loopback: failing, slow, silent, dying in between.

mod server;

use super::{Draft, Outbox, Receiver, Way};
use serde_json::{Value, json};
use server::{Answer, Server};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

fn to(server: &Server) -> Receiver {
    let headers = BTreeMap::from([("Authorization".to_owned(), "Bearer hush-hush".to_owned())]);
    let url = format!("{}secret-path?key=hush-hush", server.url());
    Receiver { name: "team".to_owned(), way: Way::Post { url, headers }, timeout: Duration::from_secs(10) }
}

fn draft(text: &str) -> Draft {
    Draft { to: "team".to_owned(), body: json!({ "text": text }), with_id: true }
}

fn opened(folder: &Path) -> Outbox {
    Outbox::open(&folder.join("notify.json")).unwrap()
}

/// An outbox with these messages in it.
fn with(folder: &Path, texts: &[&str]) -> Outbox {
    let mut outbox = opened(folder);
    outbox.put(json!({ "told": texts }), texts.iter().map(|text| draft(text)).collect()).unwrap();
    outbox
}

fn texts(server: &Server) -> Vec<String> {
    server.bodies().iter().map(|body| body["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_server_that_fails_twice_gets_it_in_order_and_once() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(vec![Answer::Status(503), Answer::After(429, "1")]);
    let delivered = with(folder.path(), &["a", "b"]).deliver(&[to(&server)]).unwrap();
    assert_eq!((delivered.sent, delivered.waiting.len()), (2, 0), "{delivered:?}");
    assert_eq!(texts(&server), ["a", "a", "a", "b"], "the order stays");
    let keys = server.keys();
    assert!(keys[0] == keys[2] && keys[2] != keys[3], "a message keeps its key: {keys:?}");
    assert_eq!(server.bodies()[0]["id"], keys[0].as_str());
    let again = opened(folder.path());
    assert_eq!((again.waiting(), again.known()), (0, &json!({ "told": ["a", "b"] })));
}

#[test]
fn what_is_refused_or_not_reached_waits_and_no_secret_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(vec![Answer::Status(404), Answer::Status(302)]);
    let mut outbox = with(folder.path(), &["a", "b"]);
    let delivered = outbox.deliver(&[to(&server)]).unwrap();
    assert_eq!(delivered.waiting, [("team".to_owned(), 2, "it answered 404 Not Found".to_owned())]);
    let moved = outbox.deliver(&[to(&server)]).unwrap();
    assert!(moved.waiting[0].2.contains("302"), "a redirect is not followed: {moved:?}");
    let gone = Receiver {
        way: Way::Post { url: "http://127.0.0.1:1/hush-hush".to_owned(), headers: BTreeMap::new() },
        ..to(&server)
    };
    let unreached = outbox.deliver(std::slice::from_ref(&gone)).unwrap();
    assert!(
        unreached.waiting[0].2.contains("connection refused, 4 times")
            || unreached.waiting[0].2.contains("connection refused)"),
        "{unreached:?}"
    );
    let none =
        Receiver { way: Way::Post { url: "hush-hush".to_owned(), headers: BTreeMap::new() }, ..to(&server) };
    let nowhere = outbox.deliver(std::slice::from_ref(&none)).unwrap();
    let file = std::fs::read_to_string(folder.path().join("notify.json")).unwrap();
    for text in [format!("{delivered:?}{moved:?}{unreached:?}{nowhere:?}{gone:?}"), file] {
        assert!(!text.contains("hush") && !text.contains("secret"), "{text}");
    }
    let delivered = outbox.deliver(&[to(&server)]).unwrap();
    assert_eq!((delivered.sent, outbox.waiting()), (2, 0), "nothing was lost");
}

#[test]
fn a_slow_server_costs_its_timeout_and_stops_no_other_receiver() {
    let folder = tempfile::tempdir().unwrap();
    let (slow, quick) = (Server::start(vec![Answer::Never; 8]), Server::start(Vec::new()));
    let mut outbox = with(folder.path(), &["a"]);
    let other = Draft { to: "other".to_owned(), ..draft("b") };
    outbox.put(Value::Null, vec![other]).unwrap();
    let slow = Receiver { timeout: Duration::from_millis(200), ..to(&slow) };
    let other = Receiver { name: "other".to_owned(), ..to(&quick) };
    let delivered = outbox.deliver(&[slow, other]).unwrap();
    assert_eq!(delivered.sent, 1);
    assert_eq!(delivered.waiting, [("team".to_owned(), 1, "no answer within 0.2 s, 4 times".to_owned())]);
    assert_eq!(texts(&quick), ["b"]);
}

#[test]
fn a_server_that_wants_a_long_pause_gets_it() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(vec![Answer::After(503, "3600")]);
    let mut outbox = with(folder.path(), &["a"]);
    let delivered = outbox.deliver(&[to(&server)]).unwrap();
    assert_eq!(delivered.waiting[0].2, "it answered 503 Service Unavailable");
    drop(outbox);
    let again = opened(folder.path()).deliver(&[to(&server)]).unwrap();
    assert!(again.waiting[0].2.contains("asked not to be asked again"), "{again:?}");
    assert_eq!(server.bodies().len(), 1, "it was not asked");
}

#[test]
fn what_waits_for_nobody_is_dropped_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let delivered = with(folder.path(), &["a", "b"]).deliver(&[]).unwrap();
    assert_eq!(delivered.dropped, [("team".to_owned(), 2)]);
    assert_eq!(opened(folder.path()).waiting(), 0);
}

#[test]
fn many_senders_at_once_bring_each_message_once() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(Vec::new());
    let all: Vec<String> = (0..12).map(|number| number.to_string()).collect();
    with(folder.path(), &all.iter().map(String::as_str).collect::<Vec<_>>());
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| opened(folder.path()).deliver(&[to(&server)]).unwrap());
        }
    });
    assert_eq!(texts(&server), all);
}

#[test]
fn a_damaged_file_is_told_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notify.json");
    for (text, says) in [
        ("{", "EOF"),
        (r#"{"schema":"x","version":1,"known":null,"sequence":0,"waiting":[]}"#, "schema is \"x\""),
        (
            r#"{"schema":"quarterdeck.outbox","version":9,"known":null,"sequence":0,"waiting":[]}"#,
            "newer than this",
        ),
    ] {
        std::fs::write(&path, text).unwrap();
        let told = Outbox::open(&path).unwrap_err().to_string();
        assert!(told.contains(says) && told.contains("move it away"), "{told}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    }
}

#[cfg(unix)]
#[test]
fn programs_get_it_on_their_input() {
    let folder = tempfile::tempdir().unwrap();
    let program = |line: &str, seconds| Receiver {
        name: "team".to_owned(),
        way: Way::Command {
            words: vec!["sh".into(), "-c".into(), line.into()],
            folder: folder.path().to_owned(),
        },
        timeout: Duration::from_secs_f64(seconds),
    };
    let mut outbox = with(folder.path(), &["a"]);
    for (line, says) in [("exit 3", "exit status: 3"), ("exec sleep 60", "was killed")] {
        let delivered = outbox.deliver(&[program(line, 0.3)]).unwrap();
        assert!(delivered.waiting[0].2.contains(says), "{delivered:?}");
    }
    let delivered = outbox.deliver(&[program("cat > got; echo $QUARTERDECK_MESSAGE_ID > id", 20.0)]).unwrap();
    assert_eq!(delivered.sent, 1, "{delivered:?}");
    let got: Value = serde_json::from_slice(&std::fs::read(folder.path().join("got")).unwrap()).unwrap();
    let id = std::fs::read_to_string(folder.path().join("id")).unwrap();
    assert_eq!((&got["text"], &got["id"]), (&json!("a"), &json!(id.trim())));
}
