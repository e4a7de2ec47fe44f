//! Numbers as text: fixed decimals, significant digits, digit groups, true minus.

use super::{Locale, MINUS, THIN, UNKNOWN, locale};

/// Largest number of decimals ever shown.
const MAX_DECIMALS: usize = 9;

/// `value` with exactly `decimals` decimals and its digits grouped as the locale says, in English by thin spaces from
/// 10,000 on: `12 345.6`, `−0.50`.
/// Not a number gives `—`; beyond 10^15, powers of ten are used.
pub fn fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return UNKNOWN.to_owned();
    }
    if value.abs() >= 1e15 {
        return scientific(value);
    }
    let plain = format!("{:.*}", decimals.min(MAX_DECIMALS), value.abs());
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), ""), |(w, r)| (w, r));
    let mut out = String::with_capacity(plain.len() + 6);
    if value < 0.0 && plain.bytes().any(|b| matches!(b, b'1'..=b'9')) {
        out.push(MINUS);
    }
    let locale = locale();
    group(whole, locale, &mut out);
    if !rest.is_empty() {
        out.push(locale.decimal);
        out.push_str(rest);
    }
    out
}

/// `value` with `digits` significant digits, never in excess of nine decimals and never rounding whole digits away:
/// 0.032812 → `0.0328`, 16.14 → `16.1`, 2605.4 → `2605`.
pub fn significant(value: f64, digits: usize) -> String {
    if value != 0.0 && value.is_finite() && value.abs() < 1e-7 {
        return scientific(value);
    }
    fixed(value, decimals(value, digits))
}

/// A count: no decimals unless it has some.
pub fn count(value: f64) -> String {
    if value == value.trunc() { fixed(value, 0) } else { significant(value, 3) }
}

/// How many decimals show `digits` significant digits of `value`.
pub fn decimals(value: f64, digits: usize) -> usize {
    // Half a unit in the last shown digit is allowed for: 0.99996 is 1.00 and not 1.000.
    let half = (0..digits.min(12)).fold(0.5, |half, _| half / 10.0);
    let size = value.abs() * (1.0 + half);
    if size == 0.0 || !size.is_finite() {
        return 0;
    }
    let mut whole_digits: i32 = 1;
    let mut scale = 1.0;
    while size >= scale * 10.0 && whole_digits < 20 {
        scale *= 10.0;
        whole_digits += 1;
    }
    while size < scale && whole_digits > -12 {
        scale /= 10.0;
        whole_digits -= 1;
    }
    usize::try_from(i32::try_from(digits).unwrap_or(3) - whole_digits).unwrap_or(0).min(MAX_DECIMALS)
}

fn group(whole: &str, locale: &Locale, out: &mut String) {
    for (i, digit) in whole.chars().enumerate() {
        let left = whole.len() - i;
        if i > 0 && left.is_multiple_of(3) && whole.len() >= locale.grouped_from {
            out.push(locale.group);
        }
        out.push(digit);
    }
}

/// `86.4 %`, `86,4 %` or `86.4%`, as the locale says.
pub fn percent(number: &str) -> String {
    if locale().tight_percent { format!("{number}%") } else { format!("{number}{THIN}%") }
}

/// A fixed text that says percentages of whole numbers, such as `below 50 %`.
pub(crate) fn percentages(text: &str) -> String {
    if locale().tight_percent { text.replace(" %", "%") } else { text.to_owned() }
}

/// `1.23e15`, with true minus signs.
fn scientific(value: f64) -> String {
    let mut decimal = [0; 4];
    let decimal = locale().decimal.encode_utf8(&mut decimal);
    format!("{value:.2e}").replace('-', "\u{2212}").replace('.', decimal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(fixed(-6.4, 1), "\u{2212}6.4");
        assert_eq!(fixed(-0.04, 1), "0.0", "no minus before a shown zero");
        assert_eq!(fixed(1234567.0, 0), "1\u{202f}234\u{202f}567");
        assert_eq!(fixed(1234.0, 0), "1234");
        assert_eq!(fixed(f64::NAN, 1), UNKNOWN);
        assert_eq!(fixed(1e300, 1), "1.00e300");
        assert_eq!(significant(0.032812, 3), "0.0328");
        assert_eq!(significant(2605.4, 3), "2605");
        assert_eq!(significant(16.14, 3), "16.1");
        assert_eq!(significant(0.0, 3), "0");
        assert_eq!(significant(-1.5e-9, 3), "\u{2212}1.50e\u{2212}9");
        assert_eq!(count(41.0), "41");
        assert_eq!(count(2.5), "2.50");
    }
}
