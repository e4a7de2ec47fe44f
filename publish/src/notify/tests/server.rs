//! A small server that answers as it is told, and keeps what it got.

use serde_json::Value;
use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What a request is answered with.
#[derive(Clone)]
pub(super) enum Answer {
    /// This status.
    Status(u16),
    /// This status with `Retry-After`.
    After(u16, &'static str),
    /// Nothing.
    Never,
}

/// A running server; its threads end with the process.
pub(super) struct Server {
    port: u16,
    got: Arc<Mutex<Vec<(String, Value)>>>,
}

impl Server {
    /// Gives these answers first, then 204.
    pub(super) fn start(answers: Vec<Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let got = Arc::new(Mutex::new(Vec::new()));
        let answers = Arc::new(Mutex::new(VecDeque::from(answers)));
        let kept = Arc::clone(&got);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (kept, answers) = (Arc::clone(&kept), Arc::clone(&answers));
                std::thread::spawn(move || answer(stream, &kept, &answers));
            }
        });
        Self { port, got }
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// What came, in order.
    pub(super) fn bodies(&self) -> Vec<Value> {
        self.got.lock().unwrap().iter().map(|(_, body)| body.clone()).collect()
    }

    /// The keys that came with it.
    pub(super) fn keys(&self) -> Vec<String> {
        self.got.lock().unwrap().iter().map(|(key, _)| key.clone()).collect()
    }
}

fn answer(stream: TcpStream, got: &Mutex<Vec<(String, Value)>>, answers: &Mutex<VecDeque<Answer>>) {
    let mut reader = BufReader::new(stream);
    let (mut length, mut key, mut line) = (0, String::new(), String::new());
    while reader.read_line(&mut line).unwrap_or(0) > 2 {
        let (name, value) = line.split_once(": ").unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse().unwrap(),
            "idempotency-key" => value.trim().clone_into(&mut key),
            _ => {}
        }
        line.clear();
    }
    let mut body = vec![0; length];
    if reader.read_exact(&mut body).is_err() {
        return;
    }
    got.lock().unwrap().push((key, serde_json::from_slice(&body).unwrap()));
    let (status, more) = match answers.lock().unwrap().pop_front().unwrap_or(Answer::Status(204)) {
        Answer::Status(status) => (status, String::new()),
        Answer::After(status, after) => (status, format!("Retry-After: {after}\r\n")),
        Answer::Never => {
            std::thread::sleep(Duration::from_secs(20));
            return;
        }
    };
    let head =
        format!("HTTP/1.1 {status} x\r\n{more}Location: /\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    let _ = reader.get_mut().write_all(head.as_bytes());
}
