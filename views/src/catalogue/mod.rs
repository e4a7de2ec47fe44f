//! Human names, areas and one-line definitions of metrics.

mod entries;

use crate::text::{shorten, visible};
use quarterdeck_model::letters::{lower, upper};
use quarterdeck_model::{Kind, Series, SeriesKey};

/// What is known of a metric id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The id.
    pub id: &'static str,
    /// `Line coverage`.
    pub name: &'static str,
    /// One line.
    pub definition: &'static str,
}

/// The entry of `id`, if it is one of ours.
pub fn find(id: &str) -> Option<&'static Entry> {
    entries::ENTRIES.iter().find(|e| e.id == id)
}

/// The identifiers of all metrics of the catalogue.
pub fn ids() -> impl Iterator<Item = &'static str> {
    entries::ENTRIES.iter().map(|entry| entry.id)
}

/// Where a metric stands in the catalogue, most telling first within an area; unknown ids come last.
pub(crate) fn position(id: &str) -> usize {
    entries::ENTRIES.iter().position(|e| e.id == id).unwrap_or(entries::ENTRIES.len())
}

/// The name of a metric; unknown ids are spelt out: `benchmark.peak_memory` is `Peak memory`.
pub fn name(id: &str) -> String {
    if let Some(entry) = find(id) {
        return entry.name.to_owned();
    }
    let last = id.split_once('.').map_or(id, |(_, rest)| rest).replace(['_', '.'], " ");
    let shown = shorten(&visible(last.trim()), crate::text::NAME_LENGTH);
    match shown.chars().next() {
        Some(first) => {
            let (first, rest) = shown.split_at(first.len_utf8());
            upper(first) + rest
        }
        None => "(no name)".to_owned(),
    }
}

/// A phrase with the ids of our metrics replaced by their names.
pub fn named(phrase: &str) -> String {
    let part = |word: &str| {
        let id = word.trim_end_matches([',', ';', ':', '.', ')']);
        let id = id.trim_start_matches('(');
        find(id).map_or_else(|| word.to_owned(), |entry| word.replacen(id, entry.name, 1))
    };
    phrase.split(' ').map(part).collect::<Vec<_>>().join(" ")
}

/// The definition of a metric; unknown ids say so.
pub fn definition(id: &str) -> &'static str {
    find(id).map_or("A figure stated by a tool; its definition is that tool's own.", |e| e.definition)
}

/// The name of a kind as an area of the site.
pub fn area(kind: Kind) -> &'static str {
    match kind {
        Kind::Health => "Health",
        Kind::Tests => "Tests",
        Kind::Coverage => "Coverage",
        Kind::Benchmark => "Benchmarks",
        Kind::Chaos => "Chaos",
        Kind::Findings => "Findings",
        Kind::Code => "Code",
    }
}

/// The name of a series: a benchmark, load, service or scenario by its own name before the metric's.
pub fn series_name(series: &Series) -> String {
    key_name(&series.key)
}

/// The name of a series by its key.
pub fn key_name(key: &SeriesKey) -> String {
    let metric = name(key.metric.as_str());
    let own = own_label(key).and_then(|label| key.labels.get(label));
    match own {
        Some(own) => format!("{} {}", visible(own), lower_first(&metric)),
        None => metric,
    }
}

/// What tells a series from others of its name: the job, and labels that are not in its name.
pub fn detail(key: &SeriesKey) -> String {
    let own = own_label(key);
    let rest = key.labels.iter().filter(|(k, _)| Some(*k) != own);
    let parts = rest.map(|(k, v)| format!("{k}={v}"));
    let job = (!key.job.is_empty()).then(|| key.job.clone());
    visible(&job.into_iter().chain(parts).collect::<Vec<_>>().join(", "))
}

/// The label whose value is part of a series' name.
fn own_label(key: &SeriesKey) -> Option<&'static str> {
    ["benchmark", "load", "service", "scenario"].into_iter().find(|l| key.labels.get(l).is_some())
}

/// `Time` after a name reads `time`; `P99 latency` and other capitals stay.
fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    let (Some(first), second) = (letters.next(), letters.next()) else { return String::new() };
    if second.is_some_and(|c| c.is_lowercase() || c == ' ') {
        let (first, rest) = name.split_at(first.len_utf8());
        lower(first) + rest
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quarterdeck_model::{Labels, MetricId};

    #[test]
    fn names_are_a_persons_words() {
        let key = |id: &str, labels| SeriesKey { metric: MetricId::new(id), job: "j".into(), labels };
        assert_eq!(key_name(&key("coverage.line_percent", Labels::none())), "Line coverage");
        let parse = key("benchmark.time", Labels::one("benchmark", "parse/large").with("host", "ci"));
        assert_eq!((key_name(&parse), detail(&parse)), ("parse/large time".into(), "j, host=ci".into()));
        let p99 = key("benchmark.latency_p99_ms", Labels::one("load", "GET /"));
        assert_eq!(key_name(&p99), "GET / P99 latency");
        assert_eq!(name("benchmark.peak_memory"), "Peak memory");
        assert_eq!(name(""), "(no name)");
        assert!(!name("x.\u{202e}y").contains('\u{202e}'));
    }

    #[test]
    fn ids_in_a_phrase_become_names() {
        assert_eq!(
            named("not known: coverage.line_percent, tests.flaky"),
            "not known: Line coverage, Flaky tests"
        );
        assert_eq!(named("a.b > 3"), "a.b > 3");
    }

    #[test]
    fn every_id_is_listed_once() {
        let mut ids: Vec<&str> = entries::ENTRIES.iter().map(|e| e.id).collect();
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all);
        assert!(entries::ENTRIES.iter().all(|e| e.definition.ends_with('.')));
    }
}
