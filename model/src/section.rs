//! Section states: whether figures were really obtained. "Nothing found" is often "nothing looked at".

/// Whether a section of a snapshot can be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionState {
    /// Obtained in full.
    Ok,
    /// Obtained in part: the reasons say what was left out. Feeds scores, marked.
    Partial,
    /// Not obtained: its figures are unknown.
    Failed,
    /// The tool ran and looked at nothing (no test, no file): its figures are unknown.
    Empty,
}

impl SectionState {
    /// `ok`, `partial`, `failed`, `empty`, as on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            SectionState::Ok => "ok",
            SectionState::Partial => "partial",
            SectionState::Failed => "failed",
            SectionState::Empty => "empty",
        }
    }

    /// Whether its figures may be used: only `ok` and `partial`.
    pub fn counts(self) -> bool {
        matches!(self, SectionState::Ok | SectionState::Partial)
    }
}

/// A state with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Section {
    /// Whether the figures can be believed.
    pub state: SectionState,
    /// Why not in full; empty for `ok`.
    pub reasons: Vec<String>,
}

impl Section {
    /// Obtained in full.
    pub fn ok() -> Self {
        Self { state: SectionState::Ok, reasons: Vec::new() }
    }

    /// Any other state, with its reason.
    pub fn because(state: SectionState, reason: impl Into<String>) -> Self {
        Self { state, reasons: vec![reason.into()] }
    }

    /// What a whole made of `parts` is: `ok` if all are, `failed` or `empty` if none counts, else `partial`.
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a Section>) -> Self {
        let parts: Vec<&Section> = parts.into_iter().collect();
        let reasons = parts.iter().flat_map(|p| p.reasons.clone()).collect();
        let all = |s: SectionState| parts.iter().all(|p| p.state == s);
        let state = match () {
            () if parts.is_empty() || all(SectionState::Empty) => SectionState::Empty,
            () if all(SectionState::Ok) => SectionState::Ok,
            () if parts.iter().any(|p| p.state.counts()) => SectionState::Partial,
            () => SectionState::Failed,
        };
        Self { state, reasons }
    }
}
