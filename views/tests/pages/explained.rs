//! The chain from a verdict to its file.

use crate::made_up::{Archive, project};
use quarterdeck_model::SnapshotId;
use quarterdeck_views::explain::{Explanation, Sources, explain, names, text};
use quarterdeck_views::gate::ConfigFile;

fn told(archive: &Archive, name: &str) -> Option<Explanation> {
    let file_of = |id: &SnapshotId| Some(format!("reports/{id}.json"));
    let config =
        ConfigFile { path: "quarterdeck.toml".to_owned(), metrics: vec![11, 12], ..ConfigFile::default() };
    let reports_of = |_: &_| vec!["target/lcov.info".to_owned()];
    let sources = Sources { file_of: &file_of, reports_of: &reports_of, config: Some(&config) };
    explain(&archive.context(), sources, name, None)
}

#[test]
fn a_metric_leads_to_its_file_rule_alert_score_and_gate() {
    let archive = Archive::of(project(), Vec::new());
    let told = text(&told(&archive, "benchmark.latency_p99_ms").unwrap());
    let newest = archive.history.runs.iter().rfind(|run| run.job == "load").unwrap();
    for part in [
        "P99 latency",
        "lower is better",
        "quarterdeck.toml, line 11",
        "> 500",
        &format!("reports/{}.json", newest.id),
        "tool 1.2, read as format",
        "the median of the 10 runs before",
        "% worse (+",
        "threshold benchmark.latency_p99_ms load",
        "15 points, for 0.6",
        "condition 2",
    ] {
        assert!(told.contains(part), "{part} is not in\n{told}");
    }
}

#[test]
fn an_alert_leads_to_what_proves_it_and_a_condition_to_its_reason() {
    let archive = Archive::of(project(), Vec::new());
    let alert = archive.assessment.alerts.iter().find(|alert| alert.is_open()).unwrap();
    let alert = text(&told(&archive, &alert.identity(&archive.history)).unwrap());
    assert!(
        alert.contains("What proves it") && alert.contains("last good") && alert.contains("reports/"),
        "{alert}"
    );
    for (name, part) in
        [("condition 1", "score >= 70"), ("no-alert", "no open critical alert"), ("score", "band")]
    {
        let told = text(&told(&archive, name).unwrap());
        assert!(told.contains(part), "{name}: {told}");
    }
}

#[test]
fn what_was_never_measured_is_explained_and_nonsense_is_not() {
    let archive = Archive::of(project(), Vec::new());
    let never = text(&told(&archive, "resource.cpu_percent").unwrap());
    assert!(never.contains("never measured"), "{never}");
    assert_eq!(told(&archive, "nonsense"), None);
    assert_eq!(told(&archive, "condition 99"), None);
    for name in names(&archive.context()) {
        assert!(told(&archive, &name).is_some(), "{name}");
    }
}
