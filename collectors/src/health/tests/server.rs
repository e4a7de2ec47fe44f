//! Small servers on loopback that answer as they are told, well or badly.

use crate::health::{RoundPlan, Service, collect};
use quarterdeck_model::Payload;
use quarterdeck_model::payload::{Health, Round};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// Serves every connection on a thread of its own until the test process ends.
pub(super) fn serve(
    at: &str,
    answer: impl Fn(TcpStream) + Clone + Send + 'static,
) -> std::io::Result<SocketAddr> {
    let listener = TcpListener::bind(at)?;
    let address = listener.local_addr()?;
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = answer.clone();
            thread::spawn(move || answer(stream));
        }
    });
    Ok(address)
}

/// Reads the head of a request.
pub(super) fn request(stream: &mut impl Read) -> String {
    let mut bytes = Vec::new();
    let mut byte = [0];
    while !bytes.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n == 1) {
        bytes.push(byte[0]);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A server that answers every request with these bytes and closes.
pub(super) fn says(answer: impl Into<Vec<u8>>) -> String {
    let answer = answer.into();
    let address = serve("127.0.0.1:0", move |mut stream| {
        request(&mut stream);
        let _ = stream.write_all(&answer);
    });
    format!("http://{}/health", address.unwrap())
}

/// A server that answers 200 with this body and content type.
pub(super) fn says_body(media: &str, body: &str) -> String {
    let length = body.len();
    says(format!("HTTP/1.1 200 OK\r\nContent-Type: {media}\r\nContent-Length: {length}\r\n\r\n{body}"))
}

/// A server that passes on what it was asked.
pub(super) fn listens() -> (String, Receiver<String>) {
    let (sender, receiver) = channel();
    let address = serve("127.0.0.1:0", move |mut stream| {
        let asked = request(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        let _ = sender.send(asked);
    });
    (format!("http://{}", address.unwrap()), receiver)
}

/// A plan of one probe.
pub(super) const ONE: RoundPlan = RoundPlan { probes: 1, hz: 5.0 };

/// A service with a deadline that a busy machine keeps.
pub(super) fn service(url: &str) -> Service {
    Service { timeout: Duration::from_secs(20), ..Service::get("api", url) }
}

/// The rounds of a collection.
pub(super) fn rounds(services: &[Service], plan: &RoundPlan) -> Vec<Round> {
    match collect(services, plan).payload {
        Payload::Health(Health { rounds, .. }) => rounds,
        other => panic!("{other:?}"),
    }
}

/// One probe in words: outcome, status, detail.
pub(super) fn probe(service: &Service) -> String {
    let round = rounds(std::slice::from_ref(service), &ONE).remove(0);
    let probe = &round.probes[0];
    let status = probe.status.map(|s| format!(" {s}")).unwrap_or_default();
    let detail = probe.detail.as_deref().map(|d| format!(": {d}")).unwrap_or_default();
    format!("{}{status}{detail}", probe.outcome.as_str())
}
