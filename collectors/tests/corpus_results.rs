//! Real output of test runners and benchmarks, beside an independent reading of the same files.
//!
//! The corpus stands outside the repository, where `QUARTERDECK_CORPUS` points; without it the tests say so.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "these are tests, and they say what they skip"
)]

use quarterdeck_collectors::{Collected, Request, collect};
use quarterdeck_model::payload::{Benchmark, Entry};
use quarterdeck_model::{Kind, Payload, SectionState};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The corpus, or a line that says why nothing was tested.
fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("QUARTERDECK_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: QUARTERDECK_CORPUS is not set, so real tool output was not read");
    }
    folder
}

fn read(kind: Kind, path: &Path) -> Collected {
    let root = path.parent().unwrap().to_owned();
    collect(&Request { kind, paths: vec![path.to_owned()], format: None, strict: false, root }).unwrap()
}

fn entries(collected: Collected) -> Vec<Entry> {
    match collected.payload {
        Payload::Benchmark(Benchmark { entries, .. }) => entries,
        other => panic!("{other:?}"),
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn times_of_cases_sum_up() {
    let Some(corpus) = corpus() else { return };
    let table = std::fs::read_to_string(corpus.join("EXPECTED.tsv")).unwrap();
    let mut compared = 0;
    for row in table.lines().map(|line| line.split('\t').collect::<Vec<_>>()) {
        let [file, "sum_testcase_time", value, "python-testcase-elements"] = row.as_slice() else { continue };
        let collected = read(Kind::Tests, &corpus.join(file));
        let Payload::Tests(tests) = &collected.payload else { panic!("{file}") };
        let ours: f64 = tests.cases.iter().filter_map(|c| c.duration_s).sum();
        let theirs: f64 = value.parse().unwrap();
        assert!((ours - theirs).abs() < 1e-3, "{file}: the table says {theirs} s, we say {ours} s");
        compared += 1;
    }
    assert!(compared > 15, "only {compared} files were compared");
}

#[test]
fn no_test_report_of_the_corpus_is_lost() {
    let Some(corpus) = corpus() else { return };
    for file in files(&corpus.join("junit")) {
        let collected = read(Kind::Tests, &file);
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let expected = match name.as_str() {
            "enricomi-no-cases.xml" => SectionState::Empty,
            // Six tests are declared and none is there: nothing is known of them.
            "enricomi-no-cases-but-tests.xml" => SectionState::Failed,
            // A suite inside broke outside its cases.
            "jenkins-nested.xml" => SectionState::Partial,
            _ => SectionState::Ok,
        };
        assert_eq!(collected.section.state, expected, "{name}: {:?}", collected.section.reasons);
        println!(
            "{name}: {} {:?}",
            collected.tool,
            collected.diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>()
        );
    }
}

#[test]
fn every_mean_of_hyperfine_is_there() {
    let Some(corpus) = corpus() else { return };
    for file in files(&corpus.join("bench/hyperfine")) {
        let raw: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        let ours = entries(read(Kind::Benchmark, &file));
        let times: Vec<&Entry> = ours.iter().filter(|e| e.measure == "time").collect();
        let results = raw["results"].as_array().unwrap();
        assert_eq!(times.len(), results.len(), "{}", file.display());
        for result in results {
            let command = result["command"].as_str().unwrap();
            let found = times.iter().any(|e| {
                e.name.starts_with(command)
                    && Some(e.estimate.value) == result["mean"].as_f64()
                    && e.section.state.counts()
            });
            assert!(found, "{command} of {}", file.display());
        }
    }
}

#[test]
fn estimates_of_criterion_are_slopes_in_nanoseconds() {
    let Some(corpus) = corpus() else { return };
    let from = corpus.join("bench/criterion");
    let folder = tempfile::tempdir().unwrap();
    let put = |file: &str, place: &str| {
        let to = folder.path().join(place);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(from.join(file), to).unwrap();
    };
    let instant = "folo__packages__cargo-bench-history__tests__fixtures__criterion__std_instant__";
    put(&format!("{instant}estimates.json"), "fast_time/std_instant/now/new/estimates.json");
    put(&format!("{instant}benchmark.json"), "fast_time/std_instant/now/new/benchmark.json");
    put("Fibonacci__Iterative__base__estimates.OLDFMT.json", "Fibonacci/Iterative/new/estimates.json");
    put("Fibonacci__Iterative__change__estimates.OLDFMT.json", "Fibonacci/Iterative/change/estimates.json");
    let ours = entries(read(Kind::Benchmark, folder.path()));
    let found: Vec<_> = ours.iter().map(|e| (e.name.as_str(), e.estimate.estimator.as_str())).collect();
    let named = "fast_time_timestamp_performance/timestamp_capture/std_instant/now";
    assert_eq!(found, [("Fibonacci/Iterative", "slope"), (named, "slope")]);
    assert_eq!(ours[1].estimate.value, 26.929_980_671_639_95);
    assert!((4.0..6.0).contains(&ours[0].estimate.value), "{}", ours[0].estimate.value);
}
