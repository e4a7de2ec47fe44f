//! The rows of the table: which, and in what order.

use crate::data::Source;
use crate::data::figures::NONE;
use crate::data::order::{self, by_key};
use crate::data::pace::{Pace, SLICE, Stale};
use crate::data::search::Search;
use crate::state::Choice;
use crate::state::sort::{Column, Sort};
use quarterdeck_model::sorted::sort_by;
use quarterdeck_model::{Run, Series};

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Each {
    /// A run.
    Run,
    /// A figure of a run, by its row in the source's figures.
    Figure,
}

/// The rows to list, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// What each is.
    pub each: Each,
    /// Indices of runs or of figures.
    pub list: Vec<u32>,
}

/// What search and statuses leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selected {
    /// The rows.
    pub rows: Rows,
    /// For each series, whether a figure of it fits the search: then it is listed.
    pub found: Vec<bool>,
}

/// Selects rows of the runs that `keep` leaves. With series on the chart these are the runs that gave a figure of one of
/// them; else runs or figures that fit the search and whose series is `allowed`.
///
/// # Errors
/// [`Stale`] from `pace`.
pub async fn select(
    source: &Source,
    (keep, allowed): (&[bool], &[bool]),
    choice: &Choice,
    pace: &mut impl Pace,
) -> Result<Selected, Stale> {
    let search = Search::new(source, &choice.query);
    let all = allowed.iter().all(|allowed| *allowed);
    let each = if choice.figures { Each::Figure } else { Each::Run };
    let mut selected = Selected { rows: Rows { each, list: Vec::new() }, found: vec![false; allowed.len()] };
    for (run, _) in keep.iter().enumerate().filter(|(_, kept)| **kept) {
        if run % (SLICE / 8) == 0 {
            pace.breathe().await?;
        }
        let words = search.run(source, run);
        let (first, series) = source.figures.of_run(run);
        let mut any = false;
        for (row, series) in (first..).zip(series) {
            if !search.fits(words, *series) {
                continue;
            }
            if let Some(found) = selected.found.get_mut(*series as usize) {
                *found = true;
            }
            let fits = if *series == NONE { all } else { allowed.get(*series as usize) == Some(&true) };
            any |= fits;
            if fits && choice.figures {
                selected.rows.list.push(row);
            }
        }
        if any && !choice.figures {
            selected.rows.list.push(u32::try_from(run).unwrap_or(u32::MAX));
        }
    }
    Ok(selected)
}

/// The runs of `keep` that gave a figure of one of `series`.
pub fn of_series(keep: &[bool], series: &[&Series]) -> Rows {
    let mut given = vec![false; keep.len()];
    for point in series.iter().flat_map(|series| &series.points) {
        if let Some(given) = given.get_mut(point.run as usize) {
            *given = true;
        }
    }
    let both = (0u32..).zip(keep.iter().zip(&given)).filter(|(_, (kept, given))| **kept && **given);
    Rows { each: Each::Run, list: both.map(|(run, _)| run).collect() }
}

/// The same rows sorted as asked; rows that are equal in that stay newest first, the unknown comes last either way.
///
/// # Errors
/// [`Stale`] from `pace`.
pub async fn sorted(
    source: &Source,
    mut rows: Rows,
    (series, sort): (Option<&Series>, Sort),
    pace: &mut impl Pace,
) -> Result<Rows, Stale> {
    if sort == (Sort { by: Column::Time, descending: false }) {
        return Ok(rows);
    }
    rows.list.reverse();
    if sort.by == Column::Time {
        return Ok(rows);
    }
    let keys = Keys::new(source, (rows.each, series), sort);
    let list = by_key(rows.list, |row| keys.of(row), pace).await?;
    Ok(Rows { list, ..rows })
}

/// The value of one series in one run; `None` where the run did not give it.
pub fn value(series: &Series, run: u32) -> Option<f64> {
    let at = series.points.binary_search_by_key(&run, |point| point.run).ok()?;
    series.points.get(at).map(|point| point.value)
}

/// What rows are compared by.
struct Keys<'a> {
    source: &'a Source,
    each: Each,
    series: Option<&'a Series>,
    sort: Sort,
    /// The place of each context's or series' word among all.
    ranks: Vec<Option<u32>>,
}

impl<'a> Keys<'a> {
    fn new(source: &'a Source, (each, series): (Each, Option<&'a Series>), sort: Sort) -> Self {
        let ranks = match sort.by {
            Column::Time | Column::Value | Column::Commit => Vec::new(),
            Column::Metric => ranks(source.series_words.iter().map(|words| Some(words.as_str()))),
            by => ranks(source.contexts.examples(&source.history).map(|(run, _)| word(run, by))),
        };
        Self { source, each, series, sort, ranks }
    }

    fn of(&self, row: u32) -> u64 {
        let descending = self.sort.descending;
        let figure = || self.source.figures.figure(row).filter(|_| self.each == Each::Figure);
        let run = if self.each == Each::Figure { self.source.figures.run(row) } else { Some(row) };
        let rank = |place: Option<usize>| {
            let rank = place.and_then(|place| self.ranks.get(place).copied().flatten());
            rank.map(|rank| order::rank(rank, descending))
        };
        let key = match self.sort.by {
            Column::Value => {
                let own = self.series.and_then(|series| value(series, row));
                own.or_else(|| figure().map(|(_, value)| value)).map(|value| order::number(value, descending))
            }
            Column::Metric => rank(figure().map(|(series, _)| series)),
            Column::Commit => run.and_then(|run| self.commit(run)),
            _ => rank(run.and_then(|run| self.source.contexts.of_run.get(run as usize)).map(|c| *c as usize)),
        };
        key.unwrap_or(u64::MAX)
    }

    /// A commit by its first eight bytes, which are the digits that anybody compares.
    fn commit(&self, run: u32) -> Option<u64> {
        let commit = self.source.history.runs.get(run as usize)?.commit.as_deref()?;
        let bytes = commit.bytes().chain(std::iter::repeat(0)).take(8);
        let key = bytes.fold(0u64, |key, byte| key << 8 | u64::from(byte));
        Some(order::turned(key, self.sort.descending))
    }
}

/// What a run has in a column that is the same for all runs of its context.
fn word(run: &Run, by: Column) -> Option<&str> {
    match by {
        Column::Kind => Some(run.kind.as_str()),
        Column::Job => Some(&run.job),
        Column::Branch => run.branch.as_deref(),
        _ => Some(run.state.as_str()),
    }
}

/// The place of each word among all that occur.
fn ranks<'a>(words: impl Iterator<Item = Option<&'a str>>) -> Vec<Option<u32>> {
    let words: Vec<Option<&str>> = words.collect();
    let mut all: Vec<&str> = words.iter().flatten().copied().collect();
    sort_by(&mut all, Ord::cmp);
    all.dedup();
    let rank = |word: &str| all.binary_search(&word).ok().and_then(|rank| u32::try_from(rank).ok());
    words.into_iter().map(|word| word.and_then(rank)).collect()
}

#[cfg(test)]
mod tests;
