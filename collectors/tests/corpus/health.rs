//! Health and chaos results beside an independent reading of the same files.

use crate::{corpus, files, read};
use quarterdeck_collectors::Collected;
use quarterdeck_model::payload::{Experiment, Outcome, Round};
use quarterdeck_model::{Kind, Payload, SectionState};
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

#[test]
fn containers_use_what_docker_says() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("health/docker-stats");
    let ours = read(Kind::Health, None, &folder.join("docker-stats-28.2-cli.jsonl"));
    let Payload::Health(health) = &ours.payload else { panic!("health") };
    let told: Vec<String> =
        health.figures.iter().map(|f| format!("{} {} {}", f.labels, f.metric, f.value)).collect();
    let expected = [
        "service=acgs2-agent-bus-1 resource.memory_mb 0.659456",
        "service=acgs2-agent-bus-1 resource.cpu_core_percent 0.82",
        "service=acgs2-api-gateway-1 resource.memory_mb 0.229376",
        "service=acgs2-api-gateway-1 resource.cpu_core_percent 0",
    ];
    assert_eq!(told, expected);
    let ours = read(Kind::Health, None, &folder.join("docker-ps.jsonl"));
    let states: Vec<Outcome> = rounds(&ours).iter().map(Round::state).collect();
    assert_eq!(states, [Outcome::Down, Outcome::Up]);
}

#[test]
fn probes_of_the_blackbox_exporter_are_probes() {
    let Some(corpus) = corpus() else { return };
    for (file, up, certificate) in [
        ("blackbox-http-up.prom", true, false),
        ("blackbox-http-down.prom", false, false),
        ("blackbox-https-cert.prom", true, true),
        ("blackbox-https-untrusted.prom", false, false),
    ] {
        let ours = read(Kind::Health, None, &corpus.join("health/prometheus").join(file));
        let [round] = rounds(&ours) else { panic!("{file}") };
        assert_eq!(round.state(), if up { Outcome::Up } else { Outcome::Down }, "{file}");
        assert_eq!(round.certificate.is_some(), certificate, "{file}");
    }
}

#[test]
fn states_of_upptime_are_probes_at_their_time() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("health/upptime");
    for (file, outcome, at) in [
        ("hacker-news.yml", Outcome::Up, "2023-11-26T17:39:40.629Z"),
        ("test-broken-site.yml", Outcome::Down, "2023-10-13T23:00:57.413Z"),
    ] {
        let ours = read(Kind::Health, None, &folder.join(file));
        let [round] = rounds(&ours) else { panic!("{file}") };
        assert_eq!((round.state(), ours.taken_at.unwrap().to_string().as_str()), (outcome, at), "{file}");
    }
    let file = folder.join("summary.json");
    let (raw, ours) = (json(&file), read(Kind::Health, None, &file));
    assert_eq!(rounds(&ours).len(), raw.as_array().unwrap().len());
}

#[test]
fn results_of_litmus_are_experiments() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("health/litmus");
    let ours = read(Kind::Chaos, None, &folder.join("chaosresult-1.0-from-exporter-48.json"));
    let [experiment] = experiments(&ours) else { panic!("one experiment") };
    assert_eq!(experiment.verdict.as_str(), "pass");
    // Without a verdict nothing is known.
    let ours = read(Kind::Chaos, None, &folder.join("chaosresult-1.13-empty-verdict-operator-368.json"));
    assert_eq!(ours.section.state, SectionState::Failed);
}
