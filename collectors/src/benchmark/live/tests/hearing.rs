//! Answers that come in pieces, of every framing, are read as soon as they are whole and never before.

use crate::benchmark::live::fault::Fault;
use crate::benchmark::live::plan::Target;
use crate::benchmark::live::reply::{Heard, Reply};
use crate::benchmark::live::target::{Ready, ready};
use std::time::Duration;

fn asked(method: &str) -> Ready {
    let target = Target {
        method: method.to_owned(),
        body_regex: Some("^ok".to_owned()),
        ..Target::get("http://127.0.0.1:1/")
    };
    ready(&target, Duration::from_secs(1)).unwrap()
}

fn good(keeps: bool) -> Heard {
    Heard { fault: None, keeps }
}

fn bad(fault: Fault) -> Heard {
    Heard { fault: Some(fault), keeps: true }
}

/// What is heard of `text` in two pieces, and how many bytes were there by then.
fn heard(text: &[u8], at: usize, ready: &Ready) -> Option<(Heard, usize)> {
    let mut reply = Reply::default();
    let (first, second) = text.split_at(at);
    match reply.take(first, false, ready) {
        Some(heard) => Some((heard, at)),
        None => reply.take(second, false, ready).map(|heard| (heard, text.len())),
    }
}

#[test]
fn an_answer_is_whole_with_its_last_byte() {
    let long = format!("HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\nok{}", " ".repeat(69_998));
    let many = format!(
        "HTTP/1.1 200 OK\r\n{}Content-Length: 2\r\n\r\nok",
        (0..100).map(|n| format!("X-{n}: x\r\n")).collect::<String>()
    );
    let cases = [
        ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", good(true)),
        ("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nConnection: x, Close\r\n\r\nok", good(false)),
        ("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", good(false)),
        ("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok", good(true)),
        ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok", good(true)),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n1;x\r\n\n\r\n0\r\n\r\n",
            good(true),
        ),
        ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", good(true)),
        ("HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nok", bad(Fault::Status(500))),
        ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno", bad(Fault::Body)),
        ("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", bad(Fault::Status(304))),
        (many.as_str(), good(true)),
        (long.as_str(), good(true)),
    ];
    let ready = asked("GET");
    for (text, expected) in cases {
        for at in (0..text.len()).step_by(1 + text.len() / 500) {
            let found = heard(text.as_bytes(), at, &ready);
            assert_eq!(found, Some((expected, text.len())), "{at} of {text:?}");
        }
    }
}

#[test]
fn what_is_no_answer_is_told_as_soon_as_it_is_seen() {
    let ready = asked("GET");
    for text in ["SSH-2.0-x", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", "HTTP/2 200\r\n\r\n"] {
        let heard = Reply::default().take(text.as_bytes(), false, &ready);
        assert_eq!(heard, Some(Heard { fault: Some(Fault::Malformed), keeps: false }), "{text:?}");
    }
    let endless = format!("HTTP/1.1 200 OK\r\nX: {}", "x".repeat(70_000));
    assert_eq!(heard(endless.as_bytes(), 40_000, &ready).unwrap().0.fault, Some(Fault::Malformed));
}

#[test]
fn an_end_ends_what_has_no_length_and_breaks_what_has_one() {
    let ready = asked("GET");
    let ended = |text: &str| {
        let mut reply = Reply::default();
        assert_eq!(reply.take(text.as_bytes(), false, &ready), None, "{text:?}");
        reply.take(b"", true, &ready).unwrap()
    };
    assert_eq!(ended("HTTP/1.1 200 OK\r\n\r\nok until it closes"), good(false));
    assert_eq!(ended("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok").fault, Some(Fault::Malformed));
    assert_eq!(ended("HTTP/1.1 200").fault, Some(Fault::Malformed));
    assert_eq!(ended("").fault, Some(Fault::Reset));
}

#[test]
fn more_than_an_answer_ends_its_connection_and_the_next_begins_anew() {
    let ready = asked("GET");
    let more = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more";
    let mut reply = Reply::default();
    assert_eq!(reply.take(more, false, &ready), Some(good(false)));
    assert_eq!(reply.take(&more[..more.len() - 9], false, &ready), Some(good(true)));
}

#[test]
fn a_head_has_no_body_and_a_huge_body_is_read_to_a_mebibyte() {
    let text = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n";
    let no_body = Heard { fault: Some(Fault::Body), keeps: true };
    assert_eq!(Reply::default().take(text, false, &asked("HEAD")), Some(no_body));
    let mut huge = b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\nok".to_vec();
    huge.resize(2 << 20, b' ');
    assert_eq!(heard(&huge, 1000, &asked("GET")).unwrap().0, good(false));
}
