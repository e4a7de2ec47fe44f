//! JSON with the place of every mistake: line and column of syntax, pointer of a field.

use crate::error::CollectError;
use quarterdeck_model::Place;
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

/// Reads the one JSON document in `text`.
///
/// # Errors
/// Syntax (with line and column), a field of another shape (with its JSON pointer), anything after the document.
pub(crate) fn read<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, CollectError> {
    if text.trim().is_empty() {
        return Err(CollectError::new(name, "is empty; expected a JSON document")
            .hint("the tool wrote nothing: look at its own messages"));
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|e| field(name, &e))?;
    deserializer.end().map_err(|e| {
        let place = Place::Line { line: e.line() as u64, column: e.column() as u64 };
        CollectError::new(name, "has something after the end of its JSON document").at(place)
    })?;
    Ok(value)
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
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}
