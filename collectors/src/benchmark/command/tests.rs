//! Commands that end well, fail, and are not there; estimates of made-up runs.

use super::{CommandPlan, collect, collected, entries, outliers};
use crate::benchmark::command::runs::{Run, Stopped};
use quarterdeck_model::{Payload, Section, SectionState, Timestamp};

fn run(wall_s: f64) -> Run {
    Run { wall_s, user_s: Some(wall_s / 2.0), system_s: Some(0.0), memory_bytes: None }
}

fn plan(command: &str, runs: u32) -> CommandPlan {
    CommandPlan { command: command.to_owned(), name: None, runs, warmup_runs: 1 }
}

#[test]
fn the_figure_is_the_median_and_what_is_not_known_is_left_out() {
    let runs: Vec<Run> = [0.3, 0.1, 0.2, 0.9].into_iter().map(run).collect();
    let found = entries("x", &runs, &Section::ok());
    let told: Vec<String> = found
        .iter()
        .map(|e| format!("{} {:.3} {:?}", e.measure, e.estimate.value, e.estimate.samples))
        .collect();
    assert_eq!(told, ["system_time 0.000 Some(4)", "time 0.250 Some(4)", "user_time 0.125 Some(4)"]);
}

#[test]
fn a_run_far_from_the_others_is_remarked_on_and_stays() {
    let mut runs: Vec<Run> = (0..20).map(|i| run(0.1 + f64::from(i % 3) * 0.001)).collect();
    assert_eq!(outliers("x", &runs), None);
    runs.push(run(0.5));
    let remark = outliers("x", &runs).unwrap().to_string();
    assert!(remark.contains("1 of 21 runs"), "{remark}");
    assert_eq!(entries("x", &runs, &Section::ok())[0].estimate.samples, Some(21));
}

#[test]
fn a_failed_run_makes_nothing_count() {
    let at = Timestamp::from_millis(0).unwrap();
    let failed = || Some(Stopped::Failed("a run failed with exit code 3".to_owned()));
    for runs in [Vec::new(), vec![run(0.1)]] {
        let got = collected("x", &runs, failed(), at);
        assert_eq!(got.section.state, SectionState::Failed);
        assert_eq!(got.section.reasons, ["x: a run failed with exit code 3"]);
        assert!(got.payload.metrics().is_empty());
    }
}

#[cfg(unix)]
#[test]
fn real_commands_are_timed() {
    let got = collect(&plan("sh -c 'sleep 0.05'", 3), &|_| {}).unwrap();
    let Payload::Benchmark(benchmark) = &got.payload else { panic!("{got:?}") };
    let time = benchmark.entries.iter().find(|e| e.measure == "time").unwrap();
    assert!(time.estimate.value >= 0.05, "{time:?}");
    assert_eq!((time.estimate.samples, got.section.state), (Some(3), SectionState::Ok));
    let failed = collect(&plan("sh -c 'exit 3'", 3), &|_| {}).unwrap();
    assert_eq!(failed.section.reasons, ["sh -c 'exit 3': a run failed with exit code 3"]);
}

#[test]
fn mistakes_are_told() {
    for (command, says) in
        [("", "empty"), ("a 'b", "quote"), ("no-such-program-here", "cannot be started"), ("   ", "empty")]
    {
        let error = collect(&plan(command, 1), &|_| {}).unwrap_err().to_string();
        assert!(error.contains(says), "{command:?}: {error}");
    }
    assert!(collect(&plan("true", 0), &|_| {}).unwrap_err().to_string().contains("expected 1 to"));
}
