//! Load runs beside an independent reading of the same files.

use crate::{corpus, files, read};
use quarterdeck_collectors::Collected;
use quarterdeck_model::payload::{Benchmark, Load};
use quarterdeck_model::{Kind, Payload, SectionState};
use serde_json::Value;
use std::path::Path;

fn benchmark(collected: &Collected) -> &Benchmark {
    match &collected.payload {
        Payload::Benchmark(benchmark) => benchmark,
        other => panic!("{other:?}"),
    }
}

fn json(file: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}

/// The value of a metric, whether stated or of a load run.
fn metric(collected: &Collected, name: &str) -> Option<f64> {
    let metrics = collected.payload.metrics();
    metrics.iter().find(|m| m.id.as_str() == name).map(|m| m.value)
}

fn near(ours: Option<f64>, theirs: f64) {
    assert!(ours.is_some_and(|ours| (ours - theirs).abs() <= 1e-6 * theirs.abs()), "{ours:?} and {theirs}");
}

fn only(collected: &Collected) -> &Load {
    let loads = &benchmark(collected).loads;
    assert_eq!(loads.len(), 1);
    &loads[0]
}

#[test]
fn vegeta_counts_the_failures_and_drops_latencies_of_them() {
    let Some(corpus) = corpus() else { return };
    for file in files(&corpus.join("bench/vegeta")) {
        let (raw, ours) = (json(&file), read(Kind::Benchmark, None, &file));
        let load = only(&ours);
        assert_eq!(Some(load.requests), raw["requests"].as_u64());
        near(load.rate_achieved, raw["throughput"].as_f64().unwrap());
        let failed = 100.0 * (1.0 - raw["success"].as_f64().unwrap());
        near(metric(&ours, "benchmark.error_percent"), failed);
        // Both runs failed in a tenth and more of their requests, at once: their median says nothing.
        assert_eq!(metric(&ours, "benchmark.latency_p50_ms"), None);
    }
}

#[test]
fn autocannon_is_read_and_its_requests_are_not() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("bench/autocannon");
    for (name, load) in [
        ("autocannon__test__fixtures__example-result", "example result"),
        ("local_autocannon", "http://127.0.0.1:18081/"),
    ] {
        let file = folder.join(format!("{name}.json"));
        let (raw, ours) = (json(&file), read(Kind::Benchmark, None, &file));
        assert_eq!(only(&ours).name, load);
        assert_eq!(Some(only(&ours).requests), raw["requests"]["total"].as_u64());
        for (key, id) in [("p50", "p50"), ("p90", "p90"), ("p99", "p99")] {
            let theirs = raw["latency"][key].as_f64().unwrap();
            near(metric(&ours, &format!("benchmark.latency_{id}_ms")), theirs);
        }
        let seconds = raw["duration"].as_f64().unwrap();
        near(only(&ours).rate_achieved, raw["2xx"].as_f64().unwrap() / seconds);
        near(metric(&ours, "benchmark.error_percent").map(|v| v + 1.0), 1.0);
    }
    let other = read(Kind::Benchmark, None, &folder.join("autocannon__test__fixtures__httpbin-get.json"));
    assert!(!other.section.state.counts(), "a recording of requests (HAR) is no result");
}

#[test]
fn oha_is_known_from_the_schema_of_it() {
    let Some(corpus) = corpus() else { return };
    let schema = read(Kind::Benchmark, None, &corpus.join("bench/oha/oha__schema.json"));
    assert!(!schema.section.state.counts(), "the schema is no report");
}

#[test]
fn wrk_is_read() {
    let Some(corpus) = corpus() else { return };
    let ours = read(Kind::Benchmark, None, &corpus.join("bench/wrk/local_wrk_latency.txt"));
    assert_eq!((ours.tool.as_str(), only(&ours).requests), ("wrk", 3091));
    near(metric(&ours, "benchmark.latency_p50_ms"), 0.758);
    near(metric(&ours, "benchmark.latency_p90_ms"), 15.16);
    near(metric(&ours, "benchmark.latency_p99_ms"), 77.7);
    near(metric(&ours, "benchmark.throughput_rps"), 3091.0 / 2.11);
}

#[test]
fn the_runs_in_the_manual_of_wrk2_are_read() {
    let Some(corpus) = corpus() else { return };
    let file = corpus.join("bench/wrk/wrk2_README_with_latency_spectrum.md");
    let ours = read(Kind::Benchmark, None, &file);
    assert_eq!(ours.tool, "wrk2");
    // Four runs of one address: the first counts, and it was run without percentiles.
    assert_eq!(only(&ours).requests, 60_017);
    assert_eq!(ours.diagnostics.len(), 4);
    let manual = std::fs::read_to_string(&file).unwrap();
    let apart = tempfile::tempdir().unwrap();
    // What the manual shows as percentiles of its second and its fourth run, in milliseconds.
    for (run, p50, p90, p99) in [(2, 6.67, 9.14, 11.18), (4, 8.61, 11.77, 1270.0)] {
        let text = manual.split("Running 30s").nth(run).unwrap();
        let file = apart.path().join("wrk2.txt");
        std::fs::write(&file, format!("Running 30s{text}")).unwrap();
        let ours = read(Kind::Benchmark, None, &file);
        near(metric(&ours, "benchmark.latency_p90_ms"), p90);
        // Between two rows of the table the longer one is taken: at most 2 % more here.
        for (id, stated) in [("p50", p50), ("p99", p99)] {
            let ours = metric(&ours, &format!("benchmark.latency_{id}_ms")).unwrap();
            assert!(ours >= stated * 0.998 && ours <= stated * 1.02, "{id} {ours} and {stated}");
        }
    }
}

#[test]
fn summaries_of_k6_are_read() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("bench/k6");
    let file = folder.join("k6-reporter__tests__data__simple.json");
    let (raw, ours) = (json(&file), read(Kind::Benchmark, None, &file));
    let metrics = &raw["metrics"];
    let load = only(&ours);
    assert_eq!(Some(load.requests), metrics["http_reqs"]["values"]["count"].as_u64());
    assert_eq!(load.errors, metrics["http_req_failed"]["values"]["passes"].as_u64());
    near(metric(&ours, "benchmark.error_percent"), 39.749_430_523_917_995);
    let expected = &metrics["http_req_duration{expected_response:true}"]["values"];
    for (id, key) in [("p50", "med"), ("p90", "p(90)"), ("p95", "p(95)"), ("p99", "p(99)")] {
        near(metric(&ours, &format!("benchmark.latency_{id}_ms")), expected[key].as_f64().unwrap());
    }
    let seconds = raw["state"]["testRunDurationMs"].as_f64().unwrap() / 1000.0;
    near(load.rate_achieved, 529.0 / seconds);
    let file = folder.join("k6-reporter__tests__data__grpc.json");
    let (raw, ours) = (json(&file), read(Kind::Benchmark, None, &file));
    assert_eq!(benchmark(&ours).loads, [], "no request of HTTP");
    let entry = benchmark(&ours).entries.iter().find(|e| e.name == "grpc_req_duration").unwrap();
    let theirs = raw["metrics"]["grpc_req_duration"]["values"]["avg"].as_f64().unwrap();
    near(Some(entry.estimate.value), theirs);
    assert_eq!(metric(&ours, "benchmark.checks_percent"), Some(100.0));
    assert_eq!(metric(&ours, "benchmark.thresholds_crossed"), Some(1.0));
}

/// The counts of a log's load runs, by tag, and the longest value of each in milliseconds.
fn logged(file: &Path) -> Vec<(String, u64, f64)> {
    let ours = read(Kind::Benchmark, None, file);
    assert_eq!(ours.section.state, SectionState::Ok, "{:?}", ours.diagnostics);
    let loads = benchmark(&ours).loads.iter().map(|load| {
        let values = load.service.as_ref().unwrap().decode().unwrap();
        assert_eq!((values.len(), load.errors), (load.requests, None));
        (load.name.clone(), load.requests, values.max() as f64 / 1000.0)
    });
    loads.collect()
}

#[test]
fn logs_of_every_version_hold_what_their_writers_tests_say() {
    let Some(corpus) = corpus() else { return };
    let folder = corpus.join("bench/hdrhistogram");
    let java = "HdrHistogram__src__test__resources__org__HdrHistogram__";
    // Counts as the tests of HdrHistogram's own reader expect them; the longest value as the log prints it.
    for (file, count) in [
        (format!("{java}jHiccup-2.0.1.logV0.hlog"), 61_256),
        (format!("{java}jHiccup-2.0.7S.logV2.hlog"), 48_761),
    ] {
        let file = folder.join(file);
        let found = logged(&file);
        let [(tag, n, max)] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((tag.as_str(), *n), ("", count), "{}", file.display());
        let text = std::fs::read_to_string(&file).unwrap();
        let printed = text.lines().filter_map(|line| line.split(',').nth(2)?.parse::<f64>().ok());
        let longest = printed.fold(0.0, f64::max);
        // Of two digits: versions print the lower or the upper end of what is counted as the same.
        assert!((max / longest - 1.0).abs() < 1e-2, "{}: {max} and {longest}", file.display());
    }
    // Every line of the log stands there twice, the second time with a tag.
    let found = logged(&folder.join(format!("{java}tagged-Log.logV2.hlog")));
    let [(none, plain, max), (tag, tagged, tagged_max)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((none.as_str(), tag.as_str(), plain, max), ("", "A", tagged, tagged_max));
    // The log of V2 with a tag at some of its lines.
    let found = logged(&folder.join("HdrHistogram_c__test__jHiccup-2.0.7S.logV3.hlog"));
    assert_eq!(found.iter().map(|(_, n, _)| n).sum::<u64>(), 48_761);
}

#[test]
fn tables_of_percentiles_are_read() {
    let Some(corpus) = corpus() else { return };
    for file in files(&corpus.join("bench/hdrhistogram")) {
        if file.extension().is_none_or(|extension| extension != "hgrm") {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        let rows: Vec<Vec<f64>> = text
            .lines()
            .filter(|line| !line.trim().starts_with('#'))
            .map(|line| line.split_whitespace().filter_map(|word| word.parse().ok()).collect())
            .filter(|row: &Vec<f64>| row.len() == 4)
            .collect();
        let ours = read(Kind::Benchmark, None, &file);
        assert_eq!(ours.section.state, SectionState::Ok, "{:?}", ours.diagnostics);
        for (measure, quantile) in [("p50", 0.5), ("p90", 0.9), ("p95", 0.95)] {
            let stated = rows.iter().find(|row| (row[1] - quantile).abs() < 1e-9).unwrap()[0];
            let entry = benchmark(&ours).entries.iter().find(|e| e.measure == measure).unwrap();
            near(Some(entry.estimate.value), stated);
        }
        // No row is of 99 %: it lies between the two beside it.
        let p99 = benchmark(&ours).entries.iter().find(|e| e.measure == "p99").unwrap().estimate.value;
        let before = rows.iter().rev().find(|row| row[1] < 0.99).unwrap()[0];
        let after = rows.iter().find(|row| row[1] > 0.99).unwrap()[0];
        assert!(before < p99 && p99 <= after, "{before} {p99} {after}");
    }
}
