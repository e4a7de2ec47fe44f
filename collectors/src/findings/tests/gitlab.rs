//! GitLab's Code Quality and security reports.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "begin-is-a-position.json",
        "ok code-quality: code-quality ok for lint [medium lint no-undef a.js:3 \"'x' is not defined.\"]",
    ),
    (
        "dependency-report.json",
        "ok semgrep 1.100.0: semgrep ok for dependency [critical dependency sql-injection Gemfile.lock:? \"SQL injection\"]",
    ),
    (
        "failed.json",
        "(looks like nothing) failed semgrep 1.100.0: semgrep failed for security []; because semgrep says that its scan failed",
    ),
    (
        "one.json",
        "ok code-quality: code-quality ok for lint [medium lint no-undef a.js:4 \"'x' is not defined.\", critical lint no-undef b.js:7 \"'x' is not defined.\"]",
    ),
    (
        "parsing-error.json",
        "ok code-quality: code-quality ok for syntax+lint [high syntax unknown a.js:4 \"Parsing error: Unexpected token\"]",
    ),
    (
        "security-category.json",
        "ok code-quality: code-quality ok for lint+security [medium security no-undef a.js:4 \"'x' is not defined.\"]",
    ),
    (
        "security-report.json",
        "ok semgrep 1.100.0: semgrep ok for security [critical security sql-injection a.py:3 \"SQL injection\"]",
    ),
    (
        "severities.json",
        "ok code-quality: code-quality ok for lint [info lint no-undef a.js:4 \"'x' is not defined.\", low lint no-undef a.js:4 \"'x' is not defined.\", medium lint no-undef a.js:4 \"'x' is not defined.\", high lint no-undef a.js:4 \"'x' is not defined.\", critical lint no-undef a.js:4 \"'x' is not defined.\", unknown lint no-undef a.js:4 \"'x' is not defined.\"]",
    ),
    (
        "truncated.json",
        "(looks like nothing) error: line 1 column 100: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.json", "(looks like nothing) ok code-quality: code-quality ok for lint []"),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("gitlab-codequality", ROWS);
}
