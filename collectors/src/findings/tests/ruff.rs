//! Lists of ruff, as JSON and as JSON lines.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    ("byte-order-mark.json", "ok ruff: ruff ok for syntax+lint [low lint F401 src/a.py:1 \"unused\"]"),
    (
        "failed.json",
        "partial ruff: ruff partial for syntax+lint [high syntax invalid-syntax \
         src/broken.py:1 \"Expected a parameter or the end of the parameter list\", high syntax \
         invalid-syntax src/broken.py:1 \"Expected `)`, found newline\", high syntax E902 \
         src/none.py:1 \"No such file or directory (os error 2)\"]; because ruff could not read 1 \
         file: No such file or directory (os error 2)",
    ),
    (
        "lines.jsonl",
        "ok ruff: ruff ok for syntax+lint+security [low lint F401 src/a.py:1 \"`os` imported but \
         unused\", medium security S101 src/a.py:5 \"Use of `assert` detected\", low lint E711 \
         src/a.py:6 \"Comparison to `None` should be `cond is None`\"]",
    ),
    (
        "one.json",
        "ok ruff: ruff ok for syntax+lint [low lint F401 src/a.py:1 \"`os` imported but unused\", \
         low lint E711 src/a.py:6 \"Comparison to `None` should be `cond is None`\"]",
    ),
    ("other-list.json", "error: at /0: missing field `code`"),
    (
        "prefixes.json",
        "ok ruff: ruff ok for syntax+lint+security [high syntax E999 src/a.py:1 \"SyntaxError\", \
         medium security S608 src/a.py:2 \"SQL\", low lint SIM102 src/a.py:3 \"nested\", low lint \
         SLF001 src/a.py:4 \"private\", low lint PLS1 src/a.py:5 \"x\"]",
    ),
    (
        "same-twice.json",
        "ok ruff: ruff ok for syntax+lint [low lint E501 src/a.py:3 \"Line too long (120 > 88)\", \
         low lint E501 src/a.py:9 \"Line too long (120 > 88)\"]",
    ),
    (
        "security.json",
        "ok ruff: ruff ok for syntax+lint+security [low lint F401 src/a.py:1 \"`os` imported but \
         unused\", medium security S101 src/a.py:5 \"Use of `assert` detected\", low lint E711 \
         src/a.py:6 \"Comparison to `None` should be `cond is None`\"]",
    ),
    (
        "syntax-error-code-null.json",
        "ok ruff: ruff ok for syntax+lint [high syntax invalid-syntax src/a.py:3 \"SyntaxError: \
         Expected an identifier\"]",
    ),
    (
        "truncated.json",
        "error: line 35 column 46: ends in the middle of its JSON document (the file was cut off: \
         was the tool stopped, or the disk full?)",
    ),
    (
        "truncated.jsonl",
        "error: line 3: ends in the middle of its JSON document (the file was cut off: was the \
         tool stopped, or the disk full?)",
    ),
    ("utf-16.json", "ok ruff: ruff ok for syntax+lint [low lint F401 src/a.py:1 \"süß\"]"),
    ("zero.json", "(looks like nothing) ok ruff: ruff ok for syntax+lint []"),
];

#[test]
fn every_fixture_gives_what_its_tool_means() {
    super::check("ruff", ROWS);
}
