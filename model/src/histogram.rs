//! Latency histograms as they are stored: HdrHistogram V2, DEFLATE-compressed, base64.
//!
//! Format: HdrHistogram "V2 compressed" payload (cookie `0x1c849304`), as written by every
//! HdrHistogram implementation and found in `.hlog` files.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hdrhistogram::Histogram;
use hdrhistogram::serialization::{Deserializer, Serializer, V2DeflateSerializer};

/// A histogram as stored in a snapshot. The unit of its values is a microsecond unless said otherwise
/// by the field that holds it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EncodedHistogram(pub String);

/// Why a stored histogram cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum HistogramError {
    /// The text is not base64.
    #[error("histogram is not base64: {0}")]
    Base64(#[from] base64::DecodeError),
    /// The bytes are not an HdrHistogram.
    #[error("histogram does not decode as HdrHistogram V2: {0}")]
    Decode(String),
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

    /// Decodes to counts that can be merged and asked for percentiles.
    ///
    /// # Errors
    /// [`HistogramError`] when the text is not base64 or not an HdrHistogram.
    pub fn decode(&self) -> Result<Histogram<u64>, HistogramError> {
        let bytes = STANDARD.decode(&self.0)?;
        Deserializer::new()
            .deserialize(&mut bytes.as_slice())
            .map_err(|e| HistogramError::Decode(format!("{e:?}")))
    }
}
