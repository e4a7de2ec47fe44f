//! Decimal numbers as text, read exactly as the standard library reads them, without the tables that it needs for that:
//! they would be a tenth of what a browser loads.

/// Powers of ten that are exact, up to 10^22.
const EXACT: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// Digits that fit 64 bits, whatever they are.
const SHORT: usize = 19;

/// Reads a sign, digits with or without a point, and an exponent; nothing else is a number (`inf` is none). The nearest
/// number, of two as near the even one.
#[must_use]
pub fn parse(text: &str) -> Option<f64> {
    let bytes = text.as_bytes();
    let (negative, bytes) = signed(bytes);
    let (number, mut power) = match bytes.iter().position(|byte| matches!(byte, b'e' | b'E')) {
        Some(at) => (bytes.get(..at)?, exponent(bytes.get(at + 1..)?)?),
        None => (bytes, 0),
    };
    let (mut digits, mut mantissa, mut point, mut any) = (0, 0u64, false, false);
    for byte in number {
        match byte {
            b'.' if !point => point = true,
            b'0'..=b'9' => {
                any = true;
                power -= i32::from(point);
                if *byte != b'0' || digits > 0 {
                    digits += 1;
                    mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
                }
            }
            _ => return None,
        }
    }
    let short = || if digits <= SHORT { short(mantissa, power) } else { None };
    let value = if digits == 0 { 0.0 } else { short().unwrap_or_else(|| long(&significant(number), power)) };
    any.then_some(if negative { -value } else { value })
}

/// The digits without the zeros before them.
fn significant(number: &[u8]) -> Vec<u8> {
    let digits = number.iter().filter(|byte| **byte != b'.').map(|byte| byte - b'0');
    digits.skip_while(|digit| *digit == 0).collect()
}

fn signed(bytes: &[u8]) -> (bool, &[u8]) {
    match bytes {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        all => (false, all),
    }
}

/// Beyond some thousands it makes no difference any more.
fn exponent(bytes: &[u8]) -> Option<i32> {
    let (negative, digits) = signed(bytes);
    let mut power = 0i32;
    for byte in digits {
        power = (power * 10 + i32::from(byte.checked_sub(b'0').filter(|digit| *digit < 10)?)).min(100_000);
    }
    (!digits.is_empty()).then_some(if negative { -power } else { power })
}

/// `mantissa` · 10^`power` where that takes no more than 128 bits.
fn short(mantissa: u64, power: i32) -> Option<f64> {
    let exact = EXACT.get(power.unsigned_abs() as usize);
    if mantissa <= 1 << 53 {
        let (number, factor) = (mantissa as f64, *exact?);
        return Some(if power < 0 { number / factor } else { number * factor });
    }
    if !(-19..=0).contains(&power) {
        return None;
    }
    let divisor = 10u128.pow(power.unsigned_abs());
    let shift = u128::from(mantissa).leading_zeros();
    let dividend = u128::from(mantissa) << shift;
    let rest = dividend % divisor != 0;
    Some(rounded(dividend / divisor, rest, -i32::try_from(shift).unwrap_or(0)))
}

/// The number nearest to `whole` · 2^`power`, of which `rest` says whether it is a little more.
fn rounded(whole: u128, rest: bool, power: i32) -> f64 {
    let bits = 128 - i32::try_from(whole.leading_zeros()).unwrap_or(0);
    let top = bits - 1 + power;
    if top > 1023 {
        return f64::INFINITY;
    }
    // Very small numbers have fewer bits.
    let keep = if top < -1022 { 53 + top + 1022 } else { 53 };
    if keep < 0 {
        return 0.0;
    }
    let drop = bits - keep;
    let half = 1u128 << (drop - 1);
    let below = whole & ((half << 1) - 1);
    let mut kept = u64::try_from(whole.checked_shr(drop.unsigned_abs()).unwrap_or(0)).unwrap_or(u64::MAX);
    if below > half || (below == half && (rest || kept & 1 == 1)) {
        kept += 1;
    }
    // Should rounding have made one bit more, it goes into the exponent where it belongs.
    match u64::try_from(top + 1022) {
        Ok(exponent) => f64::from_bits((exponent << 52) + kept),
        Err(_) => f64::from_bits(kept),
    }
}

/// The same for any number of digits: a division with pencil and paper.
fn long(digits: &[u8], power: i32) -> f64 {
    let size = i32::try_from(digits.len()).unwrap_or(i32::MAX).saturating_add(power);
    if size > 310 {
        return f64::INFINITY;
    }
    if size < -330 {
        return 0.0;
    }
    let (mut dividend, mut divisor) = (Big(Vec::new()), Big(vec![1]));
    digits.iter().for_each(|digit| dividend.times_ten_plus(u32::from(*digit)));
    for _ in 0..power.unsigned_abs() {
        if power < 0 { divisor.times_ten_plus(0) } else { dividend.times_ten_plus(0) }
    }
    let shift = 64 - (dividend.bits() - divisor.bits());
    if shift < 0 {
        divisor.double(-shift)
    } else {
        dividend.double(shift)
    }
    let mut whole = 0u128;
    let places = 65;
    divisor.double(places);
    for _ in 0..=places {
        whole <<= 1;
        if dividend.take(&divisor) {
            whole |= 1;
        }
        divisor.halve();
    }
    rounded(whole, !dividend.is_zero(), -shift)
}

/// A number of any size, the lowest 32 bits first.
struct Big(Vec<u32>);

impl Big {
    fn times_ten_plus(&mut self, more: u32) {
        let mut carry = u64::from(more);
        for limb in &mut self.0 {
            carry += u64::from(*limb) * 10;
            *limb = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    fn bits(&self) -> i32 {
        let last = self.0.iter().rposition(|limb| *limb != 0);
        let bits = last.and_then(|at| Some((at + 1) * 32 - self.0.get(at)?.leading_zeros() as usize));
        bits.and_then(|bits| i32::try_from(bits).ok()).unwrap_or(0)
    }

    fn double(&mut self, times: i32) {
        for _ in 0..times {
            let mut carry = 0;
            for limb in &mut self.0 {
                (*limb, carry) = (*limb << 1 | carry, *limb >> 31);
            }
            if carry > 0 {
                self.0.push(carry);
            }
        }
    }

    fn halve(&mut self) {
        let mut carry = 0;
        for limb in self.0.iter_mut().rev() {
            (*limb, carry) = (*limb >> 1 | carry, *limb << 31);
        }
    }

    fn is_zero(&self) -> bool {
        self.0.iter().all(|limb| *limb == 0)
    }

    /// Takes `other` away where that leaves something that is not negative; whether it did.
    fn take(&mut self, other: &Big) -> bool {
        let mut left = self.0.clone();
        left.resize(left.len().max(other.0.len()), 0);
        let mut borrow = false;
        for (limb, less) in left.iter_mut().zip(other.0.iter().chain(std::iter::repeat(&0))) {
            let (first, one) = limb.overflowing_sub(*less);
            let (second, two) = first.overflowing_sub(u32::from(borrow));
            (*limb, borrow) = (second, one || two);
        }
        if !borrow {
            self.0 = left;
        }
        !borrow
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same(text: &str) {
        let (ours, theirs) = (parse(text), text.parse::<f64>().ok());
        assert_eq!(ours.map(f64::to_bits), theirs.map(f64::to_bits), "{text}: {ours:?} and {theirs:?}");
    }

    #[test]
    fn the_corners_are_those_of_the_standard_library() {
        for text in [
            "0",
            "-0",
            "-0.0",
            "1",
            "+1",
            "1.",
            ".5",
            "0.1",
            "0.30000000000000004",
            "9007199254740993",
            "9007199254740992.5",
            "123456789012345678",
            "1e22",
            "1e23",
            "8.41e21",
            "5e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "1e309",
            "1e-400",
            "1e100000000000",
            "00001.50",
            "1E5",
            "1e+5",
            "179769313486231580793728971405301e276",
            "99999999999999999999999999999999999999",
            "0.000000000000000000000000012345678901234567890123",
            "6.8e-0",
            "1",
            "100000000000000000000000",
        ] {
            same(text);
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "-", ".", "e5", "1e", "1e+", "1.2.3", "0x1", "inf", "nan", " 1", "1 ", "1_0", "--1"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_number_comes_back(bits: u64) {
            let number = f64::from_bits(bits);
            if number.is_finite() {
                same(&number.to_string());
                same(&format!("{number:e}"));
            }
        }

        #[test]
        fn any_decimal_is_read_as_the_standard_library_does(text in "-?[0-9]{1,30}(\\.[0-9]{1,25})?(e-?[0-9]{1,3})?") {
            same(&text);
        }
    }
}
