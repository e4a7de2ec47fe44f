//! Doors for the fuzzer, which has bytes and no files. Only built for it.

use crate::format::Format;
use crate::origin::Origin;
use crate::registry;
use crate::stream::Stream;
use quarterdeck_model::Timestamp;

/// Reads the bytes as each of these formats; one that there is not would fuzz nothing.
///
/// # Panics
/// When there is no format of that name, and when a reader does.
pub fn read(names: &[&str], bytes: &[u8]) {
    for name in names {
        let format = registry::all().find(|format| format.info.name == *name);
        one(format.unwrap_or_else(|| panic!("there is no format {name}")), bytes);
    }
}

/// Reads the bytes as every format that they look like.
pub fn recognise(bytes: &[u8]) {
    let Ok(stream) = Stream::of_bytes(String::new(), bytes.to_vec()) else { return };
    let head = stream.head();
    registry::all().filter(|format| (format.sniff)(&head)).for_each(|format| one(format, bytes));
}

fn one(format: &Format, bytes: &[u8]) {
    let Some(read_at) = Timestamp::from_millis(0) else { return };
    let origin = Origin { roots: vec!["/repo".to_owned()], read_at };
    if let Ok(stream) = Stream::of_bytes("fuzzed".to_owned(), bytes.to_vec())
        && let Ok(parsed) = format.read(stream, &origin)
    {
        let _ = parsed.payload.payload.metrics();
    }
}
