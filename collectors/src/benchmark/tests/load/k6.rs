//! Summaries of k6 runs.

use super::check;

const ROWS: &[(&str, &str)] = &[
    (
        "custom-and-thresholds.json",
        "ok k6: [] 0 of 1000 failed in 10 s, 100 a second, errors count 3 count by sum Neutral, found rate 25 percent by share Neutral, http_req_waiting time 2 ms by mean LowerIsBetter, iteration_duration time 500 ms by mean Neutral, queue value 5 value by mean Neutral, render time 5 ms by mean LowerIsBetter, thresholds_crossed 1 count LowerIsBetter, latency_p50_ms 4 ms LowerIsBetter, latency_p90_ms 9 ms LowerIsBetter, latency_p95_ms 12 ms LowerIsBetter, latency_p99_ms 40 ms LowerIsBetter, checks_percent 75 percent HigherIsBetter; Note 1 of 2 thresholds were crossed; the first: http_req_duration p(95)<5",
    ),
    (
        "dropped-iterations.json",
        "partial k6: [] 0 of 1000 failed in 10 s, 100 a second, does not count, dropped_iterations count 100 count by sum Neutral, does not count, http_req_waiting time 2 ms by mean LowerIsBetter, does not count, iteration_duration time 500 ms by mean Neutral, does not count, thresholds_crossed 0 count LowerIsBetter, checks_percent 75 percent HigherIsBetter; because k6 dropped 100 of 600 iterations that were asked for: the run does not count; Warning k6 dropped 100 of 600 iterations that were asked for: the run does not count",
    ),
    (
        "failed-is-passes.json",
        "ok k6: [] 400 of 1000 failed in 10 s, 60 a second, http_req_waiting time 2 ms by mean LowerIsBetter, does not count, iteration_duration time 500 ms by mean Neutral, thresholds_crossed 0 count LowerIsBetter, latency_p50_ms 4 ms LowerIsBetter, latency_p90_ms 9 ms LowerIsBetter, latency_p95_ms 12 ms LowerIsBetter, latency_p99_ms 40 ms LowerIsBetter, checks_percent 75 percent HigherIsBetter",
    ),
    (
        "failed.json",
        "partial k6: [] 1000 of 1000 failed in 10 s, 0 a second, http_req_waiting time 2 ms by mean LowerIsBetter, does not count, iteration_duration time 500 ms by mean Neutral, thresholds_crossed 0 count LowerIsBetter, checks_percent 75 percent HigherIsBetter; because every one of 1000 requests failed: no latency says anything; Warning every one of 1000 requests failed: no latency says anything",
    ),
    (
        "failures-unknown.json",
        "partial k6: http_req_waiting time 2 ms by mean LowerIsBetter, does not count, iteration_duration time 500 ms by mean Neutral, thresholds_crossed 0 count LowerIsBetter, checks_percent 75 percent HigherIsBetter; because does not say how many requests failed: neither their rate nor their times count; Warning does not say how many requests failed: neither their rate nor their times count",
    ),
    (
        "no-http.json",
        "ok k6: grpc_req_duration time 5 ms by mean LowerIsBetter, iteration_duration time 500 ms by mean Neutral, checks_percent 75 percent HigherIsBetter",
    ),
    (
        "not-told-apart.json",
        "partial k6: [] 400 of 1000 failed in 10 s, 60 a second, http_req_waiting time 2 ms by mean LowerIsBetter, does not count, iteration_duration time 500 ms by mean Neutral, thresholds_crossed 0 count LowerIsBetter, checks_percent 75 percent HigherIsBetter; because 400 of 1000 requests failed, and the latencies count them too: the latencies are left out; Warning 400 of 1000 requests failed, and the latencies count them too: the latencies are left out",
    ),
    (
        "one.json",
        "ok k6: [] 0 of 1000 failed in 10 s, 100 a second, http_req_waiting time 2 ms by mean LowerIsBetter, iteration_duration time 500 ms by mean Neutral, thresholds_crossed 0 count LowerIsBetter, latency_p50_ms 4 ms LowerIsBetter, latency_p90_ms 9 ms LowerIsBetter, latency_p95_ms 12 ms LowerIsBetter, latency_p99_ms 40 ms LowerIsBetter, checks_percent 75 percent HigherIsBetter",
    ),
    (
        "stated-percentiles-only.json",
        "ok k6: [] 0 of 1000 failed in 10 s, 100 a second, http_req_waiting time 2 ms by mean LowerIsBetter, iteration_duration time 500 ms by mean Neutral, thresholds_crossed 0 count LowerIsBetter, latency_p95_ms 12 ms LowerIsBetter, checks_percent 75 percent HigherIsBetter",
    ),
    (
        "structured.json",
        "ok k6 1.5.0 at 2026-01-02T10:00:00.000Z: [] 5 of 1000 failed in 10 s, 99.5 a second, http_req_waiting time 2 ms by mean LowerIsBetter, iteration_duration time 500 ms by mean Neutral, thresholds_crossed 1 count LowerIsBetter, latency_p50_ms 4 ms LowerIsBetter, latency_p90_ms 9 ms LowerIsBetter, latency_p95_ms 12 ms LowerIsBetter, latency_p99_ms 40 ms LowerIsBetter, checks_percent 75 percent HigherIsBetter; Note 1 of 1 thresholds were crossed; the first: http_req_duration p(95)<5",
    ),
    (
        "summary-export.json",
        "ok k6: [] 5 of 1000 failed in 10 s, 99.5 a second, http_req_waiting time 2 ms by mean LowerIsBetter, iteration_duration time 500 ms by mean Neutral, mine value 5 value by mean Neutral, thresholds_crossed 1 count LowerIsBetter, latency_p50_ms 4 ms LowerIsBetter, latency_p90_ms 9 ms LowerIsBetter, latency_p95_ms 12 ms LowerIsBetter, latency_p99_ms 40 ms LowerIsBetter, checks_percent 75 percent HigherIsBetter; Note 1 of 2 thresholds were crossed; the first: http_req_duration p(95)<5",
    ),
    (
        "truncated.json",
        "error: line 94 column 10: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    (
        "without-metrics.json",
        "error: has no metrics; expected a summary of k6 (write it with --summary-export, or with all of `data` in handleSummary)",
    ),
    ("zero.json", "empty k6: ; because k6 sent no request"),
];

#[test]
fn every_report_is_read_as_it_is_meant() {
    check("k6", ROWS);
}
