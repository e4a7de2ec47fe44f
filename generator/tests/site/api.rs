//! Documents for programs: each conforms to a schema that is published beside it.

use super::{BUNDLE, Given, Site, made_up, text};
use quarterdeck_views::api::FORMS;
use serde_json::Value;

fn json(site: &Site, path: &str) -> Value {
    serde_json::from_str(text(site, path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn assert_described(site: &Site) {
    let validators: Vec<_> = FORMS
        .iter()
        .map(|form| {
            let schema = json(site, &form.schema_path());
            assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{}", form.name);
            let options = jsonschema::options().should_validate_formats(true);
            (form, options.build(&schema).unwrap_or_else(|e| panic!("{}: {e}", form.name)))
        })
        .collect();
    let mut seen = vec![0; FORMS.len()];
    let documents =
        site.files.keys().filter(|path| path.starts_with("api/") && !path.starts_with("api/v1/schemas/"));
    for path in documents {
        let of: Vec<usize> = (0..FORMS.len()).filter(|at| FORMS[*at].is_of(path)).collect();
        assert_eq!(of.len(), 1, "{path} is described by {of:?}");
        seen[of[0]] += 1;
        let document = json(site, path);
        let wrong: Vec<String> = validators[of[0]]
            .1
            .iter_errors(&document)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{path}: {wrong:?}");
    }
    assert!(seen.iter().all(|many| *many > 0), "{seen:?}");
}

#[test]
fn every_document_conforms_to_its_schema() {
    assert_described(&Given::archive(120).site());
    assert_described(&Given::hostile().generate(made_up::BAD_NAMES[0], BUNDLE).expect("a site"));
}

#[test]
fn a_schema_refuses_what_is_missing_or_of_another_type() {
    let site = Given::archive(30).site();
    let refused = |form: &str, path: &str, change: fn(&mut Value)| {
        let schema = json(&site, &format!("api/v1/schemas/{form}-v1.schema.json"));
        let mut document = json(&site, path);
        change(&mut document);
        assert!(!jsonschema::is_valid(&schema, &document), "{form}: {document:.300}");
    };
    refused("alerts", "api/v1/alerts.json", |d| d["open"] = Value::from("none"));
    refused("tests", "api/v1/tests.json", |d| d["jobs"][0]["total"] = Value::Null);
    refused("coverage", "api/v1/coverage.json", |d| d["now"] = Value::Null);
    let metric = site.files.keys().find(|path| path.starts_with("api/v1/metrics/")).expect("a metric");
    refused("metric", metric, |d| d["value"][0] = Value::from("0"));
    refused("chart", "api/v1/charts/index/score.json", |d| d["rows"][0][0] = Value::from(true));
}
