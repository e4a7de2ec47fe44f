//! mypy's text and JSON lines.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "config-error.txt",
        "partial mypy: mypy partial for syntax+type [medium type misc src/a.py:3 \"Bad\"]; because line 1: is no message of mypy; it was left out; Warning line 1: is no message of mypy; it was left out",
    ),
    (
        "failed.txt",
        "partial mypy: mypy partial for syntax+type [high syntax syntax src/a.py:1 \"invalid syntax\"]; because mypy could not look at 1 of what it was given: errors prevented further checking",
    ),
    (
        "json.jsonl",
        "ok mypy: mypy ok for syntax+type [medium type unused-ignore src/a.py:? \"Unused\", medium type arg-type src/a.py:3 \"Bad\", info type misc src/a.py:4 \"Bad\", high syntax syntax src/a.py:9 \"Bad\"]",
    ),
    (
        "mixed.jsonl",
        "ok mypy: mypy ok for syntax+type [medium type arg-type src/a.py:3 \"Bad\", high syntax syntax src/b.py:1 \"invalid syntax\"]",
    ),
    ("no-files.txt", "empty mypy: mypy empty for syntax+type []; because mypy found no file to check"),
    (
        "no-summary.txt",
        "partial mypy: mypy partial for syntax+type [medium type name-defined src/a.py:3 \"Name \\\"x\\\" is not defined\"]; because ends without mypy's summary: it was cut off; Warning ends without mypy's summary: it was cut off",
    ),
    (
        "one.txt",
        "ok mypy: mypy ok for syntax+type [info type misc src/a.py:3 \"See the documentation\", medium type return-value src/a.py:3 \"Incompatible return value type (got \\\"int\\\", expected \\\"str\\\")\"]",
    ),
    (
        "truncated.jsonl",
        "partial mypy: mypy partial for syntax+type [medium type arg-type src/a.py:3 \"Bad\"]; because line 2: is no message of mypy: EOF while parsing an object at line 1 column 40; Warning line 2: is no message of mypy: EOF while parsing an object at line 1 column 40",
    ),
    (
        "windows-and-columns.txt",
        "ok mypy: mypy ok for syntax+type [medium type name-defined C:/src/a.py:3 \"Name \\\"x\\\" is not defined\"]",
    ),
    ("zero.txt", "ok mypy: mypy ok for syntax+type []"),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("mypy", ROWS);
}
