//! What the root element says of the whole: who wrote it, when, and totals that are not believed.

use crate::xml::Element;
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::{Count, Coverage};

/// The root element.
#[derive(Default)]
pub(super) struct Root {
    covered: Option<u64>,
    valid: Option<u64>,
    version: String,
    pub(super) has_branches: bool,
    pub(super) taken_at: Option<Timestamp>,
}

impl Root {
    pub(super) fn of(element: &Element) -> Self {
        Self {
            covered: element.number("lines-covered"),
            valid: element.number("lines-valid"),
            version: element.attribute("version").unwrap_or_default(),
            has_branches: element.number("branches-valid").is_some_and(|n| n > 0),
            taken_at: element.number("timestamp").and_then(instant),
        }
    }

    /// The root's own totals do not count; that they differ is worth a remark.
    pub(super) fn difference(&self, coverage: &Coverage) -> Option<String> {
        let Count { covered, total } = coverage.totals.line.unwrap_or_default();
        let (declared, valid) = (self.covered?, self.valid?);
        let differ = (declared, valid) != (covered, total);
        differ.then(|| {
            format!("declares {declared} of {valid} lines covered; its lines are {covered} of {total}")
        })
    }

    /// The writer and its version, where it says so.
    pub(super) fn tool(&self, python: bool) -> (&'static str, Option<String>) {
        match self.version.strip_prefix("gcovr ") {
            Some(version) => ("gcovr", Some(version.to_owned())),
            None if python => ("coverage.py", Some(self.version.clone())),
            None => ("cobertura", None),
        }
    }
}

/// Seconds or milliseconds since 1970, whichever gives a time since Cobertura exists.
fn instant(number: u64) -> Option<Timestamp> {
    const Y2000: u64 = 946_684_800;
    let millis = match number {
        n if n > Y2000 * 100 => n,
        n if n > Y2000 => n * 1000,
        _ => return None,
    };
    Timestamp::from_millis(i64::try_from(millis).ok()?)
}
