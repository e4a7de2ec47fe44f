//! How the response times of one load moved: its histograms, day by day or week by week.

use super::card::Told;
use crate::chart::{Frame, HeatSlot, heat};
use crate::context::Context;
use crate::{Figure, routes};
use chrono::{Datelike as _, Days};
use quarterdeck_analysis::Zone;
use quarterdeck_analysis::merged::Merged;
use quarterdeck_analysis::period::DAY_MS;
use quarterdeck_model::Timestamp;
use std::collections::BTreeMap;

/// Weeks that are drawn: half a year.
const WEEKS: i64 = 26;
/// Days that are drawn of a load whose first run is no older.
const DAYS: i64 = 28;
/// Most rows.
const MOST_ROWS: usize = 12;
/// Where rows may end within ten times a value, in nanoseconds: as fine as fits.
const FINE: [u64; 10] = [100, 125, 160, 200, 250, 320, 400, 500, 630, 800];
const COARSE: [u64; 3] = [100, 200, 500];

/// The heat map of the runs of a load, oldest first; none without any histogram.
pub(super) fn map(context: &Context<'_>, told: &Told<'_>, n: usize) -> Option<Figure> {
    let runs = &told.runs;
    let first = context.run(runs.iter().find(|run| run.valid())?.run)?.taken_at;
    let weekly = context.now.millis() - first.millis() > DAYS * DAY_MS;
    let begins = spans(&context.policy.zone, first, context.now, weekly);
    let mut parts: BTreeMap<i64, Vec<_>> = begins.iter().map(|begin| (*begin, Vec::new())).collect();
    for run in runs.iter().filter(|run| run.valid()) {
        let Some(at) = context.run(run.run).map(|run| run.taken_at.millis()) else { continue };
        if let Some((_, part)) = parts.range_mut(..=at).next_back() {
            part.extend(run.load);
        }
    }
    let merged: Vec<(i64, Option<Merged>)> =
        parts.into_iter().map(|(begin, loads)| (begin, Merged::of(loads))).collect();
    let known = || merged.iter().filter_map(|(_, merged)| merged.as_ref());
    let least = known().map(Merged::shortest_ms).min_by(f64::total_cmp)?;
    let longest = known().map(Merged::longest_ms).max_by(f64::total_cmp)?;
    let edges = edges(least, longest);
    let zone = &context.policy.zone;
    let slots: Vec<HeatSlot> = merged
        .iter()
        .filter_map(|(begin, merged)| slot(zone, *begin, merged.as_ref(), weekly, &edges))
        .collect();
    let frame = Frame { height: 260, ..Frame::full(format!("heat-{n}")) };
    let spec = heat(if weekly { "week" } else { "day" }, &edges, &slots, &frame)?;
    Some(Figure::on_page(spec, routes::BENCHMARKS, &told.key.chart_name("response-times")))
}

/// The first instants of the days or weeks that are drawn, oldest first.
fn spans(zone: &Zone, first: Timestamp, now: Timestamp, weekly: bool) -> Vec<i64> {
    let today = zone.day(now);
    let (length, most) = if weekly { (7, WEEKS) } else { (1, DAYS) };
    let monday = u64::from(today.weekday().num_days_from_monday());
    let newest = if weekly { today.checked_sub_days(Days::new(monday)) } else { Some(today) };
    let begin = |back: u64| zone.start(newest?.checked_sub_days(Days::new(back * length))?);
    let mut begins = Vec::new();
    for at in (0..most.unsigned_abs()).map_while(begin) {
        begins.push(at.millis());
        if at <= first {
            break;
        }
    }
    begins.reverse();
    begins
}

fn slot(zone: &Zone, begin: i64, merged: Option<&Merged>, weekly: bool, edges: &[f64]) -> Option<HeatSlot> {
    let from = Timestamp::from_millis(begin)?;
    let day = zone.day(from);
    let last = day.checked_add_days(Days::new(6))?;
    Some(HeatSlot {
        days: (day, if weekly { last } else { day }),
        runs: merged.map_or(0, |merged| merged.runs),
        counts: merged.map(|merged| merged.counts(edges)).unwrap_or_default(),
    })
}

/// Round times between the shortest and the longest: as fine as there is room for, and of a very wide range the long
/// ones.
fn edges(least: f64, longest: f64) -> Vec<f64> {
    let between = |of: &[u64]| -> Vec<f64> {
        let decades = (0..14).flat_map(|power| of.iter().map(move |part| part * 10_u64.pow(power)));
        decades.map(|ns| ns as f64 / 1e6).filter(|edge| *edge > least && *edge <= longest).collect()
    };
    let fine = between(&FINE);
    let mut edges = if fine.len() < MOST_ROWS { fine } else { between(&COARSE) };
    edges.drain(..edges.len().saturating_sub(MOST_ROWS - 1));
    if edges.is_empty() { vec![longest] } else { edges }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_end_at_round_times_and_are_not_too_many() {
        assert_eq!(edges(0.21, 0.52), [0.25, 0.32, 0.4, 0.5]);
        assert_eq!(edges(0.9, 60.0), [1.0, 2.0, 5.0, 10.0, 20.0, 50.0]);
        assert_eq!(edges(0.001, 1e7).len(), MOST_ROWS - 1);
        assert_eq!(edges(0.3, 0.3), [0.3], "one time has one edge");
    }

    #[test]
    fn weeks_begin_on_mondays_and_no_earlier_than_the_load() {
        let at = |text: &str| Timestamp::parse(text).unwrap();
        let utc = Zone::default();
        let weeks = spans(&utc, at("2026-11-10T12:00:00Z"), at("2026-11-25T12:00:00Z"), true);
        let days: Vec<String> =
            weeks.iter().filter_map(|ms| Timestamp::from_millis(*ms)).map(crate::format::date).collect();
        assert_eq!(days, ["9 Nov 2026", "16 Nov 2026", "23 Nov 2026"]);
        assert_eq!(spans(&utc, at("2020-01-01T00:00:00Z"), at("2026-11-25T12:00:00Z"), true).len(), 26);
        assert_eq!(spans(&utc, at("2026-11-25T01:00:00Z"), at("2026-11-25T12:00:00Z"), false).len(), 1);
    }
}
