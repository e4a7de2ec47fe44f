//! Connections that do not live as long as the run.

use crate::benchmark::live::{LoadPlan, Target, collect};
use quarterdeck_model::Payload;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

/// A server that answers one request a connection, and closes; `head` is a line of the head of its answer.
fn closing(head: &'static str) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let answer = move |mut stream: TcpStream| {
        let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
        while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
        let _ = stream.write_all(format!("HTTP/1.1 200 OK\r\n{head}Content-Length: 2\r\n\r\nok").as_bytes());
    };
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || answer(stream));
        }
    });
    format!("http://127.0.0.1:{port}/")
}

#[test]
fn a_connection_that_was_closed_is_opened_again() {
    for head in ["", "Connection: close\r\n"] {
        let plan = LoadPlan {
            duration: Duration::from_secs(1),
            warmup: Duration::ZERO,
            repeats: 1,
            // Each idles for long enough to be looked at before it is used.
            connections: Some(4),
            ..LoadPlan::new(Target::get(closing(head)), Some(40.0), Duration::from_secs(1))
        };
        let collected = collect(&plan, &|_| {}).unwrap();
        let Payload::Benchmark(benchmark) = &collected.payload else { panic!("{collected:?}") };
        let load = &benchmark.loads[0];
        assert_eq!((load.requests, load.errors), (40, Some(0)), "{head:?}: {:?}", collected.section);
    }
}

#[test]
fn a_plan_with_a_mistake_is_refused_before_anything_is_sent() {
    let with = |change: fn(&mut Target)| {
        let mut target = Target::get("http://127.0.0.1:1/");
        change(&mut target);
        let plan = LoadPlan::new(target, Some(10.0), Duration::from_millis(1));
        collect(&plan, &|_| {}).unwrap_err().to_string()
    };
    type Mistake = fn(&mut Target);
    let cases: [(Mistake, &str); 5] = [
        (|t| t.url = "tcp://127.0.0.1:1".to_owned(), "expected http:// or https://"),
        (|t| t.method = "GE T".to_owned(), "method"),
        (|t| t.body_regex = Some("(".to_owned()), "expression for the body"),
        (|t| t.headers = vec![("A".to_owned(), "${QUARTERDECK_NOT_SET}".to_owned())], "QUARTERDECK_NOT_SET"),
        (|t| t.url = "http://u:pass word@h/".to_owned(), "percent-encoding"),
    ];
    for (change, says) in cases {
        let told = with(change);
        assert!(told.contains(says) && !told.contains("pass word"), "{says}: {told}");
    }
}
