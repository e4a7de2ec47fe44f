//! The words, glyphs and style classes of a status: never colour alone.

use serde::Serialize;

/// A status as it is shown: glyph and word always together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Status {
    /// Sorting rank, worst first.
    pub rank: u8,
    /// Style class: `bad`, `warn`, `none`, `ok` or `plain`.
    pub class: &'static str,
    /// `▲`, `◆`, `○`, `●` or `–`.
    pub glyph: &'static str,
    /// The word beside it.
    pub word: &'static str,
}

impl Status {
    /// Beyond the alert limit, or a gate that fails.
    pub const FAILING: Status = Status { rank: 0, class: "bad", glyph: "▲", word: "Failing" };
    /// Between target and alert.
    pub const AT_RISK: Status = Status { rank: 1, class: "warn", glyph: "◆", word: "At risk" };
    /// Measured too long ago.
    pub const STALE: Status = Status { rank: 2, class: "none", glyph: "○", word: "Stale" };
    /// Not measured.
    pub const NO_DATA: Status = Status { rank: 3, class: "none", glyph: "○", word: "No data" };
    /// Meets its target.
    pub const MEETS: Status = Status { rank: 4, class: "ok", glyph: "●", word: "Meets" };
    /// Measured, with no target to judge it by.
    pub const NO_TARGET: Status = Status { rank: 5, class: "plain", glyph: "–", word: "No target" };

    /// The same look under another word (`Gate fails`, `Partial`).
    #[must_use]
    pub const fn named(self, word: &'static str) -> Status {
        Status { word, ..self }
    }
}
