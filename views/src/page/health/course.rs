//! The course of one service, with the newest round and certificate that its snapshots hold.

use crate::context::Context;
use crate::page::metric::Snapshots;
use chrono::Days;
use quarterdeck_analysis::Zone;
use quarterdeck_analysis::incident::{Cell, Repair, Uptime, Window, strip};
use quarterdeck_analysis::period::DAY_MS;
use quarterdeck_model::payload::{Certificate, Payload, Round};
use quarterdeck_model::{Kind, Timestamp};
use std::collections::BTreeMap;
use std::ops::Deref;

/// Days of a strip.
pub(super) const STRIP_DAYS: u64 = 30;
/// Days over which repair is told.
pub(super) const REPAIR_DAYS: i64 = 90;

/// One service of one job.
pub(super) struct Course<'a> {
    judged: &'a quarterdeck_analysis::incident::Course,
    /// All rounds that hold, oldest first.
    pub(super) rounds: Vec<&'a Round>,
    /// The newest round.
    pub(super) round: &'a Round,
    /// The newest certificate, and when it was shown.
    pub(super) certificate: Option<(&'a Certificate, Timestamp)>,
    now: i64,
}

impl Deref for Course<'_> {
    type Target = quarterdeck_analysis::incident::Course;

    fn deref(&self) -> &Self::Target {
        self.judged
    }
}

/// Every service that was judged, by name and job, with what its snapshots hold.
pub(super) fn courses<'a>(context: &Context<'a>, snapshots: &Snapshots<'a>) -> Vec<Course<'a>> {
    let mut rounds: BTreeMap<(&str, &str), Vec<&'a Round>> = BTreeMap::new();
    let own = context.history.runs.iter().filter(|run| run.kind == Kind::Health && run.voided.is_none());
    for run in own {
        let Some(Payload::Health(health)) = snapshots.get(&run.id).map(|s| &s.payload) else { continue };
        for round in &health.rounds {
            rounds.entry((&round.service, &run.job)).or_default().push(round);
        }
    }
    let shown = |r: &&'a Round| Some((r.certificate.as_ref()?, r.probes.last()?.planned_at));
    let of = |judged: &'a quarterdeck_analysis::incident::Course| {
        let rounds = rounds.get(&(judged.service.as_str(), judged.job.as_str()))?;
        Some(Course {
            judged,
            rounds: rounds.clone(),
            round: rounds.last()?,
            certificate: rounds.iter().rev().find_map(shown),
            now: context.now.millis(),
        })
    };
    context.assessment.services.iter().filter_map(of).collect()
}

impl Course<'_> {
    /// Whether the last probe says nothing of now.
    pub(super) fn stale(&self) -> bool {
        self.judged.stale(self.now)
    }

    /// When the last probe will say nothing of now any more.
    pub(super) fn stale_at(&self) -> Option<Timestamp> {
        let last = self.track.last.filter(|_| !self.stale())?;
        Timestamp::from_millis(last.saturating_add(self.period.saturating_mul(2)))
    }

    /// Time up of the last milliseconds.
    pub(super) fn uptime(&self, ms: i64) -> Uptime {
        self.judged.uptime(self.now - ms, self.now)
    }

    /// The last days, each from midnight to midnight by the clocks of `zone`, the last one up to now.
    pub(super) fn strip(&self, zone: &Zone) -> Vec<Cell> {
        let Some(now) = Timestamp::from_millis(self.now) else { return Vec::new() };
        let begin = |back: u64| zone.start(zone.day(now).checked_sub_days(Days::new(back))?);
        let midnights: Vec<i64> = (0..STRIP_DAYS).rev().filter_map(begin).map(Timestamp::millis).collect();
        let window: Window = self.window(midnights.first().copied().unwrap_or(self.now), self.now);
        strip(&self.seen, &window, &midnights)
    }

    pub(super) fn repair(&self) -> Repair {
        self.judged.repair(self.now - REPAIR_DAYS * DAY_MS, self.now)
    }
}
