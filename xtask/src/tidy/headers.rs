//! Every file opens with a `//!` sentence that says why it is there.

use super::sources::Source;

/// Files that do not.
pub(super) fn check(sources: &[Source]) -> Vec<String> {
    let bare = sources.iter().filter(|s| !s.text.starts_with("//! "));
    bare.map(|s| format!("{}: line 1: expected a `//!` sentence that says why the file is there", s.path))
        .collect()
}
