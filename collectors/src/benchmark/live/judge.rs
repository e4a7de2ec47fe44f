//! Whether a repeat is valid: a client that was too busy, or too late, has measured itself.
//!
//! Valid only if achieved ≥ 99 % of asked, the 99th percentile of the send lag ≤ 10 % of the p99 target, and the client's
//! CPU < 70 % of its cores. The send lag has two parts that are told apart: a request that found no free connection
//! waited for the service, or for too few connections; one whose thread was free and woke late waited for this machine.
//!
//! The rule asks that lateness be small beside what is measured. Where nobody chose a target, the shipped one is that of a
//! service that answers within microseconds; for a slower one a tenth of its median service time is as small beside every
//! percentile, and is told to be what was judged by.

use super::fault::Fault;
use super::plan::Goal;
use super::tally::Tally;
use hdrhistogram::Histogram;
use quarterdeck_model::histogram::quantile_ms;
use quarterdeck_model::{Section, SectionState};

/// Least share of the asked rate.
const ACHIEVED: f64 = 0.99;
/// Most of the p99 target that the p99 of the send lag may be.
const LAG: f64 = 0.1;
/// Share of its cores in percent from which on the client is too busy.
const CPU: f64 = 70.0;

/// What speaks against a repeat, by who is to blame.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Objections {
    /// The service did not keep up with the rate (or had too few connections to do so).
    pub(super) service: Vec<String>,
    /// The client did not.
    pub(super) client: Vec<String>,
    /// What could not be judged.
    pub(super) unknown: Vec<String>,
    /// By what else than the rule it was judged.
    pub(super) note: Option<String>,
}

impl Objections {
    /// Valid, valid with a reserve, or not, with all reasons.
    pub(super) fn section(&self) -> Section {
        let state = match () {
            () if !self.service.is_empty() || !self.client.is_empty() => SectionState::Failed,
            () if !self.unknown.is_empty() => SectionState::Partial,
            () => SectionState::Ok,
        };
        let reasons = [&self.service, &self.client, &self.unknown].into_iter().flatten();
        Section { state, reasons: reasons.cloned().collect() }
    }
}

/// Judges a repeat.
pub(super) fn judge(tally: &Tally, goal: Goal) -> Objections {
    let mut out = Objections::default();
    out.service.extend(achieved(tally));
    lag(tally, goal, &mut out);
    match tally.usage.cpu_percent {
        Some(percent) if percent >= CPU => out.client.push(format!(
            "client CPU {percent:.0} % of its cores, expected under {CPU:.0} %: ask for less, or from a larger machine"
        )),
        Some(_) => {}
        None => out.unknown.push("this system does not tell how busy the client was".to_owned()),
    }
    // A thread has one core, whatever others idle.
    if let Some(percent) = tally.usage.busy_percent.filter(|percent| *percent >= CPU) {
        out.client.push(format!(
            "a thread of the client was at requests for {percent:.0} % of the time, expected under {CPU:.0} %: ask for \
             less, or from a larger machine"
        ));
    }
    out
}

/// Of requests planned in whole numbers, what is asked for is what was planned.
fn achieved(tally: &Tally) -> Option<String> {
    let asked = tally.requests as f64 / tally.schedule.duration.as_secs_f64();
    if tally.achieved >= asked * ACHIEVED {
        return None;
    }
    let percent = tally.achieved * 100.0 / asked;
    let said = faults(tally);
    let why = if said.is_empty() { "the others came after the end".to_owned() } else { said };
    Some(format!(
        "achieved {:.1} of {asked:.1} requests/s ({percent:.1} %), expected at least 99 %: {why}",
        tally.achieved
    ))
}

/// `28 of 100 failed: 25 with status 500, 3 timed out`; empty when none did.
pub(super) fn faults(tally: &Tally) -> String {
    if tally.faults.is_empty() {
        return String::new();
    }
    let mut by_count: Vec<(&Fault, &u64)> = tally.faults.iter().collect();
    by_count.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let each: Vec<String> =
        by_count.iter().take(5).map(|(fault, n)| format!("{n} {}", fault.words())).collect();
    format!("{} of {} failed: {}", tally.errors(), tally.requests, each.join(", "))
}

/// The percentile, or with too few requests the longest.
fn p99_ms(histogram: &Histogram<u64>) -> f64 {
    quantile_ms(histogram, 0.99).unwrap_or(histogram.max() as f64 / 1000.0)
}

fn lag(tally: &Tally, goal: Goal, out: &mut Objections) {
    let lag = p99_ms(&tally.lag);
    let by_target = goal.p99.as_secs_f64() * 1000.0 * LAG;
    if lag <= by_target {
        return;
    }
    let median = quantile_ms(&tally.service, 0.5).unwrap_or_default();
    let (limit_ms, by) = match median * LAG {
        slower if !goal.given && slower > by_target => {
            (slower, "a tenth of the median service time, since no p99 target was given")
        }
        _ => (by_target, "a tenth of the p99 target"),
    };
    let said = format!("send lag p99 {lag:.3} ms, expected at most {limit_ms:.3} ms ({by})");
    if lag <= limit_ms {
        out.note = Some(said);
        return;
    }
    if p99_ms(&tally.late) > limit_ms {
        out.client.push(format!(
            "{said}: threads of the client woke late; ask for less, or from a quieter machine"
        ));
        return;
    }
    let limit = (limit_ms * 1000.0) as u64;
    let waited = tally.waited.len() - tally.waited.count_between(0, limit);
    let (there, cap) = tally.connections;
    let (all, requests) = (tally.requests, format!("{waited} of {}", tally.requests));
    debug_assert!(waited <= all, "a part is not more than the whole");
    if there < cap {
        out.client.push(format!(
            "{said}: {requests} requests found no free connection, and more were not opened in time ({there} of at most {cap})"
        ));
    } else {
        out.service.push(format!(
            "{said}: {requests} requests found no free connection; all {there} were busy: the service is \
             slower than this rate, or needs more --connections"
        ));
    }
}
