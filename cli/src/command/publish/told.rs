//! What a publication did, in words.

use crate::args::Format;
use quarterdeck_publish::Changes;
use serde_json::json;

/// A publication, done or only looked at.
pub(super) struct Told<'a> {
    /// Where to.
    pub(super) place: String,
    /// What it changes for readers.
    pub(super) changes: &'a Changes,
    /// Nothing was done.
    pub(super) dry: bool,
    /// The branch's new tip.
    pub(super) commit: Option<&'a str>,
    /// Sent, where that is known.
    pub(super) bytes: Option<u64>,
    /// What is no longer part of the site is still there.
    pub(super) kept: bool,
}

impl Told<'_> {
    pub(super) fn text(&self, format: Format) -> String {
        let Changes { new, changed, removed, same } = self.changes;
        if format == Format::Json {
            return json!({
                "place": self.place, "dry_run": self.dry, "commit": self.commit, "bytes": self.bytes,
                "files": {"new": new, "changed": changed, "removed": removed, "same": same}, "removed_are_kept": self.kept,
            })
            .to_string();
        }
        let mut lines = Vec::new();
        if self.dry {
            for (mark, paths) in [("+", new), ("~", changed), ("-", removed)] {
                lines.extend(paths.iter().map(|path| format!("{mark} {path}")));
            }
        }
        let verb = if self.dry { "would publish to" } else { "published to" };
        let gone = if self.kept { "no longer part of the site (--prune removes them)" } else { "removed" };
        let counts = format!(
            "{verb} {}: {} new, {} changed, {} {gone}, {same} as before",
            self.place,
            new.len(),
            changed.len(),
            removed.len()
        );
        let commit =
            self.commit.map(|id| format!(" · commit {}", id.get(..10).unwrap_or(id))).unwrap_or_default();
        let bytes = self.bytes.map(|bytes| format!(" · {} kB", bytes.div_ceil(1000))).unwrap_or_default();
        lines.push(format!("{counts}{commit}{bytes}"));
        quarterdeck_views::text::visible_lines(&lines.join("\n"))
    }
}
