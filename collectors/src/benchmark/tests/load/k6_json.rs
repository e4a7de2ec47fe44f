//! Samples of k6 runs.

use super::check;

const ROWS: &[(&str, &str)] = &[
    (
        "failed.jsonl",
        "partial k6 at 2026-01-02T10:00:00.000Z: [] 10 of 10 failed in 0.1 s, 0 a second, iteration_duration time 1000 ms by mean Neutral, checks_percent 0 percent HigherIsBetter; because every one of 10 requests failed: no latency says anything; Warning every one of 10 requests failed: no latency says anything",
    ),
    (
        "failures-unknown.jsonl",
        "partial k6 at 2026-01-02T10:00:00.000Z: iteration_duration time 1000 ms by mean Neutral, checks_percent 100 percent HigherIsBetter; because does not say how many requests failed: neither their rate nor their times count; Warning does not say how many requests failed: neither their rate nor their times count",
    ),
    (
        "fast-failures.jsonl",
        "ok k6 at 2026-01-02T10:00:00.000Z: [] 5 of 20 failed in 0.2 s, 75 a second, service of 15 in us: 11007 20015 20015, iteration_duration time 1000 ms by mean Neutral, latency_p50_ms 11.007 ms LowerIsBetter, latency_p90_ms 19.007 ms LowerIsBetter, checks_percent 75 percent HigherIsBetter; Note 15 answers are too few for percentile 95, 99",
    ),
    (
        "no-declaration.jsonl",
        "failed k6: ; because line 2: is a point of http_reqs, whose type was not said before; Warning line 2: is a point of http_reqs, whose type was not said before",
    ),
    (
        "not-told-apart.jsonl",
        "partial k6 at 2026-01-02T10:00:00.000Z: [] 5 of 20 failed in 0.2 s, 75 a second, iteration_duration time 1000 ms by mean Neutral, checks_percent 75 percent HigherIsBetter; because 5 of 20 requests failed, and the latencies count them too: the latencies are left out; Warning 5 of 20 requests failed, and the latencies count them too: the latencies are left out",
    ),
    (
        "one.jsonl",
        "ok k6 at 2026-01-02T10:00:00.000Z: [] 0 of 20 failed in 0.2 s, 100 a second, service of 20 in us: 10007 19007 20015, iteration_duration time 1000 ms by mean Neutral, latency_p50_ms 10.007 ms LowerIsBetter, latency_p90_ms 18.015 ms LowerIsBetter, latency_p95_ms 19.007 ms LowerIsBetter, checks_percent 100 percent HigherIsBetter; Note 20 answers are too few for percentile 99",
    ),
    (
        "other-lines.jsonl",
        "partial k6 at 2026-01-02T10:00:00.000Z: [] 0 of 5 failed in 0.05 s, 100 a second, service of 5 in us: 3001 5003 5003, iteration_duration time 1000 ms by mean Neutral, latency_p50_ms 3.001 ms LowerIsBetter, checks_percent 100 percent HigherIsBetter; because 2 records were left out; the first: line 21: is no line of k6: missing field `type`; Warning line 21: is no line of k6: missing field `type`; Warning line 32: is no line of k6: expected ident; Note 5 answers are too few for percentile 90, 95, 99",
    ),
    (
        "tags-null.jsonl",
        "ok k6 at 2026-01-02T10:00:00.010Z: [] 0 of 1 failed in 0.01 s, 100 a second, service of 1 in us: 2501 2501 2501; Note 1 answers are too few for percentile 50, 90, 95, 99",
    ),
    (
        "truncated.jsonl",
        "partial k6 at 2026-01-02T10:00:00.000Z: [] 0 of 3 failed in 0.02 s, 150 a second, service of 3 in us: 2000 3001 3001, latency_p50_ms 2 ms LowerIsBetter, checks_percent 100 percent HigherIsBetter; because line 19: is no line of k6: EOF while parsing a string; Warning line 19: is no line of k6: EOF while parsing a string; Note 3 answers are too few for percentile 90, 95, 99",
    ),
    ("zero.jsonl", "empty k6 at 2026-01-02T10:00:00.000Z: ; because k6 sent no request"),
];

#[test]
fn every_report_is_read_as_it_is_meant() {
    check("k6-json", ROWS);
}
