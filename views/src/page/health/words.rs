//! Lengths of time and instants of an incident in words.

use crate::format::{THIN, date_time, fixed};
use quarterdeck_model::Timestamp;

/// `0.4 s`, `95 s`, `34 min`, `3.4 h`, `2.1 days`.
pub(crate) fn length(ms: f64) -> String {
    let seconds = ms / 1000.0;
    let (number, decimals, unit) = match seconds.abs() {
        // Nothing that is known not to be zero is shown as zero.
        s if s > 0.0 && s < 0.1 => (ms, 0, "ms"),
        s if s < 10.0 => (seconds, 1, "s"),
        s if s < 120.0 => (seconds, 0, "s"),
        s if s < 7200.0 => (seconds / 60.0, 0, "min"),
        s if s < 172_800.0 => (seconds / 3600.0, 1, "h"),
        _ => (seconds / 86_400.0, 1, "days"),
    };
    format!("{}{THIN}{unit}", fixed(number, decimals))
}

/// An instant in milliseconds since 1970.
pub(crate) fn instant(ms: f64) -> String {
    Timestamp::from_millis(ms as i64).map(date_time).unwrap_or_default()
}

/// The same with seconds: `23 Nov 07:12:05`.
pub(super) fn precise(ms: i64) -> String {
    Timestamp::from_millis(ms).map(crate::format::date::precise).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths() {
        let told = [0.0, 25.0, 400.0, 95_000.0, 2_040_000.0, 12_240_000.0, 181_440_000.0].map(length);
        let plain = told.map(|text| text.replace(THIN, " "));
        assert_eq!(plain, ["0.0 s", "25 ms", "0.4 s", "95 s", "34 min", "3.4 h", "2.1 days"]);
    }
}
