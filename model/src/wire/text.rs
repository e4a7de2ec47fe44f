//! From bytes to text, and from a JSON parser's complaint to one a reader can act on.

use super::{WireError, WireErrorKind};
use crate::Place;
use serde::de::DeserializeOwned;

/// The bytes as text, without a byte-order mark.
pub(super) fn of(bytes: &[u8]) -> Result<&str, WireError> {
    let text = std::str::from_utf8(bytes).map_err(|e| not_utf8(bytes, e.valid_up_to()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_ascii().is_empty() {
        return Err(
            WireError::new(WireErrorKind::Empty, "the file is empty, JSON was expected").at(Place::Byte(0))
        );
    }
    Ok(text)
}

fn not_utf8(bytes: &[u8], at: usize) -> WireError {
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let message = match bytes.get(at) {
        Some(byte) => format!("the file is not UTF-8 text: unexpected byte 0x{byte:02X}"),
        None => "the file is not UTF-8 text".to_owned(),
    };
    let error = WireError::new(WireErrorKind::NotUtf8, message).at(Place::Byte(at as u64));
    if utf16 { error.hint("it looks like UTF-16; save it as UTF-8") } else { error }
}

/// Reads `T`. Fast where all is well; on an error it reads once more, to tell the place.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, WireError> {
    serde_json::from_str(text).map_err(|first| locate::<T>(text, &first))
}

/// The complaint about `text` with its place: line and column for broken JSON, a JSON pointer for a wrong field.
fn locate<T: DeserializeOwned>(text: &str, first: &serde_json::Error) -> WireError {
    if first.classify() != serde_json::error::Category::Data {
        return syntax(text, first);
    }
    field::<T>(text, first)
}

#[cfg(not(target_family = "wasm"))]
fn field<T: DeserializeOwned>(text: &str, first: &serde_json::Error) -> WireError {
    let mut parser = serde_json::Deserializer::from_str(text);
    match serde_path_to_error::deserialize::<_, T>(&mut parser) {
        Ok(_) => WireError::field("", plain(first)),
        Err(e) => WireError::field(pointer(e.path()), plain(e.inner())),
    }
}

/// In a browser the line and column have to do: a second reader that knows the path would be a fifth of the program.
#[cfg(target_family = "wasm")]
fn field<T: DeserializeOwned>(_: &str, first: &serde_json::Error) -> WireError {
    let place = Place::Line { line: first.line() as u64, column: first.column() as u64 };
    WireError::field("", plain(first)).at(place)
}

/// A complaint about text that is not JSON.
pub(super) fn syntax(text: &str, error: &serde_json::Error) -> WireError {
    if let Some((line, marker)) = conflict(text) {
        let message = format!("the file holds an unfinished git merge: a line begins with `{marker}`");
        return WireError::new(WireErrorKind::Conflict, message).at(Place::Line { line, column: 1 }).hint(
            "keep one side whole (git checkout --ours or --theirs), or restore both runs as two files",
        );
    }
    if text.starts_with("version https://git-lfs") {
        return WireError::new(
            WireErrorKind::NotJson,
            "the file is a Git LFS pointer, not the snapshot itself",
        )
        .at(Place::Line { line: 1, column: 1 })
        .hint("run git lfs pull");
    }
    let (kind, message) = match error.classify() {
        serde_json::error::Category::Eof => {
            (WireErrorKind::Truncated, format!("the file ends early: {}", plain(error)))
        }
        _ => (WireErrorKind::NotJson, format!("the file is not JSON: {}", plain(error))),
    };
    let place = Place::Line { line: error.line() as u64, column: error.column() as u64 };
    WireError::new(kind, message).at(place)
}

/// The first line (1-based) that is a merge marker. Valid JSON has none: its strings cannot hold line breaks.
fn conflict(text: &str) -> Option<(u64, &'static str)> {
    let markers = ["<<<<<<<", "=======", ">>>>>>>"];
    let lines = (1u64..).zip(text.lines());
    lines.filter_map(|(n, line)| markers.iter().find(|m| line.starts_with(**m)).map(|m| (n, *m))).next()
}

/// The parser's words for a reader of JSON: without its own ` at line 3 column 4`, without names of Rust types, and
/// with what it repeats of the file made harmless.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let tail = format!(" at line {} column {}", error.line(), error.column());
    let mut text = tame(text.strip_suffix(&tail).unwrap_or(&text), 400);
    for (from, to) in [("EOF while parsing", "inside"), ("unknown variant", "unknown word")] {
        if let Some(rest) = text.strip_prefix(from) {
            text = format!("{to}{rest}");
        }
    }
    for (from, to) in TYPES {
        if let Some(rest) = text.strip_suffix(from) {
            text = format!("{rest}{to}");
        }
    }
    text
}

/// Rust types at the end of a message, and what they are in JSON.
const TYPES: [(&str, &str); 7] = [
    ("expected f64", "expected a number"),
    ("expected i64", "expected a whole number"),
    ("expected u64", "expected a whole number from 0"),
    ("expected u32", "expected a whole number from 0 to 4294967295"),
    ("expected u16", "expected a whole number from 0 to 65535"),
    ("expected a string", "expected text"),
    ("expected a boolean", "expected true or false"),
];

/// Text from a file as part of a message: control and direction characters escaped, cut to `limit` characters.
pub(super) fn tame(text: &str, limit: usize) -> String {
    let escape = |c: char| match c {
        '"' | '\'' | '\\' => c.to_string(),
        other => other.escape_debug().to_string(),
    };
    let short: String = text.chars().take(limit).map(escape).collect();
    let dots = if text.chars().nth(limit).is_some() { "…" } else { "" };
    short + dots
}

/// The path as a JSON pointer (RFC 6901).
#[cfg(not(target_family = "wasm"))]
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut out = String::new();
    for segment in path {
        out.push('/');
        match segment {
            Segment::Seq { index } => out.push_str(&index.to_string()),
            Segment::Map { key } => out.push_str(&super::tree::escape(key)),
            Segment::Enum { variant } => out.push_str(variant),
            Segment::Unknown => out.push('?'),
        }
    }
    out
}
