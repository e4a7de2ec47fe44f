//! npm's audit, of npm 6 and 7.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "failed-message.json",
        "failed npm-audit: npm-audit failed for dependency []; because npm could not audit: request failed, reason: connect ECONNREFUSED",
    ),
    (
        "failed.json",
        "failed npm-audit: npm-audit failed for dependency []; because npm could not audit: Your configured registry may not support audit requests",
    ),
    (
        "no-dependencies.json",
        "empty npm-audit: npm-audit empty for dependency []; because npm audited no dependency",
    ),
    (
        "npm-6.json",
        "ok npm-audit: npm-audit ok for dependency [high dependency 106 :? \"negotiator: ReDoS\"]",
    ),
    (
        "one.json",
        "ok npm-audit: npm-audit ok for dependency [medium dependency GHSA-1 :? \"debug: Denial of service in debug\", critical dependency GHSA-2 :? \"debug: Denial of service in debug\", low dependency GHSA-3 :? \"semver: Denial of service in semver\"]",
    ),
    (
        "refused-by-the-registry.json",
        "failed npm-audit: npm-audit failed for dependency []; because npm could not audit: 405 Method Not Allowed - POST https://registry.example/-/npm/v1/security/advisories/bulk",
    ),
    (
        "truncated.json",
        "error: line 1 column 200: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    (
        "warnings-before.json",
        "ok npm-audit: npm-audit ok for dependency [medium dependency GHSA-1 :? \"debug: Denial of service in debug\", critical dependency GHSA-2 :? \"debug: Denial of service in debug\", low dependency GHSA-3 :? \"semver: Denial of service in semver\"]",
    ),
    ("zero.json", "ok npm-audit: npm-audit ok for dependency []"),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("npm-audit", ROWS);
}
