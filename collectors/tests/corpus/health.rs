//! Health and chaos results beside an independent reading of the same files.

use crate::{corpus, files, read};
use quarterdeck_collectors::Collected;
use quarterdeck_model::payload::{Experiment, Outcome, Round};
use quarterdeck_model::{Kind, Payload};
use serde_json::Value;
use std::path::Path;

fn rounds(collected: &Collected) -> &[Round] {
    match &collected.payload {
        Payload::Health(health) => &health.rounds,
        other => panic!("{other:?}"),
    }
}

fn experiments(collected: &Collected) -> &[Experiment] {
    match &collected.payload {
        Payload::Chaos(chaos) => &chaos.experiments,
        other => panic!("{other:?}"),
    }
}

fn json(file: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}

fn name(file: &Path) -> String {
    file.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn answers_of_services_are_read() {
    let Some(corpus) = corpus() else { return };
    for folder in ["spring-actuator", "health-json", "kubernetes"] {
        for file in files(&corpus.join("health").join(folder)) {
            let ours = read(Kind::Health, None, &file);
            let [round] = rounds(&ours) else { panic!("{}", file.display()) };
            let text = std::fs::read_to_string(&file).unwrap();
            let down = text.contains("\"status\":\"DOWN\"") || text.contains("check failed");
            let outcome = if down { Outcome::Down } else { Outcome::Up };
            assert_eq!(round.state(), outcome, "{}", file.display());
        }
    }
}

#[test]
fn gatus_results_are_probes() {
    let Some(corpus) = corpus() else { return };
    for file in ["endpoint-statuses.json", "suite-statuses.json"] {
        let file = corpus.join("health/gatus").join(file);
        let (raw, ours) = (json(&file), read(Kind::Health, None, &file));
        let results = raw[0]["results"].as_array().unwrap();
        let [round] = rounds(&ours) else { panic!("one endpoint") };
        assert_eq!(round.probes.len(), results.len());
        for (probe, result) in round.probes.iter().zip(results) {
            assert_eq!(probe.outcome == Outcome::Up, result["success"] == true);
            assert_eq!(probe.phases.total_ms, result["duration"].as_f64().map(|ns| ns / 1e6));
        }
    }
}

#[test]
fn journals_of_chaos_toolkit_are_read() {
    let Some(corpus) = corpus() else { return };
    for file in files(&corpus.join("health/chaostoolkit")) {
        let (raw, ours) = (json(&file), read(Kind::Chaos, None, &file));
        let [experiment] = experiments(&ours) else { panic!("one experiment") };
        assert_eq!(Some(experiment.scenario.as_str()), raw["experiment"]["title"].as_str());
        let expected = match (raw["status"].as_str().unwrap(), raw["deviated"].as_bool().unwrap()) {
            ("completed", false) => "pass",
            ("failed", true) => "fail",
            ("interrupted", _) => "aborted",
            other => panic!("{other:?}"),
        };
        assert_eq!(experiment.verdict.as_str(), expected, "{}", name(&file));
    }
}
