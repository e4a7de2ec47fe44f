//! The phases of a run: baseline, inject, hold, clear, recovery watch, baseline again.

use super::Scenario;
use super::fault::Fault;
use super::guard::Guardian;
use super::judge::{AT_REST, Seen, good};
use super::machine::MachineLock;
use super::prober::Prober;
use super::state::{Home, State};
use quarterdeck_model::payload::{Event, Verdict};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How often the runner looks.
const LOOK: Duration = Duration::from_millis(5);
/// How long a fault may take to show itself.
const SHOWN: f64 = 2.0;
/// Least probes of an availability that aborts.
const ENOUGH: usize = 20;

/// Why a run ended before its time, and the verdict that follows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stopped(pub(super) Verdict, pub(super) String);

/// The instants of a run, in seconds from its beginning.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Marks {
    pub(super) inject: f64,
    pub(super) clear: f64,
    pub(super) watch_end: f64,
}

/// A run under way.
pub(super) struct Phases<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) home: &'a Home,
    pub(super) program: &'a Path,
    /// The machine's lock, where the action needs it.
    pub(super) machine: Option<&'a MachineLock>,
    pub(super) begin: Instant,
    pub(super) probers: Vec<Prober>,
    pub(super) events: Vec<Event>,
    /// Set by SIGINT, SIGTERM and SIGHUP.
    pub(super) stop: Arc<AtomicBool>,
    /// Told when a phase begins.
    pub(super) says: &'a dyn Fn(&str),
    /// What could not be undone.
    pub(super) not_undone: Vec<String>,
    /// Whether the fault was seen to take effect.
    pub(super) verified: bool,
}

impl Phases<'_> {
    /// All of them, one after the other.
    pub(super) fn all(&mut self, fault: &mut dyn Fault) -> Result<Marks, Stopped> {
        self.baseline()?;
        let mut marks = Marks::default();
        self.broken(fault, &mut marks)?;
        (self.says)("watching the recovery");
        marks.watch_end = self.now() + self.scenario.watch.as_secs_f64();
        self.until(marks.watch_end)?;
        self.event("watched", "");
        (self.says)("baseline again");
        self.until(marks.watch_end + f64::from(self.scenario.baseline) / self.scenario.rate_hz)?;
        Ok(marks)
    }

    fn now(&self) -> f64 {
        self.begin.elapsed().as_secs_f64()
    }

    fn event(&mut self, what: &str, detail: &str) -> f64 {
        let at_s = self.now();
        let detail = Some(detail.to_owned()).filter(|detail| !detail.is_empty());
        self.events.push(Event { at_s: (at_s * 1e3).round() / 1e3, what: what.to_owned(), detail });
        at_s
    }

    /// Waits until then, unless a signal comes first.
    fn until(&self, at: f64) -> Result<(), Stopped> {
        while self.now() < at {
            self.signalled()?;
            thread::sleep(LOOK);
        }
        Ok(())
    }

    fn signalled(&self) -> Result<(), Stopped> {
        if self.stop.load(Ordering::Acquire) {
            return Err(Stopped(Verdict::Aborted, "stopped by a signal".to_owned()));
        }
        Ok(())
    }

    /// Nothing is broken unless everything is at rest.
    fn baseline(&mut self) -> Result<(), Stopped> {
        (self.says)("baseline");
        let wanted = self.scenario.baseline as usize;
        let latest = f64::from(self.scenario.baseline) / self.scenario.rate_hz
            + self.scenario.timeout.as_secs_f64()
            + 5.0;
        while self.probers.iter().any(|p| p.ended().len() < wanted) {
            self.signalled()?;
            if self.now() > latest {
                return Err(Stopped(Verdict::Aborted, "the baseline's probes did not end".to_owned()));
            }
            thread::sleep(LOOK);
        }
        for prober in &self.probers {
            let share = percent(&prober.ended());
            if share < AT_REST {
                let name = prober.service();
                let why = format!(
                    "baseline not steady: {name} gave {share:.1} % good answers, at least {AT_REST} % are needed"
                );
                return Err(Stopped(Verdict::Aborted, why));
            }
        }
        self.event("steady", "");
        Ok(())
    }

    /// From the injection to the clear. Whatever happens between, the fault is undone.
    fn broken(&mut self, fault: &mut dyn Fault, marks: &mut Marks) -> Result<(), Stopped> {
        let error = |why: String| Stopped(Verdict::Error, why);
        let state = State {
            version: 1,
            scenario: self.scenario.name.clone(),
            runner: std::process::id(),
            undo: fault.undo(),
        };
        self.home.write(&state).map_err(error)?;
        let mut held = Held { home: self.home, undone: false };
        let limit = self.scenario.duration + self.scenario.guardian;
        let guardian = match Guardian::start(self.program, self.home, limit, self.machine) {
            Ok(guardian) => guardian,
            Err(why) => {
                // Nothing was injected: there is nothing to run, and nothing may stay.
                held.undone = self.home.forget().is_ok();
                return Err(error(why));
            }
        };
        (self.says)("injecting");
        marks.inject = self.event("inject", "");
        let result = fault.inject().map_err(error).and_then(|()| self.hold(fault, marks.inject));
        (self.says)("clearing");
        // A crash is over when it happens: nothing is cleared, the scenario ends.
        let end = if self.scenario.action.crashes() { "end" } else { "clear" };
        marks.clear = self.event(end, "");
        fault.clear();
        let own = self.undo(&mut held);
        guardian.dismiss();
        if !own {
            let why =
                "this program was held up: the guardian undid the fault at its deadline, before the clear";
            return Err(error(why.to_owned()));
        }
        let end = marks.inject + self.scenario.duration.as_secs_f64();
        if self.scenario.action.crashes() && result.is_ok() {
            marks.clear = end;
        }
        result
    }

    /// Undoes; false when somebody else had done so before.
    fn undo(&mut self, held: &mut Held<'_>) -> bool {
        match self.home.undo() {
            Ok(None) => {
                held.undone = true;
                self.event("cleared", "by the guardian, before");
                return false;
            }
            Ok(left) => {
                let failed = left.map(|r| r.failed).unwrap_or_default();
                held.undone = failed.is_empty();
                self.event(if held.undone { "cleared" } else { "not-cleared" }, &failed.join("; "));
                self.not_undone.extend(failed);
            }
            Err(why) => self.not_undone.push(why),
        }
        true
    }

    /// Sees the effect, then holds the fault to the end of the scenario.
    fn hold(&mut self, fault: &mut dyn Fault, inject: f64) -> Result<(), Stopped> {
        let end = inject + self.scenario.duration.as_secs_f64();
        let shown = (inject + SHOWN).min(end);
        loop {
            match fault.effect() {
                Ok(Some(evidence)) => {
                    self.event("verified", &evidence);
                    self.verified = true;
                    break;
                }
                Ok(None) if self.now() >= shown => {
                    let why = "the fault was not seen to take effect".to_owned();
                    return Err(Stopped(Verdict::NotInjected, why));
                }
                Ok(None) => {}
                Err(why) => return Err(Stopped(Verdict::NotInjected, why)),
            }
            self.signalled()?;
            thread::sleep(LOOK);
        }
        (self.says)("holding the fault");
        while self.now() < end {
            self.signalled()?;
            self.floors(inject)?;
            thread::sleep(LOOK * 4);
        }
        Ok(())
    }

    /// Aborts when a service has fallen below its floor over the last second or more.
    fn floors(&self, inject: f64) -> Result<(), Stopped> {
        for prober in &self.probers {
            let target = self.scenario.targets.iter().any(|t| t == prober.service());
            let floors = self.scenario.abort_below;
            let floor = if target { floors.target } else { floors.other };
            let since: Vec<Seen> = prober.ended().into_iter().filter(|p| p.planned >= inject).collect();
            let recent = since.get(since.len().saturating_sub(self.recent())..).unwrap_or_default();
            if recent.len() >= self.recent() && percent(recent) < floor {
                let (name, share) = (prober.service(), percent(recent));
                let why = format!("{name} fell to {share:.0} % good answers, below its floor of {floor} %");
                return Err(Stopped(Verdict::Aborted, why));
            }
        }
        Ok(())
    }

    fn recent(&self) -> usize {
        (self.scenario.rate_hz.ceil() as usize).max(ENOUGH)
    }
}

/// Undoes when the runner panics between injection and clear.
struct Held<'a> {
    home: &'a Home,
    undone: bool,
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        if !self.undone && thread::panicking() {
            let _ = self.home.undo();
        }
    }
}

fn percent(probes: &[Seen]) -> f64 {
    let count = probes.iter().filter(|p| good(p.outcome)).count();
    count as f64 * 100.0 / probes.len().max(1) as f64
}
