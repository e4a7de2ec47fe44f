//! Every view of an archive, computed in a browser and here: the same to the last bit.

use super::driver::Kind;
use super::{file_url, in_browser};
use crate::harness::{NOW, Project};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use quarterdeck_analysis::Policy;
use quarterdeck_dashboard_bundler::{Bound, Options, bound};
use quarterdeck_parity::{Input, every_view};
use serde_json::{Value, json};
use std::path::Path;

/// The page that runs the program over `input`.
fn page(folder: &Path, input: &str, program: &Bound) -> String {
    let literal = serde_json::to_string(input).unwrap();
    std::fs::write(folder.join("input.js"), format!("var parityInput = {literal};")).unwrap();
    std::fs::write(folder.join("glue.js"), &program.glue).unwrap();
    let start = format!(
        "var bytes = Uint8Array.from(atob('{}'), (c) => c.charCodeAt(0)); wasm_bindgen.initSync({{ module: bytes }});",
        STANDARD.encode(&program.wasm)
    );
    std::fs::write(folder.join("start.js"), start).unwrap();
    let scripts = ["input.js", "glue.js", "start.js"].map(|name| format!("<script src={name}></script>"));
    let page = folder.join("parity.html");
    std::fs::write(
        &page,
        format!("<!doctype html><meta charset=utf-8><title>parity</title>{}", scripts.concat()),
    )
    .unwrap();
    file_url(&page)
}

/// Rules with dates, and every kind of annotation, about what the demonstration holds, in a zone of its own.
fn told() -> Policy {
    let said = |what: Value| {
        let mut said = json!({"by": "ops", "reason": "the machine was busy"});
        said.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
        said
    };
    let (from, until) = ("2026-11-01T00:00:00Z", "2026-11-20T00:00:00Z");
    let rule = |limit: &str| json!({"metric": "coverage.line_percent", "target": limit, "alert": "< 50"});
    let mut stricter = rule(">= 90");
    stricter["since"] = "2026-11-10".into();
    let policy = json!({
        "metrics": [rule(">= 70"), stricter],
        "zone": {"name": "Europe/Berlin", "steps": [
            [1_743_296_400_000_i64, 7200, "CEST"], [1_761_440_400_000_i64, 3600, "CET"],
            [1_774_746_000_000_i64, 7200, "CEST"], [1_792_890_000_000_i64, 3600, "CET"],
        ]},
        "accepted": [{"metric": "tests.total", "since": from, "reason": "a new suite", "author": "ops"}],
        "annotations": {
            "acknowledge": [said(json!({
                "alert": "objective metric/latest coverage.line_percent coverage", "at": until,
            }))],
            "void": [said(json!({"job": "benchmark", "from": from, "until": "2026-11-04T00:00:00Z"}))],
            "reclassify": [said(json!({"service": "agent-bus", "from": from, "until": until, "as": "unknown"}))],
            "cause": [said(json!({"service": "api-gateway", "at": "2026-10-29T07:12:28.519Z"}))],
            "note": [{"at": from, "text": "a new disk", "by": "ops"}],
            "maintenance": [said(json!({"services": ["policy-engine"], "from": from, "until": until}))],
            "accepted": [said(json!({"metric": "coverage.line_percent", "since": from}))],
            "security": [said(json!({"from": from, "until": until, "incidents": 1}))],
        },
    });
    serde_json::from_value(policy).unwrap()
}

/// The archive of a demonstration, judged by a policy.
fn input(policy: Policy) -> String {
    let project = Project::demo(160);
    let root = project.path().join("reports/history");
    let snapshots =
        project.files("reports/history").into_iter().filter(|f| f.ends_with(".json")).map(|file| {
            let text = std::fs::read_to_string(root.join(&file)).unwrap();
            (Path::new(&file).file_stem().unwrap().to_string_lossy().into_owned(), text)
        });
    let mut snapshots: Vec<(String, String)> = snapshots.collect();
    snapshots.sort();
    let locale = if policy.zone.is_utc() { "en" } else { "de" }.to_owned();
    let input = Input { policy, locale, now: NOW.to_owned(), snapshots };
    serde_json::to_string(&input).unwrap()
}

/// Where two texts part, with what is around it.
fn first_difference(here: &str, there: &str) -> String {
    let at = here.bytes().zip(there.bytes()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| {
        let bytes = text.as_bytes();
        let range = at.saturating_sub(120)..(at + 120).min(bytes.len());
        String::from_utf8_lossy(bytes.get(range).unwrap_or_default()).into_owned()
    };
    format!("they part at byte {at}\nhere:  {}\nthere: {}", around(here), around(there))
}

#[test]
fn a_browser_computes_every_view_as_this_machine_does() {
    if std::env::var_os("LLVM_PROFILE_FILE").is_some() {
        println!("skipped: coverage is measured, and its flags do not work for the browser's target");
        return;
    }
    if let Some(missing) = Kind::Chromium.missing() {
        println!("skipped: {missing}");
        return;
    }
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    // Where the explorer was built: what both need is there already, and no cargo holds the folder while tests run.
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../dashboard");
    let options = Options { package: "quarterdeck-parity".to_owned(), ..Options::new(work) };
    let program = bound(root, &options).unwrap();
    let shipped = same(&input(Policy::default()), &program);
    let told = same(&input(told()), &program);
    assert_ne!(shipped, told, "what people said changes no view");
}

/// Every view of the input, which is the same in a browser.
fn same(input: &str, program: &Bound) -> String {
    let here = every_view(input).unwrap();
    assert!(here.len() > 100_000, "{} bytes of views", here.len());
    let folder = tempfile::tempdir().unwrap();
    let address = page(folder.path(), input, program);
    in_browser(Kind::Chromium, async |browser| {
        browser.open(&address).await;
        browser.until("the views are there", "typeof parityViews === 'string'").await;
        let there = browser.ask("return parityViews;").await;
        assert!(here == there, "{}", first_difference(&here, &there));
    });
    here
}
