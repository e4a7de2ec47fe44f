//! pip-audit's JSON.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "failed.json",
        "failed pip-audit: pip-audit failed for dependency []; because none of 1 dependencies was audited",
    ),
    (
        "no-dependencies.json",
        "empty pip-audit: pip-audit empty for dependency []; because no dependency was audited",
    ),
    (
        "old-list.json",
        "ok pip-audit: pip-audit ok for dependency [unknown dependency PYSEC-1 :? \"six 1.0: PYSEC-1 (no fixed version)\"]",
    ),
    (
        "one-skipped.json",
        "partial pip-audit: pip-audit partial for dependency [unknown dependency PYSEC-2023-74 :? \"requests 1.0: PYSEC-2023-74 (fixed in 2.0)\", unknown dependency PYSEC-2023-80 :? \"requests 1.0: PYSEC-2023-80 (no fixed version)\"]; because pip-audit could not look at 1 of what it was given: mine: Dependency not found on PyPI",
    ),
    (
        "one.json",
        "ok pip-audit: pip-audit ok for dependency [unknown dependency PYSEC-2023-74 :? \"requests 1.0: PYSEC-2023-74 (fixed in 2.0)\", unknown dependency PYSEC-2023-80 :? \"requests 1.0: PYSEC-2023-80 (no fixed version)\"]",
    ),
    (
        "truncated.json",
        "error: line 1 column 130: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.json", "ok pip-audit: pip-audit ok for dependency []"),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("pip-audit", ROWS);
}
