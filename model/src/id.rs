//! The identifier of a stored snapshot.

use std::fmt;

/// `<time>-<commit>-<hash>`, the file name of a snapshot without `.json`:
/// `20261123T071200123Z-9f31c2a-1a2b3c4d5e6f`. `nocommit` stands where the commit is not known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SnapshotId(String);

impl SnapshotId {
    /// Accepts text made of ASCII letters, digits, `-`, `_` and `.` that does not begin with a dot, 1–128 long;
    /// anything else could escape a folder or a page address.
    pub fn new(text: impl Into<String>) -> Option<Self> {
        let text = text.into();
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let fits = !text.is_empty() && text.len() <= 128 && !text.starts_with('.');
        (fits && text.chars().all(plain)).then_some(Self(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SnapshotId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
