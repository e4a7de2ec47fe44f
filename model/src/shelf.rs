//! Runs that are kept small until somebody asks for what they measured.
//!
//! An archive holds far more than any page tells. What is asked of all runs stands in the [`History`](crate::History);
//! whole snapshots stay on a [`Shelf`], and a page opens those that it tells of through [`Snapshots`] of its own.

use crate::{Snapshot, SnapshotId};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

/// Where whole snapshots are kept.
pub trait Shelf: Sync + fmt::Debug {
    /// How many places there are, counted from 0.
    fn places(&self) -> usize;

    /// The place of a run.
    fn place(&self, id: &SnapshotId) -> Option<usize>;

    /// The run at a place, made anew each time.
    fn open(&self, place: usize) -> Option<Box<Snapshot>>;

    /// Its text as [`wire::encode`](crate::wire::encode) writes it.
    fn text(&self, place: usize) -> Option<Vec<u8>>;
}

/// A few runs that are in memory anyway, in any order: each is looked for from the first on.
impl Shelf for Vec<(SnapshotId, Snapshot)> {
    fn places(&self) -> usize {
        self.len()
    }

    fn place(&self, id: &SnapshotId) -> Option<usize> {
        self.iter().position(|(known, _)| known == id)
    }

    fn open(&self, place: usize) -> Option<Box<Snapshot>> {
        self.get(place).map(|(_, snapshot)| Box::new(snapshot.clone()))
    }

    fn text(&self, place: usize) -> Option<Vec<u8>> {
        self.get(place).map(|(_, snapshot)| crate::wire::encode(snapshot))
    }
}

/// Places of a shelf that are kept together: so few runs are opened for most pages that a cell for each place would be
/// the larger part.
const ROW: usize = 256;

/// A run that was opened.
type Cell = OnceLock<Option<Box<Snapshot>>>;

/// Snapshots by their identifier: those of one page, which go when it is done.
pub struct Snapshots<'a>(Kept<'a>);

enum Kept<'a> {
    /// In memory anyway.
    Held(BTreeMap<&'a SnapshotId, &'a Snapshot>),
    /// Opened when first asked for.
    Opened(&'a dyn Shelf, Vec<OnceLock<Box<[Cell]>>>),
}

impl<'a> Snapshots<'a> {
    /// Those of `shelf`. One that was asked for with [`Snapshots::get`] stays open as long as this lives.
    pub fn on(shelf: &'a dyn Shelf) -> Self {
        let rows = shelf.places().div_ceil(ROW);
        Self(Kept::Opened(shelf, std::iter::repeat_with(OnceLock::new).take(rows).collect()))
    }

    /// Whether there is such a run.
    pub fn has(&self, id: &SnapshotId) -> bool {
        match &self.0 {
            Kept::Held(all) => all.contains_key(id),
            Kept::Opened(shelf, _) => shelf.place(id).is_some(),
        }
    }

    /// The run, which stays open.
    pub fn get(&self, id: &SnapshotId) -> Option<&Snapshot> {
        match &self.0 {
            Kept::Held(all) => all.get(id).copied(),
            Kept::Opened(shelf, rows) => {
                let place = shelf.place(id)?;
                let cells = rows.get(place / ROW)?.get_or_init(row);
                cells.get(place % ROW)?.get_or_init(|| shelf.open(place)).as_deref()
            }
        }
    }

    /// The run, to be kept by whoever asks and by nobody else.
    pub fn take(&self, id: &SnapshotId) -> Option<Box<Snapshot>> {
        match &self.0 {
            Kept::Held(all) => all.get(id).map(|snapshot| Box::new((*snapshot).clone())),
            Kept::Opened(shelf, _) => shelf.open(shelf.place(id)?),
        }
    }

    /// What `take` says of the run, which is closed again: for pages that look at many and keep little of each.
    pub fn glance<T>(&self, id: &SnapshotId, take: impl FnOnce(&Snapshot) -> T) -> Option<T> {
        match &self.0 {
            Kept::Held(all) => all.get(id).copied().map(take),
            Kept::Opened(shelf, rows) => {
                let place = shelf.place(id)?;
                let open = rows.get(place / ROW).and_then(OnceLock::get);
                let open = open.and_then(|cells| cells.get(place % ROW)?.get()?.as_deref());
                match open {
                    Some(snapshot) => Some(take(snapshot)),
                    None => shelf.open(place).map(|snapshot| take(&snapshot)),
                }
            }
        }
    }
}

fn row() -> Box<[Cell]> {
    std::iter::repeat_with(OnceLock::new).take(ROW).collect()
}

impl<'a> FromIterator<(&'a SnapshotId, &'a Snapshot)> for Snapshots<'a> {
    fn from_iter<I: IntoIterator<Item = (&'a SnapshotId, &'a Snapshot)>>(all: I) -> Self {
        Self(Kept::Held(all.into_iter().collect()))
    }
}

impl fmt::Debug for Snapshots<'_> {
    /// How many there are.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let many = match &self.0 {
            Kept::Held(all) => all.len(),
            Kept::Opened(shelf, _) => shelf.places(),
        };
        write!(f, "Snapshots({many})")
    }
}
