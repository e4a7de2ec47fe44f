//! Checkstyle's XML, whoever wrote it.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "failed.xml",
        "partial checkstyle 10.0: checkstyle partial for syntax+lint []; because checkstyle could not look at 1 of what it was given: A.java: the tool broke on it",
    ),
    (
        "no-files.xml",
        "empty checkstyle 10.0: checkstyle empty for syntax+lint []; because no file was looked at",
    ),
    ("no-source.xml", "ok checkstyle: checkstyle ok for syntax+lint [unknown lint unknown a.sh:1 \"m\"]"),
    (
        "one.xml",
        "ok checkstyle 10.0: checkstyle ok for syntax+lint [medium lint MissingJavadocMethodCheck A.java:3 \"Missing a Javadoc comment.\", low lint LineLengthCheck A.java:4 \"Long & wide\", info lint InfoCheck A.java:5 \"i\"]",
    ),
    ("other-root.xml", "error: line 2: has the root <pmd>; expected <checkstyle>"),
    (
        "parsing-error.xml",
        "ok checkstyle 4.3: checkstyle ok for syntax+lint [high syntax null a.js:1 \"Parsing error: Unexpected token\"]",
    ),
    (
        "truncated.xml",
        "error: line 2: ends inside <file> (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.xml", "ok checkstyle 10.0: checkstyle ok for syntax+lint []"),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("checkstyle", ROWS);
}
