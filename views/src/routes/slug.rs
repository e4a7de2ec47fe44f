//! File names of metric pages: plain ASCII, stable, unique, whatever the metric, job and labels are called.

use quarterdeck_model::{Series, SeriesKey};
use std::collections::{BTreeMap, BTreeSet};

/// Longest readable part of a slug, in bytes; the hash comes on top.
const READABLE: usize = 72;

/// Device names that Windows reserves whatever the extension.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Text reduced to what is safe in a file name and an address.
pub(crate) struct Safe {
    /// Lower-case ASCII letters, digits, `_`, `.` and `-`; never empty, never beginning with a dot or dash.
    pub(crate) text: String,
    /// Whether anything was changed or cut.
    pub(crate) altered: bool,
}

/// Reduces `raw` to at most `max` safe characters.
pub(crate) fn safe(raw: &str, max: usize) -> Safe {
    let mut text = String::new();
    for c in raw.chars() {
        let c = c.to_ascii_lowercase();
        let kept = if matches!(c, 'a'..='z' | '0'..='9' | '_' | '.') { c } else { '-' };
        let doubled = matches!(kept, '-' | '.') && text.ends_with(['-', '.']);
        if text.len() < max && !doubled {
            text.push(kept);
        }
    }
    let trimmed = text.trim_matches(['-', '.']);
    let text = if trimmed.is_empty() { "x".to_owned() } else { trimmed.to_owned() };
    let altered = text != raw;
    Safe { text, altered }
}

/// The slug of one series: metric, job and label values, with a hash of the whole key when that had to be altered,
/// was long, or has labels. A pure function of the key, so an address never changes because another metric came.
pub fn slug(key: &SeriesKey) -> String {
    let metric = safe(key.metric.as_str(), READABLE);
    let mut text = metric.text;
    let mut exact = !metric.altered && key.labels.is_empty();
    if key.job.is_empty() {
        exact &= !text.contains("--");
    } else {
        let job = safe(&key.job, READABLE);
        exact &= !job.altered;
        text = format!("{text}--{}", job.text);
    }
    for (_, value) in key.labels.iter() {
        text = format!("{text}--{}", safe(value, READABLE).text);
    }
    let stem = text.split(['.', '-']).next().unwrap_or_default();
    let device = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    if RESERVED.contains(&device) {
        text = format!("x-{text}");
        exact = false;
    }
    if exact && text.len() <= READABLE {
        return text;
    }
    text.truncate(READABLE);
    let readable = text.trim_end_matches(['-', '.']);
    format!("{readable}-{:012x}", hash(key) & 0xffff_ffff_ffff)
}

/// FNV-1a, 64 bits, over the key's parts with their lengths, so that no two keys spell the same bytes.
/// (Fowler, Noll, Vo; parameters of draft-eastlake-fnv.)
fn hash(key: &SeriesKey) -> u64 {
    let labels = key.labels.iter().flat_map(|(k, v)| [k, v]);
    [key.metric.as_str(), key.job.as_str()].into_iter().chain(labels).fold(
        0xcbf2_9ce4_8422_2325,
        |h, part| {
            let length = (part.len() as u64).to_le_bytes();
            length
                .iter()
                .chain(part.as_bytes())
                .fold(h, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x100_0000_01b3))
        },
    )
}

/// The slug of each series, in their order. Hashes that collide (names made to) are told apart by a number.
pub fn slugs(series: &[Series]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let free = |one: &Series| {
        let first = slug(&one.key);
        let mut free = first.clone();
        for n in 2u32.. {
            if taken.insert(free.clone()) {
                break;
            }
            free = format!("{first}-{n}");
        }
        free
    };
    series.iter().map(free).collect()
}

/// The slugs of all series of a history. Hashes that collide (names made to) are told apart by a number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slugs(BTreeMap<SeriesKey, String>);

impl Slugs {
    /// Gives every series its slug, in key order.
    pub fn of(series: &[Series]) -> Self {
        Self(series.iter().map(|one| one.key.clone()).zip(slugs(series)).collect())
    }

    /// The slug of `key`, if the history has that series.
    pub fn get(&self, key: &SeriesKey) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use quarterdeck_model::{Labels, MetricId};

    fn key(metric: &str, job: &str, labels: &[(&str, &str)]) -> SeriesKey {
        let labels = labels.iter().fold(Labels::none(), |l, (k, v)| l.with(k, *v));
        SeriesKey { metric: MetricId::new(metric), job: job.into(), labels }
    }

    #[test]
    fn ordinary_names_stay_readable() {
        assert_eq!(slug(&key("coverage.line_percent", "unit", &[])), "coverage.line_percent--unit");
        let labelled = slug(&key("benchmark.time", "criterion", &[("benchmark", "parse/large")]));
        assert!(labelled.starts_with("benchmark.time--criterion--parse-large-"), "{labelled}");
    }

    #[test]
    fn hostile_names_are_harmless() {
        for bad in
            ["../../x", "</script><img onerror=1>", "a\u{202e}b", "\0", "CON", "nul", "", "....", "con.x"]
        {
            let slug = slug(&key(bad, bad, &[("l", bad)]));
            assert!(!slug.contains("..") && !slug.starts_with(['.', '-']), "{bad:?} gave {slug:?}");
            assert!(!slug.starts_with("con") && !slug.starts_with("nul"), "{bad:?} gave {slug:?}");
        }
        assert!(slug(&key(&"long".repeat(3000), "j", &[])).len() <= READABLE + 13);
    }

    #[test]
    fn parts_cannot_be_moved_over_the_border() {
        assert_ne!(slug(&key("a--b", "c", &[])), slug(&key("a", "b--c", &[])));
        assert_ne!(slug(&key("a--b", "", &[])), slug(&key("a", "b", &[])));
        assert_ne!(slug(&key("A", "b", &[])), slug(&key("a", "b", &[])));
    }

    proptest! {
        #[test]
        fn any_key_gives_a_safe_and_own_slug(a in ".{0,40}", b in ".{0,40}", c in ".{0,9}", d in ".{0,9}") {
            let (one, two) = (key(&a, &b, &[("l", &c)]), key(&a, &b, &[("l", &d)]));
            let text = slug(&one);
            prop_assert!(text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.')));
            prop_assert!(!text.contains("..") && text.len() < 100);
            prop_assert_eq!(one == two, text == slug(&two));
        }
    }
}
