//! Every format of test results that is read.

use super::junit;
use crate::collected::Parsed;
use crate::format::{Format, FormatInfo, Parse, Reading};
use quarterdeck_model::payload::Tests;
use quarterdeck_model::{Kind, Payload};

/// Those that are recognised more surely first.
pub(crate) const FORMATS: &[Format] = &[Format {
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
}];

/// As what one file gave.
fn ran(parsed: Parsed<Tests>) -> Parsed<Reading> {
    parsed.map(|payload| Reading { payload: Payload::Tests(payload), lines: None })
}
