//! What a comparison is between: snapshots or periods.

use crate::state::calendar::{Range, parse_day};
use quarterdeck_model::SnapshotId;

/// One side of a comparison.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Pick {
    /// Nothing yet.
    #[default]
    None,
    /// One snapshot.
    Snapshot(SnapshotId),
    /// The newest run of each job in these days.
    Period(Range),
}

impl Pick {
    /// Reads `20261123T071200Z-9f31c2a-…` or `2026-11-01..2026-11-07`, one end of which may be open.
    pub fn parse(text: &str) -> Self {
        if let Some((from, to)) = text.split_once("..") {
            let range = Range { from: parse_day(from), to: parse_day(to) };
            let readable = |part: &str, day: Option<_>| part.is_empty() || day.is_some();
            let whole = readable(from, range.from) && readable(to, range.to) && !range.is_all();
            return if whole { Pick::Period(range) } else { Pick::None };
        }
        SnapshotId::new(text).map_or(Pick::None, Pick::Snapshot)
    }

    /// As [`Pick::parse`] reads it; empty for nothing.
    pub fn to_text(&self) -> String {
        match self {
            Pick::None => String::new(),
            Pick::Snapshot(id) => id.to_string(),
            Pick::Period(range) => {
                let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
                format!("{}..{}", day(range.from), day(range.to))
            }
        }
    }
}

/// Which side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// What is compared with.
    A,
    /// What is compared.
    B,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_may_be_open_at_one_end_and_nothing_else_is_one() {
        for text in ["2026-11-01..2026-11-07", "2026-11-01..", "..2026-11-07"] {
            assert_eq!(Pick::parse(text).to_text(), text);
        }
        for text in ["", "..", "2026-11-01..soon", "a b", "../../etc"] {
            assert_eq!(Pick::parse(text), Pick::None, "{text}");
        }
    }
}
