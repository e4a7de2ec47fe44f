//! Trivy's JSON, of images, folders and clusters.

use crate::fixtures::Row;

const ROWS: &[Row] = &[
    (
        "cluster.json",
        "partial trivy: trivy partial for security [high security DS002 default/Service/k:3 \"Specify a user\"]; because trivy could not look at 1 of what it was given: cannot scan",
    ),
    ("failed.json", "failed trivy: trivy failed for nothing known []; because cannot scan"),
    (
        "no-targets.json",
        "empty trivy at 2026-01-01T10:00:00.500Z: trivy empty for nothing known []; because trivy names no target that it looked at",
    ),
    (
        "old-list.json",
        "ok trivy: trivy ok for dependency [low dependency CVE-2011-3374 debian (debian 10.8):? \"apt 1.8: apt-key\"]",
    ),
    (
        "one.json",
        "ok trivy at 2026-01-01T10:00:00.500Z: trivy ok for security+dependency [high security DS002 Dockerfile:3 \"Specify a user\", low dependency CVE-2011-3374 app (debian 12):? \"apt 1.8: apt-key\", critical security private-key key.pem:1 \"Private key\", unknown dependency CVE-2011-3374 package-lock.json:? \"x 1.8: apt-key\"]",
    ),
    (
        "truncated.json",
        "error: line 1 column 250: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.json", "ok trivy at 2026-01-01T10:00:00.500Z: trivy ok for dependency []"),
];

#[test]
fn every_report_is_read_as_the_table_says() {
    super::check("trivy", ROWS);
}
