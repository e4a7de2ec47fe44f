//! What is written reads back the same, and nothing that is read can bring the reader down.

use crate::tests::{arbitrary, samples};
use crate::wire::{decode, encode};
use proptest::prelude::*;

#[test]
fn samples_of_every_kind_read_back_the_same() {
    for snapshot in samples::all() {
        let bytes = encode(&snapshot);
        assert_eq!(decode(&bytes).unwrap(), snapshot);
        assert!(bytes.ends_with(b"}\n"));
    }
}

#[test]
fn a_case_a_finding_and_a_file_stand_on_one_line_each() {
    let lines = |n: usize| String::from_utf8(encode(&samples::all()[n])).unwrap();
    assert!(lines(2).contains(
        "\n      {\"path\": \"src/lib.rs\", \"counts\": {\"line\": [4208, 4857], \"branch\": [1351, 1680]}}\n"
    ));
    assert!(lines(4).contains("\n      {\"identity\": \"abc123\", "));
    assert!(lines(5).contains("\n      {\"suite\": \"unit/parser\", \"class\": \"tests.rs\", \"name\": \"reads <xml>\", \"status\": \"passed\"}"));
}

#[test]
fn deep_nesting_is_an_error_and_not_an_overflow() {
    let head = r#"{"schema":"quarterdeck.snapshot","version":{"major":1,"minor":7},"kind":"tests","x":"#;
    let deep = format!("{head}{}{}}}", "[".repeat(200_000), "]".repeat(200_000));
    assert!(decode(deep.as_bytes()).is_err());
    assert!(decode("[".repeat(200_000).as_bytes()).is_err());
    assert!(decode("{\"a\":".repeat(200_000).as_bytes()).is_err());
}

/// Replaces one byte, drops a range, or cuts the end.
fn mutated(mut bytes: Vec<u8>, at: usize, with: u8, how: u8) -> Vec<u8> {
    let at = at % bytes.len();
    match how % 3 {
        0 => bytes[at] = with,
        1 => drop(bytes.drain(at..(at + 1 + with as usize % 8).min(bytes.len()))),
        _ => bytes.truncate(at),
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_snapshot_reads_back_the_same(snapshot in arbitrary::snapshot()) {
        let bytes = encode(&snapshot);
        let read = decode(&bytes).unwrap();
        prop_assert_eq!(encode(&read), bytes);
        prop_assert_eq!(read, snapshot);
    }

    #[test]
    fn any_bytes_give_a_snapshot_or_an_error_with_a_message(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let error = decode(&bytes).unwrap_err();
        prop_assert!(!error.message.is_empty() && error.place.is_some() && error.hint.is_some());
    }

    #[test]
    fn a_damaged_file_is_read_or_refused_with_its_place(
        kind in 0usize..7, at in any::<usize>(), with in any::<u8>(), how in any::<u8>(),
    ) {
        let bytes = mutated(encode(&samples::all()[kind]), at, with, how);
        if let Err(error) = decode(&bytes) {
            prop_assert!(!error.message.is_empty() && error.place.is_some() && error.hint.is_some());
        }
    }
}
