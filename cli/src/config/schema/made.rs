//! Makes the schema from the structs, and holds that the committed one is it and judges as the program does.

use super::value;
use crate::config::{File, read};
use quarterdeck_analysis::alert::AlertKind;
use quarterdeck_collectors::health::BodyFormat;
use quarterdeck_model::Kind;
use quarterdeck_model::payload::{Class, Severity};
use quarterdeck_views::notice::What;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// From the structs; closed sets that are plain texts there are added, so that an editor offers them.
fn made() -> String {
    let mut schema = schemars::SchemaGenerator::default().into_root_schema_for::<File>().to_value();
    schema["title"] = json!("quarterdeck.toml");
    let kinds = json!(Kind::ALL.map(Kind::as_str));
    let alerts = json!(AlertKind::ALL.map(AlertKind::as_str));
    let told = json!(What::ALL.map(What::as_str));
    let bodies = json!(BodyFormat::NAMED.map(|(name, _)| name));
    for (place, key, values) in [
        ("/$defs/Job/properties/kind", "enum", kinds.clone()),
        ("/$defs/Cadence/properties/hours", "propertyNames", json!({ "enum": kinds })),
        ("/$defs/AlertRules/properties/runbooks", "propertyNames", json!({ "enum": alerts })),
        ("/$defs/NotifyTable/properties/on/items", "enum", told),
        ("/$defs/TaskTable/properties/kinds/items", "enum", kinds.clone()),
        ("/$defs/ServiceTable/properties/body", "enum", bodies),
        ("/$defs/Condition/properties/class", "enum", json!(Class::ALL.map(Class::as_str))),
        ("/$defs/Condition/properties/severity", "enum", json!(Severity::ALL.map(Severity::as_str))),
    ] {
        let at = schema.pointer_mut(place).unwrap_or_else(|| panic!("{place}"));
        at[key] = values;
    }
    without_null(&mut schema);
    format!("{}\n", serde_json::to_string_pretty(&sorted(schema)).unwrap())
}

/// Keys in order: other crates may switch on that a map keeps the order of insertion.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let ordered: BTreeMap<String, Value> = object.into_iter().collect();
            ordered.into_iter().map(|(key, value)| (key, sorted(value))).collect()
        }
        Value::Array(list) => list.into_iter().map(sorted).collect(),
        plain => plain,
    }
}

/// TOML has no null: what may be left out is never written as one.
fn without_null(schema: &mut Value) {
    if let Some(object) = schema.as_object_mut() {
        if object.get("default") == Some(&Value::Null) {
            object.remove("default");
        }
        if let Some(default) = object.get_mut("default").and_then(Value::as_object_mut) {
            default.retain(|_, value| !value.is_null());
        }
        if let Some([kind, Value::String(null)]) =
            object.get("type").and_then(Value::as_array).map(Vec::as_slice)
            && null == "null"
        {
            let kind = kind.clone();
            object.insert("type".to_owned(), kind);
        }
        if let Some([Value::Object(of), null]) =
            object.get("anyOf").and_then(Value::as_array).map(Vec::as_slice)
            && *null == json!({"type": "null"})
        {
            let of = of.clone();
            object.remove("anyOf");
            object.extend(of);
        }
        object.values_mut().for_each(without_null);
    } else if let Some(list) = schema.as_array_mut() {
        list.iter_mut().for_each(without_null);
    }
}

/// A document as JSON, dates as texts, as editors hand it to the schema.
fn as_json(text: &str) -> Value {
    fn plain(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(date) => json!(date.to_string()),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, plain(value))).collect(),
            toml::Value::Array(list) => list.into_iter().map(plain).collect(),
            other => serde_json::to_value(other).unwrap(),
        }
    }
    plain(toml::Value::Table(toml::from_str(text).unwrap()))
}

fn validator() -> jsonschema::Validator {
    jsonschema::options().build(&value()).unwrap()
}

/// What the schema says against a configuration.
pub(crate) fn errors(text: &str) -> Vec<String> {
    let told = |e: jsonschema::ValidationError<'_>| format!("{}: {e}", e.instance_path());
    validator().iter_errors(&as_json(text)).map(told).collect()
}

#[test]
fn the_committed_schema_is_that_of_the_code() {
    expect_test::expect_file!["../../../schemas/quarterdeck-toml.schema.json"].assert_eq(&made());
}

#[test]
fn every_key_is_described() {
    fn look(schema: &Value, place: &str, found: &mut Vec<String>) {
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            let kind = key == "kind" && property["const"].is_string();
            if property["description"].as_str().is_none_or(str::is_empty) && !kind {
                found.push(format!("{place}.{key}"));
            }
        }
        schema["oneOf"].as_array().into_iter().flatten().for_each(|one| look(one, place, found));
    }
    let (schema, mut found) = (value(), Vec::new());
    look(&schema, "", &mut found);
    schema["$defs"].as_object().unwrap().iter().for_each(|(name, one)| look(one, name, &mut found));
    found.retain(|place| !place.starts_with("ProxyFault."));
    assert_eq!(found, Vec::<String>::new(), "write a doc comment");
}

#[test]
fn what_we_hand_out_is_valid() {
    let own = include_str!("../../../../quarterdeck.toml");
    let scenarios = crate::config::TABLES;
    for text in [own, scenarios, crate::command::demo::CONFIG, ""] {
        assert_eq!(errors(text), Vec::<String>::new(), "{text}");
    }
}

/// The schema and the program refuse the same.
#[test]
fn what_is_wrong_is_wrong_by_both() {
    for (text, right) in [
        ("[project]\nname = 'x'", true),
        ("[project]\nbrunch = 'x'", false),
        ("[[collect]]\nkind = 'coverage'\nfrom = ['x']", true),
        ("[[collect]]\nkind = 'covrage'\nfrom = ['x']", false),
        ("[[collect]]\nfrom = ['x']", false),
        ("[[policy.metrics]]\nmetric = 'a.b'\nsince = 2026-10-01\nalert = '> 1'", true),
        ("[[policy.metrics]]\nmetric = 'a.b'\nsince = 'soon'\nalert = '> 1'", false),
        ("[[policy.metrics]]\nmetric = 'a.b'\nalert = '1'", false),
        ("[[policy.metrics]]\nmetric = 'a.b'\nalert = 1", false),
        ("[[policy.metrics]]\nmetric = 'a.b'\nalert = '> 1'\nseverity = 'severe'", false),
        ("[policy.cadence.hours]\nhealth = 24", true),
        ("[policy.cadence.hours]\nhelth = 24", false),
        ("[[service]]\nname = 'a'\nurl = 'tcp://a:1'\nbody = 'readyz'", true),
        ("[[service]]\nname = 'a'\nurl = 'tcp://a:1'\nbody = 'ready'", false),
        ("[[collect]]\nkind = 'benchmark'\nhttp = 'http://a/'\nload = { rate = 5, duration = '30s' }", true),
        ("[[collect]]\nkind = 'benchmark'\nhttp = 'http://a/'\nload = { rate = 5, duration = 30 }", false),
    ] {
        assert_eq!(validator().is_valid(&as_json(text)), right, "by the schema: {text}");
        assert_eq!(read(text, "quarterdeck.toml").is_ok(), right, "by the program: {text}");
    }
}
