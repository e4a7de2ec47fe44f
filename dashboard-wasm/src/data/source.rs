//! Everything the page was given, read once.

use crate::data::columns::Columns;
use crate::data::manifest::Manifest;
use crate::state::calendar::day_of;
use chrono::NaiveDate;
use quarterdeck_model::wire::published::{Chunk, decode};
use quarterdeck_model::{History, SeriesKey};
use quarterdeck_views::routes::Slugs;

/// Everything the page was given.
#[derive(Debug)]
pub struct Source {
    /// What the site is about.
    pub manifest: Manifest,
    /// All runs and series.
    pub history: History,
    /// The facets of all runs.
    pub columns: Columns,
    /// The address part of every series.
    slugs: Slugs,
}

impl Source {
    /// Reads manifest and chunks.
    ///
    /// # Errors
    /// One sentence for the reader that names the file and the place in it.
    pub fn read(manifest: &str, chunks: &[String]) -> Result<Self, String> {
        let manifest = Manifest::read(manifest)?;
        let mut read = Vec::with_capacity(chunks.len());
        for (number, json) in chunks.iter().enumerate() {
            let chunk = Chunk::from_json(json).map_err(|error| {
                format!("Data file {} (data/history-{number}…js) cannot be read: {error}", number + 1)
            })?;
            read.push(chunk);
        }
        let history =
            decode(&read).map_err(|error| format!("The data files do not fit together: {error}"))?;
        Ok(Self::new(manifest, history))
    }

    /// From a history that is already there.
    pub fn new(manifest: Manifest, history: History) -> Self {
        let (columns, slugs) = (Columns::of(&history), Slugs::of(&history.series));
        Self { manifest, history, columns, slugs }
    }

    /// The slug of a series; empty text for one that is not of this history.
    pub fn slug(&self, key: &SeriesKey) -> &str {
        self.slugs.get(key).unwrap_or_default()
    }

    /// The day of the newest run; the day of the build when there is none.
    pub fn last_day(&self) -> NaiveDate {
        day_of(self.history.runs.last().map_or(self.manifest.now, |run| run.taken_at))
    }

    /// The day of the oldest run; the day of the build when there is none.
    pub fn first_day(&self) -> NaiveDate {
        day_of(self.history.runs.first().map_or(self.manifest.now, |run| run.taken_at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use quarterdeck_model::wire::published::encode;

    #[test]
    fn what_was_published_is_what_is_read() {
        let history = testing::history();
        let chunks: Vec<String> = encode(&history, 7).iter().map(Chunk::to_json).collect();
        assert!(chunks.len() > 2);
        let source = Source::read(&testing::manifest(), &chunks).expect("read");
        assert_eq!(source.history, history);
        let slug = source.history.series.first().map(|s| source.slug(&s.key).to_owned());
        assert_eq!(slug.as_deref(), Some("coverage.line_percent--unit"));
    }

    #[test]
    fn a_broken_chunk_is_named() {
        let error = Source::read(&testing::manifest(), &["{}".to_owned()]).expect_err("refused");
        assert!(error.contains("history-0"), "{error}");
    }

    #[test]
    fn an_empty_archive_is_read_too() {
        let chunks: Vec<String> = encode(&History::default(), 7).iter().map(Chunk::to_json).collect();
        let source = Source::read(&testing::manifest(), &chunks).expect("read");
        assert_eq!(source.last_day(), source.first_day());
    }
}
