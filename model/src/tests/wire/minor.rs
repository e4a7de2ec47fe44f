//! A file of a newer minor version is read, and nothing of it is lost when it is written again.

use crate::tests::samples;
use crate::wire::{decode, encode};

/// The tests sample as version 1.3, with new fields at the top, in an item of a list, and under a hostile name.
fn newer() -> String {
    String::from_utf8(encode(&samples::all()[5]))
        .unwrap()
        .replace("\"minor\": 0", "\"minor\": 3")
        .replace(
            "\"status\": \"passed\"",
            "\"status\": \"passed\", \"quarantined\": {\"since\": [1, 2.5, null, true, -3]}",
        )
        .replacen("\"simulated\": true", "\"simulated\": true,\n    \"a/b~c\": \"</script>\"", 1)
        .replacen("\n  ]\n}\n", "\n  ],\n  \"weather\": \"fine\"\n}\n", 1)
}

#[test]
fn unknown_fields_are_kept_and_written_back_byte_for_byte() {
    let text = newer();
    let snapshot = decode(text.as_bytes()).unwrap();
    let pointers: Vec<&str> = snapshot.unknown.fields().iter().map(|(p, _)| p.as_str()).collect();
    assert_eq!(pointers, ["/collector/a~1b~0c", "/payload/cases/0/quarantined", "/weather"]);
    assert_eq!(snapshot.unknown.minor(), Some(3));
    assert_eq!(String::from_utf8(encode(&snapshot)).unwrap(), text);
}

#[test]
fn a_changed_snapshot_keeps_them_where_their_parent_is_still_there() {
    let mut snapshot = decode(newer().as_bytes()).unwrap();
    let crate::Payload::Tests(tests) = &mut snapshot.payload else { panic!("tests were written") };
    tests.cases.clear();
    let text = String::from_utf8(encode(&snapshot)).unwrap();
    assert!(!text.contains("quarantined"));
    assert!(text.contains("\"weather\": \"fine\""));
    assert_eq!(decode(text.as_bytes()).unwrap().payload, snapshot.payload);
}

#[test]
fn unknown_fields_of_our_own_version_are_not_an_error() {
    let text = String::from_utf8(encode(&samples::all()[5])).unwrap();
    let with = text.replacen("{", "{\n  \"comment\": 1,", 1);
    assert_eq!(decode(with.as_bytes()).unwrap(), samples::all()[5]);
}
