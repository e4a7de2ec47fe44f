//! Chaos: experiments of our own on running systems (`live`), and results of those that other tools ran, one file a
//! format.

mod chaostoolkit;
mod formats;
mod litmus;
pub mod live;

pub(crate) use self::formats::FORMATS;
use quarterdeck_model::payload::Chaos;

/// Experiments of several reports, one after the other.
pub(crate) fn merge(parts: Vec<Chaos>) -> Chaos {
    Chaos { experiments: parts.into_iter().flat_map(|part| part.experiments).collect() }
}

#[cfg(test)]
mod tests;
