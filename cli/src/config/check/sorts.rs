//! Texts with a grammar of their own, words for what stands in a file, and what could stand in its place.

use super::place::Node;
use crate::args::Span;
use quarterdeck_analysis::policy::{Growth, Limit, Since};
use serde_json::Value as Schema;
use toml_edit::Value;

/// A text with a grammar of its own.
pub(super) struct TextCheck {
    pub(super) read: fn(&str) -> Result<(), String>,
    pub(super) expected: &'static str,
    pub(super) dates: bool,
}

pub(super) fn text_check(name: &str) -> Option<TextCheck> {
    let check = |read, expected, dates| Some(TextCheck { read, expected, dates });
    match name {
        "Limit" => check(
            |text| text.parse::<Limit>().map(drop),
            "a comparison and a number as a text, such as \"< 0.5\" or \">= 80\"",
            false,
        ),
        "Growth" => check(
            |text| text.parse::<Growth>().map(drop),
            "a comparison and a number as a text, such as \"< 5 %\"",
            false,
        ),
        "Since" => check(
            |text| Since::parse(text).map(drop),
            "a day such as 2026-10-01, or an instant such as 2026-10-01T10:00:00Z",
            true,
        ),
        "Span" => {
            check(|text| text.parse::<Span>().map(drop), "a length of time as a text, such as \"30s\"", false)
        }
        _ => None,
    }
}

pub(super) fn words<'s>(values: impl Iterator<Item = &'s Schema>) -> Vec<&'s str> {
    values.filter_map(Schema::as_str).collect()
}

pub(super) fn sort(schema: &Schema) -> &'static str {
    match schema["type"].as_str() {
        Some("string") => "a text in quotation marks",
        Some("integer") => "a whole number",
        Some("number") => "a number",
        _ => "true or false",
    }
}

pub(super) fn found(node: Node<'_>) -> String {
    let plain = |value: &Value| value.to_string().trim().to_owned();
    match node.value() {
        None if node.elements().is_some() => "a list of tables".to_owned(),
        None => "a table".to_owned(),
        Some(Value::InlineTable(_)) => "a table".to_owned(),
        Some(Value::Array(_)) => "a list".to_owned(),
        Some(value @ Value::String(_)) => format!("the text {}", plain(value)),
        Some(value @ Value::Datetime(_)) => format!("the date {}", plain(value)),
        Some(value @ Value::Boolean(_)) => plain(value),
        Some(value) => format!("the number {}", plain(value)),
    }
}

/// Something of the shape of `schema`.
pub(super) fn stand_in(root: &Schema, schema: &Schema) -> toml::Value {
    if let Some(name) = schema["$ref"].as_str() {
        return match name.trim_start_matches("#/$defs/") {
            "Limit" | "Growth" => "< 0".into(),
            "Since" => "2000-01-01".into(),
            "Span" => "1s".into(),
            name => stand_in(root, &root["$defs"][name]),
        };
    }
    if let Some(first) = schema["oneOf"].as_array().and_then(|choices| choices.first()) {
        return stand_in(root, first);
    }
    let one = schema["const"].as_str().or_else(|| schema["enum"][0].as_str());
    match (one, schema["type"].as_str()) {
        (Some(word), _) => word.into(),
        (_, Some("array")) => toml::Value::Array(Vec::new()),
        (_, Some("integer")) => 1.into(),
        (_, Some("number")) => 1.0.into(),
        (_, Some("boolean")) => false.into(),
        (_, Some("object")) => {
            let required = words(schema["required"].as_array().into_iter().flatten());
            let key = |key: &str| (key.to_owned(), stand_in(root, &schema["properties"][key]));
            toml::Value::Table(required.into_iter().map(key).collect())
        }
        _ => "x".into(),
    }
}
