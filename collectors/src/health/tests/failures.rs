//! What goes wrong on the way, told apart.

use super::server::{probe, request, says, serve, service};
use crate::health::Service;
use quarterdeck_model::payload::Outcome;
use std::io::Write as _;
use std::net::TcpListener;
use std::time::Duration;

#[test]
fn a_port_where_nothing_listens_refuses() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    assert_eq!(probe(&service(&format!("http://{address}/"))), "down: connection refused");
    assert_eq!(probe(&service(&format!("tcp://{address}"))), "down: connection refused");
}

#[test]
fn a_port_where_something_listens_is_enough_for_tcp() {
    let address = serve("127.0.0.1:0", drop).unwrap();
    assert_eq!(probe(&service(&format!("tcp://{address}"))), "up");
}

#[test]
fn a_name_that_does_not_exist_is_told_apart() {
    let said = probe(&service("http://no-such-host.invalid/"));
    // Without a name server nobody can tell whether the name exists: then we could not probe.
    let known = said.starts_with("down: name no-such-host.invalid not resolved")
        || said.starts_with("unknown: name no-such-host.invalid not resolved");
    assert!(known, "{said}");
}

#[test]
fn a_server_that_hangs_runs_into_the_deadline() {
    let address = serve("127.0.0.1:0", |mut stream| {
        request(&mut stream);
        std::thread::sleep(Duration::from_secs(30));
    });
    let hangs =
        Service { timeout: Duration::from_millis(650), ..service(&format!("http://{}/", address.unwrap())) };
    assert_eq!(probe(&hangs), "down: timeout while waiting for the answer (650 ms from planned)");
    let round = super::server::rounds(&[hangs], &super::server::ONE).remove(0);
    let probe = &round.probes[0];
    assert!(probe.done_after_ms.is_some_and(|ms| (650.0..3000.0).contains(&ms)), "{:?}", probe.done_after_ms);
    assert_eq!((probe.outcome, probe.phases.first_byte_ms), (Outcome::Down, None));
    assert!(probe.phases.connect_ms.is_some() && probe.phases.dns_ms.is_none());
}

#[test]
#[cfg(target_os = "linux")]
fn a_port_that_swallows_connections_runs_into_the_deadline() {
    use rustix::net::{AddressFamily, SocketType, bind, getsockname, listen, socket};
    // A queue of none: when it is full, the system drops what comes, as a firewall does.
    let hole = socket(AddressFamily::INET, SocketType::STREAM, None).unwrap();
    bind(&hole, &"127.0.0.1:0".parse::<std::net::SocketAddr>().unwrap()).unwrap();
    listen(&hole, 0).unwrap();
    let address = std::net::SocketAddr::try_from(getsockname(&hole).unwrap()).unwrap();
    let fill = || std::net::TcpStream::connect_timeout(&address, Duration::from_millis(300));
    let held: Vec<_> = std::iter::from_fn(|| fill().ok()).take(16).collect();
    assert!(held.len() < 16, "the system takes every connection");
    for url in [format!("tcp://{address}"), format!("http://{address}/")] {
        let swallowed = Service { timeout: Duration::from_millis(400), ..service(&url) };
        assert_eq!(probe(&swallowed), "down: timeout while connecting (400 ms from planned)");
    }
}

#[test]
fn a_server_that_drips_runs_into_the_deadline_too() {
    let address = serve("127.0.0.1:0", |mut stream| {
        request(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        while stream.write_all(b".").is_ok() {
            std::thread::sleep(Duration::from_millis(10));
        }
    });
    let drips =
        Service { timeout: Duration::from_millis(200), ..service(&format!("http://{}/", address.unwrap())) };
    assert_eq!(probe(&drips), "down 200: timeout while reading the answer (200 ms from planned)");
}

#[test]
fn a_reset_is_told_apart() {
    // Closing with unread bytes in the buffer makes the system send a reset.
    let address = serve("127.0.0.1:0", |stream| {
        let _ = stream.peek(&mut [0; 1]);
    });
    let said = probe(&service(&format!("http://{}/", address.unwrap())));
    assert_eq!(said, "down: connection reset while waiting for the answer");
}

#[test]
fn closing_without_an_answer_is_told_apart() {
    assert_eq!(probe(&service(&says(""))), "down: connection closed while waiting for the answer");
}

#[test]
fn answers_that_break_the_rules() {
    for (answer, said) in [
        ("SSH-2.0-OpenSSH_9.9\r\n\r\n", "down: the answer is not HTTP/1.1: invalid HTTP version"),
        ("HTTP/1.1 200 OK\r\nContent-Len", "down: the answer broke off in its head"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", "down 200: the answer broke off in its body"),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            "down 200: the answer states two lengths",
        ),
        ("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "down 200: its Content-Length is not a number"),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "down 200: the body is not chunked as its head says",
        ),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
            "down 200: a chunk of the body is longer than it says",
        ),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nab",
            "down 200: the answer broke off in its body",
        ),
    ] {
        assert_eq!(probe(&service(&says(answer))), said, "{answer:?}");
    }
}

#[test]
fn heads_without_end_are_cut_off() {
    let long = format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "a".repeat(70_000));
    assert_eq!(probe(&service(&says(long))), "down: the head of the answer is longer than 64 KiB");
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "X: a\r\n".repeat(300));
    assert_eq!(probe(&service(&says(many))), "down: the answer has more than 256 header fields");
    let interim = "HTTP/1.1 100 Continue\r\n\r\n".repeat(50);
    assert_eq!(probe(&service(&says(interim))), "down: more than 10 interim answers (1xx)");
}
