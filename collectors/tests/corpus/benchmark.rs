//! Benchmarks beside an independent reading of the same files.

use crate::{corpus, files, read};
use quarterdeck_collectors::Collected;
use quarterdeck_model::payload::{Benchmark, Entry};
use quarterdeck_model::{Kind, Payload};
use serde_json::Value;

fn entries(collected: Collected) -> Vec<Entry> {
    match collected.payload {
        Payload::Benchmark(Benchmark { entries, .. }) => entries,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_mean_of_hyperfine_is_there() {
    let Some(corpus) = corpus() else { return };
    for file in files(&corpus.join("bench/hyperfine")) {
        let raw: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        let ours = entries(read(Kind::Benchmark, None, &file));
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
    let ours = entries(read(Kind::Benchmark, None, folder.path()));
    let found: Vec<_> = ours.iter().map(|e| (e.name.as_str(), e.estimate.estimator.as_str())).collect();
    let named = "fast_time_timestamp_performance/timestamp_capture/std_instant/now";
    assert_eq!(found, [("Fibonacci/Iterative", "slope"), (named, "slope")]);
    assert_eq!(ours[1].estimate.value, 26.929_980_671_639_95);
    assert!((4.0..6.0).contains(&ours[0].estimate.value), "{}", ours[0].estimate.value);
}
