//! Long work in short slices, so that a page that judges a million figures still answers every key.

use std::future::Future;

/// A newer choice came while this one was worked on: nobody waits for its outcome any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stale;

/// Says when work gives way to the browser, and whether it is still wanted.
pub trait Pace {
    /// Called between slices of about a millisecond; waits where the browser has other things to do.
    ///
    /// # Errors
    /// [`Stale`] when the work is no longer wanted.
    fn breathe(&mut self) -> impl Future<Output = Result<(), Stale>>;
}

/// Straight on to the end, as where nobody waits for a screen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Straight;

impl Pace for Straight {
    async fn breathe(&mut self) -> Result<(), Stale> {
        Ok(())
    }
}

/// Items worked on between two breaths.
pub const SLICE: usize = 2048;
