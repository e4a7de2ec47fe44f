//! JSON and text inside classic scripts, so that a page opened from disk can read data without `fetch`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, GzBuilder};
use std::fmt::Write as _;
use std::io::Write as _;

/// JSON text that is also safe inside a script: `<` could end the script element of a page that inlines it, and
/// U+2028 and U+2029 once ended lines of JavaScript.
pub(crate) fn json(value: &serde_json::Value) -> String {
    escaped(&value.to_string())
}

/// The same for JSON text that is already written.
pub(crate) fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '\u{2028}' | '\u{2029}' => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            other => out.push(other),
        }
    }
    out
}

/// gzip then base64; no time and no name in the gzip header, so the same text gives the same bytes.
pub(crate) fn packed(text: &str) -> std::io::Result<String> {
    let mut gzip = GzBuilder::new().mtime(0).write(Vec::with_capacity(text.len() / 3), Compression::new(6));
    gzip.write_all(text.as_bytes())?;
    Ok(STANDARD.encode(gzip.finish()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn a_script_cannot_be_closed_from_inside() {
        let value = serde_json::json!({ "name": "</script><img onerror=x>\u{2028}" });
        let text = json(&value);
        assert!(!text.contains('<') && !text.contains('\u{2028}'), "{text}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).expect("json"), value);
    }

    #[test]
    fn packing_is_repeatable_and_comes_back() {
        let text = "{\"a\":1}".repeat(1000);
        let packed_text = packed(&text).expect("packed");
        assert_eq!(packed_text, packed(&text).expect("packed"));
        let bytes = STANDARD.decode(packed_text).expect("base64");
        let mut back = String::new();
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut back).expect("gzip");
        assert_eq!(back, text);
    }
}
