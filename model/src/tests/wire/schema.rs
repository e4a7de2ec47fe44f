//! The committed JSON Schemas are those of the code, and every file that is written conforms.

use crate::tests::{arbitrary, samples};
use crate::wire::{encode, published, schemas};
use crate::{History, SnapshotId};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::Value;

fn validator(name: &str) -> jsonschema::Validator {
    let (_, text) = schemas().into_iter().find(|(n, _)| *n == name).unwrap();
    let options = jsonschema::options().should_validate_formats(true);
    options.build(&serde_json::from_str(&text).unwrap()).unwrap()
}

fn conforms(validator: &jsonschema::Validator, json: &[u8]) {
    let value: Value = serde_json::from_slice(json).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:?} in {value:#}");
}

#[test]
fn committed_schemas_are_those_of_the_code() {
    for (name, text) in schemas() {
        let path = format!("{}/schemas/{name}", env!("CARGO_MANIFEST_DIR"));
        expect_test::expect_file![path].assert_eq(&text);
    }
}

#[test]
fn every_snapshot_that_is_written_conforms() {
    let validator = validator("snapshot-v1.schema.json");
    samples::all().iter().for_each(|s| conforms(&validator, &encode(s)));
    let mut runner = TestRunner::deterministic();
    for _ in 0..100 {
        conforms(&validator, &encode(&arbitrary::snapshot().new_tree(&mut runner).unwrap().current()));
    }
}

#[test]
fn every_chunk_that_is_published_conforms() {
    let validator = validator("published-v1.schema.json");
    let all = samples::all();
    let ids = (0..).map(|n| SnapshotId::new(format!("run-{n}")).unwrap());
    let history = History::from_snapshots(ids.zip(&all), vec![crate::Diagnostic::error("x.json", "empty")]);
    published::encode(&history, 3).iter().for_each(|chunk| conforms(&validator, chunk.to_json().as_bytes()));
}

#[test]
fn what_is_wrong_does_not_conform() {
    let validator = validator("snapshot-v1.schema.json");
    let text = String::from_utf8(encode(&samples::all()[3])).unwrap();
    let wrong = [
        ("quarterdeck.snapshot", "other"),
        ("\"major\": 1", "\"major\": 2"),
        ("\"kind\": \"chaos\"", "\"kind\": \"tests\""),
        ("\"taken_at\": \"2026-11-20T07:12:00.123Z\"", "\"taken_at\": \"yesterday\""),
        ("81.5", "181.5"),
        ("\"not-recovered\"", "\"lost\""),
        ("9f31c2a", "HEAD"),
    ];
    for (from, to) in wrong {
        assert!(text.contains(from));
        let value: Value = serde_json::from_str(&text.replacen(from, to, 1)).unwrap();
        assert!(!validator.is_valid(&value), "{to} passes");
    }
}
