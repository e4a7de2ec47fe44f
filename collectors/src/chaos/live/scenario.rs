//! A scenario: what is broken, for how long, and what is asked of the system meanwhile.

use super::Action;
use std::time::Duration;

/// Probes that a baseline needs, by the definition.
pub(super) const BASELINE: u32 = 100;

/// What is broken, for how long, and what is asked of the system meanwhile.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Name on pages and in file names.
    pub name: String,
    /// Services that may be felt to suffer; every other configured service may not.
    pub targets: Vec<String>,
    /// What is done.
    pub action: Action,
    /// From the injection to the clear; availability is measured over it.
    pub duration: Duration,
    /// Probes a second and service, 20 to 50.
    pub rate_hz: f64,
    /// From planned to done; later is a failed probe.
    pub timeout: Duration,
    /// What is asked of the system.
    pub criteria: Criteria,
    /// From the clear on, how long the recovery is watched for.
    pub watch: Duration,
    /// Below which availability the fault is cleared at once.
    pub abort_below: Floors,
    /// Probes of the baseline before, and of the one after.
    pub baseline: u32,
    /// What a recovery is.
    pub steady: Steady,
    /// How long after the end of the fault the guardian waits for this program to have undone it, before it does so
    /// itself.
    pub guardian: Duration,
    /// Hosts, container engines and cluster contexts beyond this machine that may be touched.
    pub allow: Vec<String>,
}

/// What is asked of the system.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Criteria {
    /// Seconds below which the recovery must stay.
    pub recovery_s: f64,
    /// Percentage above which the availability of each target must stay.
    pub availability_percent: f64,
    /// Percentage that the availability of each service that is no target must reach.
    pub others_percent: f64,
}

/// Availability in percent over the last second or more, below which the run is aborted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Floors {
    /// Of a target; 0 for never.
    pub target: f64,
    /// Of every other service; 0 for never.
    pub other: f64,
}

/// The run of good probes that ends a recovery.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Steady {
    /// Seconds that it lasts at least.
    pub seconds: f64,
    /// Probes that it has at least.
    pub probes: u32,
}

impl Default for Steady {
    /// At least 5 seconds and 20 probes.
    fn default() -> Self {
        Self { seconds: 5.0, probes: 20 }
    }
}

impl Scenario {
    /// Everything that is wrong with it; each sentence says what was expected.
    pub fn problems(&self, services: &[String]) -> Vec<String> {
        let mut out = self.numbers();
        if self.targets.is_empty() {
            out.push("`targets` is empty; name at least one service".to_owned());
        }
        let unknown = self.targets.iter().filter(|t| !services.contains(t));
        out.extend(
            unknown.map(|t| format!("target {t:?} is no [[service]]; configured are {}", listed(services))),
        );
        out.extend(self.action.problem());
        out
    }

    fn numbers(&self) -> Vec<String> {
        let within = |name: &str, value: f64, low: f64, high: f64| {
            let fits = value >= low && value <= high;
            (!fits).then(|| format!("{name} = {value} is out of range; expected {low} to {high}"))
        };
        let Criteria { recovery_s, availability_percent, others_percent } = self.criteria;
        let checks = [
            within("rate_hz", self.rate_hz, 20.0, 50.0),
            within("duration_s", self.duration.as_secs_f64(), 1.0, 3600.0),
            within("timeout_ms", self.timeout.as_secs_f64() * 1e3, 1.0, 5000.0),
            within("guardian_s", self.guardian.as_secs_f64(), 1.0, 600.0),
            within("watch_s", self.watch.as_secs_f64(), 0.1, 3600.0),
            within("baseline_probes", f64::from(self.baseline), 20.0, 10_000.0),
            within("steady.seconds", self.steady.seconds, 0.5, 60.0),
            within("steady.probes", f64::from(self.steady.probes), 5.0, 1000.0),
            within("criteria.recovery_s", recovery_s, 0.1, 3600.0),
            within("criteria.availability_percent", availability_percent, 0.0, 100.0),
            within("criteria.others_percent", others_percent, 0.0, 100.0),
            within("abort_below", self.abort_below.other, 0.0, 100.0),
            within("abort_target_below", self.abort_below.target, 0.0, 100.0),
        ];
        checks.into_iter().flatten().chain(self.short_watch()).collect()
    }

    /// A recovery at the limit must still be seen to last.
    fn short_watch(&self) -> Option<String> {
        let held = if self.action.crashes() { self.duration.as_secs_f64() } else { 0.0 };
        let needed = self.criteria.recovery_s + self.steady.seconds - held;
        (self.watch.as_secs_f64() < needed).then(|| {
            format!(
                "watch_s = {} is too short to tell a recovery of {} s that lasts {} s; expected at least {needed}",
                self.watch.as_secs_f64(),
                self.criteria.recovery_s,
                self.steady.seconds
            )
        })
    }

    /// Where it asks for less than the definitions of the figures do: the figures are then marked.
    pub fn shortened(&self) -> Vec<String> {
        let least = Steady::default();
        let baseline = (self.baseline < BASELINE).then(|| {
            format!("the baseline had {} probes, {BASELINE} are needed to call it steady", self.baseline)
        });
        let shorter = self.steady.seconds < least.seconds || self.steady.probes < least.probes;
        let steady = shorter.then(|| {
            format!(
                "recovered means {} s and {} probes of good answers here, {} s and {} by the definition",
                self.steady.seconds, self.steady.probes, least.seconds, least.probes
            )
        });
        baseline.into_iter().chain(steady).collect()
    }
}

/// Names in one sentence.
pub(super) fn listed(names: &[String]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}
