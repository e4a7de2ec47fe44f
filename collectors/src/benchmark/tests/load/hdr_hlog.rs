//! Logs of HdrHistogram.

use super::check;

const ROWS: &[(&str, &str)] = &[
    (
        "bomb.hlog",
        "partial HdrHistogram at 2026-01-02T10:00:00.500Z: [] unknown of 100 failed in 1 s, service of 100 in us: 1000 1000 1000, latency_p50_ms 1 ms LowerIsBetter, latency_p90_ms 1 ms LowerIsBetter, latency_p95_ms 1 ms LowerIsBetter, latency_p99_ms 1 ms LowerIsBetter; because line 6: has a histogram that unpacks to more than any that a tool writes; Warning line 6: has a histogram that unpacks to more than any that a tool writes",
    ),
    (
        "failed.hlog",
        "failed HdrHistogram at 2026-01-02T10:00:00.500Z: ; because 5 records were left out; the first: line 5: has a histogram that is no base64; Warning line 5: has a histogram that is no base64; Warning line 6: holds no histogram of whole numbers (V0 to V3); Warning line 7: holds a shifted histogram, or one of fractions; Warning line 8: holds a shifted histogram, or one of fractions; Warning line 9: has other columns than start, length, maximum and histogram",
    ),
    (
        "microseconds.hlog",
        "ok HdrHistogram at 2026-01-02T10:00:00.500Z: [] unknown of 100 failed in 1 s, service of 100 in us: 2000 5003 5003, latency_p50_ms 2 ms LowerIsBetter, latency_p90_ms 5.003 ms LowerIsBetter, latency_p95_ms 5.003 ms LowerIsBetter, latency_p99_ms 5.003 ms LowerIsBetter",
    ),
    (
        "more-than-can-be-counted.hlog",
        "partial HdrHistogram at 2026-01-02T10:00:00.500Z: [] unknown of 100 failed in 1 s, service of 100 in us: 1000 1000 1000, latency_p50_ms 1 ms LowerIsBetter, latency_p90_ms 1 ms LowerIsBetter, latency_p95_ms 1 ms LowerIsBetter, latency_p99_ms 1 ms LowerIsBetter; because line 5: holds more values than can be counted; Warning line 5: holds more values than can be counted",
    ),
    (
        "no-interval.hlog",
        "empty HdrHistogram at 2026-01-02T10:00:00.500Z: ; because the log holds no interval",
    ),
    (
        "not-packed.hlog",
        "ok HdrHistogram at 2026-01-02T10:00:00.500Z: [] unknown of 100 failed in 1 s, service of 100 in us: 2001 5003 5003, latency_p50_ms 2.001 ms LowerIsBetter, latency_p90_ms 5.003 ms LowerIsBetter, latency_p95_ms 5.003 ms LowerIsBetter, latency_p99_ms 5.003 ms LowerIsBetter",
    ),
    (
        "one.hlog",
        "ok HdrHistogram at 2026-01-02T10:00:00.500Z: [] unknown of 200 failed in 2 s, service of 200 in us: 1000 5003 5003, latency_p50_ms 1 ms LowerIsBetter, latency_p90_ms 5.003 ms LowerIsBetter, latency_p95_ms 5.003 ms LowerIsBetter, latency_p99_ms 5.003 ms LowerIsBetter",
    ),
    (
        "tags.hlog",
        "ok HdrHistogram at 2026-01-02T10:00:00.500Z: [] unknown of 200 failed in 2 s, service of 200 in us: 1000 5003 5003, [search] unknown of 200 failed in 2 s, service of 200 in us: 1000 1000 1000, latency_p50_ms 1 ms LowerIsBetter, latency_p90_ms 5.003 ms LowerIsBetter, latency_p95_ms 5.003 ms LowerIsBetter, latency_p99_ms 5.003 ms LowerIsBetter, latency_p50_ms [search] 1 ms LowerIsBetter, latency_p90_ms [search] 1 ms LowerIsBetter, latency_p95_ms [search] 1 ms LowerIsBetter, latency_p99_ms [search] 1 ms LowerIsBetter",
    ),
    (
        "truncated.hlog",
        "partial HdrHistogram at 2026-01-02T10:00:00.500Z: [] unknown of 100 failed in 1 s, service of 100 in us: 2001 5003 5003, latency_p50_ms 2.001 ms LowerIsBetter, latency_p90_ms 5.003 ms LowerIsBetter, latency_p95_ms 5.003 ms LowerIsBetter, latency_p99_ms 5.003 ms LowerIsBetter; because line 6: has a histogram that is no base64; Warning line 6: has a histogram that is no base64",
    ),
    (
        "unit-unknown.hlog",
        "failed HdrHistogram at 2026-01-02T10:00:00.500Z: ; because line 5: has a maximum by which its unit is neither nanoseconds nor microseconds; Warning line 5: has a maximum by which its unit is neither nanoseconds nor microseconds",
    ),
    (
        "v0.hlog",
        "ok HdrHistogram at 2026-01-02T10:00:00.500Z: [] unknown of 200 failed in 2 s, service of 200 in us: 1000 5003 5003, latency_p50_ms 1 ms LowerIsBetter, latency_p90_ms 5.003 ms LowerIsBetter, latency_p95_ms 5.003 ms LowerIsBetter, latency_p99_ms 5.003 ms LowerIsBetter",
    ),
    (
        "v1.hlog",
        "ok HdrHistogram at 2026-01-02T10:00:00.500Z: [] unknown of 200 failed in 2 s, service of 200 in us: 1000 5003 5003, latency_p50_ms 1 ms LowerIsBetter, latency_p90_ms 5.003 ms LowerIsBetter, latency_p95_ms 5.003 ms LowerIsBetter, latency_p99_ms 5.003 ms LowerIsBetter",
    ),
    (
        "without-head.hlog",
        "ok HdrHistogram: [] unknown of 200 failed in 2 s, service of 200 in us: 1000 5003 5003, latency_p50_ms 1 ms LowerIsBetter, latency_p90_ms 5.003 ms LowerIsBetter, latency_p95_ms 5.003 ms LowerIsBetter, latency_p99_ms 5.003 ms LowerIsBetter",
    ),
    (
        "zero.hlog",
        "empty HdrHistogram at 2026-01-02T10:00:00.500Z: ; because none of 1 intervals holds a value",
    ),
];

#[test]
fn every_report_is_read_as_it_is_meant() {
    check("hdr-hlog", ROWS);
}
