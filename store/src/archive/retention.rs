//! Which runs may go: all are kept for a while, then one a day, then one a week, for ever.

use super::{Loaded, Stored};
use chrono::{DateTime, Datelike as _, Utc};
use quarterdeck_model::{Kind, Labels, SnapshotId, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// For how long how much is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Every run of so many days.
    pub all_days: u32,
    /// Of so many days (from now, not after the others), one run a day; before, one a week.
    pub daily_days: u32,
}

impl Default for Retention {
    fn default() -> Self {
        Self { all_days: 90, daily_days: 730 }
    }
}

/// A run that may go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// Its id.
    pub id: SnapshotId,
    /// Its place in the archive.
    pub path: String,
    /// When it was taken.
    pub taken_at: Timestamp,
    /// Why it may go: which run of the same day or week is kept.
    pub why: String,
}

/// What runs are thinned out among: runs of one job, subject, branch and configuration.
type Stream<'a> = (Kind, &'a str, &'a str, Option<&'a str>, &'a Labels);
/// A day or a week: which of the two, and its first day.
type Period = (&'static str, i64);

impl Retention {
    /// The runs that may go at `now`, in order of time. Of each period the last run that counts stays, else the last;
    /// so do the ids of `always`.
    pub fn plan(&self, loaded: &Loaded, always: &BTreeSet<SnapshotId>, now: Timestamp) -> Vec<Dropped> {
        let mut periods: BTreeMap<(Stream<'_>, Period), Vec<&Stored>> = BTreeMap::new();
        for stored in &loaded.snapshots {
            if let Some(period) = self.period(stored.snapshot.taken_at, now) {
                periods.entry((stream(stored), period)).or_default().push(stored);
            }
        }
        let mut dropped: Vec<Dropped> = Vec::new();
        for ((_, (length, _)), runs) in periods {
            let counting = runs.iter().rev().find(|s| s.snapshot.section.state.counts());
            let Some(kept) = counting.or(runs.last()) else { continue };
            let gone = runs.iter().filter(|s| s.id != kept.id && !always.contains(&s.id));
            dropped.extend(gone.map(|s| Dropped {
                id: s.id.clone(),
                path: s.path.clone(),
                taken_at: s.snapshot.taken_at,
                why: format!("of this {length} {} is kept", kept.id),
            }));
        }
        dropped.sort_by(|a, b| (a.taken_at, &a.id).cmp(&(b.taken_at, &b.id)));
        dropped
    }

    /// The period of which one run is kept; `None` while all are.
    fn period(&self, at: Timestamp, now: Timestamp) -> Option<Period> {
        let age = now.to_chrono().signed_duration_since(at.to_chrono()).num_days();
        let day = days(at.to_chrono());
        match age {
            age if age < i64::from(self.all_days) => None,
            age if age < i64::from(self.daily_days) => Some(("day", day)),
            _ => Some(("week", day - i64::from(at.to_chrono().weekday().num_days_from_monday()))),
        }
    }
}

/// Days since 1970, in UTC.
fn days(at: DateTime<Utc>) -> i64 {
    at.timestamp().div_euclid(86_400)
}

fn stream(stored: &Stored) -> Stream<'_> {
    let snapshot = &stored.snapshot;
    let branch = snapshot.source.branch.as_deref();
    (snapshot.kind(), &snapshot.collector.job, &snapshot.subject, branch, &snapshot.labels)
}
