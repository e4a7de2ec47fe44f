//! The JSON Schema of `quarterdeck.toml`: made from the structs that read it, committed, and what mistakes are told by.

use serde_json::Value;

/// The schema as committed (draft 2020-12).
pub(crate) const TEXT: &str = include_str!("../../schemas/quarterdeck-toml.schema.json");

/// The schema as a value.
pub(crate) fn value() -> Value {
    serde_json::from_str(TEXT).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{TEXT, value};
    use crate::config::File;
    use quarterdeck_collectors::health::BodyFormat;
    use quarterdeck_model::Kind;
    use serde_json::{Value, json};

    /// From the structs; closed sets that are texts there are added, so that an editor offers them.
    fn made() -> String {
        let mut schema = schemars::SchemaGenerator::default().into_root_schema_for::<File>().to_value();
        schema["title"] = json!("quarterdeck.toml");
        let kinds = json!(Kind::ALL.map(Kind::as_str));
        let bodies = json!(BodyFormat::NAMED.map(|(name, _)| name));
        let mut set = |place: &str, key: &str, values: &Value| {
            schema.pointer_mut(place).unwrap_or_else(|| panic!("{place}"))[key] = values.clone();
        };
        set("/$defs/Job/properties/kind", "enum", &kinds);
        set("/$defs/Cadence/properties/hours", "propertyNames", &json!({ "enum": kinds }));
        set("/$defs/ServiceTable/properties/body", "examples", &bodies);
        format!("{}\n", serde_json::to_string_pretty(&schema).unwrap())
    }

    #[test]
    fn the_committed_schema_is_that_of_the_code() {
        expect_test::expect_file!["../../schemas/quarterdeck-toml.schema.json"].assert_eq(&made());
    }
}
