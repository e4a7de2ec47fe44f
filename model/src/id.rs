//! The identifier of a stored snapshot.

use crate::Timestamp;
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

    /// The identifier of a run: its time, the first seven digits of its commit, the first twelve of its content's
    /// SHA-256. A commit that is not at least seven lower-case hexadecimal digits counts as not known.
    pub fn of(taken_at: Timestamp, commit: Option<&str>, hash: [u8; 6]) -> Self {
        let hex = |c: &str| c.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        let commit = commit.filter(|c| hex(c)).and_then(|c| c.get(..7)).unwrap_or("nocommit");
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        Self(format!("{}-{commit}-{hash}", taken_at.compact()))
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
