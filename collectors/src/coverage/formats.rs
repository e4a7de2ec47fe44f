//! Every format of coverage that is read.

use super::{Measured, cobertura, coverage_py, lcov, llvm_cov, octocov};
use crate::collected::Parsed;
use crate::format::{Format, FormatInfo, Parse, Reading};
use quarterdeck_model::{Kind, Payload};

/// Those that are recognised more surely first.
pub(crate) const FORMATS: &[Format] = &[
    Format {
        info: FormatInfo {
            name: "lcov",
            kind: Kind::Coverage,
            tool: "lcov, nyc, c8, LLVM, grcov, coverage.py",
            description: "lcov tracefile (.info), 1.x and 2.x",
            example: "lcov --capture --directory . --output-file lcov.info",
            figures: "lines, branches, functions by name; a line counts when its count is above 0; sections of one file are joined",
            link: "https://github.com/linux-test-project/lcov/blob/master/man/geninfo.1",
        },
        sniff: lcov::sniff,
        parse: Parse::Stream(|input, origin| Ok(measured(lcov::parse(input, &origin.roots)?))),
        endless: Some(lcov::may_be_cut),
    },
    Format {
        info: FormatInfo {
            name: "llvm-cov",
            kind: Kind::Coverage,
            tool: "llvm-cov export, cargo llvm-cov --json",
            description: "LLVM coverage export (JSON)",
            example: "cargo llvm-cov --json --output-path coverage.json",
            figures: "lines, branches, functions, regions as LLVM counts them for each source function",
            link: "https://llvm.org/docs/CommandGuide/llvm-cov.html",
        },
        sniff: llvm_cov::sniff,
        parse: Parse::Whole(|input, origin| Ok(measured(llvm_cov::parse(input, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "coverage-py",
            kind: Kind::Coverage,
            tool: "coverage json",
            description: "coverage.py report (JSON)",
            example: "coverage json -o coverage.json",
            figures: "statements as lines, arcs as branches, never its mixed percentage",
            link: "https://coverage.readthedocs.io/en/latest/commands/cmd_json.html",
        },
        sniff: coverage_py::sniff,
        parse: Parse::Whole(|input, origin| Ok(measured(coverage_py::parse(input, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "cobertura",
            kind: Kind::Coverage,
            tool: "coverage xml, gcovr, nyc, .NET, grcov",
            description: "Cobertura XML",
            example: "coverage xml -o coverage.xml",
            figures: "lines of classes (not of methods), branches from their conditions, methods with a hit",
            link: "https://github.com/cobertura/cobertura/blob/master/cobertura/src/site/htdocs/xml/coverage-04.dtd",
        },
        sniff: cobertura::sniff,
        parse: Parse::Stream(|input, origin| Ok(measured(cobertura::parse(input, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "octocov",
            kind: Kind::Coverage,
            tool: "octocov",
            description: "octocov report (JSON)",
            example: "octocov dump > report.json",
            figures: "lines, or statements where octocov measured Go; each file as octocov counted it",
            link: "https://github.com/k1LoW/octocov",
        },
        sniff: octocov::sniff,
        parse: Parse::Whole(|input, origin| Ok(measured(octocov::parse(input, &origin.roots)?))),
        endless: None,
    },
];

/// Coverage keeps its lines until all files are read.
fn measured(parsed: Parsed<Measured>) -> Parsed<Reading> {
    parsed.map(|Measured { coverage, lines }| Reading { payload: Payload::Coverage(coverage), lines })
}
