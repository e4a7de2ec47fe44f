//! Every format of test results that is read.

use super::{go_test, jest, junit, libtest, mocha, tap, trx};
use crate::collected::Parsed;
use crate::format::{Format, FormatInfo, Parse, Reading};
use quarterdeck_model::payload::Tests;
use quarterdeck_model::{Kind, Payload};

/// Those that are recognised more surely first.
pub(crate) const FORMATS: &[Format] = &[
    Format {
        info: FormatInfo {
            name: "junit",
            kind: Kind::Tests,
            tool: "pytest, nextest, Surefire, Gradle, jest-junit, mocha, PHPUnit, googletest",
            description: "JUnit XML",
            example: "pytest --junit-xml=junit.xml",
            figures: "cases are counted, never the totals declared; seconds; passed after a failure is flaky",
            link: "https://github.com/testmoapp/junitxml",
        },
        sniff: junit::sniff,
        parse: Parse::Stream(|stream, origin| Ok(ran(junit::parse(stream, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "trx",
            kind: Kind::Tests,
            tool: "dotnet test, vstest",
            description: "Test results of Visual Studio",
            example: "dotnet test --logger trx",
            figures: "each result, of data-driven tests each row; not executed and inconclusive are skipped, aborted and timed out are errors; seconds",
            link: "https://github.com/microsoft/vstest/blob/main/docs/report.md",
        },
        sniff: trx::sniff,
        parse: Parse::Stream(|stream, _| Ok(ran(trx::parse(stream)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "jest",
            kind: Kind::Tests,
            tool: "Jest, Vitest",
            description: "JSON of Jest and Vitest",
            example: "jest --json --outputFile=tests.json",
            figures: "each assertion result; passed in a later invocation is flaky; a file that failed without a failing test is a suite that broke; milliseconds made seconds",
            link: "https://jestjs.io/docs/cli#--json",
        },
        sniff: jest::sniff,
        parse: Parse::Whole(|input, origin| Ok(ran(jest::parse(input, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "mocha",
            kind: Kind::Tests,
            tool: "mocha",
            description: "JSON of mocha's reporter json",
            example: "mocha --reporter json --reporter-option output=tests.json",
            figures: "passes, failures and pending tests; passed in a retry is flaky; a hook that failed is an error; milliseconds made seconds",
            link: "https://mochajs.org/#json",
        },
        sniff: mocha::sniff,
        parse: Parse::Whole(|input, origin| Ok(ran(mocha::parse(input, &origin.roots)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "libtest-json",
            kind: Kind::Tests,
            tool: "cargo test, cargo nextest",
            description: "JSON lines of Rust's test harness",
            example: "cargo test -- -Z unstable-options --format json --report-time > tests.jsonl",
            figures: "each test that ended; one that began and did not end is an error; passed in a later attempt is flaky; seconds",
            link: "https://nexte.st/docs/machine-readable/libtest-json/",
        },
        sniff: libtest::sniff,
        parse: Parse::Whole(|input, _| Ok(ran(libtest::parse(input)?))),
        endless: Some(libtest::may_be_cut),
    },
    Format {
        info: FormatInfo {
            name: "go-test",
            kind: Kind::Tests,
            tool: "go test, gotestsum",
            description: "JSON lines of go test -json",
            example: "go test -json ./... > tests.jsonl",
            figures: "tests without subtests, and parents that failed by themselves; passed in a rerun is flaky; seconds",
            link: "https://pkg.go.dev/cmd/test2json",
        },
        sniff: go_test::sniff,
        parse: Parse::Whole(|input, _| Ok(ran(go_test::parse(input)?))),
        endless: Some(go_test::may_be_cut),
    },
    Format {
        info: FormatInfo {
            name: "tap",
            kind: Kind::Tests,
            tool: "node --test, mocha, tape, node-tap, bats, prove",
            description: "Test Anything Protocol 12 to 14",
            example: "node --test --test-reporter tap > tests.tap",
            figures: "test lines without subtests; todo counts as skipped; a plan that is missing or not fulfilled is a run that did not end",
            link: "https://testanything.org/tap-version-14-specification.html",
        },
        sniff: tap::sniff,
        parse: Parse::Whole(|input, _| Ok(ran(tap::parse(input)?))),
        endless: None,
    },
];

/// As what one file gave.
fn ran(parsed: Parsed<Tests>) -> Parsed<Reading> {
    parsed.map(|payload| Reading { payload: Payload::Tests(payload), lines: None })
}
