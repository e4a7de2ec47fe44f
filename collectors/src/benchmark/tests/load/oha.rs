//! oha's reports.

use super::check;

const ROWS: &[(&str, &str)] = &[
    (
        "deadline.json",
        "partial oha: [] 100 of 1000 failed in 10 s, 90 a second, latency_p50_ms 3 ms LowerIsBetter; because 100 of 1000 requests were never answered: nobody knows percentile 90, 95, 99; Note 16 requests were under way when the time was up, and count neither way; Warning 100 of 1000 requests were never answered: nobody knows percentile 90, 95, 99",
    ),
    (
        "failed.json",
        "partial oha: [] 100 of 100 failed in 0.5 s, 0 a second; because every one of 100 requests failed: no latency says anything; Warning every one of 100 requests failed: no latency says anything",
    ),
    (
        "one.json",
        "ok oha: [] 0 of 1000 failed in 10 s, 100 a second, latency_p50_ms 3 ms LowerIsBetter, latency_p90_ms 5.5 ms LowerIsBetter, latency_p95_ms 7 ms LowerIsBetter, latency_p99_ms 20 ms LowerIsBetter",
    ),
    (
        "success-is-any-answer.json",
        "partial oha: [] 100 of 1000 failed in 10 s, 90 a second; because 100 of 1000 requests failed, and the latencies count them too: the latencies are left out; Warning 100 of 1000 requests failed, and the latencies count them too: the latencies are left out",
    ),
    (
        "successful-apart.json",
        "ok oha: [] 100 of 1000 failed in 10 s, 90 a second, latency_p50_ms 4 ms LowerIsBetter, latency_p90_ms 6 ms LowerIsBetter, latency_p95_ms 8 ms LowerIsBetter, latency_p99_ms 30 ms LowerIsBetter",
    ),
    (
        "truncated.json",
        "error: line 5 column 18: ends in the middle of its JSON document (the file was cut off: was the tool stopped, or the disk full?)",
    ),
    ("zero.json", "empty oha: ; because oha sent no request"),
];

#[test]
fn every_report_is_read_as_it_is_meant() {
    check("oha", ROWS);
}
