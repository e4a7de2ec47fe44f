//! HdrHistogram's tables of percentiles.

use super::check;

const ROWS: &[(&str, &str)] = &[
    (
        "failed.hgrm",
        "failed HdrHistogram: ; because 2 records were left out; the first: line 3: is no row of value, percentile, count and 1/(1-percentile); Note does not state the unit of its values: its percentiles have no direction; Warning line 3: is no row of value, percentile, count and 1/(1-percentile); Warning has no last row (percentile 1.0): the table is cut off",
    ),
    (
        "few.hgrm",
        "ok HdrHistogram: few p50 3 not stated by percentile Neutral, n = 3; Note does not state the unit of its values: its percentiles have no direction",
    ),
    (
        "lying-total.hgrm",
        "ok HdrHistogram: lying-total p50 2 not stated by percentile Neutral, n = 1000, lying-total p90 4 not stated by percentile Neutral, n = 1000, lying-total p95 6 not stated by percentile Neutral, n = 1000, lying-total p99 8 not stated by percentile Neutral, n = 1000; Note does not state the unit of its values: its percentiles have no direction; Note says 2000 values, and counts 1000",
    ),
    (
        "not-rising.hgrm",
        "partial HdrHistogram: not-rising p50 2 not stated by percentile Neutral, n = 1000, not-rising p90 4 not stated by percentile Neutral, n = 1000, not-rising p95 6 not stated by percentile Neutral, n = 1000, not-rising p99 8 not stated by percentile Neutral, n = 1000; because line 5: is less than the row before it; Note does not state the unit of its values: its percentiles have no direction; Warning line 5: is less than the row before it",
    ),
    (
        "one.hgrm",
        "ok HdrHistogram: one p50 2 not stated by percentile Neutral, n = 1000, one p90 4 not stated by percentile Neutral, n = 1000, one p95 6 not stated by percentile Neutral, n = 1000, one p99 8 not stated by percentile Neutral, n = 1000; Note does not state the unit of its values: its percentiles have no direction",
    ),
    (
        "truncated.hgrm",
        "partial HdrHistogram: truncated p50 2 not stated by percentile Neutral, n = 950, truncated p90 4 not stated by percentile Neutral, n = 950, truncated p95 5 not stated by percentile Neutral, n = 950, truncated p99 6 not stated by percentile Neutral, n = 950; because 2 records were left out; the first: line 8: is no row of value, percentile, count and 1/(1-percentile); Note does not state the unit of its values: its percentiles have no direction; Warning line 8: is no row of value, percentile, count and 1/(1-percentile); Warning has no last row (percentile 1.0): the table is cut off",
    ),
    (
        "vegeta.hgrm",
        "ok HdrHistogram: vegeta p50 2 ms by percentile LowerIsBetter, n = 1000, vegeta p90 4 ms by percentile LowerIsBetter, n = 1000, vegeta p95 6 ms by percentile LowerIsBetter, n = 1000, vegeta p99 8 ms by percentile LowerIsBetter, n = 1000",
    ),
    (
        "zero.hgrm",
        "empty HdrHistogram: ; because the histogram holds no value; Note does not state the unit of its values: its percentiles have no direction",
    ),
];

#[test]
fn every_report_is_read_as_it_is_meant() {
    check("hdr-hgrm", ROWS);
}
