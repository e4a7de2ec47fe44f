//! Every sort of page, from disk and under a sub-path: no console error, no policy violation, no request to elsewhere.

use super::driver::{Browser, Kind};
use super::{Server, Site, file_url, in_browser};
use crate::git::{git, repository};
use crate::harness::Project;

/// Opens every page at `address`.
async fn look(browser: &Browser, site: &Site, address: impl Fn(&str) -> String) {
    let base = address("");
    for page in site.every_page() {
        let address = address(&page);
        browser.open(&address).await;
        if page == "explore.html" {
            browser
                .until("the dashboard mounts", "document.querySelector('#explorer[data-state=ready]')")
                .await;
        }
        let problems = browser.problems().await;
        assert!(problems.is_empty(), "{address}: {problems:?}");
        let styled = "getComputedStyle(document.body).getPropertyValue('--bg').trim() !== ''";
        assert_eq!(browser.ask(&format!("return {styled};")).await, "true", "{address}: no style sheet");
        let strangers = strangers(browser, &base).await;
        assert!(strangers.is_empty(), "{address} asks elsewhere: {strangers:?}");
    }
}

/// What the page loaded from elsewhere than below `base`, by the browser's own account.
async fn strangers(browser: &Browser, base: &str) -> Vec<String> {
    let loaded =
        "return JSON.stringify(performance.getEntriesByType('resource').map((entry) => entry.name));";
    let loaded: Vec<String> = serde_json::from_str(&browser.ask(loaded).await).unwrap();
    let own = |name: &String| ["data:", "blob:", base].iter().any(|start| name.starts_with(start));
    loaded.into_iter().filter(|name| !own(name)).collect()
}

fn from_disk(kind: Kind) {
    let site = Site::whole(400);
    in_browser(kind, async |browser| {
        look(browser, &site, |page| site.file(page)).await;
    });
}

fn over_http(kind: Kind) {
    let site = Site::whole(400);
    let server = Server::start(&site.folder, "application/wasm");
    in_browser(kind, async |browser| {
        look(browser, &site, |page| server.url(page)).await;
    });
}

#[test]
fn chromium_from_disk() {
    from_disk(Kind::Chromium);
}

#[test]
fn chromium_over_http() {
    over_http(Kind::Chromium);
}

#[test]
fn firefox_from_disk() {
    from_disk(Kind::Firefox);
}

#[test]
fn firefox_over_http() {
    over_http(Kind::Firefox);
}

#[test]
fn without_scripts_every_page_is_complete() {
    let site = Site::new(100);
    in_browser(Kind::NoScript, async |browser| {
        use thirtyfour::By;
        browser.open(&site.file("explore.html")).await;
        let rows = browser.page.find_all(By::Css("#explorer table tbody tr")).await.unwrap();
        assert!(rows.len() > 3, "the explorer's static table has {} rows", rows.len());
        browser.open(&site.file("index.html")).await;
        assert!(!browser.page.find_all(By::Css("svg[role=img]")).await.unwrap().is_empty());
    });
}

/// Servers show the page under whatever address is not there, however deep.
#[test]
fn what_is_not_there_is_told_with_style() {
    let project = Project::demo(60);
    let folder = project.path().join("reports/dashboard");
    let server = Server::start(&folder, "application/wasm");
    let config = project.read("quarterdeck.toml");
    project.write("quarterdeck.toml", format!("{config}address = \"{}\"\n", server.url("")));
    project.site();
    let home = server.url("index.html");
    for kind in [Kind::Chromium, Kind::Firefox] {
        in_browser(kind, async |browser| {
            browser.open(&server.url("metric/of/old/times.html")).await;
            let background = "getComputedStyle(document.body).getPropertyValue('--bg').trim() !== ''";
            assert_eq!(browser.ask(&format!("return {background};")).await, "true", "no style sheet");
            let way = format!("return [...document.links].some((link) => link.href === '{home}');");
            assert_eq!(browser.ask(&way).await, "true", "no way home");
        });
    }
}

#[test]
fn what_is_published_opens_under_a_sub_path() {
    let site = Site::new(100);
    let here = site.project.path();
    let (stored, branch) = (here.join("stored"), here.join("branch"));
    site.project.ok(&["publish", &file_url(&stored)]);
    repository(&site.project);
    site.project.ok(&["publish", "gh-pages"]);
    git(here, &["clone", "--quiet", "--branch=gh-pages", "remote.git", "branch"]);
    for served in [stored, branch] {
        let server = Server::start(&served, "application/wasm");
        in_browser(Kind::Chromium, async |browser| {
            look(browser, &site, |page| server.url(page)).await;
        });
    }
}
