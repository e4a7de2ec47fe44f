//! Simulated chaos experiments: the probes of every service around a fault, and the figures that follow from them.

use super::random::Random;
use super::reliability::SERVICES;
use super::story::Story;
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::{Chaos, Event, Experiment, Impact, Outcome, Recovery, Track, Verdict};

/// Seconds between two probes of a service.
const EVERY_S: f64 = 0.5;

/// Probes of a service before the fault.
const BEFORE: usize = 20;

/// The service that the fault is for.
const TARGET: &str = "agent-bus";

/// A scenario: what is usual for it, and what it asks for.
struct Scenario {
    name: &'static str,
    /// Seconds from the injection to the end.
    duration_s: f64,
    /// Seconds that the fault is held before it is cleared; 0 for one that strikes once.
    held_s: f64,
    /// Usual seconds to recover, and the limit: from the clearing of a held fault, else from the injection.
    recovery_s: (f64, f64),
    /// Usual share of good probes in percent, and the limit.
    available: (f64, f64),
}

const SCENARIOS: [Scenario; 3] = [
    Scenario {
        name: "single-service-crash",
        duration_s: 60.0,
        held_s: 0.0,
        recovery_s: (12.0, 30.0),
        available: (97.0, 95.0),
    },
    Scenario {
        name: "network-partition",
        duration_s: 120.0,
        held_s: 20.0,
        recovery_s: (31.0, 60.0),
        available: (86.0, 80.0),
    },
    Scenario {
        name: "resource-exhaustion",
        duration_s: 90.0,
        held_s: 20.0,
        recovery_s: (22.0, 45.0),
        available: (91.0, 85.0),
    },
];

/// How the target fared: probes from the injection on, those that felt the fault, and how many of these failed.
struct Course {
    planned: usize,
    felt: usize,
    failed: usize,
}

/// The experiment of a day.
pub(super) fn chaos(story: &Story, random: &mut Random, at: Timestamp) -> Chaos {
    let scenario = &SCENARIOS[(story.day / 7) as usize % SCENARIOS.len()];
    let lost = story.day % 63 == 34;
    let course = scenario.course(random, lost);
    let tracks: Vec<Track> = SERVICES.iter().map(|(service, _)| course.track(service, random)).collect();
    let available = course.available_percent();
    let recovery = Recovery {
        seconds: course.felt as f64 * EVERY_S - scenario.held_s,
        plus_minus: (!lost).then_some(EVERY_S),
        censored: lost,
    };
    let impact = |track: &Track| Impact {
        service: track.service.clone(),
        target: track.target,
        availability_percent: Some(if track.target { available } else { 100.0 }),
    };
    let experiment = Experiment {
        started_at: Some(at),
        duration_s: Some(scenario.duration_s),
        faults_injected: Some(1),
        availability_percent: Some(available),
        recovery: Some(recovery),
        impacts: tracks.iter().map(impact).collect(),
        events: events(scenario, recovery),
        reasons: scenario.reasons(recovery, available),
        tracks,
        ..Experiment::judged(scenario.name, scenario.verdict(recovery, available))
    };
    Chaos { experiments: vec![experiment] }
}

fn events(scenario: &Scenario, recovery: Recovery) -> Vec<Event> {
    let injected = BEFORE as f64 * EVERY_S;
    let event =
        |after_s: f64, what: &str| Event { at_s: injected + after_s, what: what.to_owned(), detail: None };
    let held = scenario.held_s;
    let clear = (held > 0.0).then(|| event(held, "clear"));
    let recovered = (!recovery.censored).then(|| event(held + recovery.seconds, "recovered"));
    let end = event(scenario.duration_s, "end");
    [event(0.0, "inject")].into_iter().chain(clear).chain(recovered).chain([end]).collect()
}

impl Scenario {
    fn course(&self, random: &mut Random, lost: bool) -> Course {
        let planned = (self.duration_s / EVERY_S) as usize;
        let felt = (self.held_s + random.around(self.recovery_s.0, 0.15)) / EVERY_S;
        let available = random.around(self.available.0, 0.005).min(100.0);
        let felt = if lost { planned } else { (felt.round() as usize).clamp(1, planned) };
        let available = if lost { 61.5 } else { available };
        let failed = ((100.0 - available) / 100.0 * planned as f64).round() as usize;
        Course { planned, felt, failed: failed.clamp(1, felt) }
    }

    fn verdict(&self, recovery: Recovery, available: f64) -> Verdict {
        match (recovery.censored, recovery.seconds < self.recovery_s.1 && available > self.available.1) {
            (true, _) => Verdict::NotRecovered,
            (false, true) => Verdict::Pass,
            (false, false) => Verdict::Fail,
        }
    }

    /// What the verdict rests on, in the words of `quarterdeck chaos run`.
    fn reasons(&self, recovery: Recovery, available: f64) -> Vec<String> {
        let back = match recovery.plus_minus {
            None => format!("not recovered within the {:.1} s that were watched", recovery.seconds),
            Some(exact) => {
                let limit = self.recovery_s.1;
                let than = if recovery.seconds < limit { "below" } else { "expected below" };
                format!("recovered in {:.2} s ± {exact:.2} s, {than} {limit} s", recovery.seconds)
            }
        };
        let limit = self.available.1;
        let than = if available > limit { "above" } else { "expected above" };
        vec![back, format!("available {available:.2} %, {than} {limit} %")]
    }
}

impl Course {
    /// Good probes of all from the injection to the end, in hundredths of a percent.
    fn available_percent(&self) -> f64 {
        let good = self.planned - self.failed;
        (good as f64 / self.planned as f64 * 10_000.0).round() / 100.0
    }

    /// Whether the target's probe number `n` from the injection on fails: they are spread over those that feel the fault,
    /// and the last of these is one of them.
    fn fails(&self, n: usize) -> bool {
        n < self.felt && (n + 1) * self.failed / self.felt > n * self.failed / self.felt
    }

    fn track(&self, service: &str, random: &mut Random) -> Track {
        let target = service == TARGET;
        let felt = |k: usize| k.checked_sub(BEFORE).filter(|n| target && *n < self.felt);
        let fails = |k: usize| felt(k).is_some_and(|n| self.fails(n));
        let all = BEFORE + self.planned;
        let took = |k: usize| {
            let usual = random.around(4.2, 0.12);
            let took = match (fails(k), felt(k)) {
                (true, _) => 0.4,
                (false, Some(_)) => usual * 6.0,
                (false, None) => usual,
            };
            (took * 100.0).round() / 100.0
        };
        Track {
            service: service.to_owned(),
            target,
            first_at_s: 0.0,
            every_s: EVERY_S,
            outcomes: (0..all).map(|k| if fails(k) { Outcome::Down } else { Outcome::Up }).collect(),
            took_ms: (0..all).map(took).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_those_of_the_probes() {
        for scenario in &SCENARIOS {
            for (seed, lost) in [(1, false), (2, false), (3, true)] {
                let random = &mut Random::new(seed, 5, 1);
                let course = scenario.course(random, lost);
                let track = course.track(TARGET, random);
                let after = &track.outcomes[BEFORE..];
                let good = after.iter().filter(|outcome| **outcome == Outcome::Up).count();
                let share = good as f64 * 100.0 / after.len() as f64;
                assert!((share - course.available_percent()).abs() < 0.006, "{}: {share}", scenario.name);
                let last = after.iter().rposition(|outcome| *outcome == Outcome::Down);
                assert_eq!(last, Some(course.felt - 1), "{}", scenario.name);
                assert!(track.outcomes[..BEFORE].iter().all(|outcome| *outcome == Outcome::Up));
                assert_eq!(lost, course.available_percent() < scenario.available.1, "{}", scenario.name);
            }
        }
    }
}
