//! Documents for programs: each conforms to a schema that is published beside it.

use super::{BUNDLE, Given, Site, made_up, text};
use quarterdeck_model::Timestamp;
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

#[test]
fn what_the_index_names_is_there() {
    let site = Given::archive(60).site();
    let index = json(&site, "api/v1/index.json");
    let all = |list: &str, keys: &[&str]| -> Vec<String> {
        let entries = index[list].as_array().expect(list).iter();
        let named = entries.flat_map(|entry| keys.iter().filter_map(|key| entry[*key].as_str()));
        named.map(str::to_owned).collect()
    };
    let named = [all("documents", &["schema"]), all("metrics", &["page", "json", "csv"])].concat();
    let runs = all("newest", &["page", "json"]);
    assert!(named.len() > 30 && runs.len() >= 60, "{} and {}", named.len(), runs.len());
    let missing: Vec<_> = named.iter().filter(|path| !site.files.contains_key(*path)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_latest_figure_has_a_value_only_where_it_is_known() {
    let figures = |given: &Given| json(&given.site(), "api/v1/latest.json")["figures"].clone();
    let unknown = |f: &Value| matches!(f["status"].as_str(), Some("stale" | "no data"));
    let mut given = Given::archive(60);
    let fresh = figures(&given);
    let known: Vec<_> = fresh.as_array().expect("figures").iter().filter(|f| !unknown(f)).collect();
    assert!(!known.is_empty() && known.iter().all(|f| f["value"].is_number()), "{known:?}");
    given.now = Timestamp::parse("2027-11-01T00:00:00Z").expect("a time");
    given.policy.cadence.default_hours = Some(24.0);
    let old = figures(&given);
    let stale: Vec<_> = old.as_array().expect("figures").iter().filter(|f| unknown(f)).collect();
    assert!(stale.len() >= known.len(), "{}", stale.len());
    assert!(stale.iter().all(|f| f["value"].is_null() && f["reason"] != ""), "{stale:?}");
}
