//! An input as it is opened: its beginning is known, the rest is read as it is needed.
//!
//! Reports of hundreds of megabytes are read in chunks; what needs the whole text asks for it.

use crate::error::CollectError;
use crate::input::{Input, encoding};
use encoding_rs::{Decoder, Encoding, UTF_8};
use flate2::read::MultiGzDecoder;
use quarterdeck_model::{Diagnostic, Place};
use std::fs::File;
use std::io::{self, BufRead, Chain, Cursor, ErrorKind, Read};
use std::path::Path;

/// The largest input read, packed or not.
const MOST: u64 = 2 << 30;
/// The size to which any packed input may unpack; a larger one only by `RATIO`. DEFLATE reaches 1000, reports 50.
const UNPACKED: u64 = 128 << 20;
const RATIO: u64 = 100;
/// How much of the beginning tells the format.
const HEAD: usize = 64 * 1024;

/// An opened input.
pub(crate) struct Stream {
    /// As the user named it; `standard input` for `-`.
    pub(crate) name: String,
    head: Vec<u8>,
    rest: Box<dyn Read>,
    /// Its size where the file system says so.
    size: u64,
}

impl Stream {
    /// Opens `path`, or standard input for `-`, and reads its beginning.
    ///
    /// # Errors
    /// When it cannot be read, is too large, or is no whole gzip file though it begins as one.
    pub(crate) fn open(path: &Path) -> Result<Self, CollectError> {
        if path == Path::new("-") {
            return Self::of("standard input".to_owned(), Box::new(io::stdin()), 0);
        }
        let name = path.display().to_string();
        let file = File::open(path).map_err(|e| CollectError::new(&name, format!("cannot be read: {e}")))?;
        let size = file.metadata().map_or(0, |data| data.len());
        Self::of(name, Box::new(file), size)
    }

    /// Over bytes in memory.
    ///
    /// # Errors
    /// When they begin as a gzip file and are none.
    pub(crate) fn of_bytes(name: String, bytes: Vec<u8>) -> Result<Self, CollectError> {
        let size = bytes.len() as u64;
        Self::of(name, Box::new(Cursor::new(bytes)), size)
    }

    /// Over `rest`, which has `size` bytes (0: not known).
    fn of(name: String, rest: Box<dyn Read>, size: u64) -> Result<Self, CollectError> {
        let mut rest: Box<dyn Read> = Box::new(Limited { inner: rest, left: MOST, kind: "cannot be read" });
        let fail = |e: io::Error| CollectError::new(&name, e.to_string());
        let mut head = beginning(&mut rest).map_err(fail)?;
        if head.starts_with(&[0x1f, 0x8b]) {
            let unpacked = MultiGzDecoder::new(Cursor::new(head).chain(rest));
            let left = size.saturating_mul(RATIO).clamp(UNPACKED, MOST);
            rest = Box::new(Limited { inner: unpacked, left, kind: "is not a whole gzip file" });
            head = beginning(&mut rest).map_err(fail)?;
        }
        Ok(Self { name, head, rest, size })
    }

    /// The beginning as text.
    pub(crate) fn head(&self) -> String {
        Input { name: String::new(), bytes: self.head.clone() }.text().0.into_owned()
    }

    /// Its size in bytes as it is stored; 0 where the file system does not say.
    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// Everything.
    ///
    /// # Errors
    /// When reading on fails, or there is too much.
    pub(crate) fn whole(mut self) -> Result<Input, CollectError> {
        let mut bytes = self.head;
        bytes.reserve(usize::try_from(self.size.min(MOST)).unwrap_or(0));
        self.rest.read_to_end(&mut bytes).map_err(|e| CollectError::new(&self.name, e.to_string()))?;
        Ok(Input { name: self.name, bytes })
    }

    /// Everything as UTF-8 text, chunk by chunk.
    pub(crate) fn decoded(self) -> Decoded {
        let encoding = encoding(&self.head);
        Decoded {
            inner: Cursor::new(self.head).chain(self.rest),
            encoding,
            decoder: encoding.new_decoder(),
            raw: vec![0; HEAD],
            text: Vec::new(),
            at: 0,
            end: false,
            line: 1,
            offset: 0,
            broken: None,
        }
    }
}

#[cfg(test)]
impl From<&[u8]> for Stream {
    fn from(bytes: &[u8]) -> Self {
        Self::of_bytes("test".to_owned(), bytes.to_vec()).unwrap()
    }
}

fn beginning(reader: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    reader.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// A reader that ends with an error when it has given too much, and whose errors say what the input is.
struct Limited<R> {
    inner: R,
    left: u64,
    kind: &'static str,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let told = |e: io::Error| match e.kind() {
            ErrorKind::Interrupted => e,
            kind => io::Error::new(kind, format!("{}: {e}", self.kind)),
        };
        let read = self.inner.read(buffer).map_err(told)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => return Err(io::Error::other("is larger, or unpacks to more, than any report of a tool")),
        }
        Ok(read)
    }
}

/// Text that knows its line.
pub(crate) trait Lines: BufRead {
    /// The 1-based line of what comes next.
    fn line(&self) -> u64;
}

/// Text of whatever encoding as UTF-8, chunk by chunk.
pub(crate) struct Decoded {
    inner: Chain<Cursor<Vec<u8>>, Box<dyn Read>>,
    encoding: &'static Encoding,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    at: usize,
    end: bool,
    line: u64,
    /// Raw bytes decoded so far.
    offset: u64,
    /// Where the first invalid bytes are, within a few bytes.
    broken: Option<u64>,
}

impl Decoded {
    /// A warning when something was not valid and was replaced; call at the end.
    pub(crate) fn warning(&self, name: &str) -> Option<Diagnostic> {
        self.broken.map(|at| {
            let message = format!("holds bytes that are not {}; they were replaced", self.encoding.name());
            Diagnostic::warning(name, message).at(Place::Byte(at))
        })
    }

    fn fill(&mut self) -> io::Result<()> {
        let read = self.inner.read(&mut self.raw)?;
        let raw = self.raw.get(..read).unwrap_or_default();
        self.end = read == 0;
        let most = self.decoder.max_utf8_buffer_length(read).unwrap_or(HEAD * 4);
        self.text.resize(most, 0);
        let (_, _, written, broken) = self.decoder.decode_to_utf8(raw, &mut self.text, self.end);
        if broken && self.broken.is_none() {
            let valid = std::str::from_utf8(raw).map_or_else(|e| e.valid_up_to(), |_| 0);
            self.broken = Some(self.offset + if self.encoding == UTF_8 { valid as u64 } else { 0 });
        }
        self.text.truncate(written);
        self.offset += read as u64;
        self.at = 0;
        Ok(())
    }
}

impl Read for Decoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Decoded {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at >= self.text.len() && !self.end {
            match self.fill() {
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                other => other?,
            }
        }
        Ok(self.text.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        let end = (self.at + amount).min(self.text.len());
        self.line += newlines(self.text.get(self.at..end).unwrap_or_default());
        self.at = end;
    }
}

impl Lines for Decoded {
    fn line(&self) -> u64 {
        self.line
    }
}

/// How many lines end in the text.
pub(crate) fn newlines(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}
