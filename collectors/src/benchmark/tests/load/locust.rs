//! Statistics of Locust.

use super::check;

const ROWS: &[(&str, &str)] = &[
    (
        "failed.csv",
        "partial Locust: [GET /cart] 1000 of 1000 failed in 100 s, 0 a second; because every one of 1000 requests failed: no latency says anything; Warning every one of 1000 requests failed: no latency says anything",
    ),
    (
        "failures.csv",
        "partial Locust: [GET /cart] 400 of 1000 failed in 100 s, 6 a second, [GET /few] 5 of 1000 failed in 100 s, 9.95 a second, latency_p50_ms [GET /few] 4 ms LowerIsBetter, latency_p90_ms [GET /few] 9 ms LowerIsBetter, latency_p95_ms [GET /few] 12 ms LowerIsBetter, latency_p99_ms [GET /few] 40 ms LowerIsBetter; because 400 of 1000 requests failed, and the latencies count them too: the latencies are left out; Warning 400 of 1000 requests failed, and the latencies count them too: the latencies are left out; Note 5 of 1000 requests failed, and the latencies count them too",
    ),
    (
        "lying-total.csv",
        "ok Locust: [GET /cart] 0 of 1000 failed in 100 s, 10 a second, latency_p50_ms [GET /cart] 4 ms LowerIsBetter, latency_p90_ms [GET /cart] 9 ms LowerIsBetter, latency_p95_ms [GET /cart] 12 ms LowerIsBetter, latency_p99_ms [GET /cart] 40 ms LowerIsBetter; Note says 3000 requests in all; its rows have 1000",
    ),
    ("old.csv", "ok Locust: [GET /cart] 0 of 1000 failed in 100 s, 10 a second"),
    (
        "one.csv",
        "ok Locust: [GET /cart] 0 of 1000 failed in 100 s, 10 a second, [POST /cart/[id], add] 0 of 500 failed in 100 s, 5 a second, latency_p50_ms [GET /cart] 4 ms LowerIsBetter, latency_p90_ms [GET /cart] 9 ms LowerIsBetter, latency_p95_ms [GET /cart] 12 ms LowerIsBetter, latency_p99_ms [GET /cart] 40 ms LowerIsBetter, latency_p50_ms [POST /cart/[id], add] 4 ms LowerIsBetter, latency_p90_ms [POST /cart/[id], add] 9 ms LowerIsBetter, latency_p95_ms [POST /cart/[id], add] 12 ms LowerIsBetter, latency_p99_ms [POST /cart/[id], add] 40 ms LowerIsBetter",
    ),
    (
        "truncated.csv",
        "partial Locust: [GET /cart] 0 of 1000 failed in 100 s, 10 a second, latency_p50_ms [GET /cart] 4 ms LowerIsBetter, latency_p90_ms [GET /cart] 9 ms LowerIsBetter, latency_p95_ms [GET /cart] 12 ms LowerIsBetter, latency_p99_ms [GET /cart] 40 ms LowerIsBetter; because 2 records were left out; the first: row \"POST,/cart,500,0,4,5.5,1.2,60.1,300,10.0,0.0,4,\" is no whole row of Locust; Warning row \"POST,/cart,500,0,4,5.5,1.2,60.1,300,10.0,0.0,4,\" is no whole row of Locust; Warning has no row Aggregated: the file is cut off",
    ),
    ("zero.csv", "empty Locust: ; because Locust sent no request"),
];

#[test]
fn every_report_is_read_as_it_is_meant() {
    check("locust", ROWS);
}
