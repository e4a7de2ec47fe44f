//! Series in JSON: an object of lists, a list of lists, or a list of objects with names.

use super::Column;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use std::fmt;

/// What is accepted, for messages.
const SHAPES: &str =
    "expected {\"name\":[numbers]}, [[numbers]] or {\"series\":[{\"name\":…,\"values\":[numbers]}]}";

/// A number, or null for a missing one.
struct Number(f64);

#[derive(Deserialize)]
struct Listed {
    series: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
    values: Vec<Number>,
}

/// An object in the order of its text.
struct Ordered(Vec<(String, Vec<Number>)>);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number or null")
    }

    fn visit_unit<E>(self) -> Result<Number, E> {
        Ok(Number(f64::NAN))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Number, E> {
        Ok(Number(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Number, E> {
        Ok(Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Number, E> {
        Ok(Number(value as f64))
    }
}

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Ordered;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of lists of numbers")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Ordered(entries))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

/// The series of a document.
pub(super) fn parse(text: &str) -> Result<Vec<Column>, String> {
    let told = |e: serde_json::Error| {
        let whole = e.to_string();
        let what = whole.split(" at line ").next().unwrap_or(&whole).to_owned();
        format!("{}:{}: {what}; {SHAPES}", e.line(), e.column())
    };
    let shape: serde_json::Value = serde_json::from_str(text).map_err(told)?;
    if shape.is_array() {
        let lists: Vec<Vec<Number>> = serde_json::from_str(text).map_err(told)?;
        let named =
            lists.into_iter().enumerate().map(|(at, list)| column(format!("series {}", at + 1), list));
        return Ok(named.collect());
    }
    let first = shape.get("series").and_then(|list| list.get(0));
    if first.is_some_and(serde_json::Value::is_object) {
        let listed: Listed = serde_json::from_str(text).map_err(told)?;
        return Ok(listed.series.into_iter().map(|named| column(named.name, named.values)).collect());
    }
    let ordered: Ordered = serde_json::from_str(text).map_err(told)?;
    Ok(ordered.0.into_iter().map(|(name, list)| column(name, list)).collect())
}

fn column(name: String, values: Vec<Number>) -> Column {
    Column { name, values: values.into_iter().map(|number| number.0).collect() }
}
