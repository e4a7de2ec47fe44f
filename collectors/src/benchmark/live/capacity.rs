//! The capacity: the highest stepped rate with achieved ≥ 99 % of asked and p99 ≤ target. Rates go up geometrically until
//! one is too much, then the interval is halved.

use quarterdeck_model::payload::Step;

/// Factor from step to step on the way up.
const UP: f64 = 1.5;
/// The search ends when the rate that is too much is at most this much higher than the one that was kept.
const CLOSE: f64 = 1.05;
/// Most rates tried.
const MOST: usize = 30;
/// Rates that are tried.
const RATES: std::ops::RangeInclusive<f64> = 1.0..=1e6;

/// What one rate was for the service.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Verdict {
    Kept,
    TooMuch(String),
    /// The client could not ask for it, so nothing is known of the service.
    Client(String),
}

/// One rate measured.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Trial {
    pub(super) achieved: f64,
    pub(super) p99_ms: Option<f64>,
    pub(super) verdict: Verdict,
}

/// What the search gave.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// Every rate tried, in order.
    pub(super) steps: Vec<Step>,
    /// The capacity, or why it is not known.
    pub(super) capacity: Result<f64, String>,
}

/// Looks for the capacity from `start` on. A rate that is not kept up with is tried once more, so that one bad moment
/// does not decide.
///
/// # Errors
/// Those of `measure`.
pub(super) fn search(
    start: f64,
    mut measure: impl FnMut(f64) -> Result<Trial, String>,
) -> Result<Found, String> {
    let (mut steps, mut rate) = (Vec::new(), start.clamp(*RATES.start(), *RATES.end()));
    let (mut kept, mut high): (Option<f64>, Option<(f64, Verdict)>) = (None, None);
    while steps.len() < MOST {
        let mut trial = measure(rate)?;
        steps.push(step(rate, &trial));
        if trial.verdict != Verdict::Kept {
            trial = measure(rate)?;
            steps.push(step(rate, &trial));
        }
        match trial.verdict {
            Verdict::Kept => kept = Some(rate),
            other => high = Some((rate, other)),
        }
        rate = match (kept, &high) {
            (Some(low), Some((high, _))) if high / low <= CLOSE => break,
            (Some(low), Some((high, _))) => (low * high).sqrt(),
            (Some(low), None) => low * UP,
            (None, Some((high, _))) => high / 2.0,
            (None, None) => break,
        };
        if !RATES.contains(&rate) {
            break;
        }
    }
    Ok(Found { steps, capacity: capacity(kept, high) })
}

fn capacity(kept: Option<f64>, high: Option<(f64, Verdict)>) -> Result<f64, String> {
    match (kept, high) {
        (Some(low), Some((_, Verdict::TooMuch(_)))) => Ok(low),
        (Some(low), Some((high, Verdict::Client(why)))) => Err(format!(
            "the capacity is at least {low:.1} requests/s and not known: at {high:.1} the client was the limit: {why}"
        )),
        (Some(low), _) => Err(format!(
            "the capacity is at least {low:.1} requests/s and not known: no rate that was tried was too much"
        )),
        (None, Some((high, Verdict::TooMuch(why) | Verdict::Client(why)))) => {
            Err(format!("the capacity is not known: not even {high:.1} requests/s could be kept: {why}"))
        }
        (None, _) => Err("the capacity is not known: no rate was tried".to_owned()),
    }
}

fn step(rate: f64, trial: &Trial) -> Step {
    let too_much = match &trial.verdict {
        Verdict::Kept => None,
        Verdict::TooMuch(why) => Some(why.clone()),
        Verdict::Client(why) => Some(format!("the client was the limit: {why}")),
    };
    Step { rate_asked: rate, rate_achieved: trial.achieved, p99_ms: trial.p99_ms, too_much }
}
