//! JSON with the place of every mistake: line and column of syntax, pointer of a field.

use crate::error::CollectError;
use crate::notes::harmless;
use quarterdeck_model::Place;
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;
use std::borrow::Cow;

/// Reads the one JSON document in `text`.
///
/// # Errors
/// Syntax (with line and column), a field of another shape (with its JSON pointer), anything after the document.
pub(crate) fn read<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, CollectError> {
    if text.trim().is_empty() {
        return Err(CollectError::new(name, "is empty; expected a JSON document")
            .hint("the tool wrote nothing: look at its own messages"));
    }
    if let Some(words) =
        text.lines().next().filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        && !["null", "true", "false"].contains(&words.trim_end())
    {
        let message = format!("begins with `{}`, not with JSON", harmless(words));
        return Err(CollectError::new(name, message)
            .at_line(1)
            .hint("only the tool's JSON must be in the file, without its messages"));
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|e| field(name, &e))?;
    deserializer.end().map_err(|e| {
        let place = Place::Line { line: e.line() as u64, column: e.column() as u64 };
        CollectError::new(name, "has something after the end of its JSON document").at(place)
    })?;
    Ok(value)
}

/// Python writes `NaN` and `Infinity`, which are no JSON: as texts of the same words they can be read.
pub(crate) fn without_nan(text: &str) -> Cow<'_, str> {
    if !text.contains("NaN") && !text.contains("Infinity") {
        return Cow::Borrowed(text);
    }
    let (mut out, mut inside, mut escaped) = (String::with_capacity(text.len() + 64), false, false);
    let mut rest = text.chars();
    while let Some(next) = rest.clone().next() {
        let word =
            ["NaN", "Infinity", "-Infinity"].iter().find(|word| !inside && rest.as_str().starts_with(**word));
        if let Some(word) = word {
            out.push_str(&format!("\"{word}\""));
            rest = rest.as_str().get(word.len()..).unwrap_or_default().chars();
            continue;
        }
        inside ^= next == '"' && !escaped;
        escaped = next == '\\' && !escaped;
        out.push(next);
        rest.next();
    }
    Cow::Owned(out)
}

/// Whether the last line of JSON lines is whole.
pub(crate) fn ends_with_a_record(text: &str) -> bool {
    text.lines().last().is_some_and(|line| serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok())
}

fn field(name: &str, error: &serde_path_to_error::Error<serde_json::Error>) -> CollectError {
    let inner = error.inner();
    let place = Place::Line { line: inner.line() as u64, column: inner.column() as u64 };
    if inner.is_eof() {
        return CollectError::new(name, "ends in the middle of its JSON document")
            .at(place)
            .hint("the file was cut off: was the tool stopped, or the disk full?");
    }
    if inner.is_syntax() {
        return CollectError::new(name, format!("is not JSON: {}", plain(inner)))
            .at(place)
            .hint("only the tool's JSON must be in the file, without its messages");
    }
    let pointer: String = error.path().iter().map(segment).collect();
    CollectError::new(name, plain(inner)).at(Place::Pointer(pointer))
}

fn segment(segment: &Segment) -> String {
    match segment {
        Segment::Seq { index } => format!("/{index}"),
        Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
        Segment::Enum { variant } => format!("/{variant}"),
        Segment::Unknown => "/?".to_owned(),
    }
}

/// serde_json's message without the place, which we tell ourselves.
pub(crate) fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    harmless(text.split(" at line ").next().unwrap_or(&text))
}

#[cfg(test)]
mod tests {
    use super::{read, without_nan};
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    struct Report {
        #[expect(dead_code, reason = "only its shape is asked for")]
        rows: Vec<u64>,
    }

    #[test]
    fn what_python_writes_for_no_number_is_a_text() {
        let text = r#"{"a NaN \" NaN": [NaN, -Infinity, 1], "b": Infinity}"#;
        assert_eq!(without_nan(text), r#"{"a NaN \" NaN": ["NaN", "-Infinity", 1], "b": "Infinity"}"#);
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        for (text, said) in [
            ("", "a.json: is empty; expected a JSON document"),
            ("{\n\"rows\": [1,", "a.json, line 2 column 11: ends in the middle of its JSON document"),
            ("{\"rows\": [1, \"x\"]}", "a.json, at /rows/1: invalid type: string \"x\", expected u64"),
            ("{}", "a.json, at the top: missing field `rows`"),
            ("{\"rows\": []} x", "a.json, line 1 column 14: has something after the end"),
            ("npm warn x\n{}", "a.json, line 1: begins with `npm warn x`, not with JSON"),
            ("{\"rows\": [1,,]}", "a.json, line 1 column 13: is not JSON: "),
        ] {
            let error = read::<Report>("a.json", text).unwrap_err().to_string();
            assert!(error.starts_with(said), "{error}");
        }
    }
}
