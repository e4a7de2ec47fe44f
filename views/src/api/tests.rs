//! The committed schemas are those of the structs, and the page on them is made from them.

use super::{FORMS, Index, Latest, MetricFile};
use crate::alert_log::AlertLog;
use crate::chart::ChartFile;
use crate::objective_list::ObjectiveList;
use crate::page::{coverage::CoverageList, findings::FindingsList, test_results::TestsList};
use expect_test::expect_file;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

fn schema<T: JsonSchema>() -> String {
    let mut value = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value();
    value.sort_all_objects();
    serde_json::to_string_pretty(&value).unwrap() + "\n"
}

#[test]
fn committed_schemas_are_those_of_the_structs() {
    let made = [
        ("index", schema::<Index>()),
        ("latest", schema::<Latest>()),
        ("alerts", schema::<AlertLog>()),
        ("objectives", schema::<ObjectiveList>()),
        ("tests", schema::<TestsList>()),
        ("coverage", schema::<CoverageList>()),
        ("findings", schema::<FindingsList>()),
        ("metric", schema::<MetricFile<'_>>()),
        ("chart", schema::<ChartFile<'_>>()),
    ];
    for (name, text) in made {
        let path = format!("{}/schemas/{name}-v1.schema.json", env!("CARGO_MANIFEST_DIR"));
        expect_file![path].assert_eq(&text);
    }
}

const HEAD: &str = "# Documents for programs

Every site has these files; the page \"About the data\" links to them. Each sort is described by a JSON Schema (draft 2020-12) at
`api/v1/schemas/<name>-v1.schema.json`, from which this page is made.

Within `v1` fields are only added, never renamed, removed or given another meaning: read what you know and ignore the rest. Times
are RFC 3339 in UTC. Numbers are unrounded and in the unit that stands beside them or in the field's description. What is not known
is `null` or not there, never 0. CSV files have a heading, CR LF, and quotes as RFC 4180 asks; text that a spreadsheet would run as a
formula has an apostrophe before it.

";

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// What a schema says of a type, in short.
fn kind(schema: &Value) -> String {
    let words = |value: &Value| match value {
        Value::String(word) => word.clone(),
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        _ => String::new(),
    };
    if let Some(to) = schema["$ref"].as_str() {
        return to.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if let Some(any) = schema["anyOf"].as_array() {
        return any.iter().map(kind).collect::<Vec<_>>().join(" or ");
    }
    match (words(&schema["type"]).as_str(), &schema["items"]) {
        ("array", items) if items.is_object() => format!("list of {}", kind(items)),
        ("object", _) if schema["additionalProperties"].is_object() => "texts by name".to_owned(),
        (word, _) => word.to_owned(),
    }
}

fn fields(out: &mut String, schema: &Value) {
    let Some(all) = schema["properties"].as_object() else { return };
    let required =
        |name: &str| schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name));
    out.push_str("| field | type | meaning |\n|---|---|---|\n");
    for (name, field) in all {
        let told = cell(field["description"].as_str().unwrap_or_default());
        let always = if required(name) { "" } else { " Left out where there is none." };
        out.push_str(&format!("| `{name}` | {} | {told}{always} |\n", cell(&kind(field))));
    }
    out.push('\n');
}

#[test]
fn the_committed_page_is_made_from_the_schemas() {
    let mut out = HEAD.to_owned();
    for form in FORMS {
        let csv = if form.csv.is_empty() { String::new() } else { format!(", `{}`", form.csv) };
        out.push_str(&format!("## {}\n\n{}: `{}`{csv}.\n\n", form.name, form.holds, form.json));
        if form.name == "snapshot" {
            out.push_str(
                "The archive's own format, of which a released version is read for ever; see its schema.\n\n",
            );
            continue;
        }
        let schema: Value = serde_json::from_str(form.schema).unwrap();
        fields(&mut out, &schema);
        for (name, part) in schema["$defs"].as_object().into_iter().flatten() {
            let told = part["description"].as_str().unwrap_or_default();
            out.push_str(&format!("### {name} of {}\n\n{told}\n\n", form.name));
            fields(&mut out, part);
        }
    }
    let path = format!("{}/../docs/api.md", env!("CARGO_MANIFEST_DIR"));
    expect_file![path].assert_eq(&(out.trim_end().to_owned() + "\n"));
}
