//! Which runs each data file holds. Full files stay as they are for good. What is behind the last full one is cut finer, so
//! that a browser reads little before it shows something, and a new run changes a small file.

use crate::History;
use std::ops::Range;

/// The most that a chunk holds. A run that has more points is a chunk of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Runs.
    pub runs: usize,
    /// Points of all series.
    pub points: usize,
}

/// How a history is cut into chunks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cutting {
    /// Full chunks, filled from the oldest run on.
    pub full: Limits,
    /// Chunks of the runs behind the last full one. The last of them holds between once and twice as much: it is what a
    /// reader sees first, and one run would tell little. `None`: they are one chunk.
    pub newest: Option<Limits>,
}

/// How sites publish: full chunks are what a browser reads in one go without its reader noticing, the newest what it reads
/// while the page is laid out.
pub const PUBLISHED: Cutting =
    Cutting { full: Limits { runs: 4096, points: 65_536 }, newest: Some(Limits { runs: 512, points: 8192 }) };

impl Cutting {
    /// The runs of each chunk, oldest first; at least one chunk.
    pub(super) fn cut(&self, history: &History) -> Vec<Range<usize>> {
        let points = points_of_runs(history);
        let mut cuts = Vec::new();
        let mut rest = fill(&mut cuts, &points, 0, self.full);
        if let Some(most) = self.newest {
            let mut newest = Vec::new();
            let mut begun = fill(&mut newest, &points, rest, most);
            if newest.is_empty() {
                // Too little stands behind the last full chunk to be shown alone: that one is still cut finely.
                let before = cuts.pop().map_or(rest, |full| full.start);
                begun = fill(&mut newest, &points, before, most);
            }
            // What is begun belongs to the one before.
            rest = newest.pop().map_or(begun, |before| before.start);
            cuts.append(&mut newest);
        }
        cuts.push(rest..points.len());
        cuts
    }
}

fn points_of_runs(history: &History) -> Vec<usize> {
    let mut given = vec![0usize; history.runs.len()];
    for point in history.series.iter().flat_map(|series| &series.points) {
        if let Some(count) = given.get_mut(point.run as usize) {
            *count += 1;
        }
    }
    given
}

/// Adds every chunk that is full, from run `start` on; returns where the one begins that is not.
fn fill(cuts: &mut Vec<Range<usize>>, points: &[usize], mut start: usize, most: Limits) -> usize {
    let mut sum = 0usize;
    for (run, count) in points.iter().enumerate().skip(start) {
        if run > start && (run - start >= most.runs.max(1) || sum.saturating_add(*count) > most.points) {
            cuts.push(start..run);
            (start, sum) = (run, 0);
        }
        sum = sum.saturating_add(*count);
    }
    start
}
