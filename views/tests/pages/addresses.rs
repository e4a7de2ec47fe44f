//! Every link of every page leads to a file of the site.

use crate::made_up::{self, Archive, project, run, tests};
use quarterdeck_views::badge::badges;
use quarterdeck_views::routes;
use serde_json::Value;
use std::collections::BTreeSet;

/// Every file that the site has for this archive.
fn files(archive: &Archive) -> BTreeSet<String> {
    let context = archive.context();
    let mut files: BTreeSet<String> = archive.pages().into_iter().map(|(path, _)| path).collect();
    for span in
        quarterdeck_views::page::review::plan(&archive.history, made_up::now(), &Default::default()).spans()
    {
        files.insert(routes::review_markdown(span.period));
    }
    files.extend([routes::TESTS_CSV, routes::COVERAGE_CSV, routes::FINDINGS_CSV].map(str::to_owned));
    for form in quarterdeck_views::api::FORMS {
        files.extend([form.schema_path(), form.json.to_owned()]);
    }
    for badge in badges(&context) {
        assert!(files.contains(&badge.href), "{badge:?} leads to no page");
        files.insert(routes::badge_svg(&badge.slug));
    }
    for run in &archive.history.runs {
        files.insert(routes::snapshot_json(&run.id));
    }
    for series in &archive.history.series {
        let slug = context.slugs().get(&series.key).unwrap();
        files.insert(routes::metric_csv(slug));
        files.insert(routes::metric_json(slug));
    }
    files
}

/// Collects the values of fields that hold addresses.
fn hrefs(json: &Value, out: &mut Vec<String>) {
    match json {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str().filter(|_| name.ends_with("href")) {
                    Some(href) => out.push(href.to_owned()),
                    None => hrefs(value, out),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| hrefs(item, out)),
        _ => {}
    }
}

/// `../metric/a.html` on `s/b.html` is `metric/a.html`.
fn resolve(page: &str, href: &str) -> String {
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    for part in href.split('#').next().unwrap_or_default().split('/') {
        if part == ".." {
            folders.pop();
        } else {
            folders.push(part);
        }
    }
    folders.join("/")
}

fn check(archive: &Archive) -> usize {
    let files = files(archive);
    let mut checked = 0;
    for (path, json) in archive.pages() {
        let mut found = Vec::new();
        hrefs(&json, &mut found);
        for href in found.into_iter().filter(|h| !h.is_empty() && !h.starts_with('#')) {
            assert!(
                files.contains(&resolve(&path, &href)),
                "{path} links to {href}, which is no file of the site"
            );
            checked += 1;
        }
    }
    checked
}

#[test]
fn every_link_leads_to_a_file() {
    assert!(check(&Archive::of(project(), Vec::new())) > 1000);
}

#[test]
fn paged_lists_link_to_each_other() {
    let many: Vec<_> = (0..401).map(|day| run(day, "unit", tests())).collect();
    let archive = Archive::of(many, Vec::new());
    assert_eq!(archive.context().snapshot_pages(), 3);
    check(&archive);
    let pages = archive.pages();
    let rows = |n: usize| {
        let (_, json) = pages.iter().find(|(path, _)| *path == routes::snapshots(n)).unwrap();
        json["months"].as_array().unwrap().iter().map(|m| m["rows"].as_array().unwrap().len()).sum::<usize>()
    };
    assert_eq!((rows(1), rows(2), rows(3)), (200, 200, 1));
}

#[test]
fn alert_anchors_are_there_and_unique() {
    let archive = Archive::of(project(), Vec::new());
    let (_, alerts) = archive.pages().into_iter().find(|(path, _)| path == routes::ALERTS).unwrap();
    let sections = alerts["sections"].as_array().unwrap();
    let anchors: Vec<&str> = sections
        .iter()
        .flat_map(|s| s["rows"].as_array().unwrap())
        .map(|row| row["anchor"].as_str().unwrap())
        .collect();
    let unique: BTreeSet<&str> = anchors.iter().copied().collect();
    assert_eq!(unique.len(), anchors.len());
    let overview = archive.overview();
    let linked = overview.attention.iter().find(|a| !a.href.is_empty()).unwrap();
    assert!(unique.contains(linked.href.split_once('#').unwrap().1), "{}", linked.href);
}
