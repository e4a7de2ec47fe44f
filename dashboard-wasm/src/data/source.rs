//! Everything the page was given so far, read once.

use crate::data::columns::Columns;
use crate::data::contexts::Contexts;
use crate::data::figures::Figures;
use crate::data::manifest::Manifest;
use crate::data::pace::{Pace, Stale};
use crate::state::calendar::day_of;
use chrono::NaiveDate;
use quarterdeck_analysis::review::{What, releases};
use quarterdeck_model::letters::lower;
use quarterdeck_model::wire::published::{Chunk, Decoder};
use quarterdeck_model::{History, Run, Series};
use quarterdeck_views::catalogue;
use quarterdeck_views::routes::slugs;
use std::rc::Rc;

/// Everything the page was given.
#[derive(Debug)]
pub struct Source {
    /// What the site is about.
    pub manifest: Rc<Manifest>,
    /// All runs and series that are loaded.
    pub history: History,
    /// What runs have in common.
    pub contexts: Contexts,
    /// The facets of all runs.
    pub columns: Columns,
    /// Every figure as a row.
    pub figures: Figures,
    /// The newest release that runs are labelled with: its name, and the day of its first run.
    pub release: Option<(String, NaiveDate)>,
    /// For each series everything that can be searched for, in lower case.
    pub series_words: Vec<String>,
    /// The same for each context.
    pub context_words: Vec<String>,
    /// The address part of every series.
    slugs: Vec<String>,
}

/// Reads one chunk.
///
/// # Errors
/// One sentence for the reader that names the file and the place in it.
pub fn read_chunk(number: usize, json: &str) -> Result<Chunk, String> {
    Chunk::from_json(json).map_err(|error| {
        format!("Data file {} (data/history-{number}…js) cannot be read: {error}", number + 1)
    })
}

/// Puts chunks together, the oldest first.
///
/// # Errors
/// Outside: [`Stale`] from `pace`. Inside: one sentence for the reader.
pub async fn join(chunks: &[Rc<Chunk>], pace: &mut impl Pace) -> Result<Result<History, String>, Stale> {
    let mut decoder = Decoder::default();
    for chunk in chunks {
        pace.breathe().await?;
        if let Err(error) = decoder.push(chunk) {
            return Ok(Err(format!("The data files do not fit together: {error}")));
        }
    }
    Ok(Ok(decoder.finish()))
}

impl Source {
    /// From a history that is already there.
    ///
    /// # Errors
    /// [`Stale`] from `pace`.
    pub async fn new(manifest: Rc<Manifest>, history: History, pace: &mut impl Pace) -> Result<Self, Stale> {
        let contexts = Contexts::of(&history, pace).await?;
        pace.breathe().await?;
        let figures = Figures::of(&history);
        pace.breathe().await?;
        let slugs = slugs(&history.series);
        let series_words = history.series.iter().zip(&slugs).map(series_words).collect();
        let context_words = contexts.examples(&history).map(context_words).collect();
        pace.breathe().await?;
        let columns = Columns::of(&history, &contexts);
        let release = newest_release(&history);
        Ok(Self {
            manifest,
            contexts,
            columns,
            figures,
            release,
            series_words,
            context_words,
            slugs,
            history,
        })
    }

    /// The slug of series number `index`; empty text for one that is not there.
    pub fn slug(&self, index: usize) -> &str {
        self.slugs.get(index).map(String::as_str).unwrap_or_default()
    }

    /// The index of the series with that slug.
    pub fn find(&self, slug: &str) -> Option<usize> {
        self.slugs.iter().position(|own| own == slug)
    }

    /// The day of the newest run; the day of the build when there is none.
    pub fn last_day(&self) -> NaiveDate {
        day_of(self.history.runs.last().map_or(self.manifest.now, |run| run.taken_at))
    }

    /// The day of the oldest run, loaded or not; the day of the build when there is none.
    pub fn first_day(&self) -> NaiveDate {
        let loaded = self.history.runs.first().map_or(self.manifest.now, |run| run.taken_at);
        day_of(self.manifest.chunks.iter().filter_map(|chunk| chunk.from).fold(loaded, std::cmp::Ord::min))
    }
}

/// `Line coverage unit coverage.line_percent …`, in lower case: names first, so that the words sort as the names do.
fn series_words((series, slug): (&Series, &String)) -> String {
    let name = catalogue::series_name(series);
    let detail = catalogue::detail(&series.key);
    let words = [&name, &detail, series.key.metric.as_str(), slug, catalogue::area(series.kind)].join(" ");
    lower(&words)
}

fn context_words((run, services): (&Run, &[String])) -> String {
    let branch = run.branch.as_deref().unwrap_or_default();
    let labels = run.labels.to_string();
    let mut words =
        vec![run.job.as_str(), &run.subject, branch, &labels, run.state.as_str(), catalogue::area(run.kind)];
    words.extend(services.iter().map(String::as_str));
    lower(&words.join(" "))
}

fn newest_release(history: &History) -> Option<(String, NaiveDate)> {
    let newest = releases(history).into_iter().next_back()?;
    let run = history.runs.get(newest.run as usize)?;
    match newest.what {
        What::Release { name, .. } => Some((name, day_of(run.taken_at))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::pace::Straight;
    use crate::testing::{self, at_once};
    use quarterdeck_model::wire::published::encode;

    #[test]
    fn what_was_published_is_what_is_read() {
        let history = testing::history();
        let texts: Vec<String> = encode(&history, 7).iter().map(Chunk::to_json).collect();
        assert!(texts.len() > 2);
        let read = |(n, text): (usize, &String)| Rc::new(read_chunk(n, text).expect("read"));
        let chunks: Vec<Rc<Chunk>> = texts.iter().enumerate().map(read).collect();
        let joined = at_once(join(&chunks, &mut Straight)).expect("wanted").expect("fits");
        assert_eq!(joined, history);
        let newest =
            at_once(join(&chunks[chunks.len() - 1..], &mut Straight)).expect("wanted").expect("fits");
        assert_eq!(newest.runs.last(), history.runs.last(), "the newest chunk stands alone");
        let source = testing::source_of(joined);
        assert_eq!(source.slug(0), "coverage.line_percent--unit");
        assert_eq!(source.find(source.slug(2)), Some(2));
    }

    #[test]
    fn a_broken_chunk_is_named() {
        let error = read_chunk(3, "{}").expect_err("refused");
        assert!(error.contains("history-3"), "{error}");
    }

    #[test]
    fn an_empty_archive_is_read_too() {
        let source = testing::source_of(History::default());
        assert_eq!(source.last_day(), source.first_day());
        assert_eq!(source.release, None);
    }

    #[test]
    fn the_newest_release_is_the_one_that_runs_were_labelled_with_last() {
        let source = testing::source_of(testing::tagged());
        let (name, day) = source.release.expect("a release");
        assert_eq!((name.as_str(), day.to_string().as_str()), ("v1", "2026-11-13"));
    }
}
