//! The formats that are read, and telling which one a file is.

use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::{benchmark, coverage, findings, tests};
use quarterdeck_model::{Kind, Payload};

/// Reads one file; paths in it are made relative to the roots.
type Parse = fn(&Input, &[String]) -> Result<Parsed<Payload>, CollectError>;

/// One format.
pub(crate) struct Format {
    /// Its name, as `--format` takes it.
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    tool: &'static str,
    description: &'static str,
    /// Whether the beginning of a file looks like it.
    pub(crate) sniff: fn(&str) -> bool,
    pub(crate) parse: Parse,
}

/// What people are told of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormatInfo {
    /// Name, as `--format` takes it.
    pub name: &'static str,
    /// Tools that write it.
    pub tool: &'static str,
    /// One line.
    pub description: &'static str,
}

/// The name of the one format that is a folder.
pub(crate) const CRITERION: &str = "criterion";

fn payload<T>(parsed: Parsed<T>, wrap: fn(T) -> Payload) -> Parsed<Payload> {
    Parsed {
        payload: wrap(parsed.payload),
        section: parsed.section,
        tool: parsed.tool,
        tool_version: parsed.tool_version,
        taken_at: parsed.taken_at,
        diagnostics: parsed.diagnostics,
    }
}

/// Every format, those that are recognised more surely first within a kind.
pub(crate) const FORMATS: [Format; 11] = [
    Format {
        name: "lcov",
        kind: Kind::Coverage,
        tool: "lcov, nyc, c8, LLVM, grcov, coverage.py",
        description: "lcov tracefile (.info), 1.x and 2.x",
        sniff: coverage::lcov::sniff,
        parse: |input, roots| Ok(payload(coverage::lcov::parse(input, roots)?, Payload::Coverage)),
    },
    Format {
        name: "llvm-cov",
        kind: Kind::Coverage,
        tool: "llvm-cov export, cargo llvm-cov --json",
        description: "LLVM coverage export (JSON)",
        sniff: coverage::llvm_cov::sniff,
        parse: |input, roots| Ok(payload(coverage::llvm_cov::parse(input, roots)?, Payload::Coverage)),
    },
    Format {
        name: "coverage-py",
        kind: Kind::Coverage,
        tool: "coverage json",
        description: "coverage.py report (JSON)",
        sniff: coverage::coverage_py::sniff,
        parse: |input, roots| Ok(payload(coverage::coverage_py::parse(input, roots)?, Payload::Coverage)),
    },
    Format {
        name: "cobertura",
        kind: Kind::Coverage,
        tool: "coverage xml, gcovr, nyc, .NET, grcov",
        description: "Cobertura XML",
        sniff: coverage::cobertura::sniff,
        parse: |input, roots| Ok(payload(coverage::cobertura::parse(input, roots)?, Payload::Coverage)),
    },
    Format {
        name: "sarif",
        kind: Kind::Findings,
        tool: "any tool that writes SARIF",
        description: "SARIF 2.1.0",
        sniff: findings::sarif::sniff,
        parse: |input, roots| Ok(payload(findings::sarif::parse(input, roots)?, Payload::Findings)),
    },
    Format {
        name: "clippy",
        kind: Kind::Findings,
        tool: "cargo clippy/check/build --message-format=json",
        description: "rustc and clippy messages (JSON lines)",
        sniff: findings::clippy::sniff,
        parse: |input, roots| Ok(payload(findings::clippy::parse(input, roots)?, Payload::Findings)),
    },
    Format {
        name: "ruff",
        kind: Kind::Findings,
        tool: "ruff check --output-format json",
        description: "ruff findings (JSON or JSON lines)",
        sniff: findings::ruff::sniff,
        parse: |input, roots| Ok(payload(findings::ruff::parse(input, roots)?, Payload::Findings)),
    },
    Format {
        name: "junit",
        kind: Kind::Tests,
        tool: "pytest, nextest, Surefire, Gradle, jest-junit, mocha, PHPUnit, googletest",
        description: "JUnit XML",
        sniff: tests::junit::sniff,
        parse: |input, roots| Ok(payload(tests::junit::parse(input, roots)?, Payload::Tests)),
    },
    Format {
        name: CRITERION,
        kind: Kind::Benchmark,
        tool: "cargo bench with Criterion.rs",
        description: "Criterion.rs results (the folder target/criterion)",
        sniff: |_| false,
        parse: |input, roots| Ok(payload(benchmark::criterion::parse(input, roots)?, Payload::Benchmark)),
    },
    Format {
        name: "hyperfine",
        kind: Kind::Benchmark,
        tool: "hyperfine --export-json",
        description: "hyperfine results (JSON)",
        sniff: benchmark::hyperfine::sniff,
        parse: |input, roots| Ok(payload(benchmark::hyperfine::parse(input, roots)?, Payload::Benchmark)),
    },
    Format {
        name: "acgs2-performance-report",
        kind: Kind::Benchmark,
        tool: "performance_benchmark_report_*.json",
        description: "performance report of the replaced system (JSON)",
        sniff: benchmark::performance_report::sniff,
        parse: |input, roots| {
            Ok(payload(benchmark::performance_report::parse(input, roots)?, Payload::Benchmark))
        },
    },
];

/// The formats of one kind, for help texts.
pub fn formats(kind: Kind) -> Vec<FormatInfo> {
    let info = |f: &Format| FormatInfo { name: f.name, tool: f.tool, description: f.description };
    FORMATS.iter().filter(|f| f.kind == kind).map(info).collect()
}

/// The format of that name.
///
/// # Errors
/// When there is none of this kind; the message lists those that there are.
pub(crate) fn named(kind: Kind, name: &str) -> Result<&'static Format, CollectError> {
    let found = FORMATS.iter().find(|f| f.kind == kind && f.name == name);
    found.ok_or_else(|| {
        CollectError::new("", format!("--format: `{name}` is no format of {kind}; expected {}", names(kind)))
    })
}

/// The format that a file looks like.
///
/// # Errors
/// When it looks like none of this kind.
pub(crate) fn recognised(kind: Kind, input: &Input) -> Result<&'static Format, CollectError> {
    let head = Input { name: String::new(), bytes: input.bytes.iter().take(64 * 1024).copied().collect() };
    let (text, _) = head.text();
    let trimmed = text.trim_start_matches('\u{feff}');
    let found = FORMATS.iter().find(|f| f.kind == kind && (f.sniff)(trimmed));
    found.ok_or_else(|| {
        let looks = if trimmed.trim().is_empty() {
            "is empty"
        } else {
            "looks like none of the formats of this kind"
        };
        CollectError::new(&input.name, format!("{looks}; expected {}", names(kind)))
            .hint("name its format with --format, or check that the tool wrote its report")
    })
}

fn names(kind: Kind) -> String {
    FORMATS.iter().filter(|f| f.kind == kind).map(|f| f.name).collect::<Vec<_>>().join(", ")
}
