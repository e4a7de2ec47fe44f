//! Go's cover profile.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    ("coverpkg-repeats-blocks.out", "ok go: statement 2/5 [a/x.go 2/5]"),
    (
        "failed.out",
        "partial go: statement 2/2 [a/x.go 2/2]; because 2 records were left out; the first: line 3: is no block of a cover profile; it was left out; Warning line 3: is no block of a cover profile; it was left out; Warning line 4: is no block of a cover profile; it was left out",
    ),
    (
        "no-mode.out",
        "(looks like nothing) ok go: statement 2/2 [a/x.go 2/2]; Note has no mode: its counts are taken as they stand",
    ),
    ("one.out", "ok go: statement 3/6 [example.org/a/x.go 2/5, example.org/a/y.go 1/1]"),
    (
        "other.out",
        "(looks like nothing) error: holds no block; expected a cover profile of Go, which begins with `mode:` (run go test -coverprofile=cover.out ./...)",
    ),
    ("several-modes.out", "ok go: statement 2/2 [a/x.go 2/2]"),
    (
        "truncated.out",
        "partial go: statement 2/2 [a/x.go 2/2]; because line 3: is no block of a cover profile; it was left out; Warning line 3: is no block of a cover profile; it was left out",
    ),
    ("windows-and-spaces.out", "ok go: statement 2/2 [C:/my code/x.go 2/2]"),
    ("zero.out", "empty go:  []; because the report names no line of code"),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("go-cover", ROWS);
}
