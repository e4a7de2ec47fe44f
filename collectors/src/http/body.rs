//! The body of an answer: by length, in chunks, or until the connection closes; never more than 1 MiB of it.

use super::answer::Answer;
use super::exchange::HttpError;
use super::failure::Step;
use std::io::{self, ErrorKind, Read};

/// Most bytes that are read of a body.
pub(crate) const BODY: usize = 1024 * 1024;
/// Most bytes of one line of the chunked framing.
const LINE: usize = 4096;
/// Most bytes that are asked for at once.
const STEP: usize = 16 * 1024;

/// Bytes as they come in.
pub(crate) struct Incoming<'s, S> {
    stream: &'s mut S,
    bytes: Vec<u8>,
    at: usize,
}

impl<'s, S: Read> Incoming<'s, S> {
    pub(crate) fn new(stream: &'s mut S) -> Self {
        Self { stream, bytes: Vec::new(), at: 0 }
    }

    /// What is there and not yet used.
    pub(crate) fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Marks bytes as used.
    pub(crate) fn skip(&mut self, count: usize) {
        self.at = (self.at + count).min(self.bytes.len());
    }

    /// Waits for more bytes and says how many came; 0 at the end.
    pub(crate) fn more(&mut self, step: Step) -> Result<usize, HttpError> {
        self.bytes.drain(..self.at);
        self.at = 0;
        let mut buffer = [0; STEP];
        loop {
            match self.stream.read(&mut buffer) {
                Ok(count) => {
                    self.bytes.extend_from_slice(buffer.get(..count).unwrap_or_default());
                    return Ok(count);
                }
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) => return Err(HttpError::Io(e, step)),
            }
        }
    }

    /// One line of the framing, without its end.
    fn line(&mut self) -> Result<Vec<u8>, HttpError> {
        loop {
            if let Some(end) = self.rest().iter().position(|b| *b == b'\n') {
                let line = self.rest().get(..end).unwrap_or_default();
                let line = line.strip_suffix(b"\r").unwrap_or(line).to_vec();
                self.skip(end + 1);
                return Ok(line);
            }
            if self.rest().len() > LINE {
                return Err(HttpError::malformed("the body is not chunked as its head says"));
            }
            if self.more(Step::Read)? == 0 {
                return Err(broke_off());
            }
        }
    }

    /// Moves up to `count` bytes into `answer`; `false` when it is full.
    fn take(&mut self, mut count: u64, answer: &mut Answer) -> Result<bool, HttpError> {
        while count > 0 {
            if self.rest().is_empty() && self.more(Step::Read)? == 0 {
                return Err(broke_off());
            }
            let here = usize::try_from(count).unwrap_or(usize::MAX).min(self.rest().len());
            let full = !keep(answer, self.rest().get(..here).unwrap_or_default());
            self.skip(here);
            count -= here as u64;
            if full {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn broke_off() -> HttpError {
    HttpError::malformed("the answer broke off in its body")
}

/// Appends what fits; `false` when something did not.
fn keep(answer: &mut Answer, bytes: &[u8]) -> bool {
    let room = BODY.saturating_sub(answer.body.len());
    answer.body.extend_from_slice(bytes.get(..room.min(bytes.len())).unwrap_or_default());
    answer.cut = bytes.len() > room;
    !answer.cut
}

/// Reads the body as the head says it comes.
pub(crate) fn read<S: Read>(incoming: &mut Incoming<'_, S>, answer: &mut Answer) -> Result<(), HttpError> {
    let coding = answer.values("transfer-encoding").collect::<Vec<_>>().join(",");
    if !coding.is_empty() {
        let last = coding.rsplit(',').next().unwrap_or_default().trim();
        return match last.eq_ignore_ascii_case("chunked") {
            true => chunked(incoming, answer),
            false => until_close(incoming, answer),
        };
    }
    match length(answer)? {
        Some(length) => incoming.take(length, answer).map(|_| ()),
        None => until_close(incoming, answer),
    }
}

/// The stated length; several that differ are an error (RFC 9112, section 6.3).
fn length(answer: &Answer) -> Result<Option<u64>, HttpError> {
    let mut length = None;
    for part in answer.values("content-length").flat_map(|value| value.split(',')) {
        let digits = part.trim();
        let number = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<u64>().ok()).flatten();
        let number = number.ok_or_else(|| HttpError::malformed("its Content-Length is not a number"))?;
        if length.is_some_and(|before| before != number) {
            return Err(HttpError::malformed("the answer states two lengths"));
        }
        length = Some(number);
    }
    Ok(length)
}

fn chunked<S: Read>(incoming: &mut Incoming<'_, S>, answer: &mut Answer) -> Result<(), HttpError> {
    loop {
        let line = incoming.line()?;
        let text = String::from_utf8_lossy(&line);
        let digits = text.split(';').next().unwrap_or_default().trim();
        let hex = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit());
        let size = hex.then(|| u64::from_str_radix(digits, 16).ok()).flatten();
        let size = size.ok_or_else(|| HttpError::malformed("the body is not chunked as its head says"))?;
        if size == 0 {
            // Trailer fields say nothing that a probe asks for.
            while !incoming.line()?.is_empty() {}
            return Ok(());
        }
        if !incoming.take(size, answer)? {
            return Ok(());
        }
        if !incoming.line()?.is_empty() {
            return Err(HttpError::malformed("a chunk of the body is longer than it says"));
        }
    }
}

fn until_close<S: Read>(incoming: &mut Incoming<'_, S>, answer: &mut Answer) -> Result<(), HttpError> {
    answer.keeps = false;
    loop {
        let rest = incoming.rest().to_vec();
        incoming.skip(rest.len());
        if !keep(answer, &rest) {
            return Ok(());
        }
        match incoming.more(Step::Read) {
            Ok(0) => return Ok(()),
            Ok(_) => {}
            // Many servers close without TLS' goodbye; the body then ends here.
            Err(HttpError::Io(e, _)) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => return Err(error),
        }
    }
}
