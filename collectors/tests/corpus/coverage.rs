//! Coverage: counts of lines, branches, functions and the like.

use crate::table::{Folder, agree};
use quarterdeck_model::payload::Count;
use quarterdeck_model::{Kind, Payload};

const FOLDERS: &[Folder] = &[
    Folder { name: "lcov", kind: Kind::Coverage, format: "lcov", tools: &["python-union"] },
    Folder {
        name: "cobertura",
        kind: Kind::Coverage,
        format: "cobertura",
        tools: &["python-union-class-lines-only(RECOMMENDED)"],
    },
    Folder {
        name: "coverage_py",
        kind: Kind::Coverage,
        format: "coverage-py",
        tools: &["coverage.py totals"],
    },
    Folder { name: "jacoco", kind: Kind::Coverage, format: "jacoco", tools: &["sum-sourcefile-counters"] },
    Folder { name: "clover", kind: Kind::Coverage, format: "clover", tools: &["python-line(stmt+cond)"] },
    Folder {
        name: "opencover",
        kind: Kind::Coverage,
        format: "opencover",
        tools: &["python-all-SequencePoint", "xml-root-Summary"],
    },
    Folder { name: "go_cover", kind: Kind::Coverage, format: "go-cover", tools: &["awk-union-of-blocks"] },
    Folder {
        name: "simplecov",
        kind: Kind::Coverage,
        format: "simplecov",
        tools: &["python-union", "simplecov-0.22 stdout"],
    },
    Folder {
        name: "gcov_json",
        kind: Kind::Coverage,
        format: "gcov-json",
        tools: &["python-union", "python"],
    },
    Folder {
        name: "istanbul",
        kind: Kind::Coverage,
        format: "auto",
        tools: &["istanbul-lib-coverage", "json total"],
    },
    Folder { name: "llvm_cov", kind: Kind::Coverage, format: "llvm-cov", tools: &["llvm-cov totals"] },
];

/// `lines_covered`, `branches_total`…
fn figure(payload: &Payload, metric: &str) -> Option<f64> {
    let Payload::Coverage(coverage) = payload else { return None };
    if metric == "files_total" {
        return Some(coverage.files.len() as f64);
    }
    let of = |count: Option<Count>| count.unwrap_or_default();
    match metric {
        "summary:numSequencePoints" => return Some(of(coverage.totals.statement).total as f64),
        "summary:visitedSequencePoints" => return Some(of(coverage.totals.statement).covered as f64),
        "summary:numBranchPoints" => return Some(of(coverage.totals.branch).total as f64),
        "summary:visitedBranchPoints" => return Some(of(coverage.totals.branch).covered as f64),
        "summary:numMethods" => return Some(of(coverage.totals.function).total as f64),
        "summary:visitedMethods" => return Some(of(coverage.totals.function).covered as f64),
        _ => {}
    }
    let metric = metric.replace("sequencepoints_", "statements_");
    let (name, part) = metric.split_once('_')?;
    let named = coverage.totals.named();
    let found =
        named.iter().find(|(kind, _)| name.starts_with(kind.get(..kind.len() - 1).unwrap_or(kind)))?;
    let count: Count = found.1.unwrap_or_default();
    match part {
        "covered" => Some(count.covered as f64),
        "total" => Some(count.total as f64),
        _ => None,
    }
}

#[test]
fn every_count_agrees_with_the_tool_named() {
    agree(FOLDERS, 100, figure, include_str!("differences/coverage.tsv"));
}
