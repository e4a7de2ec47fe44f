//! What the search box finds: everything has its page, names are harmless, and a large archive stays small.

use super::sound::resolve;
use super::{Given, Site, made_up, note, pages, text};
use quarterdeck_analysis::policy::Runbook;
use serde_json::Value;

/// Each entry as (kind, name, detail, address).
fn entries(site: &Site) -> Vec<[String; 4]> {
    let json = text(site, "search.js").strip_prefix("self.quarterdeckSearch = ");
    let index: Value =
        serde_json::from_str(json.and_then(|j| j.strip_suffix(";\n")).expect("an assignment")).expect("JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let of = |group: &Value| -> Vec<[String; 4]> {
        let kind = text(&group["kind"]);
        let entries = group["entries"].as_array().expect("entries").iter();
        entries.map(|e| [kind.clone(), text(&e[0]), text(&e[1]), text(&e[2])]).collect()
    };
    index["groups"].as_array().expect("groups").iter().flat_map(of).collect()
}

#[test]
fn every_sort_of_thing_is_found_where_it_is() {
    let mut given = Given::archive(60);
    given.notes.push(note("release plan", "# Plan"));
    given.policy.runbooks.push(Runbook {
        slug: "disk".to_owned(),
        title: "The disk is full".to_owned(),
        path: "runbooks/disk.md".to_owned(),
    });
    let site = given.site();
    let pages = pages(&site);
    let entries = entries(&site);
    for [kind, name, _, href] in &entries {
        let (path, anchor) = resolve("index.html", href);
        let page = pages.get(&path).unwrap_or_else(|| panic!("{kind} {name} leads to {href}"));
        assert!(anchor.is_empty() || page.ids.contains(&anchor), "{kind} {name}: {href} has no such anchor");
    }
    let found = |kind: &str, name: &str| entries.iter().any(|[k, n, ..]| k == kind && n.contains(name));
    for (kind, name) in [
        ("Page", "Overview"),
        ("Page", "release plan"),
        ("Metric", "Line coverage"),
        ("Benchmark", "parse/large time"),
        ("Alert", ""),
        ("Runbook", "The disk is full"),
        ("Review", "2026-W47"),
        ("Rule", "E501"),
        ("Findings in", "src/module_3.py"),
        ("Coverage of", "src/parse.rs"),
        ("Snapshot", "22 Nov 2026"),
    ] {
        assert!(found(kind, name), "no {kind} is called {name:?}");
    }
}

#[test]
fn hostile_names_stay_text() {
    let site = Given::hostile().site();
    let index = text(&site, "search.js");
    assert!(!index.contains('<') && !index.contains('\u{2028}') && !index.contains('\u{202e}'), "{index}");
    assert!(
        entries(&site).iter().any(|[_, name, ..]| name.contains("onerror")),
        "names are kept as they are"
    );
    assert!(
        entries(&site)
            .iter()
            .all(|[_, name, detail, _]| name.chars().count() <= 80 && detail.chars().count() <= 60)
    );
}

#[test]
fn a_large_archive_has_a_small_index_that_says_what_it_leaves_out() {
    let site = Given::archive(400).site();
    let index = text(&site, "search.js");
    assert!(index.len() <= 60_000, "{} bytes", index.len());
    let many = made_up::archive(400).len();
    let written = format!("{},{:03} snapshots can be found here", many / 1000, many % 1000).replace(',', "");
    assert!(index.contains(&written), "{written}");
}

#[test]
fn every_page_has_a_place_for_the_box_and_knows_where_the_index_is() {
    for (path, page) in &Given::archive(10).site().files {
        let Some(page) = std::str::from_utf8(page).ok().filter(|_| path.ends_with(".html")) else { continue };
        let root = "../".repeat(path.matches('/').count());
        assert!(page.contains(&format!("data-search=\"{root}search.js\" hidden")), "{path}");
    }
}
