//! YAML with the place of every mistake, bounded in depth, size and repetition of anchors by its crate.

use crate::error::CollectError;
use crate::notes::harmless;
use quarterdeck_model::Place;
use serde::de::DeserializeOwned;

/// Reads the one YAML document in `text` (JSON is YAML, too).
///
/// # Errors
/// Syntax, a field of another shape, a second document, anchors that multiply: each with its line and column.
pub(crate) fn read<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, CollectError> {
    if text.trim().is_empty() {
        return Err(CollectError::new(name, "is empty; expected a YAML document")
            .hint("the tool wrote nothing: look at its own messages"));
    }
    let options = serde_saphyr::options! { with_snippet: false };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| {
        let words = error.to_string();
        // The place is told apart from the words.
        let words = words.lines().next().and_then(|line| line.split(" at line ").next()).unwrap_or_default();
        let message = format!("is not as expected: {}", harmless(words));
        let told = CollectError::new(name, message);
        match error.location() {
            Some(at) => told.at(Place::Line { line: at.line(), column: at.column() }),
            None => told,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::read;
    use std::collections::BTreeMap;

    #[test]
    fn mistakes_are_told_with_their_place() {
        for (text, said) in [
            ("", "f: is empty; expected a YAML document (the tool wrote nothing: look at its own messages)"),
            ("a: 1\nb: [1", "f, line 2"),
            ("a: 1\nb: x", "f, line 2"),
            ("a: 1\na: 2", "f, line 2"),
        ] {
            let error = read::<BTreeMap<String, u64>>("f", text).unwrap_err().to_string();
            assert!(error.starts_with(said), "{text:?}: {error}");
        }
    }

    #[test]
    fn anchors_that_multiply_are_refused() {
        let mut text = "a: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let again = vec![format!("*a{}", level - 1); 9].join(", ");
            text.push_str(&format!("b{level}: &a{level} [{again}]\n"));
        }
        assert!(read::<BTreeMap<String, serde_json::Value>>("f", &text).is_err());
    }

    #[test]
    fn deep_nesting_is_refused() {
        let text = "[".repeat(100_000);
        assert!(read::<serde_json::Value>("f", &text).is_err());
    }
}
