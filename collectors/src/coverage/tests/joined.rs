//! Several reports as one.

use crate::coverage::{Measured, lcov, lines, merge};
use crate::stream::Stream;
use quarterdeck_model::payload::{Count, Counts, Coverage};
use std::collections::BTreeMap;

fn lcov(text: &str) -> Measured {
    lcov::parse(Stream::from(text.as_bytes()), &[]).unwrap().payload
}

fn line(coverage: &Coverage) -> (u64, u64) {
    let Count { covered, total } = coverage.totals.line.unwrap();
    (covered, total)
}

#[test]
fn reports_of_one_format_are_joined_line_by_line() {
    let unit = lcov("SF:a.c\nDA:1,1\nDA:2,0\nend_of_record\n");
    let integration = lcov("SF:a.c\nDA:1,0\nDA:2,3\nDA:3,0\nend_of_record\n");
    let (whole, lost) = merge(vec![unit, integration]);
    assert_eq!((line(&whole), lost.len()), ((2, 3), 0));
}

#[test]
fn a_file_in_reports_of_two_formats_is_counted_once_and_said() {
    let lines = lcov("SF:a.c\nDA:1,1\nDA:2,0\nend_of_record\n");
    let counts = Counts { line: Some(Count { covered: 2, total: 2 }), ..Counts::default() };
    let other = lines::from_counts(BTreeMap::from([("a.c".to_owned(), counts)]));
    let (whole, lost) = merge(vec![lines, Measured { coverage: other, lines: None }]);
    assert_eq!(line(&whole), (2, 2));
    assert!(lost[0].starts_with("1 file (a.c first) in two reports"));
}
