//! Snapshots: what is read can be written, and says the same when it is read again.
#![no_main]

use quarterdeck_model::wire::{decode, encode};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Ok(snapshot) = decode(data) {
        let written = encode(&snapshot);
        let again = decode(&written).expect("what was written can be read");
        assert_eq!(encode(&again), written);
    }
});
