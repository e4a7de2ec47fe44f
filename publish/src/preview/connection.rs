//! One connection: one request read, one answer written (HTTP/1.1, RFC 9112), then closed.

use super::answer::{Answer, Body, Site};
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// The most that a request's head may have, in bytes: cookies of everything else on this machine come along.
const LONGEST_HEAD: usize = 64 * 1024;

/// The most header fields.
const MOST_FIELDS: usize = 128;

/// What of a request is looked at.
struct Request {
    method: String,
    path: String,
    host: Option<String>,
}

/// Answers one request. Whatever goes wrong with the connection is its reader's loss only.
pub(super) fn serve(mut stream: TcpStream, site: &Site, patience: Duration) {
    let _ = stream.set_nodelay(true);
    let _ = stream.set_write_timeout(Some(patience));
    let (answer, with_body) = match read(&mut stream, Instant::now() + patience) {
        Ok(Some(request)) => {
            let answer = site.answer(&request.method, &request.path, request.host.as_deref());
            (answer, request.method != "HEAD")
        }
        Ok(None) => (Answer::text(400, "this is not an HTTP/1.1 request\n"), true),
        // It was opened in advance and not used, or its reader is too slow.
        Err(_) => return,
    };
    if write(&mut stream, answer, with_body).is_ok() {
        linger(&mut stream);
    }
}

/// Reads the head of the request; `None` when it is not one.
fn read(stream: &mut TcpStream, until: Instant) -> io::Result<Option<Request>> {
    let mut head = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let left = until.saturating_duration_since(Instant::now());
        // A timeout of zero would mean to wait for ever.
        stream.set_read_timeout(Some(left.max(Duration::from_millis(1))))?;
        let read = stream.read(&mut buffer)?;
        if read == 0 || left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        head.extend(buffer.iter().take(read));
        match parse(&head) {
            Ok(Some(request)) => return Ok(Some(request)),
            Ok(None) if head.len() <= LONGEST_HEAD => {}
            _ => return Ok(None),
        }
    }
}

/// The request at the beginning of `head`; `None` when it is not complete yet.
fn parse(head: &[u8]) -> Result<Option<Request>, httparse::Error> {
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut request = httparse::Request::new(&mut fields);
    if request.parse(head)?.is_partial() {
        return Ok(None);
    }
    let host = request.headers.iter().find(|h| h.name.eq_ignore_ascii_case("host"));
    // A host that is not text is some host, and not this one.
    let host = host.map(|h| String::from_utf8_lossy(h.value).trim().to_owned());
    let text = |part: Option<&str>| part.unwrap_or_default().to_owned();
    Ok(Some(Request { method: text(request.method), path: text(request.path), host }))
}

fn write(stream: &mut TcpStream, answer: Answer, with_body: bool) -> io::Result<()> {
    let length = match &answer.body {
        Body::Bytes(bytes) => bytes.len() as u64,
        Body::File(_, length) => *length,
    };
    let mut head = format!("HTTP/1.1 {} {}\r\n", answer.status, reason(answer.status));
    for (name, value) in &answer.headers {
        // Values come from addresses, which have no line breaks; were there one, it must not begin a field.
        let value: String = value.chars().filter(|c| !c.is_control()).collect();
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("Content-Length: {length}\r\nConnection: close\r\n\r\n"));
    stream.write_all(head.as_bytes())?;
    match answer.body {
        _ if !with_body => Ok(()),
        Body::Bytes(bytes) => stream.write_all(&bytes),
        // Never more than was announced, should the file grow.
        Body::File(file, length) => io::copy(&mut file.take(length), stream).map(drop),
    }
}

/// Says that all was sent and waits a moment for the reader to close: closing with unread input (the body of a
/// request that was refused) would make the system throw away what the reader has not read yet.
fn linger(stream: &mut TcpStream) {
    let until = Instant::now() + Duration::from_millis(500);
    let _ = stream.shutdown(Shutdown::Write);
    let _ = stream.set_read_timeout(Some(Duration::from_millis(100)));
    let mut thrown_away = [0; 4096];
    while Instant::now() < until && stream.read(&mut thrown_away).is_ok_and(|read| read > 0) {}
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        _ => "Unknown",
    }
}
