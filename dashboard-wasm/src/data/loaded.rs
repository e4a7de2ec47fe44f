//! How much of the data is there, in words: a reader must know what the figures do not cover yet.

use crate::data::manifest::Manifest;
use quarterdeck_model::Timestamp;
use quarterdeck_views::format::{count, date};

/// How much is there. Files are loaded from the newest to the oldest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Files shown.
    pub shown: usize,
    /// Files read, shown or not yet.
    pub read: usize,
    /// Why no more will come; empty when nothing is wrong.
    pub fault: String,
}

impl Loaded {
    /// What is not shown yet, in words; `None` when everything is.
    pub fn words(&self, manifest: &Manifest) -> Option<String> {
        let all = manifest.chunks.len();
        let missing = manifest.chunks.get(..all.saturating_sub(self.shown)).unwrap_or_default();
        let runs: usize = missing.iter().map(|chunk| chunk.runs).sum();
        let first: Option<Timestamp> = manifest.chunks.get(missing.len()).and_then(|chunk| chunk.from);
        let before = first.map(|time| format!(" before {}", date(time))).unwrap_or_default();
        let what = format!("{} runs{before}", count(runs as f64));
        match (missing.is_empty(), self.fault.as_str()) {
            (true, _) => None,
            (false, "") => Some(format!(
                "{what} are not loaded yet ({} of {all} files read): nothing here covers them.",
                self.read
            )),
            (false, fault) => Some(format!(
                "{what} are missing, and nothing here covers them. {fault} Reload the page; if it stays, build and \
                 publish the site again."
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[test]
    fn what_is_not_there_is_told_with_its_time() {
        let manifest = testing::manifest_of(&[("a.js", 4_096, "2025-01-01"), ("b.js", 100, "2026-03-12")]);
        let loaded =
            |shown, read, fault: &str| Loaded { shown, read, fault: fault.to_owned() }.words(&manifest);
        assert_eq!(loaded(2, 2, ""), None);
        let words = loaded(1, 1, "").expect("words");
        assert!(
            words.starts_with("4096 runs before 12 Mar 2026 are not loaded yet (1 of 2 files read)"),
            "{words}"
        );
        let words = loaded(1, 1, "The file a.js could not be loaded.").expect("words");
        assert!(words.contains("are missing") && words.contains("a.js"), "{words}");
    }
}
