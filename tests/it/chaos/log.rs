//! What a server's own log says of an experiment: which probes it answered in time, and so how available it was and when
//! it was back. Probes tell the server their number, so each is judged by itself.

use super::harness::{HZ, chrono_seconds, instant, number};
use crate::harness::Project;
use serde_json::Value;

/// Seconds after the planned instant within which an answer counts, in every scenario that is compared.
const DEADLINE: f64 = 0.5;

/// Seconds of every scenario that is compared.
const DURATION: f64 = 2.0;

/// One line.
pub(super) struct Line {
    /// Seconds since 1970.
    pub(super) at: f64,
    /// `start`, or the status of an answer.
    pub(super) what: String,
    /// The number of the probe that was answered.
    pub(super) probe: Option<usize>,
}

/// The log of a server in a project's folder.
pub(super) fn log_of(project: &Project, name: &str) -> Vec<Line> {
    let text = project.read(&format!("{name}.log"));
    let line = |line: &str| {
        let mut words = line.split(' ');
        let at = words.next().unwrap().parse::<f64>().unwrap() / 1e6;
        let (what, probe) = (words.next().unwrap().to_owned(), words.next());
        Line { at, what, probe: probe.map(|probe| probe.parse().unwrap()) }
    };
    text.lines().map(line).collect()
}

/// What a log says of the probes of `api`; times in seconds from the beginning of the experiment.
struct ByLog {
    /// For when each was planned, and when it was answered, if well and in time.
    probes: Vec<(f64, Option<f64>)>,
}

impl ByLog {
    fn new(experiment: &Value, log: &[Line]) -> Self {
        let track = track(experiment, "api");
        let began = chrono_seconds(experiment["started_at"].as_str().unwrap());
        let (first, every) = (number(&track["first_at_s"]), number(&track["every_s"]));
        let answer = |n: usize| {
            let planned = first + every * n as f64;
            let well = log.iter().filter(|line| line.what == "200" && line.probe == Some(n));
            let done = well.map(|line| line.at - began).find(|done| *done <= planned + DEADLINE);
            (planned, done)
        };
        Self { probes: (0..outcomes(track).len()).map(answer).collect() }
    }

    /// Percent of the probes planned while the scenario ran.
    fn available(&self, inject: f64) -> f64 {
        let within =
            || self.probes.iter().filter(|(planned, _)| (inject..=inject + DURATION).contains(planned));
        let answered = within().filter(|(_, done)| done.is_some()).count();
        answered as f64 * 100.0 / within().count() as f64
    }

    /// Seconds from `from` until the first answer after which every probe was answered.
    fn recovery(&self, inject: f64, from: f64) -> f64 {
        let after: Vec<_> = self.probes.iter().filter(|(planned, _)| *planned >= inject).collect();
        let good = after.iter().rposition(|(_, done)| done.is_none()).map_or(0, |last| last + 1);
        let (_, done) = after.get(good).unwrap_or_else(|| panic!("the last probe was not answered in time"));
        (done.unwrap() - from).max(0.0)
    }
}

/// Availability and recovery are those of the server's own log, give or take two probes and two intervals.
pub(super) fn agrees(experiment: &Value, log: &[Line]) {
    let by_log = ByLog::new(experiment, log);
    let began = chrono_seconds(experiment["started_at"].as_str().unwrap());
    let at = |what: &str| instant(experiment, what) - began;
    let crash = experiment["events"].as_array().unwrap().iter().all(|event| event["what"] != "clear");
    let from = if crash { at("inject") } else { at("clear") };
    let (available, available_by_log) =
        (number(&experiment["availability_percent"]), by_log.available(at("inject")));
    let (recovery, recovery_by_log) =
        (number(&experiment["recovery"]["seconds"]), by_log.recovery(at("inject"), from));
    let told = format!(
        "available {available:.1} % and {available_by_log:.1} % by the server's log; \
         back after {recovery:.3} s and {recovery_by_log:.3} s by it"
    );
    println!("{told}");
    let points = 2.0 * 100.0 / (DURATION * HZ);
    assert!((available - available_by_log).abs() <= points + 1e-9, "{told}: {experiment}");
    assert!((recovery - recovery_by_log).abs() <= 2.0 / HZ, "{told}: {experiment}");
}

/// The probes of a service.
pub(super) fn track<'a>(experiment: &'a Value, service: &str) -> &'a Value {
    let tracks = experiment["tracks"].as_array().unwrap();
    tracks.iter().find(|track| track["service"] == service).unwrap()
}

/// How each of them ended.
fn outcomes(track: &Value) -> Vec<char> {
    track["outcomes"].as_str().unwrap().chars().collect()
}
