//! vegeta's reports.

use super::check;

const ROWS: &[(&str, &str)] = &[
    (
        "failed.json",
        "partial vegeta at 2026-01-02T09:00:00.500Z: [] 1000 of 1000 failed in 10 s, 0 a second; because every one of 1000 requests failed: no latency says anything; Note 1000 of 1000 requests failed; one with: Get \"http://127.0.0.1:1/\": dial tcp 127.0.0.1:1: connect: connection refused; Warning every one of 1000 requests failed: no latency says anything",
    ),
    (
        "fast-failures.json",
        "partial vegeta at 2026-01-02T09:00:00.500Z: [] 400 of 1000 failed in 10 s, 60 a second; because 400 of 1000 requests failed, and the latencies count them too: the latencies are left out; Note 400 of 1000 requests failed; one with: 503 Service Unavailable; Warning 400 of 1000 requests failed, and the latencies count them too: the latencies are left out",
    ),
    (
        "few-failures.json",
        "ok vegeta at 2026-01-02T09:00:00.500Z: [] 5 of 1000 failed in 10 s, 99.5 a second, latency_p50_ms 1.2 ms LowerIsBetter, latency_p90_ms 2.4 ms LowerIsBetter, latency_p95_ms 2.6 ms LowerIsBetter, latency_p99_ms 4.1 ms LowerIsBetter; Note 5 of 1000 requests failed; one with: 500 Internal Server Error; Note 5 of 1000 requests failed, and the latencies count them too",
    ),
    (
        "lying-totals.json",
        "partial vegeta at 2026-01-02T09:00:00.500Z: [] 50 of 950 failed in 10 s, 90 a second; because 50 of 950 requests failed, and the latencies count them too: the latencies are left out; Note says 1000 requests, and has the status of 950: the latter count; Note says that 0.99 of all succeeded; by status it is 0.9473684210526315; Warning 50 of 950 requests failed, and the latencies count them too: the latencies are left out",
    ),
    (
        "old.json",
        "ok vegeta at 2016-05-01T00:00:00.000Z: [] 0 of 10 failed in 1 s, 10 a second, latency_p50_ms 3 ms LowerIsBetter; Note 10 answers are too few for percentile 95, 99",
    ),
    (
        "one.json",
        "ok vegeta at 2026-01-02T09:00:00.500Z: [] 0 of 1000 failed in 10 s, 100 a second, latency_p50_ms 1.2 ms LowerIsBetter, latency_p90_ms 2.4 ms LowerIsBetter, latency_p95_ms 2.6 ms LowerIsBetter, latency_p99_ms 4.1 ms LowerIsBetter",
    ),
    (
        "too-few.json",
        "ok vegeta at 2026-01-02T09:00:00.500Z: [] 0 of 50 failed in 10 s, 5 a second, latency_p50_ms 1.2 ms LowerIsBetter, latency_p90_ms 2.4 ms LowerIsBetter, latency_p95_ms 2.6 ms LowerIsBetter; Note 50 answers are too few for percentile 99",
    ),
    (
        "truncated.json",
        "(looks like nothing) error: line 1 column 300: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.json", "empty vegeta: ; because vegeta sent no request"),
];

#[test]
fn every_report_is_read_as_it_is_meant() {
    check("vegeta", ROWS);
}
