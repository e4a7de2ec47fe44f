//! Latency histograms as they are stored: HdrHistogram V2, DEFLATE-compressed, base64.
//!
//! Format: HdrHistogram "V2 compressed" payload (cookie `0x1c849304`), as written by every
//! HdrHistogram implementation and found in `.hlog` files.

mod plain;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hdrhistogram::Histogram;
use hdrhistogram::serialization::{Deserializer, Serializer, V2DeflateSerializer, V2Serializer};
use std::io::Read as _;

/// A histogram as stored in a snapshot. The unit of its values is a microsecond unless said otherwise
/// by the field that holds it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EncodedHistogram(pub String);

/// Most bytes of counts that are read: 46 buckets of 2^17 values (5 digits, the whole range) at 2 bytes each. The
/// length in the file decides how much memory its reader takes, and a file may say anything.
const LARGEST: u32 = 46 * (1 << 17) * 2;

/// Why a stored histogram cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum HistogramError {
    /// The text is not base64.
    #[error("histogram is not base64: {0}")]
    Base64(#[from] base64::DecodeError),
    /// The bytes are not an HdrHistogram.
    #[error("histogram does not decode as HdrHistogram V2: {0}")]
    Decode(String),
    /// The histogram says that it is larger than any that a load run makes.
    #[error("histogram says that it has {0} bytes of counts; expected at most {LARGEST}")]
    TooLarge(u32),
    /// The histogram says that it holds more values than any load run makes.
    #[error("histogram counts more than 2^53 values")]
    TooMany,
    /// A histogram cannot be written.
    #[error("histogram cannot be encoded: {0}")]
    Encode(String),
}

impl EncodedHistogram {
    /// Encodes `histogram` as V2 DEFLATE base64.
    ///
    /// # Errors
    /// Never for histograms made by the hdrhistogram crate; the error is passed on all the same.
    pub fn encode(histogram: &Histogram<u64>) -> Result<Self, HistogramError> {
        let mut bytes = Vec::new();
        V2DeflateSerializer::new()
            .serialize(histogram, &mut bytes)
            .map_err(|e| HistogramError::Encode(format!("{e:?}")))?;
        Ok(Self(STANDARD.encode(bytes)))
    }

    /// The same counts without compression, for a reader that has no inflater: see [`EncodedHistogram::decode_plain`].
    ///
    /// # Errors
    /// As [`EncodedHistogram::decode`].
    pub fn to_plain(&self) -> Result<Self, HistogramError> {
        let mut bytes = Vec::new();
        V2Serializer::new()
            .serialize(&self.decode()?, &mut bytes)
            .map_err(|e| HistogramError::Encode(format!("{e:?}")))?;
        Ok(Self(STANDARD.encode(bytes)))
    }

    /// Decodes what [`EncodedHistogram::to_plain`] made.
    ///
    /// # Errors
    /// [`HistogramError`] when the text is not base64 or not an uncompressed V2 histogram.
    pub fn decode_plain(&self) -> Result<Histogram<u64>, HistogramError> {
        plain::read(&STANDARD.decode(&self.0)?)
    }

    /// Decodes to counts that can be merged and asked for percentiles.
    ///
    /// # Errors
    /// [`HistogramError`] when the text is not base64 or not an HdrHistogram.
    pub fn decode(&self) -> Result<Histogram<u64>, HistogramError> {
        let bytes = STANDARD.decode(&self.0)?;
        if let Some(length) = stated_length(&bytes).filter(|length| *length > LARGEST) {
            return Err(HistogramError::TooLarge(length));
        }
        let histogram = Deserializer::new()
            .deserialize(&mut bytes.as_slice())
            .map_err(|e| HistogramError::Decode(format!("{e:?}")))?;
        if is_countable(histogram.iter_recorded().map(|step| step.count_at_value())) {
            Ok(histogram)
        } else {
            Err(HistogramError::TooMany)
        }
    }
}

/// Whether counts are few enough to be added up, and to be merged with many others: beyond 2^53 in all they are no
/// measurement, and sums of them would wrap around.
pub fn is_countable(counts: impl IntoIterator<Item = u64>) -> bool {
    counts.into_iter().map(u128::from).sum::<u128>() <= 1 << 53
}

/// Milliseconds at the quantile `q` (0–1) of a histogram in microseconds, if it has the 1/(1−q) samples that `q` needs:
/// of fewer, the percentile would be the longest and nothing else.
pub fn quantile_ms(histogram: &Histogram<u64>, q: f64) -> Option<f64> {
    let enough = !histogram.is_empty() && histogram.len() as f64 * (1.0 - q) >= 1.0 - 1e-9;
    enough.then(|| histogram.value_at_quantile(q) as f64 / 1000.0)
}

/// The length of the counts as the head of the (compressed) payload states it: cookie, then length, both 4 bytes
/// big-endian; compressed payloads have another cookie and length before.
fn stated_length(bytes: &[u8]) -> Option<u32> {
    let mut head = [0; 8];
    if bytes.starts_with(&[0x1c, 0x84, 0x93, 0x14]) {
        flate2::read::ZlibDecoder::new(bytes.get(8..)?).read_exact(&mut head).ok()?;
    } else {
        head.copy_from_slice(bytes.get(..8)?);
    }
    let [.., a, b, c, d] = head;
    Some(u32::from_be_bytes([a, b, c, d]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn plain_histograms_are_the_same_counts(
            values in prop::collection::vec((0u64..3_600_000_000, 1u64..1_000), 0..200),
            digits in 0u8..=5,
            low in 1u64..5_000,
        ) {
            let mut all = Histogram::<u64>::new_with_bounds(low, 3_600_000_000, digits).expect("bounds");
            for (value, count) in values {
                all.record_n(value, count).expect("recorded");
            }
            let plain = EncodedHistogram::encode(&all).and_then(|h| h.to_plain()).expect("encoded");
            let read = plain.decode_plain().expect("read");
            prop_assert_eq!(&read, &plain.decode().expect("by the crate"));
            prop_assert_eq!(read.len(), all.len());
            prop_assert_eq!(read.value_at_quantile(0.99), all.value_at_quantile(0.99));
        }

        #[test]
        fn no_bytes_make_the_plain_reader_panic(tail in prop::collection::vec(any::<u8>(), 0..120)) {
            for cookie in [[0x1c, 0x84, 0x93, 0x03], [0x1c, 0x84, 0x93, 0x13]] {
                let bytes: Vec<u8> = cookie.into_iter().chain(tail.iter().copied()).collect();
                // Whatever it says: an answer or an error.
                let _ = EncodedHistogram(STANDARD.encode(bytes)).decode_plain();
            }
        }
    }
}
