//! A whole load run: a knock at the door, the repeats, the reference in turn with them, the search for the capacity.

use super::capacity::{self, Found, Trial, Verdict};
use super::connection::Connection;
use super::fault::Fault;
use super::judge::judge;
use super::outcome::{self, Judged};
use super::plan::{LoadPlan, Schedule, Target};
use super::tally::Tally;
use super::target::{Ready, ready};
use super::{ratio, repeat};
use crate::context;
use crate::http::Problem;
use crate::{CollectError, Collected};
use chrono::{DateTime, Utc};
use quarterdeck_model::histogram::quantile_ms;
use quarterdeck_model::payload::{Benchmark, Figure, Load, Measured};
use quarterdeck_model::{
    Diagnostic, Direction, Labels, MetricId, Payload, Section, SectionState, Timestamp, Unit,
};
use std::time::{Duration, Instant, SystemTime};

/// Requests before the first repeat, of which one must be answered.
const KNOCKS: u32 = 3;
/// Time measured at one rate of the search, and its warm-up, at most.
const STEP: (Duration, Duration) = (Duration::from_secs(5), Duration::from_secs(1));
/// Requests at one rate at least: a p99 needs 100.
const STEP_REQUESTS: f64 = 110.0;
/// Rate at which the search begins when none is given.
const FIRST_RATE: f64 = 100.0;

/// What a run puts together on its way.
struct Run<'a> {
    plan: &'a LoadPlan,
    say: &'a dyn Fn(&str),
    name: String,
    parts: Vec<Section>,
    figures: Vec<Figure>,
    diagnostics: Vec<Diagnostic>,
}

/// Measures as planned, and says on the way what it does. What cannot be measured, such as a service that is not there,
/// is a result too: a section that has failed, with its reason.
///
/// # Errors
/// When the plan itself is wrong: a rate out of range, an address that cannot be read, a header whose variable is not
/// set. No secret of the request is in the message.
pub fn collect(plan: &LoadPlan, say: &dyn Fn(&str)) -> Result<Collected, CollectError> {
    if let Some(problem) = plan.problem() {
        return Err(CollectError::new("", problem));
    }
    let target = ready(&plan.target, plan.timeout).map_err(refused)?;
    let reference = plan.compare_to.as_ref().map(|url| Target { url: url.clone(), ..plan.target.clone() });
    let reference = reference.map(|target| ready(&target, plan.timeout)).transpose().map_err(refused)?;
    let taken_at = Timestamp::from_chrono(DateTime::<Utc>::from(SystemTime::now()));
    let name = plan.name.clone().unwrap_or_else(|| target.shown.clone());
    let mut run = Run { plan, say, name, parts: Vec::new(), figures: Vec::new(), diagnostics: Vec::new() };
    let load = match knock(&target, plan.timeout) {
        Ok(()) => run.load(&target, reference.as_ref()).map_err(|why| CollectError::new("", why))?,
        Err(fault) => run.unanswered(&target, fault),
    };
    Ok(run.collected(load, taken_at))
}

fn refused(problem: Problem) -> CollectError {
    let error = CollectError::new(problem.path.unwrap_or_default(), problem.message);
    match problem.hint {
        Some(hint) => error.hint(hint),
        None => error,
    }
}

/// Whether anybody answers at all.
fn knock(ready: &Ready, timeout: Duration) -> Result<(), Fault> {
    let once = || {
        let deadline = Instant::now() + timeout;
        let answer = Connection::open(ready, deadline)?.ask(ready, deadline)?;
        ready.expect.judge(answer.status, &answer.body)
    };
    (1..KNOCKS).fold(once(), |before, _| before.or_else(|_| once()))
}

impl Run<'_> {
    /// The run at the rate, if one is given, and the search, if it is wanted.
    fn load(&mut self, target: &Ready, reference: Option<&Ready>) -> Result<Load, String> {
        let mut load = match self.plan.rate {
            Some(rate) => self.repeats(rate, target, reference)?,
            None => nothing(self.name.clone()),
        };
        if self.plan.capacity {
            self.capacity(&mut load, target)?;
        }
        Ok(load)
    }

    fn repeats(&mut self, rate: f64, target: &Ready, reference: Option<&Ready>) -> Result<Load, String> {
        let (mut measured, mut beside) = (Vec::new(), Vec::new());
        for number in 1..=self.plan.repeats {
            let doing = format!("repeat {number} of {}", self.plan.repeats);
            (self.say)(&format!("{doing} at {rate} requests/s"));
            // In turn, and the first in turn: neither always comes after the other.
            let odd = number % 2 == 1;
            if odd {
                measured.push(self.one(target, rate)?);
            }
            if let Some(reference) = reference {
                beside.push(self.one(reference, rate)?);
            }
            if !odd {
                measured.push(self.one(target, rate)?);
            }
            if let Some(last) = measured.last() {
                (self.say)(&format!("{doing}: {}", last.told()));
            }
        }
        let load = outcome::load(self.name.clone(), rate, &measured);
        self.parts.push(load.section.clone());
        self.diagnostics.extend(outcome::notes(&measured).into_iter().map(|text| Diagnostic::note("", text)));
        self.diagnostics
            .extend(outcome::failures(&measured).into_iter().map(|text| Diagnostic::warning("", text)));
        if let Some(reference) = reference {
            self.compare(&measured, &beside, &reference.shown);
        }
        Ok(load)
    }

    fn one(&self, ready: &Ready, rate: f64) -> Result<Judged, String> {
        let connections = repeat::connections(self.plan.connections, rate, self.plan.timeout);
        let tally = repeat::run(ready, self.plan.schedule(rate), self.plan.timeout, connections)?;
        Ok(Judged::new(tally, self.plan.goal()))
    }

    fn compare(&mut self, measured: &[Judged], beside: &[Judged], shown: &str) {
        let figures = ratio::figures(&self.name, measured, beside);
        let told = format!("reference {shown}: {}", ratio::told(beside));
        if figures.is_empty() {
            let why = format!("no ratio to the reference: no pair of repeats is valid; {told}");
            self.parts.push(Section::because(SectionState::Failed, why));
        } else {
            self.diagnostics.push(Diagnostic::note("", told));
        }
        self.figures.extend(figures);
    }

    fn capacity(&mut self, load: &mut Load, target: &Ready) -> Result<(), String> {
        let mut tallies = Vec::new();
        let found = capacity::search(self.plan.rate.unwrap_or(FIRST_RATE), |rate| {
            (self.say)(&format!("looking for the capacity: {rate:.1} requests/s"));
            let connections = repeat::connections(self.plan.connections, rate, self.plan.timeout);
            let tally = repeat::run(target, self.step(rate), self.plan.timeout, connections)?;
            let trial = self.trial(&tally);
            tallies.push(tally);
            Ok(trial)
        })?;
        let Found { steps, capacity } = found;
        match &mut load.measured {
            Some(measured) => measured.steps = steps,
            None => {
                let client = outcome::client(tallies.iter());
                load.requests = tallies.iter().map(|tally| tally.requests).sum();
                load.measured = Some(Measured { repeats: Vec::new(), steps, client });
            }
        }
        let section = match capacity {
            Ok(rate) => {
                self.figures.push(self.capacity_figure(rate));
                Section::ok()
            }
            Err(why) => Section::because(SectionState::Failed, why),
        };
        if self.plan.rate.is_none() {
            load.section = section.clone();
        }
        self.parts.push(section);
        Ok(())
    }

    fn step(&self, rate: f64) -> Schedule {
        let least = Duration::try_from_secs_f64(STEP_REQUESTS / rate).unwrap_or(STEP.0);
        let duration = self.plan.duration.min(STEP.0).max(least);
        Schedule { rate, warmup: self.plan.warmup.min(STEP.1), duration }
    }

    fn trial(&self, tally: &Tally) -> Trial {
        let objections = judge(tally, self.plan.goal());
        let p99_ms = quantile_ms(&tally.response, 0.99);
        let target_ms = self.plan.p99_target.as_secs_f64() * 1000.0;
        let verdict = match p99_ms {
            _ if !objections.client.is_empty() => Verdict::Client(objections.client.join("; ")),
            _ if !objections.service.is_empty() => Verdict::TooMuch(objections.service.join("; ")),
            Some(p99) if p99 > target_ms => {
                Verdict::TooMuch(format!("p99 {p99:.3} ms, expected at most {target_ms} ms"))
            }
            Some(_) => Verdict::Kept,
            None => Verdict::Client("fewer than 100 requests give no p99".to_owned()),
        };
        Trial { achieved: tally.achieved, p99_ms, verdict }
    }

    fn capacity_figure(&self, value: f64) -> Figure {
        Figure {
            metric: MetricId::new("benchmark.capacity_rps"),
            labels: Labels::one("load", self.name.clone()),
            value,
            unit: Unit::PerSecond,
            direction: Direction::HigherIsBetter,
        }
    }

    /// Nobody answers: no load is put on.
    fn unanswered(&mut self, target: &Ready, fault: Fault) -> Load {
        let why = format!(
            "{}: no load was put on, since none of {KNOCKS} requests was answered well: {}; start the service, or correct \
             the address or what is expected of it",
            target.shown,
            fault.words()
        );
        let section = Section::because(SectionState::Failed, why);
        self.parts.push(section.clone());
        let knocks = u64::from(KNOCKS);
        Load {
            section,
            rate_asked: self.plan.rate,
            requests: knocks,
            errors: Some(knocks),
            ..nothing(self.name.clone())
        }
    }

    fn collected(self, load: Load, taken_at: Timestamp) -> Collected {
        let benchmark = Benchmark { loads: vec![load], figures: self.figures, ..Benchmark::default() };
        Collected {
            payload: Payload::Benchmark(benchmark),
            section: Section::of_parts(&self.parts),
            tool: "quarterdeck".to_owned(),
            tool_version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            format: "load-run".to_owned(),
            taken_at: Some(taken_at),
            labels: context::machine_class().map_or_else(Labels::none, |host| Labels::one("host", host)),
            diagnostics: self.diagnostics,
        }
    }
}

/// A load of which nothing is known yet.
fn nothing(name: String) -> Load {
    Load {
        name,
        section: Section::ok(),
        duration_s: None,
        rate_asked: None,
        rate_achieved: None,
        requests: 0,
        errors: None,
        response: None,
        service: None,
        send_lag: None,
        measured: None,
    }
}
