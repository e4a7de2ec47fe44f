//! Bytes as a classic script: the only way in which a page opened from disk may load them.

use crate::BundleError;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, GzBuilder};
use std::io::Write as _;

/// Gzip without a time stamp or file name, so that equal bytes stay equal.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>, BundleError> {
    let mut writer = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    writer.write_all(bytes).map_err(BundleError::Compress)?;
    writer.finish().map_err(BundleError::Compress)
}

/// `self.<receiver>("<base64 of bytes>");` with a line end.
pub fn as_script(receiver: &str, bytes: &[u8]) -> String {
    format!("self.{receiver}(\"{}\");\n", STANDARD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn a_script_gives_back_the_bytes_it_was_made_of() {
        let bytes: Vec<u8> = (0..=255).cycle().take(5_000).collect();
        let script = as_script("quarterdeckWasm", &gzip(&bytes).expect("compressed"));
        let text = script.strip_prefix("self.quarterdeckWasm(\"").and_then(|t| t.strip_suffix("\");\n"));
        let packed = STANDARD.decode(text.expect("one call")).expect("base64");
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut unpacked).expect("gzip");
        assert_eq!(unpacked, bytes);
    }

    #[test]
    fn equal_bytes_give_equal_gzip_without_a_time() {
        let packed = gzip(b"quarterdeck").expect("compressed");
        assert_eq!(packed, gzip(b"quarterdeck").expect("compressed"));
        assert_eq!(packed.get(4..8), Some([0u8; 4].as_slice()), "RFC 1952: MTIME");
    }
}
