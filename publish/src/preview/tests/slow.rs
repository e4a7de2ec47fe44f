//! Readers that send or read slowly, or not at all.

use super::super::serve::Limits;
use super::{serve, serve_with};
use std::io::{Read as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// More than the sockets' buffers hold.
const LARGE: usize = 64 << 20;

fn unfinished(served: &super::Served, count: usize) -> Vec<std::net::TcpStream> {
    let begun = |_| {
        let mut stream = served.connect();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: loc").unwrap();
        stream
    };
    (0..count).map(begun).collect()
}

#[test]
fn requests_that_never_end_keep_nobody_waiting() {
    let served = serve("/");
    let open = unfinished(&served, 40);
    let began = Instant::now();
    assert_eq!(served.get("/").status, 200);
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    drop(open);
}

#[test]
fn requests_that_never_end_are_cut_off_when_no_room_is_left() {
    let limits = Limits { connections: 2, patience: Duration::from_millis(300) };
    let served = serve_with("/", |preview| preview.limits = limits);
    let mut open = unfinished(&served, 6);
    let began = Instant::now();
    assert_eq!(served.get("/").status, 200);
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    let mut rest = Vec::new();
    assert_eq!(open[0].read_to_end(&mut rest).unwrap_or(0), 0, "{rest:?}");
}

#[test]
fn a_byte_now_and_then_does_not_lengthen_the_patience() {
    let limits = Limits { connections: 1, patience: Duration::from_millis(400) };
    let served = serve_with("/", |preview| preview.limits = limits);
    let mut slow = served.connect();
    let began = Instant::now();
    while slow.write_all(b"G").is_ok() {
        assert!(began.elapsed() < Duration::from_secs(10), "still open");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn what_is_no_request_is_refused() {
    let served = serve("/");
    let long = format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(100_000));
    let fields = format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(1000));
    let inputs =
        ["\0\0\0\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9\r\n\r\n", "PRI * HTTP/2.0\r\n\r\n", &long, &fields];
    for input in inputs {
        let mut stream = served.connect();
        let _ = stream.write_all(input.as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let shown: String = input.chars().take(20).collect();
        assert!(answer.starts_with(b"HTTP/1.1 400 "), "{shown:?}: {}", String::from_utf8_lossy(&answer));
    }
}

#[test]
fn a_refused_body_does_not_swallow_the_answer() {
    let served = serve("/");
    let mut stream = served.connect();
    write!(stream, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n\r\n").unwrap();
    let _ = stream.write_all(&[b'x'; 200_000]);
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 405 "), "{}", String::from_utf8_lossy(&answer));
}

#[test]
fn readers_that_do_not_read_keep_nobody_waiting() {
    let served = serve("/");
    served.write("large.bin", &vec![0; LARGE]);
    let stuck: Vec<_> = (0..10)
        .map(|_| {
            let mut stream = served.connect();
            stream.write_all(b"GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
            stream
        })
        .collect();
    let began = Instant::now();
    assert_eq!(served.get("/").status, 200);
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    drop(stuck);
}

#[test]
fn a_reader_that_does_not_read_is_cut_off_when_no_room_is_left() {
    let limits = Limits { connections: 1, patience: Duration::from_millis(300) };
    let served = serve_with("/", |preview| preview.limits = limits);
    served.write("large.bin", &vec![0; LARGE]);
    let mut stuck = served.connect();
    stuck.write_all(b"GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    // It is being answered: the first byte is there.
    stuck.read_exact(&mut [0]).unwrap();
    let began = Instant::now();
    assert_eq!(served.get("/").status, 200);
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
}

#[test]
fn many_readers_at_once_get_their_files_whole() {
    let served = serve("/");
    let body: Vec<u8> = (0..300_000u32).map(|n| (n % 251) as u8).collect();
    served.write("some.bin", &body);
    std::thread::scope(|scope| {
        for _ in 0..24 {
            scope.spawn(|| assert_eq!(served.get("/some.bin").body, body));
        }
    });
}

#[test]
fn serving_ends_at_once_when_it_was_stopped_before() {
    let served = serve("/");
    served.stop.store(true, Ordering::SeqCst);
    let began = Instant::now();
    served.preview.serve(&AtomicBool::new(true));
    assert!(began.elapsed() < Duration::from_secs(3));
}
