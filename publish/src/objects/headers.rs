//! What a web server is to say of an object: its type, and how long a browser may keep it.

use crate::types;
use object_store::{Attribute, Attributes};
use std::path::Path;

/// The name carries the content's hash: what it names never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Pages and data change with each build.
const A_MINUTE: &str = "public, max-age=60";

/// The headers of the file at `path`.
pub(super) fn of(path: &str) -> Attributes {
    let mut attributes = Attributes::new();
    attributes.insert(Attribute::ContentType, types::of(Path::new(path)).into());
    attributes.insert(Attribute::CacheControl, if is_hashed(path) { FOR_EVER } else { A_MINUTE }.into());
    attributes
}

/// Whether the name has twelve hexadecimal digits between two dots, as `style.0123456789ab.css`.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let parts: Vec<&str> = name.split('.').collect();
    let inner = parts.get(1..parts.len().saturating_sub(1)).unwrap_or_default();
    let hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    inner.iter().any(|part| part.len() == 12 && part.chars().all(hex))
}

#[cfg(test)]
mod tests {
    use super::is_hashed;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        for path in ["assets/style.0123456789ab.css", "a_bg.0123456789ab.wasm.b64.js"] {
            assert!(is_hashed(path), "{path}");
        }
        for path in
            ["index.html", "0123456789ab.css", "a/0123456789ab", "x.0123456789AB.js", "x.0123456789a.js", ""]
        {
            assert!(!is_hashed(path), "{path}");
        }
    }
}
