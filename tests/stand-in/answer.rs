//! One connection, kept alive as long as its client likes.

use crate::state::State;
use std::io::{BufRead as _, BufReader, Read, Write};

/// Answers request after request until the client closes.
pub(crate) fn connection(stream: impl Read + Write, state: &State) {
    let mut reader = BufReader::new(stream);
    while let Some((target, close)) = request(&mut reader) {
        let status = match target.strip_prefix("/control/") {
            Some(control) => {
                let (name, value) = control.split_once('?').unwrap_or((control, "0"));
                if state.obey(name, value.parse().expect("a whole number")) { 200 } else { 404 }
            }
            None => state.status(),
        };
        let body = if status == 200 { "ok" } else { "no" };
        let length = body.len();
        let close = close || state.closes();
        let last = if close { "Connection: close\r\n" } else { "" };
        let head = format!(
            "HTTP/1.1 {status} x\r\nContent-Length: {length}\r\nContent-Type: text/plain\r\n{last}\r\n"
        );
        let out = reader.get_mut();
        if out.write_all(format!("{head}{body}").as_bytes()).and_then(|()| out.flush()).is_err() {
            return;
        }
        state.log(&status.to_string());
        if close {
            return;
        }
    }
}

/// The target of the next request, and whether it is the last; `None` at the end of the connection.
fn request(reader: &mut BufReader<impl Read>) -> Option<(String, bool)> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|length| *length > 0)?;
    let target = line.split(' ').nth(1)?.to_owned();
    let (mut length, mut close) = (0, false);
    loop {
        let mut field = String::new();
        reader.read_line(&mut field).ok()?;
        let field = field.trim_end().to_ascii_lowercase();
        if field.is_empty() {
            break;
        }
        close |= field == "connection: close";
        if let Some(value) = field.strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
    }
    reader.by_ref().take(length).read_to_end(&mut Vec::new()).ok()?;
    Some((target, close))
}
