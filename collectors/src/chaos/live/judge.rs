//! The judgement of an experiment: a pure function over the probes and the instants of injection and clear.

use super::recovery::{Watch, recovery};
use super::{Criteria, Steady};
use quarterdeck_model::payload::{Impact, Outcome, Recovery, Verdict};

/// Least share of good probes of a service that is at rest, in percent.
pub(super) const AT_REST: f64 = 99.0;

/// Most probes that could not be made, in percent, for the rest to tell of the service and not of this machine.
const UNMADE: f64 = 5.0;

/// One probe; times in seconds from the beginning of the run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// For when it was planned.
    pub planned: f64,
    /// When it ended.
    pub done: f64,
    /// How.
    pub outcome: Outcome,
}

/// All probes of one service, in the order planned.
#[derive(Debug, Clone, PartialEq)]
pub struct Felt {
    /// The service.
    pub service: String,
    /// Whether it was a declared target.
    pub target: bool,
    /// Its probes.
    pub probes: Vec<Seen>,
}

/// What is judged by; times in seconds from the beginning of the run.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// Just before the injecting call.
    pub inject: f64,
    /// Just before the undoing call; of a crash, the end of the scenario.
    pub clear: f64,
    /// End of the recovery watch, where the second baseline begins.
    pub watch_end: f64,
    /// Seconds over which availability is measured.
    pub duration: f64,
    /// Whether recovery counts from the injection.
    pub crash: bool,
    /// Seconds between two probes.
    pub every: f64,
    /// What a recovery is.
    pub steady: Steady,
    /// What is asked.
    pub criteria: Criteria,
}

/// The judgement.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// `Pass`, `Fail` or `NotRecovered`; `Error` when it hangs on probes that could not be made.
    pub verdict: Verdict,
    /// The slowest target's.
    pub recovery: Option<Recovery>,
    /// The worst target's: good of all planned.
    pub availability_percent: Option<f64>,
    /// The worst target's: failed of all planned.
    pub error_percent: Option<f64>,
    /// Every service's availability.
    pub impacts: Vec<Impact>,
    /// One sentence for each criterion.
    pub reasons: Vec<String>,
}

/// Good is the right answer within the deadline.
pub(super) fn good(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Up | Outcome::Degraded)
}

/// Judges. Probes that could not be made count as not good; where the verdict hangs on them, or where there are many,
/// there is none: a machine that cannot probe on time also answers late.
pub fn judge(felt: &[Felt], rules: &Rules) -> Judgement {
    let strict = judged(felt, rules, |p| good(p.outcome));
    let lenient = judged(felt, rules, |p| good(p.outcome) || p.outcome == Outcome::Unknown);
    let unmade =
        |f: &Felt| share(&f.probes, (rules.inject, f64::INFINITY), |p| p.outcome == Outcome::Unknown);
    let worst = felt.iter().filter_map(unmade).fold(0.0, f64::max);
    let why = match () {
        () if worst > UNMADE => {
            format!("no verdict: {worst:.0} % of the probes of a service could not be made on time")
        }
        () if lenient.verdict != strict.verdict => {
            "no verdict: it hangs on probes that could not be made".to_owned()
        }
        () => return strict,
    };
    let mut reasons = strict.reasons;
    reasons.push(why);
    Judgement { verdict: Verdict::Error, reasons, ..strict }
}

fn judged(felt: &[Felt], rules: &Rules, good: impl Fn(&Seen) -> bool + Copy) -> Judgement {
    let available = |f: &Felt| share(&f.probes, (rules.inject, rules.inject + rules.duration), good);
    let failed = |p: &Seen| p.outcome == Outcome::Down;
    let wrong = |f: &Felt| share(&f.probes, (rules.inject, rules.inject + rules.duration), failed);
    let targets = || felt.iter().filter(|f| f.target);
    let availability = targets().filter_map(available).min_by(f64::total_cmp);
    let slowest = targets().map(|f| recovery(&f.probes, &watch(rules), good)).max_by(slower);
    let mut reasons = Vec::new();
    let mut held = vec![enough(availability, rules, &mut reasons), in_time(slowest, rules, &mut reasons)];
    for service in felt {
        held.push(service.target || unharmed(service, available(service), rules, &mut reasons));
        held.push(settled(service, rules, good, &mut reasons));
    }
    let verdict = match slowest {
        Some(r) if r.censored => Verdict::NotRecovered,
        _ if held.iter().all(|held| *held) => Verdict::Pass,
        _ => Verdict::Fail,
    };
    let impact = |f: &Felt| Impact {
        service: f.service.clone(),
        target: f.target,
        availability_percent: available(f),
    };
    Judgement {
        verdict,
        recovery: slowest,
        availability_percent: availability,
        error_percent: targets().filter_map(wrong).max_by(f64::total_cmp),
        impacts: felt.iter().map(impact).collect(),
        reasons,
    }
}

fn watch(rules: &Rules) -> Watch {
    let from = if rules.crash { rules.inject } else { rules.clear };
    Watch { inject: rules.inject, from, end: rules.watch_end, every: rules.every, steady: rules.steady }
}

/// One that was not seen to end is slower than any that was.
fn slower(a: &Recovery, b: &Recovery) -> std::cmp::Ordering {
    a.censored.cmp(&b.censored).then(a.seconds.total_cmp(&b.seconds))
}

/// Share of the probes planned within `from` and `to` that are as asked, 0–100; none without such probes.
pub(super) fn share(probes: &[Seen], (from, to): (f64, f64), is: impl Fn(&Seen) -> bool) -> Option<f64> {
    let within: Vec<&Seen> = probes.iter().filter(|p| p.planned >= from && p.planned <= to).collect();
    let count = within.iter().filter(|p| is(p)).count();
    (!within.is_empty()).then(|| count as f64 * 100.0 / within.len() as f64)
}

fn enough(availability: Option<f64>, rules: &Rules, reasons: &mut Vec<String>) -> bool {
    let limit = rules.criteria.availability_percent;
    let met = availability.is_some_and(|value| value > limit);
    reasons.push(match availability {
        Some(value) if met => format!("available {value:.2} %, above {limit} %"),
        Some(value) => format!("available {value:.2} %, expected above {limit} %"),
        None => "no probe of a target was planned during the experiment".to_owned(),
    });
    met
}

fn in_time(slowest: Option<Recovery>, rules: &Rules, reasons: &mut Vec<String>) -> bool {
    let limit = rules.criteria.recovery_s;
    let Some(r) = slowest else { return false };
    let met = !r.censored && r.seconds < limit;
    let exact = r.plus_minus.unwrap_or_default();
    reasons.push(match (r.censored, met) {
        (true, _) => format!("not recovered within the {:.1} s that were watched", r.seconds),
        (_, true) => format!("recovered in {:.2} s ± {exact:.2} s, below {limit} s", r.seconds),
        _ => format!("recovered in {:.2} s ± {exact:.2} s, expected below {limit} s", r.seconds),
    });
    met
}

fn unharmed(felt: &Felt, available: Option<f64>, rules: &Rules, reasons: &mut Vec<String>) -> bool {
    let limit = rules.criteria.others_percent;
    let met = available.is_some_and(|value| value >= limit);
    if !met {
        let value = available.map_or_else(|| "unknown".to_owned(), |v| format!("{v:.2} %"));
        let service = &felt.service;
        reasons.push(format!("{service} is no target and dropped to {value}, expected at least {limit} %"));
    }
    met
}

/// Whether the second baseline is like the first.
fn settled(felt: &Felt, rules: &Rules, good: impl Fn(&Seen) -> bool, reasons: &mut Vec<String>) -> bool {
    let after = share(&felt.probes, (rules.watch_end, f64::INFINITY), good);
    let met = after.is_none_or(|value| value >= AT_REST);
    if let Some(value) = after.filter(|_| !met) {
        let service = &felt.service;
        reasons.push(format!("{service} did not come back to its baseline: {value:.1} % good afterwards"));
    }
    met
}
