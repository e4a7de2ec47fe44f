//! Code: its size, its churn and its complexity.

mod formats;

pub(crate) use self::formats::FORMATS;
use quarterdeck_model::payload::Code;

/// Several reports as one, and what was lost by it: two counts of the same tree must not be added.
pub(crate) fn merge(mut parts: Vec<Code>) -> (Code, Vec<String>) {
    let more = parts.len().saturating_sub(1);
    let lost = (more > 0)
        .then(|| format!("{more} further counts of code were left out: they may be of the same files"));
    parts.truncate(1);
    (parts.pop().unwrap_or_default(), lost.into_iter().collect())
}
