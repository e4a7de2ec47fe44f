//! What only the snapshots themselves tell: outages of services, experiments, counts of coverage, the code itself.

use super::{Facts, Span};
use crate::incident::{Course, Incident};
use quarterdeck_model::Kind;
use quarterdeck_model::payload::{Code, Counts, Payload, Verdict};
use std::collections::BTreeMap;

/// An incident that was open at some time of the period.
#[derive(Debug, Clone, PartialEq)]
pub struct Outage {
    /// The service.
    pub service: String,
    /// The job that probes it.
    pub job: String,
    /// The incident, as it was known at the end of the period.
    pub incident: Incident,
}

/// The experiments of one scenario in the period.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// Experiments that say something about the system.
    pub counted: usize,
    /// Passed, of those.
    pub passed: usize,
    /// Experiments that say nothing: aborted, not injected, or the runner failed.
    pub void: usize,
    /// Experiments that had not recovered at the end of their watch.
    pub not_recovered: usize,
    /// The longest recovery in seconds, of those that recovered.
    pub longest_s: Option<f64>,
    /// The least availability, 0–100.
    pub least_available: Option<f64>,
}

/// A job's newest figures that count at the end of the period, and those at the end of the period before.
#[derive(Debug, Clone, PartialEq)]
pub struct Totals<T> {
    /// The job.
    pub job: String,
    /// The run that they come from.
    pub run: u32,
    /// At the end of the period.
    pub now: T,
    /// At the end of the period before; `None` when there were none.
    pub before: Option<T>,
}

/// What the snapshots tell of a period.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Records {
    /// Outages, oldest first.
    pub outages: Vec<Outage>,
    /// Services that were probed in the period.
    pub services: usize,
    /// Experiments by scenario, in the order of names.
    pub scenarios: Vec<Scenario>,
    /// Coverage of each job with a run in the period.
    pub coverage: Vec<Totals<Counts>>,
    /// The code, by each job with a run in the period.
    pub code: Vec<Totals<Code>>,
}

/// Reads the snapshots of the history's runs.
pub fn records(facts: &Facts<'_>, span: Span) -> Records {
    let runs = (0u32..).zip(&facts.history.runs);
    let counted = runs.filter(|(_, run)| run.counts());
    let mut scenarios: BTreeMap<&str, Scenario> = BTreeMap::new();
    let (mut coverage, mut code) = (Vec::new(), Vec::new());
    for (index, run) in counted {
        let inside = span.holds(run.taken_at);
        match run.kind {
            Kind::Chaos if inside => {
                let Some(Payload::Chaos(chaos)) = (facts.snapshot)(run).map(|snapshot| &snapshot.payload)
                else {
                    continue;
                };
                for experiment in &chaos.experiments {
                    scenarios.entry(&experiment.scenario).or_default().take(experiment);
                }
            }
            Kind::Coverage => add(&mut coverage, &run.job, (index, inside)),
            Kind::Code => add(&mut code, &run.job, (index, inside)),
            _ => {}
        }
    }
    let scenarios = scenarios.into_iter().map(|(name, s)| Scenario { name: name.to_owned(), ..s });
    let probed = facts.assessment.services.iter().filter(|course| probed(course, span));
    Records {
        outages: outages(facts, span),
        services: probed.count(),
        scenarios: scenarios.collect(),
        coverage: told(facts, &coverage, |payload| match payload {
            Payload::Coverage(coverage) => Some(&coverage.totals),
            _ => None,
        }),
        code: told(facts, &code, |payload| match payload {
            Payload::Code(code) => Some(code),
            _ => None,
        }),
    }
}

/// The runs of a job, oldest first.
struct OfJob<'a> {
    job: &'a str,
    /// In the period.
    inside: Vec<u32>,
    /// Before it.
    before: Vec<u32>,
}

fn add<'a>(all: &mut Vec<OfJob<'a>>, job: &'a str, (index, inside): (u32, bool)) {
    let at = all.iter().position(|of| of.job == job);
    let at = at.unwrap_or_else(|| {
        all.push(OfJob { job, inside: Vec::new(), before: Vec::new() });
        all.len() - 1
    });
    if let Some(of) = all.get_mut(at) {
        if inside { of.inside.push(index) } else { of.before.push(index) }
    }
}

/// The newest of each job in the period and before it; no older snapshot is looked at.
fn told<T: Clone>(
    facts: &Facts<'_>,
    all: &[OfJob<'_>],
    of: impl Fn(&Payload) -> Option<&T>,
) -> Vec<Totals<T>> {
    let found = |index: &u32| {
        let snapshot = (facts.snapshot)(facts.history.runs.get(*index as usize)?)?;
        Some((*index, of(&snapshot.payload)?.clone()))
    };
    let newest = |runs: &[u32]| runs.iter().rev().find_map(found);
    let totals = |job: &OfJob<'_>| {
        let (run, now) = newest(&job.inside)?;
        let before = newest(&job.before).map(|(_, before)| before);
        Some(Totals { job: job.job.to_owned(), run, now, before })
    };
    all.iter().filter_map(totals).collect()
}

fn probed(course: &Course, span: Span) -> bool {
    course.seen.iter().any(|seen| (span.from.millis()..=span.until.millis()).contains(&seen.at))
}

fn outages(facts: &Facts<'_>, span: Span) -> Vec<Outage> {
    let (from, until) = (span.from.millis(), span.until.millis());
    let touches = |incident: &&Incident| {
        incident.start.until <= until && incident.end.is_none_or(|end| end.until >= from)
    };
    let of = |course: &Course| -> Vec<Outage> {
        let incidents = course.track.incidents.iter().filter(touches);
        let outage = |incident: &Incident| Outage {
            service: course.service.clone(),
            job: course.job.clone(),
            incident: incident.clone(),
        };
        incidents.map(outage).collect()
    };
    let mut all: Vec<Outage> = facts.assessment.services.iter().flat_map(of).collect();
    all.sort_by(|a, b| {
        (a.incident.start.until, &a.service, &a.job).cmp(&(b.incident.start.until, &b.service, &b.job))
    });
    all
}

impl Scenario {
    fn take(&mut self, experiment: &quarterdeck_model::payload::Experiment) {
        if !experiment.verdict.counts() {
            self.void += 1;
            return;
        }
        self.counted += 1;
        self.passed += usize::from(experiment.verdict == Verdict::Pass);
        let censored = experiment.recovery.is_some_and(|recovery| recovery.censored);
        self.not_recovered += usize::from(censored || experiment.verdict == Verdict::NotRecovered);
        let recovered = experiment.recovery.filter(|recovery| !recovery.censored).map(|r| r.seconds);
        let longest = self.longest_s.into_iter().chain(recovered).max_by(f64::total_cmp);
        let available = self.least_available.into_iter().chain(experiment.availability_percent);
        (self.longest_s, self.least_available) = (longest, available.min_by(f64::total_cmp));
    }
}
