//! A named zone as the list of its changes: no database of zones, so that a browser knows the same times as the builder.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use quarterdeck_model::Timestamp;
use serde::{Deserialize, Serialize};

/// The name of the zone that is meant when none is named.
const UTC: &str = "UTC";

/// A zone of the world. Where its list says nothing (before the first step, and of UTC itself, whose list is empty), time
/// is UTC and is called so.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zone {
    pub(crate) name: String,
    pub(crate) steps: Vec<Step>,
}

/// From when on a clock of the zone shows what: milliseconds since 1970, seconds ahead of UTC, and what that time is
/// called (`CET`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step(pub i64, pub i32, pub String);

impl Zone {
    /// A zone from its IANA name and its steps, the oldest first.
    pub fn new(name: &str, steps: Vec<Step>) -> Self {
        Self { name: name.to_owned(), steps }
    }

    /// `Europe/Stockholm`; `UTC` for the default.
    pub fn name(&self) -> &str {
        if self.name.is_empty() { UTC } else { &self.name }
    }

    /// Whether no zone was named, or one that never differs from UTC in anything.
    pub fn is_utc(&self) -> bool {
        self.steps.iter().all(|step| step.1 == 0 && step.2 == UTC)
    }

    /// The same for the time from `from` to `until` alone: outside, time is UTC and is called so.
    #[must_use]
    pub fn between(&self, from: Timestamp, until: Timestamp) -> Self {
        let Some(first) = self.step_at(from.millis()).or(self.steps.first()) else { return self.clone() };
        let begin = Step(from.millis().max(first.0), first.1, first.2.clone());
        let inside = |step: &&Step| step.0 > begin.0 && step.0 < until.millis();
        let rest = self.steps.iter().filter(inside).cloned();
        let steps = std::iter::once(begin.clone()).chain(rest);
        Self {
            name: self.name.clone(),
            steps: steps.chain([Step(until.millis(), 0, UTC.to_owned())]).collect(),
        }
    }

    /// Seconds ahead of UTC at an instant.
    pub fn offset(&self, at: Timestamp) -> i32 {
        self.step_at(at.millis()).map_or(0, |step| step.1)
    }

    /// What time is called at an instant: `CET`, `UTC`; digits with a sign where the zone has no letters for it.
    pub fn abbreviation(&self, at: Timestamp) -> &str {
        self.step_at(at.millis()).map_or(UTC, |step| &step.2)
    }

    /// What clocks of the zone show.
    pub fn local(&self, at: Timestamp) -> NaiveDateTime {
        let utc = at.to_chrono().naive_utc();
        utc.checked_add_signed(TimeDelta::seconds(i64::from(self.offset(at)))).unwrap_or(utc)
    }

    /// The day of an instant.
    pub fn day(&self, at: Timestamp) -> NaiveDate {
        self.local(at).date()
    }

    /// The first instant at which clocks show `local`, or, where they leap over it, that at which they leap. `None`
    /// outside the years 0000–9999.
    pub fn instant(&self, local: NaiveDateTime) -> Option<Timestamp> {
        let shown = local.and_utc().timestamp_millis();
        let offsets = std::iter::once((i64::MIN, 0)).chain(self.steps.iter().map(|step| (step.0, step.1)));
        let ends = self.steps.iter().map(|step| step.0).chain([i64::MAX]);
        let meant = offsets.zip(ends).find_map(|((from, offset), end)| {
            let at = shown - i64::from(offset) * 1000;
            (at < end).then(|| at.max(from))
        });
        Timestamp::from_millis(meant?)
    }

    /// The first instant of a day: a day has 23 to 25 hours where clocks are put on or back.
    pub fn start(&self, day: NaiveDate) -> Option<Timestamp> {
        self.instant(day.and_time(NaiveTime::MIN))
    }

    fn step_at(&self, at: i64) -> Option<&Step> {
        let after = self.steps.partition_point(|step| step.0 <= at);
        self.steps.get(after.checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests;
