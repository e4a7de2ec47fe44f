//! How response times moved, day by day or week by week: which days are drawn, and where rows are cut.

use crate::chart::{ChartSpec, Frame, HeatSlot, HeatWords, heat};
use chrono::{Datelike as _, Days};
use quarterdeck_analysis::Zone;
use quarterdeck_analysis::merged::Merged;
use quarterdeck_analysis::period::DAY_MS;
use quarterdeck_model::Timestamp;
use std::collections::BTreeMap;

/// Weeks that are drawn: half a year.
const WEEKS: u64 = 26;
/// Days that are drawn where the first response time is no older.
const DAYS: u64 = 28;
/// Most rows.
const MOST_ROWS: usize = 12;
/// Where rows may end within ten times a value, in nanoseconds: as fine as fits.
const FINE: [u64; 10] = [100, 125, 160, 200, 250, 320, 400, 500, 630, 800];
const COARSE: [u64; 3] = [100, 200, 500];

/// Response times of some days.
pub(crate) trait Times {
    /// Runs or rounds that gave them.
    fn runs(&self) -> usize;
    /// The shortest and the longest in milliseconds.
    fn ends_ms(&self) -> (f64, f64);
    /// How many lie below the first of `edges` (milliseconds, ascending), between each two, and at the last or above.
    fn counts(&self, edges: &[f64]) -> Vec<u64>;
}

impl Times for Merged {
    fn runs(&self) -> usize {
        self.runs
    }

    fn ends_ms(&self) -> (f64, f64) {
        (self.shortest_ms(), self.longest_ms())
    }

    fn counts(&self, edges: &[f64]) -> Vec<u64> {
        Merged::counts(self, edges)
    }
}

/// Response times one by one, in milliseconds; never none.
pub(crate) struct Single {
    pub(crate) rounds: usize,
    pub(crate) times_ms: Vec<f64>,
}

impl Times for Single {
    fn runs(&self) -> usize {
        self.rounds
    }

    fn ends_ms(&self) -> (f64, f64) {
        let least = self.times_ms.iter().copied().fold(f64::INFINITY, f64::min);
        (least, self.times_ms.iter().copied().fold(0.0, f64::max))
    }

    fn counts(&self, edges: &[f64]) -> Vec<u64> {
        let mut counts = vec![0; edges.len() + 1];
        for time in &self.times_ms {
            if let Some(count) = counts.get_mut(edges.partition_point(|edge| edge <= time)) {
                *count += 1;
            }
        }
        counts
    }
}

/// The heat map up to `now` of what was measured when, in any order; those of one day or week are put together by
/// `merge`. None where no response time is known.
pub(crate) fn response_times<I, T: Times>(
    (now, zone): (Timestamp, &Zone),
    measured: Vec<(Timestamp, I)>,
    merge: impl Fn(Vec<I>) -> Option<T>,
    (words, frame): (&HeatWords, &Frame),
) -> Option<ChartSpec> {
    let first = measured.iter().map(|(at, _)| *at).min()?;
    let weekly = now.millis() - first.millis() > DAYS.cast_signed() * DAY_MS;
    let begins = spans(zone, first, now, weekly);
    let mut parts: BTreeMap<i64, Vec<I>> = begins.iter().map(|begin| (*begin, Vec::new())).collect();
    for (at, item) in measured {
        if let Some((_, part)) = parts.range_mut(..=at.millis()).next_back() {
            part.push(item);
        }
    }
    let merged: Vec<(i64, Option<T>)> =
        parts.into_iter().map(|(begin, items)| (begin, merge(items))).collect();
    let known = || merged.iter().filter_map(|(_, merged)| merged.as_ref().map(Times::ends_ms));
    let least = known().map(|(least, _)| least).min_by(f64::total_cmp)?;
    let longest = known().map(|(_, longest)| longest).max_by(f64::total_cmp)?;
    let edges = edges(least, longest);
    let slots =
        merged.iter().filter_map(|(begin, merged)| slot(zone, *begin, merged.as_ref(), weekly, &edges));
    let slots: Vec<HeatSlot> = slots.collect();
    heat((if weekly { "week" } else { "day" }, words), &edges, &slots, frame)
}

/// The first instants of the days or weeks that are drawn, oldest first.
fn spans(zone: &Zone, first: Timestamp, now: Timestamp, weekly: bool) -> Vec<i64> {
    let today = zone.day(now);
    let (length, most) = if weekly { (7, WEEKS) } else { (1, DAYS) };
    let monday = u64::from(today.weekday().num_days_from_monday());
    let newest = if weekly { today.checked_sub_days(Days::new(monday)) } else { Some(today) };
    let begin = |back: u64| zone.start(newest?.checked_sub_days(Days::new(back * length))?);
    let mut begins = Vec::new();
    for at in (0..most).map_while(begin) {
        begins.push(at.millis());
        if at <= first {
            break;
        }
    }
    begins.reverse();
    begins
}

fn slot<T: Times>(
    zone: &Zone,
    begin: i64,
    merged: Option<&T>,
    weekly: bool,
    edges: &[f64],
) -> Option<HeatSlot> {
    let day = zone.day(Timestamp::from_millis(begin)?);
    let last = day.checked_add_days(Days::new(6))?;
    Some(HeatSlot {
        days: (day, if weekly { last } else { day }),
        runs: merged.map_or(0, Times::runs),
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
    use crate::format::date;

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
        let days: Vec<String> = weeks.iter().filter_map(|ms| Timestamp::from_millis(*ms)).map(date).collect();
        assert_eq!(days, ["9 Nov 2026", "16 Nov 2026", "23 Nov 2026"]);
        assert_eq!(spans(&utc, at("2020-01-01T00:00:00Z"), at("2026-11-25T12:00:00Z"), true).len(), 26);
        assert_eq!(spans(&utc, at("2026-11-25T01:00:00Z"), at("2026-11-25T12:00:00Z"), false).len(), 1);
    }

    #[test]
    fn single_times_fall_between_the_edges() {
        let single = Single { rounds: 2, times_ms: vec![0.5, 1.0, 1.9, 2.0, 9.0] };
        assert_eq!(single.counts(&[1.0, 2.0]), [1, 2, 2]);
        assert_eq!(single.ends_ms(), (0.5, 9.0));
    }
}
