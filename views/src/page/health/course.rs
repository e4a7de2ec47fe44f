//! The course of one service: its probes of all snapshots, and what follows from them.

use crate::context::Context;
use crate::page::metric::Snapshots;
use quarterdeck_analysis::incident::{
    Cell, Incident, Observation, Repair, Track, Uptime, Window, observations, period, repair, strip, track,
    uptime,
};
use quarterdeck_analysis::period::DAY_MS;
use quarterdeck_model::payload::{Certificate, Payload, Round};
use quarterdeck_model::{Kind, Timestamp};
use std::collections::BTreeMap;

/// Days of a strip.
pub(super) const STRIP_DAYS: i64 = 30;
/// Days over which repair is told.
pub(super) const REPAIR_DAYS: i64 = 90;

/// One service of one job.
pub(super) struct Course<'a> {
    pub(super) service: &'a str,
    pub(super) job: &'a str,
    /// The newest run that has it.
    pub(super) run: u32,
    /// The newest round.
    pub(super) round: &'a Round,
    /// The newest certificate, and when it was shown.
    pub(super) certificate: Option<(&'a Certificate, Timestamp)>,
    pub(super) track: Track,
    /// Milliseconds from round to round.
    pub(super) period: i64,
    seen: Vec<Observation>,
    planned_work: Vec<(i64, i64)>,
    now: i64,
}

/// Every service of the history, by name and job.
pub(super) fn courses<'a>(context: &Context<'a>, snapshots: &Snapshots<'a>) -> Vec<Course<'a>> {
    let mut rounds: BTreeMap<(&str, &str), Vec<(u32, &'a Round)>> = BTreeMap::new();
    for (index, run) in (0u32..).zip(&context.history.runs).filter(|(_, run)| run.kind == Kind::Health) {
        let Some(Payload::Health(health)) = snapshots.get(&run.id).map(|s| &s.payload) else { continue };
        for round in &health.rounds {
            rounds.entry((&round.service, &run.job)).or_default().push((index, round));
        }
    }
    rounds.into_iter().filter_map(|(key, rounds)| Course::of(context, key, &rounds)).collect()
}

impl<'a> Course<'a> {
    fn of(
        context: &Context<'a>,
        (service, job): (&'a str, &'a str),
        rounds: &[(u32, &'a Round)],
    ) -> Option<Self> {
        let (run, round) = *rounds.last()?;
        let planned_work = context.policy.health.windows(service);
        let all = || rounds.iter().map(|(_, round)| *round);
        let seen = observations(all(), &planned_work);
        // What is configured comes before what was seen.
        let cadence = context.policy.cadence.stale_after_ms(Kind::Health).map(|twice| (twice / 2.0) as i64);
        let shown = |(_, r): &(u32, &'a Round)| Some((r.certificate.as_ref()?, r.probes.last()?.planned_at));
        Some(Self {
            service,
            job,
            run,
            round,
            certificate: rounds.iter().rev().find_map(shown),
            track: track(&seen),
            period: cadence.or_else(|| period(all())).unwrap_or(DAY_MS),
            seen,
            planned_work,
            now: context.now.millis(),
        })
    }

    /// Whether the last probe says nothing of now.
    pub(super) fn stale(&self) -> bool {
        self.track.last.is_some_and(|last| self.now - last > self.period.saturating_mul(2))
    }

    /// When the last probe will say nothing of now any more.
    pub(super) fn stale_at(&self) -> Option<Timestamp> {
        let last = self.track.last.filter(|_| !self.stale())?;
        Timestamp::from_millis(last.saturating_add(self.period.saturating_mul(2)))
    }

    pub(super) fn uptime(&self, ms: i64) -> Uptime {
        uptime(&self.seen, &self.window(ms))
    }

    /// The last days, each from midnight to midnight (UTC), the last one up to now.
    pub(super) fn strip(&self) -> Vec<Cell> {
        let midnight = self.now - self.now.rem_euclid(DAY_MS);
        let window = Window { from: midnight - (STRIP_DAYS - 1) * DAY_MS, ..self.window(0) };
        strip(&self.seen, &window, DAY_MS)
    }

    pub(super) fn repair(&self) -> Repair {
        let window = self.window(REPAIR_DAYS * DAY_MS);
        let span = (window.from, window.until);
        repair(&self.track.incidents, span, &uptime(&self.seen, &window), self.period)
    }

    /// The incident that is open.
    pub(super) fn open(&self) -> Option<&Incident> {
        self.track.incidents.last().filter(|incident| incident.end.is_none())
    }

    fn window(&self, ms: i64) -> Window {
        let planned_work = self.planned_work.clone();
        Window { from: self.now - ms, until: self.now, period: self.period, planned_work }
    }
}
