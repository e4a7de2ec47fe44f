//! What the shape alone cannot tell about annotations.

use super::{Annotations, Void, When};

/// A mistake, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnotationProblem {
    /// The table, such as `acknowledge`.
    pub table: &'static str,
    /// Which one of them, from 0.
    pub index: usize,
    /// The key.
    pub key: &'static str,
    /// What is wrong, and what was expected.
    pub message: String,
}

impl Annotations {
    /// Every mistake, table by table.
    pub fn problems(&self) -> Vec<AnnotationProblem> {
        let mut found = Found(Vec::new());
        for (index, one) in self.acknowledge.iter().enumerate() {
            let at = ("acknowledge", index);
            found.said(at, &[("alert", &one.alert), ("by", &one.by), ("reason", &one.reason)]);
            found.order(at, Some(one.at), one.until);
        }
        for (index, one) in self.void.iter().enumerate() {
            found.said(("void", index), &[("by", &one.by), ("reason", &one.reason)]);
            found.void(index, one);
        }
        for (index, one) in self.reclassify.iter().enumerate() {
            found.said(("reclassify", index), &[("by", &one.by), ("reason", &one.reason)]);
            found.order(("reclassify", index), Some(one.from), Some(one.until));
        }
        for (index, one) in self.cause.iter().enumerate() {
            found.said(("cause", index), &[("by", &one.by), ("reason", &one.reason)]);
        }
        for (index, one) in self.note.iter().enumerate() {
            found.said(("note", index), &[("by", &one.by), ("text", &one.text)]);
        }
        for (index, one) in self.security.iter().enumerate() {
            found.said(("security", index), &[("by", &one.by), ("reason", &one.reason)]);
            found.order(("security", index), Some(one.from), Some(one.until));
        }
        for (index, one) in self.maintenance.iter().enumerate() {
            found.said(("maintenance", index), &[("by", &one.by), ("reason", &one.reason)]);
            found.order(("maintenance", index), Some(one.from), Some(one.until));
        }
        for (index, one) in self.accepted.iter().enumerate() {
            found.said(("accepted", index), &[("by", &one.by), ("reason", &one.reason)]);
        }
        found.0
    }
}

struct Found(Vec<AnnotationProblem>);

impl Found {
    fn add(&mut self, (table, index): (&'static str, usize), key: &'static str, message: String) {
        self.0.push(AnnotationProblem { table, index, key, message });
    }

    /// Texts that must not be empty.
    fn said(&mut self, at: (&'static str, usize), texts: &[(&'static str, &String)]) {
        for (key, text) in texts {
            if text.trim().is_empty() {
                self.add(at, key, format!("`{key}` is empty; say it for those who come later"));
            }
        }
    }

    fn order(&mut self, at: (&'static str, usize), from: Option<When>, until: Option<When>) {
        if let Some((from, until)) = from.zip(until).filter(|(from, until)| from >= until) {
            self.add(at, "until", format!("until = {until}; expected an instant after {from}"));
        }
    }

    /// One snapshot, or a job with both ends.
    fn void(&mut self, index: usize, void: &Void) {
        let range = [void.job.is_some(), void.from.is_some(), void.until.is_some()];
        let whole = if void.snapshot.is_some() { [false; 3] } else { [true; 3] };
        if range != whole {
            let message = "expected either `snapshot`, or `job` with `from` and `until`".to_owned();
            self.add(("void", index), "snapshot", message);
        }
        self.order(("void", index), void.from, void.until);
    }
}
