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

/// What an independent reading of a list of objects gives: a name for each, with a figure.
fn stated(text: &str, list: &str, name: &str, figure: &str) -> Vec<(String, f64)> {
    let raw: Value = serde_json::from_str(text).unwrap();
    let rows = raw.pointer(list).unwrap().as_array().unwrap();
    let row = |row: &Value| Some((row.pointer(name)?.as_str()?.to_owned(), row.pointer(figure)?.as_f64()?));
    rows.iter().filter_map(row).collect()
}

#[test]
fn every_figure_of_python_and_java_benchmarks_is_there() {
    let Some(corpus) = corpus() else { return };
    let mut compared = 0;
    for (folder, list, name, figure) in [
        ("pytest-benchmark", "/benchmarks", "/fullname", "/stats/mean"),
        ("jmh", "", "/benchmark", "/primaryMetric/score"),
    ] {
        let json = |file: &std::path::PathBuf| file.extension().is_some_and(|ending| ending == "json");
        for file in files(&corpus.join("bench").join(folder)).into_iter().filter(json) {
            let ours = entries(read(Kind::Benchmark, Some(folder), &file));
            for (name, value) in stated(&std::fs::read_to_string(&file).unwrap(), list, name, figure) {
                // JMH's rates are made operations a second.
                let same =
                    |ours: f64| [1.0, 1e3, 1e6, 1e9].iter().any(|f| (ours / (value * f) - 1.0).abs() < 1e-9);
                let found = ours.iter().any(|e| e.name.starts_with(&name) && same(e.estimate.value));
                assert!(found, "{name} {value} of {}", file.display());
                compared += 1;
            }
        }
    }
    assert!(compared >= 15, "only {compared} figures were compared");
}

#[test]
fn every_result_of_go_is_there() {
    let Some(corpus) = corpus() else { return };
    let file = corpus.join("bench/go-bench/perf__benchproc__testdata__suffixarray.bench");
    let text = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<Vec<&str>> =
        text.lines().filter(|l| l.starts_with("Benchmark")).map(|l| l.split_whitespace().collect()).collect();
    for entry in entries(read(Kind::Benchmark, None, &file)).iter().filter(|e| e.measure == "time") {
        let name = format!("Benchmark{}", entry.name.rsplit(' ').next().unwrap());
        let mut times: Vec<f64> =
            lines.iter().filter(|l| l[0] == name).map(|l| l[2].parse().unwrap()).collect();
        times.sort_by(f64::total_cmp);
        let half = times.len() / 2;
        let median =
            if times.len() % 2 == 1 { times[half] } else { f64::midpoint(times[half - 1], times[half]) };
        assert_eq!(entry.estimate.value, median, "{name}");
        assert_eq!(entry.estimate.samples.unwrap_or(1), times.len() as u64, "{name}");
    }
}
