//! What is read is what the reader of files reads, of anything that both take for JSON.

use super::{At, Json, Read, from_str, parse};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Word {
    Plain,
    With(u32),
}

impl Read for Word {
    fn read(at: At<'_, '_>) -> Self {
        let (word, mut value) = at.variant();
        match word {
            "with" => Self::With(Read::read(value)),
            "plain" => Self::Plain,
            other => {
                value.unknown(other);
                Self::Plain
            }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Side {
    Left,
    FarRight,
}

impl Read for Side {
    fn read(at: At<'_, '_>) -> Self {
        at.word([("left", Side::Left), ("far-right", Side::FarRight)])
    }
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Strict {
    one: String,
    two: Option<[u64; 2]>,
    side: Option<Side>,
}

impl Read for Strict {
    fn read(at: At<'_, '_>) -> Self {
        at.only(|f| Self { one: f.need("one"), two: f.need("two"), side: f.need("side") })
    }
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(default)]
struct Shape {
    text: String,
    small: u32,
    whole: i64,
    float: f64,
    floats: Vec<f64>,
    pairs: Vec<(i64, u32)>,
    words: Vec<Word>,
    maybe: Option<Box<Shape>>,
    map: BTreeMap<String, Vec<bool>>,
    strict: Option<Strict>,
}

impl Read for Box<Shape> {
    fn read(at: At<'_, '_>) -> Self {
        Box::new(Shape::read(at))
    }
}

impl Read for Shape {
    fn read(at: At<'_, '_>) -> Self {
        at.fields(|f| {
            let usual = Self::default();
            Self {
                text: f.or("text", usual.text),
                small: f.or("small", usual.small),
                whole: f.or("whole", usual.whole),
                float: f.or("float", usual.float),
                floats: f.or_default("floats"),
                pairs: f.or_default("pairs"),
                words: f.or_default("words"),
                maybe: f.need("maybe"),
                map: f.or_default("map"),
                strict: f.need("strict"),
            }
        })
    }
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
            strict: None,
        }
    }
}

const GOOD: [&str; 10] = [
    "{}",
    r#" { "text" : "a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\u0000 é😀" , "small": 255 } "#,
    r#"{"float": -0.0, "floats": [1, 2.5, -0.0, 1e300, 0.1, 1E-7, 12345678901234567], "whole": -9007199254740991}"#,
    r#"{"pairs": [[1, 2], [-3, 4]], "words": ["plain", {"with": 3}, {"plain": null}]}"#,
    r#"{"maybe": {"maybe": null, "map": {"": [], "x": [true, false]}}, "unknown": [{"a": [1, "b", null]}]}"#,
    r#"{"floats": []}"#,
    r#"{"small": 0, "float": 3}"#,
    r#"{"whole": 1700000000000}"#,
    r#"{"strict": {"side": {"far-right": null}, "two": [18446744073709551615, 0], "one": ""}}"#,
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
        assert!(serde_json::from_str::<serde_json::Value>(json).is_err(), "{json}");
        assert!(parse::parse(json).is_err(), "{json}");
    }
    let deep = "[".repeat(100_000);
    assert!(parse::parse(&deep).is_err());
    assert_eq!(parse::parse("[ [], 1 ]"), Ok(Json::List(vec![Json::List(Vec::new()), Json::Number(1.0)])));
}

#[test]
fn what_is_wrong_has_its_place() {
    for (json, told) in [
        (r#"{"small": 4294967296}"#, "/small: expected u32"),
        (r#"{"small": 1.5}"#, "/small: expected a whole number, found a number"),
        (r#"{"small": "1"}"#, "/small: expected a whole number, found text"),
        (r#"{"pairs": [[1, 2], [3, null]]}"#, "/pairs/1/1: expected a whole number, found null"),
        (r#"{"words": ["plain", "other"]}"#, "/words/1: unknown word `other`"),
        (r#"{"maybe": {"text": []}}"#, "/maybe/text: expected text, found a list"),
        (r#"{"map": []}"#, "/map: expected an object, found a list"),
        (r#"{"text": "a", "text": "b"}"#, ": field `text` is there twice"),
        (r#"{"strict": {}}"#, "/strict: missing field `one`"),
        (r#"{"strict": {"three": 1, "two": 1}}"#, "/strict: unknown field `three`"),
        (r#"{"strict": {"two": 1, "three": 1}}"#, "/strict/two: expected a list, found a number"),
        (r#"{"strict": {"one": "", "two": [1]}}"#, "/strict/two: expected an array of length 2"),
        (r#"{"strict": {"one": "", "two": [1, -1]}}"#, "/strict/two/1: expected u64"),
        (
            r#"{"strict": {"one": "", "side": {"left": 1}}}"#,
            "/strict/side: expected a word alone, found a number",
        ),
        (
            r#"{"strict": {"one": "", "side": {}}}"#,
            "/strict/side: expected an object of one key, found an object",
        ),
        (r#"{"strict": {"one": "", "side": "up"}}"#, "/strict/side: unknown word `up`"),
        (r#"{"pairs": [[1]]}"#, "/pairs/0: expected a tuple of size 2"),
        (r#"{"map": {"a": [], "b": [1]}}"#, "/map/b/0: expected true or false, found a number"),
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
