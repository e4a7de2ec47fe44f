//! One file of every kind and of every released version, kept for ever: each must be read, and files of the newest
//! version must be written back byte for byte.

use crate::Kind;
use crate::tests::samples;
use crate::wire::{decode, encode};

fn path(version: &str, kind: Kind) -> String {
    format!("{}/tests/fixtures/{version}/{kind}.json", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn version_1_0_is_read_and_written_back_byte_for_byte() {
    for snapshot in samples::all() {
        let kind = snapshot.kind();
        let bytes = std::fs::read(path("v1.0", kind)).unwrap();
        let read = decode(&bytes).unwrap_or_else(|e| panic!("{kind}: {e}"));
        assert_eq!(read, snapshot, "{kind}: the fixture is not the sample");
        assert_eq!(String::from_utf8(encode(&read)).unwrap(), String::from_utf8(bytes).unwrap());
    }
}

#[test]
fn version_1_1_says_what_the_job_was_asked() {
    for snapshot in
        samples::all().into_iter().filter(|s| [Kind::Coverage, Kind::Benchmark].contains(&s.kind()))
    {
        let kind = snapshot.kind();
        let mut asked = snapshot;
        asked.collector.configuration = Some("0f1e2d3c4b5a".to_owned());
        if kind == Kind::Coverage {
            asked.collector.from = vec!["target/lcov.info".to_owned(), "**/jacoco.xml".to_owned()];
        }
        let bytes = std::fs::read(path("v1.1", kind)).unwrap();
        let read = decode(&bytes).unwrap_or_else(|e| panic!("{kind}: {e}"));
        assert_eq!(read, asked, "{kind}: the fixture is not the sample");
        assert_eq!(String::from_utf8(encode(&read)).unwrap(), String::from_utf8(bytes).unwrap());
    }
}
