//! Criterion's folder.

use super::{fixture, told};
use crate::benchmark::criterion::parse;
use crate::benchmark::merge;
use expect_test::{Expect, expect};
use std::path::Path;
use std::time::{Duration, SystemTime};

fn check(name: &str, expected: &Expect) {
    expected.assert_eq(&told(|input, _| parse(Path::new(&input.name)), &format!("criterion/{name}")));
}

#[test]
fn one() {
    check(
        "one",
        &expect![[r#"
        ok · criterion
        fib time: 50000 ns by mean, 48000–52000 (0.95)
        parse/large/json time: 121.5 ns by slope, 118–124 (0.95), n = 3, 4096 bytes each
    "#]],
    );
}

#[test]
fn zero() {
    check(
        "zero",
        &expect![[r#"
        empty · criterion
        because: the folder holds no benchmark (no new/estimates.json in it)
    "#]],
    );
}

#[test]
fn failed() {
    check(
        "failed",
        &expect![[r#"
            partial · criterion
            because: criterion/failed/bad/new/estimates.json: has neither a slope nor a mean that is a time
            because: two benchmarks are called good
            gone time: 10 ns by mean, 9–11 (0.95)
            good time: 10 ns by mean, 9–11 (0.95)
            Warning: criterion/failed/bad/new/estimates.json: has neither a slope nor a mean that is a time
            Warning: criterion/failed: twin/new is called "good" as another benchmark is, and is left out
        "#]],
    );
}

#[test]
fn truncated() {
    check(
        "truncated",
        &expect![[r#"
            failed · criterion
            because: criterion/truncated/a/new/estimates.json: ends in the middle of its JSON document
            Warning: criterion/truncated/a/new/estimates.json, line 1 column 100: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)
        "#]],
    );
}

#[test]
fn a_file_is_no_folder() {
    expect![[r#"
        error: hyperfine/one.json: is no folder; expected criterion's folder, such as target/criterion
    "#]]
    .assert_eq(&told(|input, _| parse(Path::new(&input.name)), "hyperfine/one.json"));
}

#[test]
fn results_of_another_day_are_noted() {
    let folder = tempfile::tempdir().unwrap();
    for (name, days) in [("now", 0), ("gone", 30)] {
        let new = folder.path().join(name).join("new");
        std::fs::create_dir_all(&new).unwrap();
        let estimates = new.join("estimates.json");
        std::fs::copy(fixture("criterion/one/fib/new/estimates.json"), &estimates).unwrap();
        let file = std::fs::File::options().write(true).open(&estimates).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(days * 86_400)).unwrap();
    }
    let parsed = parse(folder.path()).unwrap();
    assert_eq!(parsed.diagnostics.len(), 1);
    let said = &parsed.diagnostics[0].message;
    assert!(said.starts_with("1 results are more than a day older") && said.contains("gone"), "{said}");
    assert!(parsed.section.reasons.is_empty());
}

#[test]
fn a_benchmark_of_two_folders_counts_once() {
    let once = parse(Path::new(&fixture("criterion/one"))).unwrap().payload;
    let merged = merge(vec![once.clone(), once]);
    let counted: Vec<_> =
        merged.entries.iter().map(|e| (e.name.as_str(), e.section.state.counts())).collect();
    assert_eq!(
        counted,
        [("fib", true), ("fib", false), ("parse/large/json", true), ("parse/large/json", false)]
    );
}
