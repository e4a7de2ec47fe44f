//! `[[scenario]]`: one experiment that `chaos run` can make.

use quarterdeck_collectors::chaos::live::{Action, Criteria, Floors, Scenario, Steady};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// One scenario. Times are in seconds; what is left out takes the value that the definitions of the figures name.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct ScenarioTable {
    /// Name on pages and in file names.
    pub(crate) name: String,
    /// Names of services that may suffer; no other may.
    pub(crate) targets: Vec<String>,
    /// What is done.
    pub(crate) action: Action,
    /// How long the fault is held, in seconds, 1 to 3600.
    duration_s: f64,
    /// Probes a second of each service, 20 to 50.
    #[serde(default = "rate")]
    rate_hz: f64,
    /// Milliseconds after which a probe is down, 1 to 5000.
    #[serde(default = "timeout")]
    timeout_ms: u64,
    /// What must hold for the verdict to be a pass.
    criteria: CriteriaTable,
    /// How long the recovery is watched for [default: what the criterion and its proof need, and 10 s].
    watch_s: Option<f64>,
    /// How long after the end of the fault the guardian waits for it to be undone, before it undoes it itself.
    #[serde(default = "half_a_minute")]
    guardian_s: f64,
    /// Availability in percent of a service that is no target, below which the fault is cleared at once.
    #[serde(default = "half")]
    abort_below: f64,
    /// The same of a target.
    #[serde(default)]
    abort_target_below: f64,
    /// Probes of each service before the fault, 20 to 10000.
    #[serde(default = "hundred")]
    baseline_probes: u32,
    /// When a service counts as recovered.
    #[serde(default)]
    steady: SteadyTable,
    /// Hosts, engines and contexts beyond this machine that may be touched.
    #[serde(default)]
    allow: Vec<String>,
}

/// `criteria`
#[derive(Debug, Clone, Copy, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct CriteriaTable {
    /// Seconds within which the targets recover.
    recovery_s: f64,
    /// Least share of good probes of the targets.
    availability_percent: f64,
    /// Least share of good probes of every other service.
    #[serde(default = "nearly_all")]
    others_percent: f64,
}

/// `steady`
#[derive(Debug, Clone, Copy, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
struct SteadyTable {
    /// Seconds of good answers in a row, 0.5 to 60.
    seconds: f64,
    /// Good answers in a row, 5 to 1000.
    probes: u32,
}

impl Default for SteadyTable {
    fn default() -> Self {
        let Steady { seconds, probes } = Steady::default();
        Self { seconds, probes }
    }
}

fn rate() -> f64 {
    20.0
}

fn timeout() -> u64 {
    1000
}

fn half_a_minute() -> f64 {
    30.0
}

fn half() -> f64 {
    50.0
}

fn hundred() -> u32 {
    100
}

fn nearly_all() -> f64 {
    99.0
}

impl ScenarioTable {
    /// The scenario.
    ///
    /// # Errors
    /// Every mistake, each naming the table.
    pub(crate) fn to_scenario(&self, services: &[String]) -> Result<Scenario, Vec<String>> {
        let named = |why: String| format!("[[scenario]] {:?}: {why}", self.name);
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
        let mut wrong = Vec::new();
        if self.name.is_empty() || self.name.len() > 60 || !self.name.chars().all(plain) {
            wrong.push(named(
                "`name` is a part of file names; expected 1 to 60 letters, digits, - and _".to_owned(),
            ));
        }
        let watch = self.watch_s.unwrap_or(self.criteria.recovery_s + self.steady.seconds + 10.0);
        let time = |seconds: f64| Duration::try_from_secs_f64(seconds).unwrap_or_default();
        let scenario = Scenario {
            name: self.name.clone(),
            targets: self.targets.clone(),
            action: self.action.clone(),
            duration: time(self.duration_s),
            rate_hz: self.rate_hz,
            timeout: Duration::from_millis(self.timeout_ms),
            criteria: Criteria {
                recovery_s: self.criteria.recovery_s,
                availability_percent: self.criteria.availability_percent,
                others_percent: self.criteria.others_percent,
            },
            watch: time(watch),
            abort_below: Floors { target: self.abort_target_below, other: self.abort_below },
            baseline: self.baseline_probes,
            guardian: time(self.guardian_s),
            steady: Steady { seconds: self.steady.seconds, probes: self.steady.probes },
            allow: self.allow.clone(),
        };
        wrong.extend(scenario.problems(services).into_iter().map(named));
        if wrong.is_empty() { Ok(scenario) } else { Err(wrong) }
    }
}

/// The three scenarios to begin with, as tables; the names of service, pid file and port are to be replaced.
pub(crate) const TABLES: &str = r#"[[scenario]]                          # a service dies; who supervises it must bring it back
name = "service-crash"
targets = ["api"]                     # names of [[service]] tables; every other service must not feel it
action = { kind = "kill", who = { pid_file = "run/api.pid" } }
duration_s = 60
criteria = { recovery_s = 30, availability_percent = 95 }

[[scenario]]                          # nobody reaches it; needs root and nft. Without: kind = "proxy", see `chaos doctor`
name = "network-partition"
targets = ["api"]
action = { kind = "partition", ports = [8080] }
duration_s = 120
criteria = { recovery_s = 60, availability_percent = 80 }

[[scenario]]                          # every processor of the machine is busy
name = "resource-exhaustion"
targets = ["api"]
action = { kind = "cpu" }
duration_s = 90
criteria = { recovery_s = 45, availability_percent = 85 }
"#;
