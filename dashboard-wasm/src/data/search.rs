//! Free search: each word is looked up once in what the series and the runs' contexts are called, then only bits are
//! compared.

use crate::data::Source;
use quarterdeck_model::letters::lower;

/// Words of a search that are looked at; further ones are left out.
const MOST_WORDS: usize = 32;

/// From so many letters on, a word of hexadecimal digits is also the beginning of a commit: fewer would find too many.
const COMMIT: usize = 4;

/// A search, looked up in the dictionaries. Bit n stands for word n.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Search {
    all: u32,
    series: Vec<u32>,
    contexts: Vec<u32>,
    commits: Vec<(u32, String)>,
}

impl Search {
    /// Looks the words of `query` up.
    pub fn new(source: &Source, query: &str) -> Self {
        let query = lower(query);
        let words: Vec<&str> = query.split_whitespace().take(MOST_WORDS).collect();
        let bits = |haystack: &String| {
            let found = words.iter().enumerate().filter(|(_, word)| haystack.contains(*word));
            found.fold(0u32, |bits, (n, _)| bits | 1 << n)
        };
        let hex = |word: &str| word.len() >= COMMIT && word.bytes().all(|b| b.is_ascii_hexdigit());
        let commits = words.iter().enumerate().filter(|(_, word)| hex(word));
        Self {
            all: (0..words.len()).fold(0, |bits, n| bits | 1 << n),
            series: source.series_words.iter().map(bits).collect(),
            contexts: source.context_words.iter().map(bits).collect(),
            commits: commits.map(|(n, word)| (1 << n, (*word).to_owned())).collect(),
        }
    }

    /// The words that a run itself answers.
    pub fn run(&self, source: &Source, run: usize) -> u32 {
        let context =
            source.contexts.of_run.get(run).and_then(|context| self.contexts.get(*context as usize));
        let mut bits = context.copied().unwrap_or_default();
        if !self.commits.is_empty()
            && let Some(commit) = source.history.runs.get(run).and_then(|run| run.commit.as_deref())
        {
            for (bit, word) in &self.commits {
                bits |= if commit.starts_with(word.as_str()) { *bit } else { 0 };
            }
        }
        bits
    }

    /// Whether a figure of series number `series` fits, in a run that answers the words `run`.
    pub fn fits(&self, run: u32, series: u32) -> bool {
        (run | self.series.get(series as usize).copied().unwrap_or_default()) & self.all == self.all
    }
}
