//! The percentile table that HdrHistogram prints, and wrk2 and vegeta after it: value, percentile, total count.
//!
//! Its total counts are exact, its values are those up to which they count: between two rows nobody knows more than that
//! the requests took at most the later one's value. So a percentile between two rows is that of the later, longer one.

use hdrhistogram::Histogram;

/// One row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) value: f64,
    pub(super) quantile: f64,
    /// How many values are not above this one.
    pub(super) count: u64,
}

/// Reads a row: four numbers, the last of them `inf` in the last row.
pub(super) fn row(line: &str) -> Option<Row> {
    let mut words = line.split_whitespace();
    let value: f64 = words.next()?.parse().ok()?;
    let quantile: f64 = words.next()?.parse().ok()?;
    let count: u64 = words.next()?.parse().ok()?;
    let inverse = words.next().is_some_and(|word| word.parse::<f64>().is_ok());
    let sound = inverse && words.next().is_none() && value.is_finite() && value >= 0.0;
    (sound && (0.0..=1.0).contains(&quantile)).then_some(Row { value, quantile, count })
}

/// The rows as a histogram of microseconds; `None` when they do not rise, or there are none. `unit` is how many
/// microseconds a value counts for.
pub(super) fn histogram(rows: &[Row], unit: f64) -> Option<Histogram<u64>> {
    let mut histogram = Histogram::<u64>::new(3).ok()?;
    let (mut before, mut value) = (0, 0.0);
    for row in rows {
        let step = row.count.checked_sub(before)?;
        if row.value < value {
            return None;
        }
        (before, value) = (row.count, row.value);
        let micros = (row.value * unit).round();
        // More than a day is no latency, and would take memory.
        if step > 0 && micros > 86.4e9 {
            return None;
        }
        if step > 0 {
            histogram.record_n(micros as u64, step).ok()?;
        }
    }
    (before > 0).then_some(histogram)
}
