//! Times as test tools write them: seconds with a point, with a comma, with thousands.

use chrono::{DateTime, Utc};
use quarterdeck_model::Timestamp;

/// What a `time` attribute says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Seconds {
    /// Nothing.
    Missing,
    /// That many.
    Known(f64),
    /// A comma before exactly three digits: `1,234` is 1.234 s or 1,234 s. The rest of the file must tell.
    Ambiguous {
        /// With the comma as decimal mark.
        decimal: f64,
        /// With the comma between thousands.
        thousands: f64,
    },
    /// Something that is no time.
    Unreadable,
}

/// Reads a time. With both marks, the one that comes last is the decimal mark.
pub(super) fn read(raw: &str) -> Seconds {
    let text = raw.trim();
    if text.is_empty() {
        return Seconds::Missing;
    }
    let known = |text: &str| number(text).map_or(Seconds::Unreadable, Seconds::Known);
    match (text.rfind(','), text.rfind('.')) {
        (None, _) => known(text),
        (Some(comma), Some(point)) if comma < point => known(&text.replace(',', "")),
        (Some(_), Some(_)) => known(&text.replace('.', "").replace(',', ".")),
        (Some(comma), None) => match text.matches(',').count() {
            1 if text.len() - comma == 4 => {
                let (decimal, thousands) = (number(&text.replace(',', ".")), number(&text.replace(',', "")));
                let pair = decimal.zip(thousands);
                pair.map_or(Seconds::Unreadable, |(decimal, thousands)| Seconds::Ambiguous {
                    decimal,
                    thousands,
                })
            }
            1 => known(&text.replace(',', ".")),
            _ => known(&text.replace(',', "")),
        },
    }
}

/// Whether this time shows that its writer puts commas between thousands.
pub(super) fn shows_thousands(raw: &str) -> bool {
    let (comma, point) = (raw.find(','), raw.find('.'));
    matches!((comma, point), (Some(comma), Some(point)) if comma < point) || raw.matches(',').count() > 1
}

/// A plain number: digits, one point, an exponent; not negative, not infinite, no unit.
fn number(text: &str) -> Option<f64> {
    let plain = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'-' | b'+');
    let value: f64 = text.bytes().all(plain).then(|| text.parse().ok())??;
    (value.is_finite() && value >= 0.0).then_some(value)
}

/// An instant with a zone; without one it is not known when it was.
pub(super) fn instant(text: &str) -> Option<Timestamp> {
    let rfc_1123 = || DateTime::parse_from_rfc2822(text.trim()).ok();
    Timestamp::parse(text.trim())
        .or_else(|| rfc_1123().map(|t| Timestamp::from_chrono(t.with_timezone(&Utc))))
}

#[cfg(test)]
mod tests {
    use super::{Seconds, read, shows_thousands};

    #[test]
    fn times_are_read_as_their_writers_mean_them() {
        let known = Seconds::Known;
        for (raw, expected) in [
            ("0.5", known(0.5)),
            (" 12 ", known(12.0)),
            ("1e-3", known(0.001)),
            ("1,234.56", known(1234.56)),
            ("1.234,56", known(1234.56)),
            ("1,234,567", known(1_234_567.0)),
            ("0,03", known(0.03)),
            ("1,234", Seconds::Ambiguous { decimal: 1.234, thousands: 1234.0 }),
            ("", Seconds::Missing),
            ("NaN", Seconds::Unreadable),
            ("inf", Seconds::Unreadable),
            ("-345345", Seconds::Unreadable),
            ("0.5s", Seconds::Unreadable),
            ("PT1M2.5S", Seconds::Unreadable),
            ("1 234,56", Seconds::Unreadable),
            ("1e999", Seconds::Unreadable),
            (",", Seconds::Unreadable),
        ] {
            assert_eq!(read(raw), expected, "{raw:?}");
        }
    }

    #[test]
    fn only_a_comma_before_a_point_shows_thousands() {
        assert!(shows_thousands("1,234.56") && shows_thousands("1,234,567"));
        assert!(!shows_thousands("1,234") && !shows_thousands("1.234,5") && !shows_thousands("0.5"));
    }
}
