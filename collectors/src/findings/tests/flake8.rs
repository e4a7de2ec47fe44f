//! flake8's text and JSON.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "count-and-statistics.txt",
        "ok flake8: flake8 ok for syntax+lint+security [medium security S101 a.py:1 \"Use of assert detected\"]",
    ),
    (
        "failed.txt",
        "partial flake8: flake8 partial for syntax+lint [high syntax E902 src/a.py:? \"FileNotFoundError: No such file\"]; because flake8 could not look at 1 of what it was given: src/a.py: FileNotFoundError: No such file",
    ),
    ("json.json", "ok flake8: flake8 ok for syntax+lint [low lint F401 src/a.py:1 \"unused\"]"),
    (
        "one.txt",
        "ok flake8: flake8 ok for syntax+lint [low lint F401 src/a.py:1 \"'os' imported but unused\", low lint E501 src/a.py:9 \"line too long (88 > 79 characters)\"]",
    ),
    (
        "other-text.txt",
        "partial flake8: flake8 partial for syntax+lint [low lint W291 a.py:1 \"trailing whitespace\"]; because line 2: is no violation of flake8; it was left out; Warning line 2: is no violation of flake8; it was left out",
    ),
    (
        "syntax.txt",
        "ok flake8: flake8 ok for syntax+lint [high syntax E999 src/a.py:1 \"SyntaxError: invalid syntax\"]",
    ),
    (
        "truncated.txt",
        "partial flake8: flake8 partial for syntax+lint [low lint W291 a.py:1 \"trailing whitespace\"]; because line 2: is no violation of flake8; it was left out; Warning line 2: is no violation of flake8; it was left out",
    ),
    (
        "windows.txt",
        "ok flake8: flake8 ok for syntax+lint [low lint W291 C:/src/a.py:1 \"trailing whitespace\"]",
    ),
    (
        "zero.txt",
        "(looks like nothing) error: holds no violation of flake8; expected file:line:column: CODE message (flake8 writes nothing when all is well, which cannot be told from not having run: use --format json of flake8-json)",
    ),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("flake8", ROWS);
}
