//! Uncompressed V2 histograms, read without an inflater: what a site publishes is packed as a whole, and the browser
//! has no use for a second one.
//!
//! Layout (HdrHistogram, "V2 encoding"): cookie `0x1c849303` (`…13` where the word size is stated), length of the counts, normalising offset, significant
//! digits (4 bytes each), lowest and highest value, ratio of doubles (8 bytes each), big-endian; then the counts by index
//! as ZigZag LEB128, in which a negative number stands for so many zeros.

use super::{HistogramError, LARGEST, is_countable};
use hdrhistogram::Histogram;

/// The first bytes, without and with the word size.
const COOKIES: [[u8; 4]; 2] = [[0x1c, 0x84, 0x93, 0x03], [0x1c, 0x84, 0x93, 0x13]];
/// Bytes before the counts.
const HEAD: usize = 40;

/// Reads counts from their uncompressed encoding.
pub(super) fn read(bytes: &[u8]) -> Result<Histogram<u64>, HistogramError> {
    let broken = |what: &str| HistogramError::Decode(what.to_owned());
    let head: &[u8; HEAD] = bytes.first_chunk().ok_or_else(|| broken("it ends within its head"))?;
    if !COOKIES.iter().any(|cookie| head.starts_with(cookie)) {
        return Err(broken("it is not in the uncompressed V2 encoding"));
    }
    let length = number(head, 4, 4);
    if length > u64::from(LARGEST) {
        return Err(HistogramError::TooLarge(LARGEST.saturating_add(1)));
    }
    let counts = usize::try_from(length).ok().and_then(|length| bytes.get(HEAD..)?.get(..length));
    let counts = counts.ok_or_else(|| broken("it ends within its counts"))?;
    let digits = u8::try_from(number(head, 12, 4)).map_err(|_| broken("its precision is not known"))?;
    let (low, high) = (number(head, 16, 8), number(head, 24, 8));
    let made = Histogram::new_with_bounds(low, high, digits);
    let mut histogram = made.map_err(|e| broken(&format!("{e:?}")))?;
    let scale = Scale::of(low, digits);
    let found = sparse(counts).ok_or_else(|| broken("a count is not ZigZag LEB128"))?;
    if !is_countable(found.iter().map(|(_, count)| *count)) {
        return Err(HistogramError::TooMany);
    }
    for (index, count) in found {
        let value = scale.value(index).ok_or_else(|| broken("it counts values beyond its highest"))?;
        histogram.record_n(value, count).map_err(|e| broken(&format!("{e:?}")))?;
    }
    Ok(histogram)
}

/// The big-endian number of `size` bytes at `at`.
fn number(head: &[u8; HEAD], at: usize, size: usize) -> u64 {
    head.iter().skip(at).take(size).fold(0, |all, byte| all << 8 | u64::from(*byte))
}

/// The counts that are not zero, with their index.
fn sparse(bytes: &[u8]) -> Option<Vec<(u64, u64)>> {
    let mut out = Vec::new();
    let (mut index, mut rest) = (0u64, bytes);
    while !rest.is_empty() {
        let (raw, after) = leb128(rest)?;
        rest = after;
        let half = raw >> 1;
        if raw & 1 == 1 {
            index = index.checked_add(half.checked_add(1)?)?;
        } else {
            if half > 0 {
                out.push((index, half));
            }
            index = index.checked_add(1)?;
        }
    }
    Some(out)
}

/// A number in groups of seven bits, the lowest first; the ninth byte, if there is one, holds eight bits.
fn leb128(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0u64;
    for (at, byte) in bytes.iter().enumerate().take(9) {
        let (bits, more) = if at == 8 { (*byte, false) } else { (byte & 0x7f, byte & 0x80 != 0) };
        value |= u64::from(bits) << (7 * at);
        if !more {
            return Some((value, bytes.get(at + 1..)?));
        }
    }
    None
}

/// How indices of counts follow from values.
struct Scale {
    unit: u32,
    half_bits: u32,
}

impl Scale {
    fn of(low: u64, digits: u8) -> Self {
        let largest = 2 * 10u64.pow(u32::from(digits.min(5)));
        let bits = largest.next_power_of_two().trailing_zeros();
        Self { unit: low.max(1).ilog2(), half_bits: bits.saturating_sub(1) }
    }

    /// The least value that is counted at an index.
    fn value(&self, index: u64) -> Option<u64> {
        let half = 1u64 << self.half_bits;
        let bucket = u32::try_from(index >> self.half_bits).ok()?;
        let within = index & (half - 1);
        let (bucket, within) = if bucket == 0 { (0, within) } else { (bucket - 1, within + half) };
        let shift = bucket.checked_add(self.unit)?;
        within.checked_shl(shift).filter(|value| value >> shift == within)
    }
}
