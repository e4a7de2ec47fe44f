//! Coverage as tools really write it, and as they should not: every fixture with all that is read from it.

mod clover;
mod cobertura;
mod coverage_py;
mod gcov_json;
mod go_cover;
mod istanbul;
mod istanbul_summary;
mod jacoco;
mod joined;
mod lcov;
mod llvm_cov;
mod octocov;
mod opencover;
mod simplecov;

use crate::fixtures::{self, Row};
use crate::format::Reading;
use quarterdeck_model::payload::Counts;
use quarterdeck_model::{Kind, Payload};

fn check(format: &str, rows: &[Row]) {
    fixtures::check(Kind::Coverage, format, rows, figures);
}

/// Totals by name, then the same of every file.
fn figures(reading: &Reading) -> String {
    let Payload::Coverage(coverage) = &reading.payload else { return "no coverage".to_owned() };
    let named = coverage.totals.named();
    let totals =
        named.iter().filter_map(|(name, count)| count.map(|c| format!("{name} {}/{}", c.covered, c.total)));
    let files = coverage.files.iter().map(|file| format!("{}{}", file.path, counts(&file.counts)));
    format!("{} [{}]", totals.collect::<Vec<_>>().join(", "), files.collect::<Vec<_>>().join(", "))
}

fn counts(counts: &Counts) -> String {
    counts
        .named()
        .iter()
        .filter_map(|(_, count)| count.map(|c| format!(" {}/{}", c.covered, c.total)))
        .collect()
}
