//! Reports of `lizard`: one row a fixture.

use super::figures;
use crate::fixtures::{Row, check};
use quarterdeck_model::Kind;

const ROWS: &[Row] = &[
    ("one.csv", "ok lizard: 2 functions [parse at src/parse.py:10 is 17 in 31 lines]"),
    ("zero.csv", "(looks like nothing) empty lizard: 0 functions; because no function was looked at"),
    (
        "failed.csv",
        "(looks like nothing) failed lizard: 0 functions; because 2 records were left out; the first: line 1: is no record of lizard's 11 fields; Warning line 1: is no record of lizard's 11 fields; Warning line 2: is no record of lizard's 11 fields",
    ),
    (
        "truncated.csv",
        "partial lizard: 1 functions [parse at src/parse.py:10 is 17 in 31 lines]; because line 2: was cut off; Warning line 2: was cut off",
    ),
    (
        "commas-and-quotes.csv",
        "ok lizard: 1 functions [a::operator , \"x\" at src/a b.cpp:1 is 16 in 5 lines]",
    ),
    (
        "cut.xml",
        "error: line 10: ends inside <cppncss> (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    (
        "declares-more.xml",
        "ok lizard: 2 functions [parse at src/parse.py:10 is 17 in 31 lines]; Note it declares 3 functions, and lists 2: these count",
    ),
    ("with-header.csv", "ok lizard: 2 functions [parse at src/parse.py:10 is 17 in 31 lines]"),
    ("xml.xml", "ok lizard: 2 functions [parse at src/parse.py:10 is 17 in 31 lines]"),
];

#[test]
fn every_fixture_is_read_as_it_should_be() {
    check(Kind::Code, "lizard", ROWS, figures);
}
