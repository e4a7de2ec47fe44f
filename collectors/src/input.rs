//! An input in memory, and the text encodings that tools really write.

use crate::error::CollectError;
use crate::notes::Notes;
use crate::stream::Stream;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use quarterdeck_model::{Diagnostic, Place};
use std::borrow::Cow;
use std::path::Path;

/// The bytes of one input, and the name by which the user knows it.
#[derive(Debug)]
pub(crate) struct Input {
    /// As the user named it; `standard input` for `-`.
    pub(crate) name: String,
    /// Its bytes, unpacked.
    pub(crate) bytes: Vec<u8>,
}

impl Input {
    /// Reads `path`, or standard input for `-`.
    ///
    /// # Errors
    /// When the file cannot be read, is too large, or is a damaged or hostile gzip file.
    pub(crate) fn open(path: &Path) -> Result<Self, CollectError> {
        Stream::open(path)?.whole()
    }

    /// The text. A byte-order mark, UTF-16 without one and the encoding of an XML declaration are obeyed; what is not
    /// valid is replaced, with a warning that says where.
    pub(crate) fn text(&self) -> (Cow<'_, str>, Option<Diagnostic>) {
        let encoding = encoding(&self.bytes);
        let (text, used, broken) = encoding.decode(&self.bytes);
        let warning = broken.then(|| {
            let at = std::str::from_utf8(&self.bytes).map_or_else(|e| e.valid_up_to() as u64, |_| 0);
            let message = format!("holds bytes that are not {}; they were replaced", used.name());
            Diagnostic::warning(&self.name, message).at(Place::Byte(at))
        });
        (text, warning)
    }

    /// The text, and remarks that begin with whatever was not valid in it.
    pub(crate) fn noted(&self) -> (Cow<'_, str>, Notes) {
        let (text, warning) = self.text();
        (text, Notes::new(&self.name, warning))
    }
}

/// By byte-order mark, by the zero bytes of UTF-16, by XML declaration, else UTF-8.
pub(crate) fn encoding(bytes: &[u8]) -> &'static Encoding {
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
    let end = bytes.iter().take(200).position(|byte| *byte == b'>')?;
    let declaration = std::str::from_utf8(bytes.get(..end)?).ok()?.trim_start().strip_prefix("<?xml")?;
    let value = declaration.split("encoding").nth(1)?.trim_start_matches([' ', '=']);
    let label = value.get(1..)?.split(value.chars().next()?).next()?;
    let encoding = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
    (encoding != UTF_16LE && encoding != UTF_16BE).then_some(encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, bool) {
        let input = Input { name: "a".to_owned(), bytes: bytes.to_vec() };
        let (text, warning) = input.text();
        (text.into_owned(), warning.is_some())
    }

    #[test]
    fn the_encodings_that_tools_write_are_read() {
        assert_eq!(text(b"\xef\xbb\xbf[]"), ("[]".to_owned(), false), "UTF-8 with mark");
        assert_eq!(
            text(b"\xff\xfe[\0]\0"),
            ("[]".to_owned(), false),
            "UTF-16 with mark, as PowerShell redirects"
        );
        assert_eq!(text(b"[\0]\0"), ("[]".to_owned(), false), "UTF-16 without mark");
        assert_eq!(text(b"\0[\0]"), ("[]".to_owned(), false), "the other UTF-16 without mark");
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a b='\xe9'/>";
        assert!(text(latin).0.contains("b='\u{e9}'"), "declared Latin-1");
        let lie = b"<?xml version='1.0' encoding='UTF-16'?><a b='\xc3\xa9'/>";
        assert!(text(lie).0.contains("b='\u{e9}'"), "declared UTF-16 that is UTF-8");
        assert_eq!(text(b"SF:\xff.c"), ("SF:\u{fffd}.c".to_owned(), true), "invalid bytes");
    }
}
