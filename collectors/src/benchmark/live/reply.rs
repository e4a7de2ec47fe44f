//! Answers as they come in, read without waiting. The usual answer, whose length its head states, is read where it lies;
//! every other kind is left to the reader of all others, over what is there so far.

use super::fault::Fault;
use super::target::Ready;
use crate::http::{self, BODY, HttpError, Observer};
use httparse::{EMPTY_HEADER, Header, Response, Status};
use std::io::{self, ErrorKind, Read, Write};

/// Header fields of an answer that is read where it lies.
const FIELDS: usize = 64;

/// What an answer is, once it is all there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Heard {
    /// What is wrong with it.
    pub(super) fault: Option<Fault>,
    /// Whether its connection may carry another request.
    pub(super) keeps: bool,
}

/// The answer that a connection waits for, as far as it is there.
#[derive(Default)]
pub(super) struct Reply {
    bytes: Vec<u8>,
    /// Bytes that it takes to go on, as far as they are known.
    needs: usize,
}

/// What the first look at an answer says.
enum Glance {
    Whole(Heard),
    /// So many bytes are needed, as far as is known.
    Needs(usize),
    /// The head is there; where the body ends only its bytes tell.
    Open,
    /// Not the usual answer.
    Odd,
}

impl Reply {
    /// Takes what has come, `ended` if nothing more will; gives the answer once it is all there.
    pub(super) fn take(&mut self, come: &[u8], ended: bool, ready: &Ready) -> Option<Heard> {
        let heard = if self.bytes.is_empty() {
            let heard = self.look(come, ended, ready);
            if heard.is_none() {
                self.bytes.extend_from_slice(come);
            }
            heard
        } else {
            let mut bytes = std::mem::take(&mut self.bytes);
            bytes.extend_from_slice(come);
            let heard = self.look(&bytes, ended, ready);
            self.bytes = bytes;
            heard
        };
        if heard.is_some() {
            self.bytes.clear();
            self.needs = 0;
        }
        heard
    }

    fn look(&mut self, bytes: &[u8], ended: bool, ready: &Ready) -> Option<Heard> {
        if bytes.len() < self.needs && !ended {
            return None;
        }
        match glance(bytes, ready) {
            Glance::Whole(heard) => Some(heard),
            Glance::Needs(count) if !ended => {
                self.needs = count;
                None
            }
            // The framing of each of them ends with a line, unless it ends with the connection or is cut.
            Glance::Open if !ended && bytes.last() != Some(&b'\n') && bytes.len() <= BODY => None,
            Glance::Needs(_) | Glance::Open | Glance::Odd => thorough(bytes, ended, ready),
        }
    }
}

fn glance(bytes: &[u8], ready: &Ready) -> Glance {
    let mut fields = [EMPTY_HEADER; FIELDS];
    let mut response = Response::new(&mut fields);
    let head = match response.parse(bytes) {
        Ok(Status::Complete(head)) => head,
        // A head that is too long is no head; the other reader says so.
        Ok(Status::Partial) if bytes.len() < http::HEAD => return Glance::Needs(bytes.len() + 1),
        Ok(Status::Partial) | Err(_) => return Glance::Odd,
    };
    let status = response.code.unwrap_or_default();
    if response.version != Some(1) || !(200..=999).contains(&status) {
        return Glance::Odd;
    }
    if ready.request.head_only || matches!(status, 204 | 304) {
        return Glance::Odd;
    }
    let (length, keeps) = match framing(response.headers) {
        Framing::Length(length, keeps) => (length, keeps),
        Framing::None => return Glance::Open,
        Framing::Odd => return Glance::Odd,
    };
    let whole = head.saturating_add(length);
    match bytes.get(head..whole) {
        None if length > BODY => Glance::Open,
        None => Glance::Needs(whole),
        Some(body) => {
            let fault = ready.expect.judge(status, body).err();
            // What came beyond the answer would be taken for the next one.
            Glance::Whole(Heard { fault, keeps: keeps && bytes.len() == whole })
        }
    }
}

/// How a head says that its body ends.
enum Framing {
    /// After so many bytes; and whether the connection lives on.
    Length(usize, bool),
    /// By the bytes of the body, or with the connection.
    None,
    /// In a way that must be looked at closely.
    Odd,
}

fn framing(fields: &[Header<'_>]) -> Framing {
    let (mut length, mut keeps) = (None, true);
    for field in fields {
        if field.name.eq_ignore_ascii_case("content-length") {
            let digits =
                std::str::from_utf8(field.value).ok().filter(|text| text.bytes().all(|b| b.is_ascii_digit()));
            match digits.and_then(|digits| digits.parse().ok()) {
                Some(number) if length.is_none() => length = Some(number),
                _ => return Framing::Odd,
            }
        } else if field.name.eq_ignore_ascii_case("transfer-encoding") {
            return Framing::None;
        } else if field.name.eq_ignore_ascii_case("connection") {
            let mut words = field.value.split(|byte| *byte == b',');
            keeps &= !words.any(|word| word.trim_ascii().eq_ignore_ascii_case(b"close"));
        }
    }
    length.map_or(Framing::None, |length| Framing::Length(length, keeps))
}

/// The reader of all answers over what is there; `None` while it would have to wait.
fn thorough(bytes: &[u8], ended: bool, ready: &Ready) -> Option<Heard> {
    let mut said = Said { bytes, ended };
    match http::ask(&mut said, &ready.request, &mut Unobserved) {
        Ok(answer) => {
            let fault = ready.expect.judge(answer.status, &answer.body).err();
            Some(Heard { fault, keeps: answer.keeps })
        }
        Err(HttpError::Io(error, _)) if error.kind() == ErrorKind::WouldBlock => None,
        Err(error) => Some(Heard { fault: Some(Fault::of_http(&error)), keeps: false }),
    }
}

/// What was said so far; whoever wants more is told that it would have to wait.
struct Said<'a> {
    bytes: &'a [u8],
    ended: bool,
}

impl Read for Said<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.bytes.read(buffer)? {
            0 if !self.ended => Err(ErrorKind::WouldBlock.into()),
            count => Ok(count),
        }
    }
}

impl Write for Said<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A load run asks for no phases: planned, sent and done are enough.
pub(super) struct Unobserved;

impl Observer for Unobserved {
    fn sent(&mut self) {}
    fn first_byte(&mut self) {}
    fn status(&mut self, _: u16) {}
}
