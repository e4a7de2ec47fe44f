//! JSON Schemas of the wire format, made from the very structs that read it.

use super::{SCHEMA, published, v1};
use crate::Kind;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Value, json};

/// The committed schema files: name within `model/schemas/` and text.
#[must_use]
pub fn schemas() -> Vec<(&'static str, String)> {
    vec![
        ("snapshot-v1.schema.json", pretty(&snapshot())),
        ("published-v1.schema.json", pretty(&published_chunk())),
        ("loads-v1.schema.json", pretty(&published_loads())),
    ]
}

/// Indented, with sorted keys whatever features other crates switch on.
fn pretty(value: &Value) -> String {
    let mut value = value.clone();
    value.sort_all_objects();
    serde_json::to_string_pretty(&value).unwrap_or_default() + "\n"
}

/// The envelope with the payload that its kind asks for.
fn snapshot() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let envelope = v1::envelope::Envelope::<Value>::json_schema(&mut generator);
    let payload = |kind: Kind, generator: &mut SchemaGenerator| match kind {
        Kind::Health => generator.subschema_for::<v1::Health>(),
        Kind::Benchmark => generator.subschema_for::<v1::Benchmark>(),
        Kind::Coverage => generator.subschema_for::<v1::Coverage>(),
        Kind::Chaos => generator.subschema_for::<v1::Chaos>(),
        Kind::Findings => generator.subschema_for::<v1::Findings>(),
        Kind::Tests => generator.subschema_for::<v1::Tests>(),
        Kind::Code => generator.subschema_for::<v1::Code>(),
    };
    let rules: Vec<Value> = Kind::ALL
        .into_iter()
        .map(|kind| {
            json!({
                "if": {"properties": {"kind": {"const": kind.as_str()}}},
                "then": {"properties": {"payload": payload(kind, &mut generator)}},
            })
        })
        .collect();
    let mut out = dressed(envelope.to_value(), "Quarterdeck snapshot, version 1", SCHEMA, &mut generator);
    insert(&mut out, "allOf", Value::Array(rules));
    out
}

fn published_chunk() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let chunk = published::Shape::json_schema(&mut generator);
    let title = "Quarterdeck published history, one chunk, version 1";
    dressed(chunk.to_value(), title, published::SCHEMA, &mut generator)
}

fn published_loads() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let loads = published::LoadShape::json_schema(&mut generator);
    let title = "Quarterdeck published response times, version 1";
    dressed(loads.to_value(), title, published::LOADS_SCHEMA, &mut generator)
}

/// The schema with its definitions, its title, and the fixed values of `schema` and `version.major`.
fn dressed(mut schema: Value, title: &str, name: &str, generator: &mut SchemaGenerator) -> Value {
    insert(&mut schema, "$schema", json!("https://json-schema.org/draft/2020-12/schema"));
    insert(&mut schema, "title", json!(title));
    insert(&mut schema, "$defs", Value::Object(generator.take_definitions(true)));
    if let Some(field) = schema.pointer_mut("/properties/schema") {
        insert(field, "const", json!(name));
    }
    if let Some(major) = schema.pointer_mut("/$defs/Version/properties/major") {
        insert(major, "const", json!(v1::MAJOR));
    }
    schema
}

fn insert(schema: &mut Value, key: &str, value: Value) {
    if let Some(map) = schema.as_object_mut() {
        map.insert(key.to_owned(), value);
    }
}
