//! Real tool output with figures from independent tools: every figure must agree.
//!
//! The corpus stands outside the repository, where `QUARTERDECK_CORPUS` points; without it the tests say so.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "these are tests, and they say what they skip"
)]

use quarterdeck_collectors::{Collected, Request, collect};
use quarterdeck_model::payload::{Class, Count, Severity, Status};
use quarterdeck_model::{Kind, Payload};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The corpus, or a line that says why nothing was tested.
fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("QUARTERDECK_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: QUARTERDECK_CORPUS is not set, so real tool output was not read");
    }
    folder
}

/// One expected figure.
struct Expected {
    file: String,
    metric: String,
    value: String,
    tool: String,
}

fn expected(corpus: &Path) -> Vec<Expected> {
    let text = std::fs::read_to_string(corpus.join("EXPECTED.tsv")).unwrap();
    let rows = text.lines().skip(1).filter_map(|line| {
        let mut fields = line.split('\t').map(ToOwned::to_owned);
        Some(Expected {
            file: fields.next()?,
            metric: fields.next()?,
            value: fields.next()?,
            tool: fields.next()?,
        })
    });
    rows.collect()
}

/// Folders of the corpus, the kind and format of their files, and the tools whose figures are to be agreed with.
const READ: &[(&str, Kind, &str, &[&str])] = &[
    ("lcov", Kind::Coverage, "lcov", &["python-union"]),
    ("cobertura", Kind::Coverage, "cobertura", &["python-union-class-lines-only(RECOMMENDED)"]),
    ("coverage_py", Kind::Coverage, "coverage-py", &["coverage.py totals"]),
    ("llvm_cov", Kind::Coverage, "llvm-cov", &["llvm-cov totals"]),
    ("sarif", Kind::Findings, "sarif", &["python", "python-spec-3.27.23"]),
    ("ruff", Kind::Findings, "ruff", &["python"]),
    ("rustc_json", Kind::Findings, "clippy", &["python-dedup"]),
    ("junit", Kind::Tests, "junit", &["python-testcase-elements"]),
];

/// Figures that are known to differ, each with its reason.
const DIFFER: &[(&str, &str, &str)] =
    &[("lcov/grcov-invalid-DA.info", "", "its last section is not ended: lcov and we do not count it")];

fn read(corpus: &Path, file: &str, kind: Kind, format: &str) -> Collected {
    let path = corpus.join(file);
    let root = corpus.to_owned();
    collect(&Request { kind, paths: vec![path], format: Some(format.to_owned()), strict: false, root })
        .unwrap()
}

/// The figure that we give for a metric of the table; `None` for a metric that we do not have.
fn figure(payload: &Payload, metric: &str) -> Option<u64> {
    match payload {
        Payload::Coverage(coverage) => {
            let (name, part) = metric.split_once('_')?;
            let kind = ["line", "branch", "function", "region"]
                .into_iter()
                .find(|k| name.starts_with(&k[..k.len() - 1]))?;
            let named = coverage.totals.named();
            let count: Count = named.iter().find(|(n, _)| *n == kind)?.1.unwrap_or_default();
            match part {
                "covered" => Some(count.covered),
                "total" => Some(count.total),
                _ => None,
            }
        }
        Payload::Findings(findings) => {
            let open = |wanted: &dyn Fn(Severity, Class) -> bool| {
                findings.items.iter().filter(|f| wanted(f.severity, f.class)).count() as u64
            };
            match metric {
                "findings" => {
                    Some(open(&|_, class| class != Class::Syntax) + open(&|_, class| class == Class::Syntax))
                }
                "suppressed" => Some(findings.items.iter().filter(|f| f.suppressed).count() as u64),
                "syntax_errors" => Some(open(&|_, class| class == Class::Syntax)),
                "unique:error" => Some(open(&|severity, _| severity == Severity::High)),
                "unique:warning" => Some(open(&|severity, _| severity == Severity::Low)),
                _ => None,
            }
        }
        Payload::Tests(tests) => match metric {
            "testcases" => Some(tests.cases.len() as u64),
            "status:failed" => Some(tests.count(Status::Failed)),
            "status:error" => Some(tests.count(Status::Errored)),
            "status:skipped" => Some(tests.count(Status::Skipped)),
            "status:flaky" => Some(tests.count(Status::Flaky)),
            // That tool counts flaky cases among the passed ones too.
            "status:passed" => Some(tests.count(Status::Passed) + tests.count(Status::Flaky)),
            _ => None,
        },
        _ => None,
    }
}

#[test]
fn every_figure_agrees_with_the_tool_named() {
    let Some(corpus) = corpus() else { return };
    let (mut compared, mut wrong) = (0, Vec::new());
    for row in expected(&corpus) {
        let folder = row.file.split('/').next().unwrap_or_default();
        let Some((_, kind, format, tools)) = READ.iter().find(|(name, ..)| *name == folder) else { continue };
        let excused =
            DIFFER.iter().any(|(file, metric, _)| *file == row.file && row.metric.starts_with(metric));
        if !tools.contains(&row.tool.as_str()) || excused {
            continue;
        }
        let Ok(value) = row.value.parse::<u64>() else { continue };
        let collected = read(&corpus, &row.file, *kind, format);
        if let Some(ours) = figure(&collected.payload, &row.metric) {
            compared += 1;
            if ours != value {
                let state = format!("{:?}", collected.section);
                wrong.push(format!(
                    "{} {}: {} says {value}, we say {ours} ({state:.150})",
                    row.file, row.metric, row.tool
                ));
            }
        }
    }
    println!("{compared} figures compared");
    assert!(wrong.is_empty(), "{} of {compared} figures differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared > 100, "only {compared} figures were compared");
}

#[test]
fn hostile_input_gives_a_message_and_never_a_panic() {
    let Some(corpus) = corpus() else { return };
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(corpus.join("bad")).unwrap().filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    assert!(files.len() > 40, "the corpus has few hostile files");
    for file in files {
        for kind in [Kind::Coverage, Kind::Findings, Kind::Tests, Kind::Benchmark] {
            let began = Instant::now();
            let request = Request {
                kind,
                paths: vec![file.clone()],
                format: None,
                strict: false,
                root: corpus.clone(),
            };
            let collected = collect(&request).unwrap();
            let (state, said) = (collected.section.state, collected.diagnostics.len());
            assert!(
                state.counts() || said > 0 || !collected.section.reasons.is_empty(),
                "{}: silent",
                file.display()
            );
            assert!(began.elapsed() < Duration::from_secs(20), "{} took too long", file.display());
        }
    }
}
