//! Text of wrk and wrk2.

use super::check;

const ROWS: &[(&str, &str)] = &[
    (
        "failed.txt",
        "partial wrk: [http://127.0.0.1:8080/] 40 of 40 failed in 10 s, 0 a second; because every one of 40 requests failed: no latency says anything; Note http://127.0.0.1:8080/ has no percentiles: run with --latency; Warning every one of 40 requests failed: no latency says anything",
    ),
    (
        "non-2xx.txt",
        "partial wrk: [http://127.0.0.1:8080/] 400 of 1000 failed in 10 s, 60 a second; because 400 of 1000 requests failed, and the latencies count them too: the latencies are left out; Warning 400 of 1000 requests failed, and the latencies count them too: the latencies are left out",
    ),
    (
        "not-started.txt",
        "(looks like nothing) failed wrk: ; because holds no run: expected `Running 30s test @ http://…`; Warning holds no run: expected `Running 30s test @ http://…`",
    ),
    (
        "one.txt",
        "ok wrk: [http://127.0.0.1:8080/cart] 0 of 1000 failed in 10 s, 100 a second, latency_p50_ms [http://127.0.0.1:8080/cart] 0.758 ms LowerIsBetter, latency_p90_ms [http://127.0.0.1:8080/cart] 15.16 ms LowerIsBetter, latency_p99_ms [http://127.0.0.1:8080/cart] 1020 ms LowerIsBetter",
    ),
    (
        "several-runs.txt",
        "partial wrk: [http://127.0.0.1:8080/a] 0 of 1000 failed in 10 s, 100 a second, [http://127.0.0.1:8080/b] 0 of 500 failed in 10 s, 50 a second, latency_p50_ms [http://127.0.0.1:8080/a] 0.758 ms LowerIsBetter, latency_p90_ms [http://127.0.0.1:8080/a] 15.16 ms LowerIsBetter, latency_p99_ms [http://127.0.0.1:8080/a] 1020 ms LowerIsBetter, latency_p50_ms [http://127.0.0.1:8080/b] 0.758 ms LowerIsBetter, latency_p90_ms [http://127.0.0.1:8080/b] 15.16 ms LowerIsBetter, latency_p99_ms [http://127.0.0.1:8080/b] 1020 ms LowerIsBetter; because http://127.0.0.1:8080/a was run more than once, and the first counts; Warning http://127.0.0.1:8080/a was run more than once, and the first counts",
    ),
    (
        "socket-errors.txt",
        "partial wrk: [http://127.0.0.1:8080/] 20 of 1000 failed in 10 s, 98 a second, latency_p50_ms [http://127.0.0.1:8080/] 0.758 ms LowerIsBetter, latency_p90_ms [http://127.0.0.1:8080/] 15.16 ms LowerIsBetter; because 20 of 1000 requests were never answered: nobody knows percentile 99; Warning 20 of 1000 requests were never answered: nobody knows percentile 99",
    ),
    (
        "truncated-second.txt",
        "partial wrk: [http://127.0.0.1:8080/a] 0 of 1000 failed in 10 s, 100 a second, latency_p50_ms [http://127.0.0.1:8080/a] 0.758 ms LowerIsBetter, latency_p90_ms [http://127.0.0.1:8080/a] 15.16 ms LowerIsBetter, latency_p99_ms [http://127.0.0.1:8080/a] 1020 ms LowerIsBetter; because line 14: the run of http://127.0.0.1:8080/b did not end, and is left out; Warning line 14: the run of http://127.0.0.1:8080/b did not end, and is left out",
    ),
    (
        "truncated.txt",
        "failed wrk: ; because line 1: the run of http://127.0.0.1:8080/cart did not end, and is left out; Warning line 1: the run of http://127.0.0.1:8080/cart did not end, and is left out",
    ),
    (
        "without-percentiles.txt",
        "ok wrk: [http://127.0.0.1:8080/] 0 of 1000 failed in 10 s, 100 a second; Note http://127.0.0.1:8080/ has no percentiles: run with --latency",
    ),
    (
        "wrk2.txt",
        "ok wrk2: [http://127.0.0.1:8080/cart] 0 of 1000 failed in 10 s, 100 a second, response of 1000 in us: 2000 5003 8003, service of 1000 in us: 500 1000 1000, latency_p90_ms [http://127.0.0.1:8080/cart] 4 ms LowerIsBetter",
    ),
    ("zero.txt", "empty wrk: ; because wrk sent no request"),
];

#[test]
fn every_report_is_read_as_it_is_meant() {
    check("wrk", ROWS);
}
