//! One request and the head of its answer, by HTTP/1.1 (RFC 9112). No redirect is followed, nothing is retried.

use super::answer::Answer;
use super::body::{self, Incoming};
use super::failure::Step;
use super::request::Request;
use std::io::{self, Read, Write};

/// Most bytes of the head of an answer.
pub(crate) const HEAD: usize = 64 * 1024;
/// Most fields in it.
const FIELDS: usize = 256;
/// Most interim answers (1xx) before the final one.
const INTERIM: usize = 10;

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum HttpError {
    /// The connection failed while doing that.
    Io(io::Error, Step),
    /// The answer is not HTTP/1.1, or breaks its rules.
    Malformed(String),
}

impl HttpError {
    pub(crate) fn malformed(message: impl Into<String>) -> Self {
        Self::Malformed(message.into())
    }
}

/// What is told as it happens, so that it is known even if the rest fails.
pub(crate) trait Observer {
    /// The request has been sent.
    fn sent(&mut self);
    /// The first byte of the answer is there.
    fn first_byte(&mut self);
    /// The head of the answer is there.
    fn status(&mut self, status: u16);
}

/// Sends the request and reads the whole answer.
pub(crate) fn ask<S: Read + Write>(
    stream: &mut S,
    request: &Request,
    observer: &mut impl Observer,
) -> Result<Answer, HttpError> {
    let sent = stream.write_all(&request.bytes).and_then(|()| stream.flush());
    // A server may answer (413, 431) and close before it has read all: then the answer is what counts.
    observer.sent();
    let mut incoming = Incoming::new(stream);
    if incoming.more(Step::FirstByte).map_err(|e| first_error(e, sent.err()))? == 0 {
        let closed = io::Error::from(io::ErrorKind::UnexpectedEof);
        return Err(HttpError::Io(closed, Step::FirstByte));
    }
    observer.first_byte();
    let mut answer = head(&mut incoming)?;
    observer.status(answer.status);
    let nothing_follows = request.head_only || matches!(answer.status, 204 | 304);
    if !nothing_follows {
        body::read(&mut incoming, &mut answer)?;
        answer.keeps &= !answer.cut;
    }
    // What came beyond the answer would be taken for the next one.
    answer.keeps &= incoming.rest().is_empty();
    Ok(answer)
}

/// The error of sending explains more than that of reading afterwards.
fn first_error(read: HttpError, sent: Option<io::Error>) -> HttpError {
    sent.map_or(read, |e| HttpError::Io(e, Step::Send))
}

/// The head of the final answer.
fn head<S: Read>(incoming: &mut Incoming<'_, S>) -> Result<Answer, HttpError> {
    for _ in 0..INTERIM {
        let answer = loop {
            match parse(incoming.rest())? {
                Some((answer, length)) => {
                    incoming.skip(length);
                    break answer;
                }
                None if incoming.rest().len() >= HEAD => {
                    return Err(HttpError::malformed("the head of the answer is longer than 64 KiB"));
                }
                None => {}
            }
            if incoming.more(Step::Read)? == 0 {
                return Err(HttpError::malformed("the answer broke off in its head"));
            }
        };
        // 101 is final: we did not ask to switch.
        if answer.status >= 200 || answer.status == 101 {
            return Ok(answer);
        }
    }
    Err(HttpError::malformed("more than 10 interim answers (1xx)"))
}

/// The head and its length; `None` while it is not all there.
fn parse(bytes: &[u8]) -> Result<Option<(Answer, usize)>, HttpError> {
    let mut fields = [httparse::EMPTY_HEADER; FIELDS];
    let mut response = httparse::Response::new(&mut fields);
    let length = match response.parse(bytes) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => {
            return Err(HttpError::malformed("the answer has more than 256 header fields"));
        }
        Err(error) => return Err(HttpError::malformed(format!("the answer is not HTTP/1.1: {error}"))),
    };
    let status = response.code.unwrap_or_default();
    if !(100..=999).contains(&status) {
        return Err(HttpError::malformed(format!("the answer is not HTTP/1.1: {status} is no status")));
    }
    let text = |h: &httparse::Header<'_>| {
        (h.name.to_ascii_lowercase(), String::from_utf8_lossy(h.value).into_owned())
    };
    let fields = response.headers.iter().map(text).collect();
    let newer = response.version == Some(1);
    let mut answer = Answer { status, fields, body: Vec::new(), cut: false, keeps: false };
    answer.keeps = keeps(&answer, newer);
    Ok(Some((answer, length)))
}

/// Whether the head lets the connection live on.
fn keeps(answer: &Answer, newer: bool) -> bool {
    let mut says = answer.values("connection").flat_map(|value| value.split(',')).map(str::trim);
    if newer {
        !says.any(|word| word.eq_ignore_ascii_case("close"))
    } else {
        says.any(|word| word.eq_ignore_ascii_case("keep-alive"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Observer, ask};
    use crate::http::Request;
    use std::io::{self, Cursor, Read, Write};

    struct Said(Cursor<Vec<u8>>);

    impl Read for Said {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.read(buffer)
        }
    }

    impl Write for Said {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    struct Nobody;

    impl Observer for Nobody {
        fn sent(&mut self) {}
        fn first_byte(&mut self) {}
        fn status(&mut self, _: u16) {}
    }

    #[test]
    fn a_connection_lives_on_as_its_answer_says() {
        let cases = [
            ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", true),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", true),
            ("HTTP/1.1 204 No Content\r\n\r\n", true),
            ("HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 2\r\n\r\nok", false),
            ("HTTP/1.1 200 OK\r\n\r\nuntil it closes", false),
            ("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", false),
            ("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok", true),
            ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more", false),
        ];
        for (text, keeps) in cases {
            let request = Request { bytes: b"GET / HTTP/1.1\r\n\r\n".to_vec(), head_only: false };
            let mut said = Said(Cursor::new(text.as_bytes().to_vec()));
            assert_eq!(ask(&mut said, &request, &mut Nobody).unwrap().keeps, keeps, "{text:?}");
        }
    }
}
