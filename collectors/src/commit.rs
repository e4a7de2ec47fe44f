//! Commits as reports name them.

use quarterdeck_model::Source;

/// What was measured, when all that is known of it is the commit: its hash in small letters, if the text is one.
pub(crate) fn source(text: &str) -> Source {
    let commit = text.to_ascii_lowercase();
    let hash = (7..=64).contains(&commit.len()) && commit.bytes().all(|b| b.is_ascii_hexdigit());
    Source { commit: hash.then_some(commit), branch: None, dirty: None }
}
