//! The course of one service, with the newest round and certificate that its snapshots hold.

use crate::context::Context;
use crate::page::metric::Snapshots;
use chrono::Days;
use quarterdeck_analysis::Zone;
use quarterdeck_analysis::incident::{Cell, Repair, Uptime, Window, strip};
use quarterdeck_analysis::period::DAY_MS;
use quarterdeck_model::payload::{Certificate, Outcome, Payload, Probe, Round};
use quarterdeck_model::{Kind, SnapshotId, Timestamp};
use std::collections::BTreeMap;
use std::ops::Deref;

/// Days of a strip.
pub(super) const STRIP_DAYS: u64 = 30;
/// Days over which repair is told.
pub(super) const REPAIR_DAYS: i64 = 90;

/// One service of one job.
pub(super) struct Course<'a> {
    judged: &'a quarterdeck_analysis::incident::Course,
    /// The response times of all rounds that hold, oldest first.
    pub(super) timed: Vec<Timed>,
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

/// The response times of one round.
pub(super) struct Timed {
    /// When its first probe was planned.
    pub(super) begun: Timestamp,
    /// Of its good probes, in milliseconds.
    pub(super) times_ms: Box<[f64]>,
}

impl Timed {
    /// A failed probe has no response time: how long it took says how long we waited.
    fn of(round: &Round) -> Option<Self> {
        let begun = round.probes.first()?.planned_at;
        let good = |probe: &&Probe| matches!(probe.outcome, Outcome::Up | Outcome::Degraded);
        let took = |probe: &Probe| probe.phases.total_ms.filter(|ms| ms.is_finite() && *ms >= 0.0);
        Some(Self { begun, times_ms: round.probes.iter().filter(good).filter_map(took).collect() })
    }
}

/// What the runs say of one service.
#[derive(Default)]
struct Seen<'a> {
    timed: Vec<Timed>,
    /// The newest run with a round of it.
    newest: Option<&'a SnapshotId>,
    /// The newest run with a certificate of it.
    certified: Option<&'a SnapshotId>,
}

/// What a certificate of a round is, and when it was shown.
fn shown(round: &Round) -> Option<(&Certificate, Timestamp)> {
    Some((round.certificate.as_ref()?, round.probes.last()?.planned_at))
}

/// What all runs say of each service of each job. No run stays open: together they would be a good part of the archive.
fn seen<'a>(
    context: &Context<'a>,
    snapshots: &Snapshots<'_>,
) -> BTreeMap<&'a str, BTreeMap<String, Seen<'a>>> {
    let mut all: BTreeMap<&str, BTreeMap<String, Seen<'a>>> = BTreeMap::new();
    let own = context.history.runs.iter().filter(|run| run.kind == Kind::Health && run.voided.is_none());
    for run in own {
        let of_job = all.entry(&run.job).or_default();
        snapshots.glance(&run.id, |snapshot| {
            let Payload::Health(health) = &snapshot.payload else { return };
            for round in &health.rounds {
                if !of_job.contains_key(&round.service) {
                    of_job.insert(round.service.clone(), Seen::default());
                }
                let Some(seen) = of_job.get_mut(&round.service) else { continue };
                seen.timed.extend(Timed::of(round));
                seen.newest = Some(&run.id);
                seen.certified = shown(round).map(|_| &run.id).or(seen.certified);
            }
        });
    }
    all
}

/// Every service that was judged, by name and job, with what its snapshots hold.
pub(super) fn courses<'a>(context: &Context<'a>, snapshots: &'a Snapshots<'_>) -> Vec<Course<'a>> {
    let mut all = seen(context, snapshots);
    let of = |judged: &'a quarterdeck_analysis::incident::Course| {
        let seen = all.get_mut(judged.job.as_str())?.remove(&judged.service)?;
        let rounds = |id: &SnapshotId| match &snapshots.get(id)?.payload {
            Payload::Health(health) => {
                Some(health.rounds.iter().rev().filter(|round| round.service == judged.service))
            }
            _ => None,
        };
        Some(Course {
            judged,
            timed: seen.timed,
            round: rounds(seen.newest?)?.next()?,
            certificate: seen.certified.and_then(rounds).and_then(|mut rounds| rounds.find_map(shown)),
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
        Timestamp::from_millis(last.saturating_add(self.reach))
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
