//! Every format that is read.

use crate::collected::Parsed;
use crate::coverage::Measured;
use crate::format::{CRITERION, Format, Parse, Reading};
use crate::{benchmark, coverage, findings, tests};
use quarterdeck_model::{Kind, Payload};

/// Every format, those that are recognised more surely first within a kind.
pub(crate) const FORMATS: [Format; 11] = [
    Format {
        name: "lcov",
        kind: Kind::Coverage,
        tool: "lcov, nyc, c8, LLVM, grcov, coverage.py",
        description: "lcov tracefile (.info), 1.x and 2.x",
        sniff: coverage::lcov::sniff,
        parse: Parse::Stream(|input, roots| Ok(measured(coverage::lcov::parse(input, roots)?))),
    },
    Format {
        name: "llvm-cov",
        kind: Kind::Coverage,
        tool: "llvm-cov export, cargo llvm-cov --json",
        description: "LLVM coverage export (JSON)",
        sniff: coverage::llvm_cov::sniff,
        parse: Parse::Whole(|input, roots| Ok(measured(coverage::llvm_cov::parse(input, roots)?))),
    },
    Format {
        name: "coverage-py",
        kind: Kind::Coverage,
        tool: "coverage json",
        description: "coverage.py report (JSON)",
        sniff: coverage::coverage_py::sniff,
        parse: Parse::Whole(|input, roots| Ok(measured(coverage::coverage_py::parse(input, roots)?))),
    },
    Format {
        name: "cobertura",
        kind: Kind::Coverage,
        tool: "coverage xml, gcovr, nyc, .NET, grcov",
        description: "Cobertura XML",
        sniff: coverage::cobertura::sniff,
        parse: Parse::Stream(|input, roots| Ok(measured(coverage::cobertura::parse(input, roots)?))),
    },
    Format {
        name: "sarif",
        kind: Kind::Findings,
        tool: "any tool that writes SARIF",
        description: "SARIF 2.1.0",
        sniff: findings::sarif::sniff,
        parse: Parse::Whole(|input, roots| {
            Ok(payload(findings::sarif::parse(input, roots)?, Payload::Findings))
        }),
    },
    Format {
        name: "clippy",
        kind: Kind::Findings,
        tool: "cargo clippy/check/build --message-format=json",
        description: "rustc and clippy messages (JSON lines)",
        sniff: findings::clippy::sniff,
        parse: Parse::Whole(|input, roots| {
            Ok(payload(findings::clippy::parse(input, roots)?, Payload::Findings))
        }),
    },
    Format {
        name: "ruff",
        kind: Kind::Findings,
        tool: "ruff check --output-format json",
        description: "ruff findings (JSON or JSON lines)",
        sniff: findings::ruff::sniff,
        parse: Parse::Whole(|input, roots| {
            Ok(payload(findings::ruff::parse(input, roots)?, Payload::Findings))
        }),
    },
    Format {
        name: "junit",
        kind: Kind::Tests,
        tool: "pytest, nextest, Surefire, Gradle, jest-junit, mocha, PHPUnit, googletest",
        description: "JUnit XML",
        sniff: tests::junit::sniff,
        parse: Parse::Stream(|stream, roots| {
            Ok(payload(tests::junit::parse(stream, roots)?, Payload::Tests))
        }),
    },
    Format {
        name: CRITERION,
        kind: Kind::Benchmark,
        tool: "cargo bench with Criterion.rs",
        description: "Criterion.rs results (the folder target/criterion)",
        sniff: |_| false,
        parse: Parse::Whole(|input, roots| {
            Ok(payload(benchmark::criterion::parse(input, roots)?, Payload::Benchmark))
        }),
    },
    Format {
        name: "hyperfine",
        kind: Kind::Benchmark,
        tool: "hyperfine --export-json",
        description: "hyperfine results (JSON)",
        sniff: benchmark::hyperfine::sniff,
        parse: Parse::Whole(|input, roots| {
            Ok(payload(benchmark::hyperfine::parse(input, roots)?, Payload::Benchmark))
        }),
    },
    Format {
        name: "acgs2-performance-report",
        kind: Kind::Benchmark,
        tool: "performance_benchmark_report_*.json",
        description: "performance report of the replaced system (JSON)",
        sniff: benchmark::performance_report::sniff,
        parse: Parse::Whole(|input, roots| {
            Ok(payload(benchmark::performance_report::parse(input, roots)?, Payload::Benchmark))
        }),
    },
];

/// Wraps a kind's payload.
fn payload<T>(parsed: Parsed<T>, wrap: fn(T) -> Payload) -> Parsed<Reading> {
    mapped(parsed, |payload| Reading { payload: wrap(payload), lines: None })
}

/// Wraps coverage, which keeps its lines until all files are read.
fn measured(parsed: Parsed<Measured>) -> Parsed<Reading> {
    mapped(parsed, |Measured { coverage, lines }| Reading { payload: Payload::Coverage(coverage), lines })
}

fn mapped<T>(parsed: Parsed<T>, map: impl FnOnce(T) -> Reading) -> Parsed<Reading> {
    Parsed {
        payload: map(parsed.payload),
        section: parsed.section,
        tool: parsed.tool,
        tool_version: parsed.tool_version,
        taken_at: parsed.taken_at,
        diagnostics: parsed.diagnostics,
    }
}

#[cfg(test)]
mod tests_of_the_table {
    use super::FORMATS;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_can_be_typed() {
        let names: BTreeSet<&str> = FORMATS.iter().map(|f| f.name).collect();
        assert_eq!(names.len(), FORMATS.len());
        assert!(
            names
                .iter()
                .all(|n| n.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit()))
        );
    }
}
