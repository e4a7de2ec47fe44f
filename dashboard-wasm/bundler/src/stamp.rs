//! One stamp on glue and both parts of the program: files of two builds, mixed by a half-finished upload, are then told apart.
//!
//! Without it a mixed build leaves the page as it was, without a word.

use crate::bind::Bound;
use sha2::{Digest as _, Sha256};

/// The custom section of the program that holds the stamp.
pub const SECTION: &str = "quarterdeck.stamp";

/// 16 hexadecimal digits over glue and both parts of the program.
pub(crate) fn of(bound: &Bound) -> String {
    let mut hasher = Sha256::new();
    hasher.update((bound.glue.len() as u64).to_le_bytes());
    hasher.update(&bound.glue);
    hasher.update((bound.wasm.len() as u64).to_le_bytes());
    hasher.update(&bound.wasm);
    hasher.update(&bound.rest);
    hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The glue, which then tells the loader its stamp.
pub(crate) fn glue(glue: &str, stamp: &str) -> String {
    format!("{}\nself.quarterdeckGlue = \"{stamp}\";\n", glue.trim_end())
}

/// The program with one more custom section at its end (WebAssembly core specification 5.5.3: id 0, size, name, bytes).
pub(crate) fn program(wasm: &[u8], stamp: &str) -> Vec<u8> {
    let mut content = leb128(SECTION.len());
    content.extend_from_slice(SECTION.as_bytes());
    content.extend_from_slice(stamp.as_bytes());
    let mut stamped = wasm.to_vec();
    stamped.push(0);
    stamped.extend(leb128(content.len()));
    stamped.extend(content);
    stamped
}

/// Unsigned LEB128, as the specification writes sizes.
fn leb128(mut value: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = u8::try_from(value & 0x7f).unwrap_or_default();
        value >>= 7;
        if value == 0 {
            bytes.push(low);
            return bytes;
        }
        bytes.push(low | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_written_as_the_specification_does() {
        assert_eq!(leb128(0), [0]);
        assert_eq!(leb128(127), [0x7f]);
        assert_eq!(leb128(128), [0x80, 0x01]);
        assert_eq!(leb128(624_485), [0xe5, 0x8e, 0x26]);
    }

    #[test]
    fn glue_and_program_carry_one_stamp_and_differ_with_either() {
        let of_all = |glue: &str, wasm: &[u8], rest: &[u8]| {
            of(&Bound { glue: glue.to_owned(), wasm: wasm.to_vec(), rest: rest.to_vec() })
        };
        let bound =
            |glue: &str, wasm: &[u8]| Bound { glue: glue.to_owned(), wasm: wasm.to_vec(), rest: Vec::new() };
        assert_ne!(of_all("a", b"b", b"c"), of_all("a", b"bc", b""));
        let stamp = of(&bound("let a;", b"\0asm"));
        assert_eq!(stamp.len(), 16);
        assert_ne!(stamp, of(&bound("let b;", b"\0asm")));
        assert_ne!(stamp, of(&bound("let a;", b"\0asn")));
        assert_ne!(of(&bound("ab", b"c")), of(&bound("a", b"bc")));
        assert!(glue("let a;\n", &stamp).ends_with(&format!("self.quarterdeckGlue = \"{stamp}\";\n")));
        let stamped = program(b"\0asm\x01\0\0\0", &stamp);
        assert_eq!(stamped.get(8..10), Some([0u8, 34].as_slice()), "custom section of 1 + 17 + 16 bytes");
        assert!(stamped.ends_with(stamp.as_bytes()));
    }
}
