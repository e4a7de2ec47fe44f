//! Every view of an archive, computed in a browser and here: the same to the last bit.

use super::driver::Kind;
use super::{file_url, in_browser};
use crate::harness::{NOW, Project};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use quarterdeck_dashboard_bundler::{Bound, Options, bound};
use quarterdeck_parity::{Input, every_view};
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

/// The archive of a demonstration, with the policy that ships.
fn input() -> String {
    let project = Project::demo(160);
    let root = project.path().join("reports/history");
    let snapshots =
        project.files("reports/history").into_iter().filter(|f| f.ends_with(".json")).map(|file| {
            let text = std::fs::read_to_string(root.join(&file)).unwrap();
            (Path::new(&file).file_stem().unwrap().to_string_lossy().into_owned(), text)
        });
    let mut snapshots: Vec<(String, String)> = snapshots.collect();
    snapshots.sort();
    let input = Input { policy: Default::default(), now: NOW.to_owned(), snapshots };
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
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parity");
    let options = Options { package: "quarterdeck-parity".to_owned(), ..Options::new(work) };
    let program = bound(root, &options).unwrap();
    let input = input();
    let here = every_view(&input).unwrap();
    assert!(here.len() > 100_000, "{} bytes of views", here.len());
    let folder = tempfile::tempdir().unwrap();
    let address = page(folder.path(), &input, &program);
    in_browser(Kind::Chromium, async |browser| {
        browser.open(&address).await;
        browser.until("the views are there", "typeof parityViews === 'string'").await;
        let there = browser.ask("return parityViews;").await;
        assert!(here == there, "{}", first_difference(&here, &there));
    });
}
