//! How fast reports are read, from the file to the figures.

#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up must stop")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use quarterdeck_collectors::{Request, collect};
use quarterdeck_model::{Kind, Timestamp};
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;

/// A tracefile of `files` sources with 1,000 lines, 500 branches and 50 functions each.
fn lcov(files: u32) -> String {
    let mut text = String::new();
    for file in 0..files {
        let _ = writeln!(text, "TN:\nSF:src/module_{}/file_{file}.rs", file % 50);
        for function in 0..50 {
            let _ = writeln!(
                text,
                "FN:{},function_{function}\nFNDA:{},function_{function}",
                function * 20 + 1,
                (file + function) % 5
            );
        }
        for line in 1..=1000 {
            let _ = writeln!(text, "DA:{line},{}", (line * 7 + file) % 10);
            if line % 4 == 0 {
                let _ = writeln!(text, "BRDA:{line},0,0,{}\nBRDA:{line},0,1,-", line % 3);
            }
        }
        text.push_str("end_of_record\n");
    }
    text
}

/// A report of `suites` suites with 200 cases each: one in 20 fails, one in 50 is skipped.
fn junit(suites: u32) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"bench\">\n");
    for suite in 0..suites {
        let _ = writeln!(text, "<testsuite name=\"pkg.suite_{suite}\" tests=\"200\">");
        for case in 0..200 {
            let _ = write!(
                text,
                "<testcase classname=\"pkg.suite_{suite}\" name=\"test_case_{case}\" time=\"0.{case:03}\""
            );
            match case {
                n if n % 20 == 0 => {
                    text.push_str("><failure message=\"1 != 2\">trace\nmore</failure></testcase>\n")
                }
                n if n % 50 == 1 => text.push_str("><skipped/></testcase>\n"),
                _ => text.push_str("/>\n"),
            }
        }
        text.push_str("</testsuite>\n");
    }
    text.push_str("</testsuites>\n");
    text
}

fn request(kind: Kind, path: &Path) -> Request {
    let root = path.parent().unwrap_or(path).to_owned();
    let now = Timestamp::from_chrono(chrono::Utc::now());
    Request { kind, paths: vec![path.to_owned()], format: None, strict: false, root, now }
}

fn read(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder for the reports");
    let mut group = criterion.benchmark_group("read");
    group.sample_size(10);
    for (kind, name, text) in
        [(Kind::Coverage, "lcov.info", lcov(500)), (Kind::Tests, "junit.xml", junit(500))]
    {
        let path = folder.path().join(name);
        std::fs::write(&path, &text).expect("a report to read");
        let request = request(kind, &path);
        let counts = collect(&request).is_ok_and(|c| c.section.state.counts());
        assert!(counts, "{name} is not read as it should be");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(name), |b| b.iter(|| black_box(collect(&request))));
    }
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
