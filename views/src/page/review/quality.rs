//! How well the period was measured.

use super::given::Given;
use super::words::days;
use super::{Cell, Grid, Topic};
use crate::catalogue;
use crate::format::{UNKNOWN, day_month};
use crate::page::grid::{column, numbers, text};
use crate::page::rows::plural;
use quarterdeck_analysis::period::DAY_MS;
use quarterdeck_analysis::review::{Gap, Stream};

/// Jobs that are listed.
const MOST: usize = 20;
/// Gaps that are named of one job.
const GAPS: usize = 3;

pub(super) fn topic(given: &Given<'_>) -> Topic {
    let collection = &given.review.collection;
    let columns = vec![
        column("Job"),
        numbers("Expected"),
        numbers("Made"),
        numbers("Failed or empty"),
        numbers("Partial").only("medium"),
        column("Gaps"),
    ];
    let rows = collection.streams.iter().map(row).collect();
    Topic {
        anchor: "data-quality",
        title: "Data quality".to_owned(),
        sub: "runs expected by the cadence, and made".to_owned(),
        sentences: vec![sentence(given), readings(given)],
        grids: vec![Grid::of(columns, "No job has made a run yet.").filled(rows, MOST)],
        ..Topic::default()
    }
}

/// `42 of 44 expected runs were made, 1 of them failed; the longest gap was 3 days.`
pub(super) fn sentence(given: &Given<'_>) -> String {
    let streams = &given.review.collection.streams;
    let sum = |of: fn(&Stream) -> usize| streams.iter().map(of).sum::<usize>();
    let (runs, failed, partial) = (sum(|s| s.runs), sum(|s| s.failed), sum(|s| s.partial));
    let expected: Option<usize> = streams.iter().map(|stream| stream.expected).sum();
    if streams.is_empty() {
        return "No job has made a run yet.".to_owned();
    }
    let made = match expected {
        Some(expected) => format!("{} made, {expected} expected", plural(runs, "run was", "runs were")),
        None => format!(
            "{} made; how many were expected is not known, since not every kind has a cadence",
            plural(runs, "run was", "runs were")
        ),
    };
    format!("{made}. {failed} failed or looked at nothing, {partial} counted in part. {}", longest(streams))
}

fn longest(streams: &[Stream]) -> String {
    let gaps = streams.iter().flat_map(|stream| stream.gaps.iter().map(move |gap| (stream, gap)));
    let longest = gaps.max_by_key(|(stream, gap)| (long(gap), std::cmp::Reverse(&stream.job)));
    match longest {
        None => "No job had a gap.".to_owned(),
        Some((stream, gap)) => {
            let job = crate::Shown::new(&stream.job).text;
            format!("The longest gap was {} of {job}.", days(long(gap) as f64 / DAY_MS as f64))
        }
    }
}

fn long(gap: &Gap) -> i64 {
    gap.to.millis() - gap.from.millis()
}

fn readings(given: &Given<'_>) -> String {
    let collection = &given.review.collection;
    let names: Vec<String> = collection.stale.iter().take(5).map(|index| given.name(*index)).collect();
    let more = collection.stale.len() - names.len();
    let stale = match (names.len(), more) {
        (0, _) => "No metric was stale at the end".to_owned(),
        (_, 0) => format!("Stale at the end: {}", names.join(", ")),
        (_, more) => format!("Stale at the end: {} and {more} more", names.join(", ")),
    };
    let lost = match collection.lost {
        0 => "none that was measured before is unknown".to_owned(),
        1 => "1 that was measured before is unknown".to_owned(),
        n => format!("{n} that were measured before are unknown"),
    };
    format!("{stale}; {lost}.")
}

fn row(stream: &Stream) -> Vec<Cell> {
    let gap = |gap: &Gap| format!("{} to {}", day_month(gap.from), day_month(gap.to));
    let mut gaps: Vec<String> = stream.gaps.iter().take(GAPS).map(gap).collect();
    let more = stream.gaps.len() - gaps.len();
    gaps.extend((more > 0).then(|| format!("{more} more")));
    let gaps = if gaps.is_empty() { "none".to_owned() } else { gaps.join(", ") };
    vec![
        text(&stream.job).with_sub(catalogue::area(stream.kind)),
        text(&stream.expected.map_or_else(|| UNKNOWN.to_owned(), |n| n.to_string())),
        text(&stream.runs.to_string()),
        text(&stream.failed.to_string()),
        text(&stream.partial.to_string()),
        text(&gaps),
    ]
}
