//! Opening an input: size caps, gzip, and the text encodings that tools really write.

use crate::error::CollectError;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use flate2::read::GzDecoder;
use quarterdeck_model::{Diagnostic, Place};
use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, stdin};
use std::path::Path;

/// The largest input read, compressed or not.
const MOST: u64 = 2 << 30;
/// The largest size that a compressed input may unpack to: a gzip bomb is refused, not unpacked.
const MOST_UNPACKED: u64 = 128 << 20;

/// The bytes of one input, and the name by which the user knows it.
#[derive(Debug)]
pub struct Input {
    /// As the user named it; `standard input` for `-`.
    pub name: String,
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
}

impl Input {
    /// Reads `path`, or standard input for `-`.
    ///
    /// # Errors
    /// When the file cannot be read, is too large, or is a damaged or hostile gzip file.
    pub fn open(path: &Path) -> Result<Self, CollectError> {
        let name =
            if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() };
        let fail = |e: std::io::Error| CollectError::new(&name, format!("cannot be read: {e}"));
        let bytes = if path == Path::new("-") {
            capped(stdin().lock(), MOST).map_err(fail)?
        } else {
            capped(File::open(path).map_err(fail)?, MOST).map_err(fail)?
        };
        if bytes.len() as u64 > MOST {
            return Err(CollectError::new(
                &name,
                "has more than 2 GiB, which is more than any report of a tool",
            ));
        }
        let bytes = if bytes.starts_with(&[0x1f, 0x8b]) { unpacked(&name, &bytes)? } else { bytes };
        Ok(Self { name, bytes })
    }

    /// The text. A byte-order mark, UTF-16 without one and the encoding of an XML declaration are obeyed; what is not
    /// valid is replaced, with a warning that says where.
    pub fn text(&self) -> (Cow<'_, str>, Option<Diagnostic>) {
        let encoding = encoding(&self.bytes);
        let (text, used, broken) = encoding.decode(&self.bytes);
        let warning = broken.then(|| {
            let at = std::str::from_utf8(&self.bytes).map_or_else(|e| e.valid_up_to() as u64, |_| 0);
            let message = format!("holds bytes that are not {}; they were replaced", used.name());
            Diagnostic::warning(&self.name, message).at(Place::Byte(at))
        });
        (text, warning)
    }
}

fn capped(reader: impl Read, most: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unpacked(name: &str, bytes: &[u8]) -> Result<Vec<u8>, CollectError> {
    let unpacked = capped(GzDecoder::new(bytes), MOST_UNPACKED)
        .map_err(|e| CollectError::new(name, format!("is not a whole gzip file: {e}")))?;
    if unpacked.len() as u64 > MOST_UNPACKED {
        return Err(CollectError::new(name, "unpacks to more than 128 MiB")
            .hint("unpack it yourself if it is really a report"));
    }
    Ok(unpacked)
}

/// By byte-order mark, by the zero bytes of UTF-16, by XML declaration, else UTF-8.
fn encoding(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    match bytes {
        [b'<' | b'[' | b'{', 0, ..] => UTF_16LE,
        [0, b'<' | b'[' | b'{', ..] => UTF_16BE,
        _ => declared(bytes).unwrap_or(UTF_8),
    }
}

/// The encoding that an XML declaration names. A declaration that the bytes themselves belie is not obeyed.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = std::str::from_utf8(bytes.get(..bytes.len().min(200))?).ok().or_else(|| {
        bytes.iter().position(|b| *b == b'>').and_then(|end| std::str::from_utf8(&bytes[..end]).ok())
    })?;
    let declaration = head.trim_start().strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split("encoding").nth(1)?.trim_start_matches([' ', '=']);
    let label = value.get(1..)?.split(value.chars().next()?).next()?;
    let encoding = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
    (encoding != UTF_16LE && encoding != UTF_16BE).then_some(encoding)
}
