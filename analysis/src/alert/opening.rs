//! When something that was seen again and again opens an alert, and what closes it.

/// What one snapshot says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    /// The run.
    pub(super) run: u32,
    /// The figure.
    pub(super) value: f64,
    /// Whether it is beyond the limit.
    pub(super) breach: bool,
}

/// A run of breaching snapshots.
#[derive(Debug, Clone, Default)]
pub(super) struct Opening {
    pub(super) evidence: Vec<u32>,
    /// The value at the last breach.
    pub(super) value: f64,
    /// The first that did not breach.
    pub(super) closed: Option<u32>,
}

/// Runs of at least `open_after` breaching snapshots. What gave no figure is not among `seen`: it neither opens nor closes.
pub(super) fn openings(seen: impl IntoIterator<Item = Seen>, open_after: u32) -> Vec<Opening> {
    let mut found: Vec<Opening> = Vec::new();
    let mut current: Option<Opening> = None;
    for Seen { run, value, breach } in seen {
        if breach {
            let opening = current.get_or_insert_with(Opening::default);
            opening.evidence.push(run);
            opening.value = value;
        } else if let Some(opening) = current.take() {
            found.push(Opening { closed: Some(run), ..opening });
        }
    }
    found.extend(current);
    found.retain(|opening| opening.evidence.len() >= open_after.max(1) as usize);
    found
}
