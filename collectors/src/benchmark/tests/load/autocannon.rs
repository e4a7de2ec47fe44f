//! autocannon's reports.

use super::check;

const ROWS: &[(&str, &str)] = &[
    (
        "failed.json",
        "partial autocannon at 2026-01-02T09:00:00.000Z: [http://127.0.0.1:8080/cart] 50 of 50 failed in 10 s, 0 a second; because every one of 50 requests failed: no latency says anything; Warning every one of 50 requests failed: no latency says anything",
    ),
    (
        "old-non2xx.json",
        "partial autocannon at 2026-01-02T09:00:00.000Z: [http://127.0.0.1:8080/cart] 400 of 1000 failed in 10 s, 60 a second; because 400 of 1000 requests failed, and the latencies count them too: the latencies are left out; Warning 400 of 1000 requests failed, and the latencies count them too: the latencies are left out",
    ),
    (
        "one.json",
        "ok autocannon at 2026-01-02T09:00:00.000Z: [cart] 0 of 1000 failed in 10 s, 100 a second, latency_p50_ms [cart] 4 ms LowerIsBetter, latency_p90_ms [cart] 7 ms LowerIsBetter, latency_p99_ms [cart] 20 ms LowerIsBetter",
    ),
    (
        "redirections.json",
        "ok autocannon at 2026-01-02T09:00:00.000Z: [http://127.0.0.1:8080/cart] 0 of 1000 failed in 10 s, 100 a second, latency_p50_ms [http://127.0.0.1:8080/cart] 4 ms LowerIsBetter, latency_p90_ms [http://127.0.0.1:8080/cart] 7 ms LowerIsBetter, latency_p99_ms [http://127.0.0.1:8080/cart] 20 ms LowerIsBetter; Note the server closed 3 connections",
    ),
    (
        "timeouts.json",
        "partial autocannon at 2026-01-02T09:00:00.000Z: [http://127.0.0.1:8080/cart] 100 of 1000 failed in 10 s, 90 a second, latency_p50_ms [http://127.0.0.1:8080/cart] 4 ms LowerIsBetter; because 100 of 1000 requests were never answered: nobody knows percentile 90, 99; Warning 100 of 1000 requests were never answered: nobody knows percentile 90, 99",
    ),
    (
        "under-a-millisecond.json",
        "ok autocannon at 2026-01-02T09:00:00.000Z: [cart] 0 of 1000 failed in 10 s, 100 a second, latency_p99_ms [cart] 20 ms LowerIsBetter; Note latencies of 0 ms are left out: it counts whole milliseconds, so they were under 1 ms",
    ),
    (
        "truncated.json",
        "(looks like nothing) error: line 1 column 500: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.json", "empty autocannon at 2026-01-02T09:00:00.000Z: ; because autocannon sent no request"),
];

#[test]
fn every_report_is_read_as_it_is_meant() {
    check("autocannon", ROWS);
}
