//! The runs of a history, shared with every history that is cut from it.

use super::Run;
use std::iter::Map;
use std::ops::Index;
use std::slice;
use std::sync::Arc;

/// Runs in order. A copy shares them: a history is cut for every review, and filtered for a branch.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Runs(Vec<Arc<Run>>);

/// The runs one after the other.
pub type Iter<'a> = Map<slice::Iter<'a, Arc<Run>>, fn(&Arc<Run>) -> &Run>;

impl Runs {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The run of that number.
    pub fn get(&self, number: usize) -> Option<&Run> {
        self.0.get(number).map(Arc::as_ref)
    }

    /// The oldest.
    pub fn first(&self) -> Option<&Run> {
        self.0.first().map(Arc::as_ref)
    }

    /// The newest.
    pub fn last(&self) -> Option<&Run> {
        self.0.last().map(Arc::as_ref)
    }

    /// All, oldest first.
    pub fn iter(&self) -> Iter<'_> {
        self.0.iter().map(Arc::as_ref)
    }

    /// The oldest ones, as many as that.
    #[must_use]
    pub fn up_to(&self, many: usize) -> Self {
        Self(self.0.get(..many).unwrap_or(&self.0).to_vec())
    }

    /// As they are kept.
    pub fn as_slice(&self) -> &[Arc<Run>] {
        &self.0
    }

    /// The number of the first run for which `before` does not hold; it must hold for none after that.
    pub fn partition_point(&self, before: impl Fn(&Run) -> bool) -> usize {
        self.0.partition_point(|run| before(run))
    }

    /// Adds one that is newer than all before.
    pub fn push(&mut self, run: impl Into<Arc<Run>>) {
        self.0.push(run.into());
    }

    /// Changes a run, here and nowhere else.
    pub fn change(&mut self, number: usize, change: impl FnOnce(&mut Run)) {
        if let Some(run) = self.0.get_mut(number) {
            change(Arc::make_mut(run));
        }
    }
}

impl Index<usize> for Runs {
    type Output = Run;

    fn index(&self, number: usize) -> &Run {
        &self.0[number]
    }
}

impl<'a> IntoIterator for &'a Runs {
    type Item = &'a Run;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl<R: Into<Arc<Run>>> FromIterator<R> for Runs {
    fn from_iter<I: IntoIterator<Item = R>>(runs: I) -> Self {
        Self(runs.into_iter().map(Into::into).collect())
    }
}

impl From<Vec<Run>> for Runs {
    fn from(runs: Vec<Run>) -> Self {
        runs.into_iter().collect()
    }
}
