//! SARIF of scanners and linters.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "base-ids.sarif",
        "ok eslint 9.1.0: eslint ok for syntax+lint [low lint p lib/three.c:1 \"base in the repository\", low lint p src/by-index.c:1 \"index with a base\", low lint p src/five.c:1 \"absolute all the same\", low lint p src/four.c:1 \"base not declared\", low lint p src/one.c:1 \"base on a base\", low lint p src/six.c:1 \"base at the top\", low lint p src/two.c:1 \"base elsewhere\"]",
    ),
    (
        "base-ids-in-a-circle.sarif",
        "ok eslint 9.1.0: eslint ok for syntax+lint [low lint p x.c:1 \"bases in a circle\"]",
    ),
    (
        "baseline.sarif",
        "ok eslint 9.1.0: eslint ok for syntax+lint [low lint a src/a.c:1 \"new\", low lint a \
         src/a.c:2 \"unchanged\", low lint a src/a.c:3 \"updated\"]",
    ),
    ("byte-order-mark.sarif", "ok eslint 9.1.0: eslint ok for syntax+lint []"),
    (
        "extension-rules.sarif",
        "ok eslint 9.1.0: eslint ok for syntax+lint [medium lint EXT1 src/a.c:1 \"by index\", \
         medium lint EXT1 src/a.c:2 \"by id\", medium lint EXT1/sub src/a.c:3 \"finer\", low lint \
         semi src/a.c:4 \"wrong index\", info lint second src/a.c:5 \"no id\"]",
    ),
    (
        "failed-notification.sarif",
        "partial eslint 9.1.0: eslint partial for syntax+lint [high syntax notification \
         src/broken.js:3 \"Parsing error: Unexpected token\"]; because eslint reports 2 errors of \
         its own: worker died",
    ),
    (
        "failed.sarif",
        "failed eslint 9.1.0: eslint failed for syntax+lint [low lint semi src/a.c:1 \"Missing \
         semicolon\"]; because eslint says that it did not succeed",
    ),
    (
        "fingerprints.sarif",
        "ok eslint 9.1.0: eslint ok for syntax+lint [low lint a src/a.c:1 \"moved\", low lint a \
         src/a.c:2 \"moved and reworded\", low lint a src/a.c:3 \"numbers\"]",
    ),
    ("kinds.sarif", "ok eslint 9.1.0: eslint ok for syntax+lint [low lint a src/a.c:6 \"fail\"]"),
    (
        "levels.sarif",
        "ok eslint 9.1.0: eslint ok for syntax+lint [info lint a src/a.c:1 \"none\", info lint a \
         src/a.c:2 \"note\", low lint a src/a.c:3 \"warning\", medium lint a src/a.c:4 \"error\", \
         unknown lint a src/a.c:5 \"of its own\", low lint a src/a.c:6 \"no level\", info lint \
         note-rule src/a.c:7 \"of its rule\"]",
    ),
    (
        "messages.sarif",
        "ok eslint 9.1.0: eslint ok for syntax+lint [low lint m :? \"\", low lint m \
         src/a.c:1 \"'x' is not 'y'\", low lint m src/a.c:2 \"two lines\"]",
    ),
    ("no-runs-key.sarif", "(looks like nothing) error: has no `runs`; expected a SARIF log"),
    ("no-runs.sarif", "empty sarif:  []; because the log holds no run of a tool"),
    (
        "one-of-two-failed.sarif",
        "partial eslint+semgrep: eslint ok for syntax+lint, semgrep failed for security [low lint \
         semi src/a.c:1 \"x\"]; because semgrep has no results: it did not run",
    ),
    (
        "one.sarif",
        "ok eslint 9.1.0: eslint ok for syntax+lint+security [high security no-eval src/a \
         b.js:4 \"eval is harmful\", low lint semi src/a.c:2 \"Missing semicolon\", medium lint \
         semi src/c.js:7 \"Missing semicolon\"]",
    ),
    (
        "places.sarif",
        "ok eslint 9.1.0: eslint ok for syntax+lint [low lint p C:/a b/c.c:2 \"windows\", low \
         lint p src/a.c:? \"line zero\", low lint p src/indexed.c:3 \"by index\", low lint p \
         src/z.c:? \"no region\"]",
    ),
    (
        "results-absent.sarif",
        "failed eslint+semgrep: eslint failed for syntax+lint, semgrep failed for security []; \
         because eslint has no results: it did not run; because semgrep has no results: it did \
         not run",
    ),
    (
        "ruff-no-rule.sarif",
        "ok ruff 9.1.0: ruff ok for syntax+lint+security [high syntax no-rule \
         src/a.py:1 \"SyntaxError\", medium security S101 src/a.py:2 \"assert\", low lint E501 \
         src/a.py:3 \"long\"]",
    ),
    (
        "ruff.sarif",
        "ok ruff 0.17.6: ruff ok for syntax+lint [low lint F401 src/a.py:1 \"`os` imported but \
         unused\"]",
    ),
    (
        "security-severity.sarif",
        "ok some-scanner 9.1.0: some-scanner ok for lint+security [critical security s90 \
         src/a.c:1 \"s90\", high security s89 src/a.c:2 \"s89\", medium security s40 \
         src/a.c:3 \"s40\", low security s39 src/a.c:4 \"s39\", high security number \
         src/a.c:5 \"number\", unknown security word src/a.c:6 \"word\", critical security plain \
         src/a.c:9 \"of the result\"]",
    ),
    ("security-tool-clean.sarif", "ok Semgrep OSS 1.95.0: Semgrep OSS ok for security []"),
    (
        "suppressed.sarif",
        "ok eslint 9.1.0: eslint ok for syntax+lint [low lint a src/a.c:1 \"accepted\" \
         suppressed, low lint a src/a.c:2 \"no status\" suppressed, low lint a src/a.c:3 \"empty \
         list\", low lint a src/a.c:4 \"rejected\", low lint a src/a.c:5 \"under review\"]",
    ),
    (
        "tools.sarif",
        "ok Bandit+Trivy: Bandit ok for security, Trivy ok for security+dependency [low security \
         B101 src/a.c:1 \"assert used\", critical dependency CVE-2026-1 src/a.c:1 \"vulnerable\", \
         medium security B608 src/a.c:2 \"sql\", high security DS002 src/a.c:2 \"runs as root\"]",
    ),
    (
        "truncated.sarif",
        "error: line 46 column 7: ends in the middle of its JSON document (the file was cut off: \
         was the tool stopped, or the disk full?)",
    ),
    ("unknown-tool-clean.sarif", "ok house-scanner: house-scanner ok for nothing known []"),
    ("utf-16.sarif", "ok eslint 9.1.0: eslint ok for syntax+lint [low lint a src/a.c:1 \"Größe\"]"),
    ("version-1.sarif", "error: at /version: is SARIF 1.0.0; expected 2.1.0"),
    ("zero.sarif", "ok eslint 9.1.0: eslint ok for syntax+lint []"),
];

#[test]
fn every_fixture_gives_what_its_tool_means() {
    super::check("sarif", ROWS);
}
