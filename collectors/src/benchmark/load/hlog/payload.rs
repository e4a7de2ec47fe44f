//! The histogram in a line of a log: V0 and V1 with counts of a fixed width, V2 with ZigZag LEB128, each packed or not.

use flate2::read::ZlibDecoder;
use std::io::Read as _;

/// Most bytes that one histogram unpacks to: real ones have some tens of kilobytes.
const LARGEST: u64 = 4 << 20;
/// Most bytes that a whole log unpacks to.
const MOST: u64 = 2 << 30;

/// The cookies without the width of the counts, which stands in their last byte's upper half.
const V0: u32 = 0x1c84_9308;
const V0_PACKED: u32 = 0x1c84_9309;
const V1: u32 = 0x1c84_9301;
const V1_PACKED: u32 = 0x1c84_9302;
const V2: u32 = 0x1c84_9303;
const V2_PACKED: u32 = 0x1c84_9304;

/// Decodes one histogram after the other.
#[derive(Default)]
pub(super) struct Decoder {
    /// Bytes unpacked so far.
    unpacked: u64,
    /// Values (the longest that is counted as the same), and how many, rising.
    counts: Vec<(u64, u64)>,
}

impl Decoder {
    /// The values of a histogram that were counted.
    ///
    /// # Errors
    /// When the bytes are no histogram of whole numbers, or a hostile one.
    pub(super) fn decode(&mut self, bytes: &[u8]) -> Result<&[(u64, u64)], String> {
        self.counts.clear();
        let mut source = Source(bytes);
        let cookie = source.u32()? & !0xf0;
        if ![V0_PACKED, V1_PACKED, V2_PACKED].contains(&cookie) {
            self.plain(bytes)?;
            return Ok(&self.counts);
        }
        let length = source.u32()? as usize;
        let packed = source.0.get(..length).ok_or("has a histogram that is cut off")?;
        let mut plain = Vec::new();
        let unpacked = ZlibDecoder::new(packed).take(LARGEST + 1).read_to_end(&mut plain);
        unpacked.map_err(|e| format!("has a histogram that does not unpack: {e}"))?;
        self.unpacked += plain.len() as u64;
        if plain.len() as u64 > LARGEST || self.unpacked > MOST {
            return Err("has a histogram that unpacks to more than any that a tool writes".to_owned());
        }
        self.plain(&plain)?;
        Ok(&self.counts)
    }

    fn plain(&mut self, bytes: &[u8]) -> Result<(), String> {
        let mut source = Source(bytes);
        let cookie = source.u32()?;
        let version = cookie & !0xf0;
        let width = if version == V2 { 0 } else { (cookie & 0xf0) >> 4 };
        let layout = match version {
            V0 => source.layout_v0()?,
            V1 | V2 => source.layout()?,
            _ => return Err("holds no histogram of whole numbers (V0 to V3)".to_owned()),
        };
        let mut index = 0_u64;
        while !source.0.is_empty() {
            let count = if version == V2 { source.zigzag()? } else { source.fixed(width)? };
            match u64::try_from(count) {
                Ok(0) => index += 1,
                Ok(count) => {
                    let value = layout.value(index).ok_or("counts a value that is larger than any")?;
                    self.counts.push((value, count));
                    index += 1;
                }
                // A negative number is that many zeros.
                Err(_) if version == V2 => index = index.saturating_add(count.unsigned_abs()),
                Err(_) => return Err("has a count below zero".to_owned()),
            }
        }
        Ok(())
    }
}

/// How indexes stand for values.
struct Layout {
    /// log2 of half the values of a bucket.
    half: u32,
    /// log2 of the smallest value that is told from the next.
    unit: u32,
}

impl Layout {
    fn new(digits: u32, lowest: u64) -> Result<Self, String> {
        if digits > 5 || lowest == 0 {
            return Err("has a histogram of impossible precision".to_owned());
        }
        let largest = 2 * 10_u64.pow(digits);
        let half = largest.next_power_of_two().trailing_zeros().max(1) - 1;
        Ok(Self { half, unit: lowest.ilog2() })
    }

    /// The longest value that is counted at an index.
    fn value(&self, index: u64) -> Option<u64> {
        let of_half = 1_u64 << self.half;
        let bucket = index >> self.half;
        let (shift, sub) = match bucket.checked_sub(1) {
            Some(above) => (u32::try_from(above).ok()?, (index & (of_half - 1)) + of_half),
            None => (0, index),
        };
        let shift = shift.checked_add(self.unit).filter(|shift| *shift < 63)?;
        let next = (sub + 1).checked_shl(shift).filter(|next| next >> shift == sub + 1)?;
        next.checked_sub(1)
    }
}

/// Bytes that are read from the front, numbers big-endian.
struct Source<'a>(&'a [u8]);

impl Source<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], String> {
        let (bytes, rest) = self.0.split_first_chunk::<N>().ok_or("has a histogram that is cut off")?;
        self.0 = rest;
        Ok(*bytes)
    }

    fn u32(&mut self) -> Result<u32, String> {
        Ok(u32::from_be_bytes(self.take()?))
    }

    fn u64(&mut self) -> Result<u64, String> {
        Ok(u64::from_be_bytes(self.take()?))
    }

    /// Digits, lowest, highest, total.
    fn layout_v0(&mut self) -> Result<Layout, String> {
        let (digits, lowest) = (self.u32()?, self.u64()?);
        let (_highest, _total) = (self.u64()?, self.u64()?);
        Layout::new(digits, lowest)
    }

    /// Length of the counts, offset of the first, digits, lowest, highest, ratio to a histogram of fractions.
    fn layout(&mut self) -> Result<Layout, String> {
        let length = self.u32()? as usize;
        let (offset, digits, lowest) = (self.u32()?, self.u32()?, self.u64()?);
        let (_highest, ratio) = (self.u64()?, f64::from_bits(self.u64()?));
        if offset != 0 || ratio.to_bits() != 1.0_f64.to_bits() {
            return Err("holds a shifted histogram, or one of fractions".to_owned());
        }
        self.0 = self.0.get(..length).ok_or("has a histogram that is cut off")?;
        Layout::new(digits, lowest)
    }

    fn fixed(&mut self, width: u32) -> Result<i64, String> {
        match width {
            2 => Ok(i64::from(i16::from_be_bytes(self.take()?))),
            4 => Ok(i64::from(i32::from_be_bytes(self.take()?))),
            8 => Ok(i64::from_be_bytes(self.take()?)),
            _ => Err("has counts of a width that is none".to_owned()),
        }
    }

    /// Seven bits a byte, the ninth byte with eight.
    fn zigzag(&mut self) -> Result<i64, String> {
        let mut number = 0_u64;
        for at in 0..9 {
            let [byte] = self.take::<1>()?;
            let bits = if at == 8 { byte } else { byte & 0x7f };
            number |= u64::from(bits) << (7 * at);
            if at == 8 || byte & 0x80 == 0 {
                break;
            }
        }
        Ok((number >> 1) as i64 ^ -((number & 1) as i64))
    }
}
