//! What the readers of micro-benchmarks put together, and what is concluded from it.

use super::units::Measure;
use crate::benchmark::{section, sort};
use crate::collected::Parsed;
use crate::notes::Notes;
use quarterdeck_model::payload::{Benchmark, Entry, Estimate, Spread, Throughput};
use quarterdeck_model::{Section, Timestamp};

/// Benchmarks as they are read.
pub(super) struct Report {
    pub(super) notes: Notes,
    entries: Vec<Entry>,
    /// What was run and gave no figure.
    unread: Vec<String>,
    pub(super) tool_version: Option<String>,
    pub(super) taken_at: Option<Timestamp>,
}

impl Report {
    pub(super) fn new(notes: Notes) -> Self {
        Self { notes, entries: Vec::new(), unread: Vec::new(), tool_version: None, taken_at: None }
    }

    /// A figure of a benchmark, in the unit of `measure` as the tool writes it.
    pub(super) fn measured(&mut self, name: &str, measure: &Measure, estimate: Estimate) {
        let scaled = |value: f64| value * measure.factor;
        let spread = estimate.spread.filter(|s| s.lower.is_finite() && s.upper.is_finite());
        let spread = spread.map(|s| Spread { lower: scaled(s.lower), upper: scaled(s.upper), ..s });
        let estimate = Estimate { value: scaled(estimate.value), spread, ..estimate };
        if !estimate.value.is_finite() {
            return self.failed(&format!("{name} has a {} that is no number", measure.name));
        }
        self.entries.push(Entry {
            name: name.to_owned(),
            measure: measure.name.clone(),
            estimate,
            unit: measure.unit.clone(),
            direction: measure.direction,
            throughput: None,
            section: Section::ok(),
        });
    }

    /// The work that an iteration of the last one does.
    pub(super) fn works(&mut self, throughput: Throughput) {
        if let Some(last) = self.entries.last_mut() {
            last.throughput = Some(throughput);
        }
    }

    /// A benchmark that gave no figure.
    pub(super) fn failed(&mut self, why: &str) {
        let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
        self.unread.push(why);
    }

    /// All benchmarks in order. Of several of one name, which a tool may write for different binaries, all but the
    /// first are numbered.
    pub(super) fn finish(mut self, tool: &str) -> Parsed<Benchmark> {
        sort(&mut self.entries);
        number(&mut self.entries);
        self.unread.extend(self.notes.lost());
        let mut section = section(&self.entries, self.unread, "the report holds no benchmark");
        section.reasons.truncate(20);
        Parsed {
            section,
            payload: Benchmark { entries: self.entries, ..Benchmark::default() },
            tool: tool.to_owned(),
            tool_version: self.tool_version,
            taken_at: self.taken_at,
            diagnostics: self.notes.finish(),
        }
    }

    /// Whether nothing at all was found.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.unread.is_empty()
    }
}

/// An estimate without a spread.
pub(super) fn plain(value: f64, estimator: &str) -> Estimate {
    Estimate { value, estimator: estimator.to_owned(), spread: None, samples: None }
}

/// The median of repetitions, between the smallest and the largest; one repetition is what it is.
pub(super) fn median(values: &[f64], single: &str) -> Option<Estimate> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    let (lower, upper) = (*sorted.first()?, *sorted.last()?);
    if sorted.len() == 1 {
        return Some(plain(lower, single));
    }
    let (low, high) = (sorted.get((sorted.len() - 1) / 2)?, sorted.get(sorted.len() / 2)?);
    Some(Estimate {
        value: f64::midpoint(*low, *high),
        estimator: "median".to_owned(),
        spread: Some(Spread { lower, upper, confidence: None }),
        samples: Some(sorted.len() as u64),
    })
}

fn number(entries: &mut [Entry]) {
    let (mut last, mut times) = (None, 1);
    for entry in entries {
        let key = Some((entry.name.clone(), entry.measure.clone()));
        times = if key == last { times + 1 } else { 1 };
        last = key;
        if times > 1 {
            entry.name = format!("{} #{times}", entry.name);
        }
    }
}
