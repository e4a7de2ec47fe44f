//! Every format of coverage that is read.

use super::{
    Measured, clover, cobertura, coverage_py, gcov_json, go_cover, istanbul, istanbul_summary, jacoco, lcov,
    llvm_cov, octocov, opencover, simplecov,
};
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
    Format {
        info: FormatInfo {
            name: "jacoco",
            kind: Kind::Coverage,
            tool: "JaCoCo (Gradle, Maven), Kover, gcovr",
            description: "JaCoCo XML",
            example: "mvn jacoco:report",
            figures: "lines with a covered instruction; branches; methods and instructions by the counters of source files",
            link: "https://www.jacoco.org/jacoco/trunk/doc/counters.html",
        },
        sniff: jacoco::sniff,
        parse: Parse::Stream(|stream, origin| Ok(measured(jacoco::parse(stream, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "clover",
            kind: Kind::Coverage,
            tool: "OpenClover, PHPUnit, Istanbul",
            description: "Clover XML",
            example: "phpunit --coverage-clover clover.xml",
            figures: "lines of statements and conditions; two branches a condition; methods as functions",
            link: "https://openclover.org/doc/manual/latest/general--xml-report.html",
        },
        sniff: clover::sniff,
        parse: Parse::Stream(|stream, origin| Ok(measured(clover::parse(stream, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "opencover",
            kind: Kind::Coverage,
            tool: "OpenCover, coverlet",
            description: "OpenCover XML",
            example: "dotnet test --collect 'XPlat Code Coverage' -- DataCollectionRunSettings.DataCollectors.DataCollector.Configuration.Format=opencover",
            figures: "sequence points as statements, never as lines; branch points; methods as functions",
            link: "https://github.com/OpenCover/opencover/wiki/Reports",
        },
        sniff: opencover::sniff,
        parse: Parse::Stream(|stream, origin| Ok(measured(opencover::parse(stream, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "istanbul",
            kind: Kind::Coverage,
            tool: "nyc, c8, Jest, Vitest",
            description: "Istanbul's coverage-final.json",
            example: "nyc --reporter=json npm test",
            figures: "statements, functions, every arm of a branch; a line counts where a statement begins",
            link: "https://github.com/istanbuljs/istanbuljs/tree/main/packages/istanbul-lib-coverage",
        },
        sniff: istanbul::sniff,
        parse: Parse::Whole(|input, origin| Ok(measured(istanbul::parse(input, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "istanbul-summary",
            kind: Kind::Coverage,
            tool: "nyc, c8, Jest, Vitest",
            description: "Istanbul's coverage-summary.json",
            example: "nyc --reporter=json-summary npm test",
            figures: "lines, statements, functions, branches as Istanbul counted them; skipped ones are covered",
            link: "https://istanbul.js.org/docs/advanced/alternative-reporters/#json-summary",
        },
        sniff: istanbul_summary::sniff,
        parse: Parse::Whole(|input, origin| Ok(measured(istanbul_summary::parse(input, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "go-cover",
            kind: Kind::Coverage,
            tool: "go test",
            description: "Go cover profile",
            example: "go test ./... -coverprofile=cover.out",
            figures: "statements, never lines; a block that several test binaries repeat counts once",
            link: "https://pkg.go.dev/golang.org/x/tools/cover",
        },
        sniff: go_cover::sniff,
        parse: Parse::Stream(|stream, origin| Ok(measured(go_cover::parse(stream, &origin.roots)?))),
        endless: Some(go_cover::may_be_cut),
    },
    Format {
        info: FormatInfo {
            name: "simplecov",
            kind: Kind::Coverage,
            tool: "SimpleCov",
            description: "SimpleCov's .resultset.json",
            example: "bundle exec rspec",
            figures: "lines and branches, joined over all commands; nil is no code",
            link: "https://github.com/simplecov-ruby/simplecov",
        },
        sniff: simplecov::sniff,
        parse: Parse::Whole(|input, origin| Ok(measured(simplecov::parse(input, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "gcov-json",
            kind: Kind::Coverage,
            tool: "gcov (GCC 9 and later)",
            description: "gcov's JSON, packed or not",
            example: "gcov --json-format *.gcda",
            figures: "lines, each once; branches of each function, those of exceptions too; functions by name",
            link: "https://gcc.gnu.org/onlinedocs/gcc/Invoking-Gcov.html",
        },
        sniff: gcov_json::sniff,
        parse: Parse::Whole(|input, origin| Ok(measured(gcov_json::parse(input, &origin.roots)?))),
        endless: None,
    },
];

/// Coverage keeps its lines until all files are read.
fn measured(parsed: Parsed<Measured>) -> Parsed<Reading> {
    parsed.map(|Measured { coverage, lines }| Reading { payload: Payload::Coverage(coverage), lines })
}
