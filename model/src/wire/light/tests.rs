//! What is read is what the reader of files reads, of anything that both take for JSON.

use super::from_str;
use crate::wire::Tree;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Word {
    Plain,
    With(u8),
    Fields { a: bool },
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(default)]
struct Shape {
    text: String,
    small: u8,
    whole: i64,
    float: f64,
    floats: Vec<f64>,
    pairs: Vec<(i64, u32)>,
    words: Vec<Word>,
    maybe: Option<Box<Shape>>,
    map: BTreeMap<String, Vec<bool>>,
}

impl Default for Shape {
    fn default() -> Self {
        let (text, map) = ("none".to_owned(), BTreeMap::new());
        Self {
            text,
            small: 7,
            whole: -7,
            float: 0.5,
            floats: Vec::new(),
            pairs: Vec::new(),
            words: Vec::new(),
            maybe: None,
            map,
        }
    }
}

const GOOD: [&str; 9] = [
    "{}",
    r#" { "text" : "a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\u0000 é😀" , "small": 255 } "#,
    r#"{"float": -0.0, "floats": [1, 2.5, -0.0, 1e300, 0.1, 1E-7, 12345678901234567], "whole": -9007199254740991}"#,
    r#"{"pairs": [[1, 2], [-3, 4]], "words": ["plain", {"with": 3}, {"fields": {"a": true}}]}"#,
    r#"{"maybe": {"maybe": null, "map": {"": [], "x": [true, false]}}, "unknown": [{"a": [1, "b", null]}]}"#,
    r#"{"floats": []}"#,
    r#"{"small": 0, "float": 3}"#,
    r#"{"whole": 1700000000000}"#,
    "\t{\r\n}\n",
];

#[test]
fn the_same_values_come_out() {
    for json in GOOD {
        let theirs: Shape = serde_json::from_str(json).expect("JSON");
        assert_eq!(from_str::<Shape>(json).as_ref(), Ok(&theirs), "{json}");
        let bits = |shape: &Shape| {
            shape.floats.iter().chain([&shape.float]).map(|f| f.to_bits()).collect::<Vec<_>>()
        };
        assert_eq!(bits(&from_str(json).expect("read")), bits(&theirs), "{json}");
        let tree: Tree = serde_json::from_str(json).expect("JSON");
        assert_eq!(
            serde_json::to_string(&from_str::<Tree>(json).expect("read")).ok(),
            serde_json::to_string(&tree).ok()
        );
    }
}

#[test]
fn what_is_no_json_is_no_json_here_either() {
    for json in [
        "",
        "{",
        "}",
        "[1",
        "[1,]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "01",
        "1.",
        ".5",
        "+1",
        "-",
        "1e",
        "tru",
        "nul",
        "\"",
        "\"\n\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\ud800\"",
        "\"\\ud800\\u0041\"",
        "1 2",
        "NaN",
        "1e999",
        "'a'",
        "\"\\uzzzz\"",
        "\"\\u+123\"",
    ] {
        assert!(serde_json::from_str::<Tree>(json).is_err(), "{json}");
        assert!(from_str::<Tree>(json).is_err(), "{json}");
    }
    let deep = "[".repeat(100_000);
    assert!(from_str::<Tree>(&deep).is_err());
}

#[test]
fn what_is_wrong_has_its_place() {
    for (json, told) in [
        (r#"{"small": 256}"#, "/small: expected u8"),
        (r#"{"small": 1.5}"#, "/small: expected a whole number, found a number"),
        (r#"{"small": "1"}"#, "/small: expected a whole number, found text"),
        (r#"{"pairs": [[1, 2], [3, null]]}"#, "/pairs/1/1: expected a whole number, found null"),
        (r#"{"words": ["plain", "other"]}"#, "/words/1: unknown word `other`"),
        (r#"{"maybe": {"text": []}}"#, "/maybe/text: expected text, found a list"),
        (r#"{"map": []}"#, "/map: expected an object, found a list"),
        (r#"{"text": "a", "text": "b"}"#, ": field `text` is there twice"),
        ("[", "byte 1: a value was expected"),
    ] {
        assert!(serde_json::from_str::<Shape>(json).is_err(), "{json}");
        assert_eq!(
            from_str::<Shape>(json).map_err(|fault| fault.to_string()),
            Err(told.to_owned()),
            "{json}"
        );
    }
}
