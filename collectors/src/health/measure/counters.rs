//! Figures from a page in Prometheus' text format: a value, the rate of a counter, the share of one of two counters.

use crate::health::prepared::Prepared;
use crate::health::probe;
use crate::health::reports::prometheus::sample::{Sample, sample};
use std::thread;
use std::time::{Duration, Instant};

/// When the process started, by the convention of all client libraries: it tells a restart that a counter hides.
const STARTED: &str = "process_start_time_seconds";

/// How a figure follows from samples. A selector is written as in the format itself: `name{label="value"}`; labels that
/// it does not name may be anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// The value of the only sample that is meant.
    Value(String),
    /// What a counter, summed over all samples that are meant, gained a second during the round.
    Rate(String),
    /// The hits of all look-ups, in percent.
    Share {
        /// Counter of hits.
        hits: String,
        /// Counter of misses, or of all look-ups.
        of: String,
        /// Whether `of` counts all look-ups rather than misses.
        total: bool,
        /// Whether since the counters began rather than during the round.
        lifetime: bool,
    },
}

/// The name in a selector.
///
/// # Errors
/// One sentence when it is no selector.
pub fn sample_name(selector: &str) -> Result<String, String> {
    let wrong =
        || format!("{selector:?} selects no sample; expected such as cache_hits_total{{cache=\"orders\"}}");
    sample(&format!("{selector} 0")).map(|sample| sample.name.to_owned()).ok_or_else(wrong)
}

/// One reading of a page, with its instant.
struct Page {
    text: String,
    at: Instant,
}

/// Reads the page once, or at both ends of the round.
pub(super) fn read(page: &Prepared, reading: &Reading, span: Duration) -> Result<f64, String> {
    let first = Page::fetch(page)?;
    match reading {
        Reading::Value(selector) => first.only(selector),
        Reading::Rate(counter) => {
            let (first, last) = first.and_then(page, span)?;
            let seconds = (last.at - first.at).as_secs_f64();
            Ok(gained(&first, &last, counter)? / seconds.max(1e-3))
        }
        Reading::Share { hits, of, total, lifetime: true } => {
            share(first.sum(hits)?, first.sum(of)?, *total, "since the counters began")
        }
        Reading::Share { hits, of, total, lifetime: false } => {
            let (first, last) = first.and_then(page, span)?;
            let (hits, of) = (gained(&first, &last, hits)?, gained(&first, &last, of)?);
            share(hits, of, *total, "during the round")
        }
    }
}

fn share(hits: f64, of: f64, total: bool, when: &str) -> Result<f64, String> {
    let all = if total { of } else { hits + of };
    match () {
        () if all <= 0.0 => Err(format!("nothing was looked up {when}")),
        () if hits > all => Err(format!("{hits} hits {when} are more than all {all} look-ups")),
        () => Ok(hits * 100.0 / all),
    }
}

/// What a counter gained between two readings of one life of its process.
fn gained(first: &Page, last: &Page, counter: &str) -> Result<f64, String> {
    let (before, after) = (first.sum(counter)?, last.sum(counter)?);
    let restarted = match (first.sum(STARTED), last.sum(STARTED)) {
        (Ok(before), Ok(after)) => before.total_cmp(&after).is_ne(),
        _ => false,
    };
    if after < before || restarted {
        return Err(format!("{counter} was reset during the round: its process was started again"));
    }
    Ok(after - before)
}

impl Page {
    fn fetch(page: &Prepared) -> Result<Self, String> {
        let answer = probe::fetch(page).map_err(|failure| failure.detail)?;
        if answer.cut {
            return Err("the page is longer than 1 MiB".to_owned());
        }
        Ok(Self { text: String::from_utf8_lossy(&answer.body).into_owned(), at: Instant::now() })
    }

    /// This reading and one at the end of the round.
    fn and_then(self, page: &Prepared, span: Duration) -> Result<(Self, Self), String> {
        thread::sleep(span.saturating_sub(self.at.elapsed()));
        Ok((self, Self::fetch(page)?))
    }

    /// The values of all samples that are meant.
    fn values(&self, selector: &str) -> Result<Vec<f64>, String> {
        let text = format!("{selector} 0");
        let wanted = sample(&text).ok_or_else(|| format!("{selector:?} selects no sample"))?;
        let lines =
            self.text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let meant = |found: &Sample<'_>| {
            found.name == wanted.name && wanted.labels.iter().all(|(k, v)| found.labels.get(k) == Some(v))
        };
        let values: Vec<f64> = lines.filter_map(sample).filter(meant).map(|found| found.value).collect();
        match () {
            () if values.is_empty() => Err(format!("the page has no sample {selector}")),
            () if values.iter().any(|value| !value.is_finite()) => {
                Err(format!("the value of {selector} is no finite number"))
            }
            () => Ok(values),
        }
    }

    fn sum(&self, selector: &str) -> Result<f64, String> {
        Ok(self.values(selector)?.iter().sum())
    }

    fn only(&self, selector: &str) -> Result<f64, String> {
        match self.values(selector)?.as_slice() {
            [value] => Ok(*value),
            several => Err(format!("{} samples are {selector}; name the labels of one", several.len())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Page {
        Page { text: text.to_owned(), at: Instant::now() }
    }

    #[test]
    fn a_selector_means_samples_by_name_and_labels() {
        let page = page(
            "# TYPE hits counter\nhits{c=\"a\",n=\"1\"} 3\nhits{c=\"a\",n=\"2\"} 4\nhits{c=\"b\"} NaN\n",
        );
        assert_eq!(page.sum("hits{c=\"a\"}"), Ok(7.0));
        assert_eq!(page.only("hits{n=\"2\"}"), Ok(4.0));
        assert!(page.only("hits{c=\"a\"}").unwrap_err().starts_with("2 samples are "));
        assert!(page.sum("hits").unwrap_err().contains("no finite number"));
        assert!(page.sum("hit").unwrap_err().contains("has no sample hit"));
        assert!(sample_name("hits{").is_err() && sample_name("a b").is_err() && sample_name("").is_err());
        assert_eq!(sample_name("a:b{c=\"d\"}"), Ok("a:b".to_owned()));
    }

    #[test]
    fn a_counter_that_was_reset_gives_nothing() {
        let (first, last) = (page("hits 100\nmisses 10\n"), page("hits 190\nmisses 20\n"));
        assert_eq!(gained(&first, &last, "hits"), Ok(90.0));
        assert!(gained(&last, &first, "hits").unwrap_err().contains("was reset"));
        // The new process had counted further than the old one: only its start tells.
        let old = page("hits 1\nprocess_start_time_seconds 100\n");
        let new = page("hits 5\nprocess_start_time_seconds 200\n");
        assert!(gained(&old, &new, "hits").unwrap_err().contains("was reset"));
    }

    #[test]
    fn a_share_of_nothing_is_not_known() {
        assert_eq!(share(90.0, 10.0, false, "x"), Ok(90.0));
        assert_eq!(share(90.0, 100.0, true, "x"), Ok(90.0));
        assert_eq!(share(0.0, 0.0, false, "x"), Err("nothing was looked up x".to_owned()));
        assert!(share(9.0, 3.0, true, "x").is_err());
    }
}
