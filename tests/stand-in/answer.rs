//! One connection, kept alive as long as its client likes.

use crate::state::State;
use std::io::{BufRead as _, BufReader, Read, Write};

/// Answers request after request until the client closes.
pub(crate) fn connection(stream: impl Read + Write, state: &State) {
    let mut reader = BufReader::new(stream);
    while let Some(asked) = request(&mut reader) {
        let status = match asked.target.strip_prefix("/control/") {
            Some(control) => {
                let (name, value) = control.split_once('?').unwrap_or((control, "0"));
                if state.obey(name, value.parse().expect("a whole number")) { 200 } else { 404 }
            }
            None => state.status(),
        };
        let body = if status == 200 { "ok" } else { "no" };
        let length = body.len();
        let close = asked.close || state.closes();
        let last = if close { "Connection: close\r\n" } else { "" };
        let head = format!(
            "HTTP/1.1 {status} x\r\nContent-Length: {length}\r\nContent-Type: text/plain\r\n{last}\r\n"
        );
        let out = reader.get_mut();
        if out.write_all(format!("{head}{body}").as_bytes()).and_then(|()| out.flush()).is_err() {
            return;
        }
        state.log(&match &asked.probe {
            _ if asked.target.starts_with("/control/") => "control".to_owned(),
            Some(probe) => format!("{status} {probe}"),
            None => status.to_string(),
        });
        if close {
            return;
        }
    }
}

/// What matters of a request.
struct Asked {
    target: String,
    /// Whether it is the last of its connection.
    close: bool,
    /// The number of a probe.
    probe: Option<String>,
}

/// The next request; `None` at the end of the connection.
fn request(reader: &mut BufReader<impl Read>) -> Option<Asked> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|length| *length > 0)?;
    let target = line.split(' ').nth(1)?.to_owned();
    let (mut length, mut close, mut probe) = (0, false, None);
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
        if let Some(value) = field.strip_prefix("quarterdeck-probe:") {
            probe = Some(value.trim().to_owned());
        }
    }
    reader.by_ref().take(length).read_to_end(&mut Vec::new()).ok()?;
    Some(Asked { target, close, probe })
}
