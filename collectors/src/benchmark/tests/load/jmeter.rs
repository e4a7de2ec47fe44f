//! Samples of JMeter.

use super::check;

const ROWS: &[(&str, &str)] = &[
    (
        "bad-rows.jtl",
        "partial JMeter at 2026-01-02T10:00:00.000Z: [cart] 0 of 1 failed in 0.01 s, 100 a second, service of 1 in us: 10007 10007 10007; because 3 records were left out; the first: line 3: is no whole sample; Warning line 3: is no whole sample; Warning line 4: is no whole sample; Warning line 5: is no whole sample; Note 1 answers are too few for percentile 50, 90, 95, 99",
    ),
    (
        "dates.jtl",
        "ok JMeter: [cart] 0 of 2 failed in unknown s, service of 2 in us: 10007 20015 20015, latency_p50_ms [cart] 10.007 ms LowerIsBetter; Note has times that are no milliseconds: nobody knows how long the run took; Note 2 answers are too few for percentile 90, 95, 99",
    ),
    (
        "failed.jtl",
        "partial JMeter at 2026-01-02T10:00:00.000Z: [cart] 5 of 5 failed in 0.401 s, 0 a second; because every one of 5 requests failed: no latency says anything; Warning every one of 5 requests failed: no latency says anything",
    ),
    (
        "fast-failures.jtl",
        "ok JMeter at 2026-01-02T10:00:00.000Z: [cart] 5 of 20 failed in 1.95 s, 7.6923076923076925 a second, service of 15 in us: 50015 50015 50015, latency_p50_ms [cart] 50.015 ms LowerIsBetter, latency_p90_ms [cart] 50.015 ms LowerIsBetter; Note 15 answers are too few for percentile 95, 99",
    ),
    (
        "labels.jtl",
        "ok JMeter at 2026-01-02T10:00:00.000Z: [cart] 0 of 10 failed in 0.919 s, 10.88139281828074 a second, service of 10 in us: 14007 19007 19007, [search] 0 of 10 failed in 1 s, 10 a second, service of 10 in us: 100031 100031 100031, [transaction] 0 of 1 failed in 2 s, 0.5 a second, service of 1 in us: 2000895 2000895 2000895, latency_p50_ms [cart] 14.007 ms LowerIsBetter, latency_p90_ms [cart] 18.015 ms LowerIsBetter, latency_p50_ms [search] 100.031 ms LowerIsBetter, latency_p90_ms [search] 100.031 ms LowerIsBetter; Note 10 answers are too few for percentile 95, 99; Note 10 answers are too few for percentile 95, 99; Note 1 answers are too few for percentile 50, 90, 95, 99",
    ),
    (
        "no-head.jtl",
        "(looks like nothing) error: line 1: does not name its columns; expected timeStamp, elapsed, label, success (set jmeter.save.saveservice.print_field_names=true)",
    ),
    (
        "one.jtl",
        "ok JMeter at 2026-01-02T10:00:00.000Z: [cart] 0 of 20 failed in 1.929 s, 10.368066355624675 a second, service of 20 in us: 19007 28015 29007, latency_p50_ms [cart] 19.007 ms LowerIsBetter, latency_p90_ms [cart] 27.007 ms LowerIsBetter, latency_p95_ms [cart] 28.015 ms LowerIsBetter; Note 20 answers are too few for percentile 99",
    ),
    (
        "other-order.jtl",
        "ok JMeter at 2026-01-02T10:00:00.000Z: [cart] 0 of 2 failed in 0.12 s, 16.666666666666668 a second, service of 2 in us: 10007 20015 20015, latency_p50_ms [cart] 10.007 ms LowerIsBetter; Note 2 answers are too few for percentile 90, 95, 99",
    ),
    (
        "quoted-lines.jtl",
        "ok JMeter at 2026-01-02T10:00:00.000Z: [cart] 1 of 3 failed in 0.23 s, 8.695652173913043 a second, service of 2 in us: 20015 30015 30015, latency_p50_ms [cart] 20.015 ms LowerIsBetter; Note 2 answers are too few for percentile 90, 95, 99",
    ),
    (
        "timeouts.jtl",
        "partial JMeter at 2026-01-02T10:00:00.000Z: [cart] 5 of 20 failed in 31.6 s, 0.47468354430379744 a second, service of 15 in us: 50015 50015 50015, latency_p50_ms [cart] 50.015 ms LowerIsBetter; because 5 of 20 requests were never answered: nobody knows percentile 90; Note 15 answers are too few for percentile 95, 99; Warning 5 of 20 requests were never answered: nobody knows percentile 90",
    ),
    (
        "truncated.jtl",
        "partial JMeter at 2026-01-02T10:00:00.000Z: [cart] 0 of 5 failed in 0.414 s, 12.077294685990339 a second, service of 5 in us: 12007 14007 14007, latency_p50_ms [cart] 12.007 ms LowerIsBetter; because line 7: is no whole sample; Warning line 7: is no whole sample; Note 5 answers are too few for percentile 90, 95, 99",
    ),
    ("zero.jtl", "empty JMeter: ; because JMeter sent no request"),
];

#[test]
fn every_report_is_read_as_it_is_meant() {
    check("jmeter", ROWS);
}
