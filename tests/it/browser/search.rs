//! The search box: on every page, by keys alone, from disk and under a sub-path, and honest when it finds nothing.

use super::driver::{Browser, Kind};
use super::emulate::Look;
use super::{Server, Site, in_browser};
use thirtyfour::{By, Key, TypingData};

const FOUND: &str = "[...document.querySelectorAll('#search-found [role=option]')].map((o) => o.innerText)";
const ASKED: &str = "document.querySelectorAll('script[src$=\"search.js\"]').length";
const SAID: &str = "document.querySelector('.search-panel [role=status]').innerText";

async fn keys(browser: &Browser, keys: impl Into<TypingData>) {
    browser.page.active_element().await.unwrap().send_keys(keys).await.unwrap();
}

/// Types into the box and waits for what it says.
async fn look_for(browser: &Browser, query: &str) -> Vec<String> {
    browser.ask("document.querySelector('#search').value = ''; return '';").await;
    keys(browser, query).await;
    browser.until("something is said", &format!("{SAID} !== ''")).await;
    serde_json::from_str(&browser.ask(&format!("return JSON.stringify({FOUND});")).await).unwrap()
}

/// From a page to a metric by keys alone.
async fn walk(browser: &Browser, address: impl Fn(&str) -> String, from: &str) {
    browser.open(&address(from)).await;
    assert_eq!(browser.ask(&format!("return {ASKED};")).await, "0", "the index is read before it is needed");
    let body = browser.page.find(By::Css("body")).await.unwrap();
    body.send_keys("/").await.unwrap();
    assert_eq!(browser.ask("return document.activeElement.id;").await, "search", "{from}: / does not focus");
    let found = look_for(browser, "line cov").await;
    assert!(found[0].contains("Line coverage"), "{from}: {found:?}");
    keys(browser, Key::Down).await;
    let chosen = "document.querySelector('#search').getAttribute('aria-activedescendant')";
    assert_eq!(browser.ask(&format!("return {chosen};")).await, "search-0");
    assert_eq!(browser.ask("return document.querySelector('#search-0').ariaSelected;").await, "true");
    keys(browser, Key::Up).await;
    assert_ne!(browser.ask(&format!("return {chosen};")).await, "search-0", "up from the first is the last");
    keys(browser, Key::Down).await;
    let problems = browser.problems().await;
    assert!(problems.is_empty(), "{from}: {problems:?}");
    keys(browser, Key::Enter).await;
    browser
        .until("the metric's page opens", "location.pathname.includes('/metric/coverage.line_percent')")
        .await;
}

/// Ranks, what is said of nothing, and how the list goes away.
async fn answers(browser: &Browser, address: impl Fn(&str) -> String) {
    browser.open(&address("index.html")).await;
    let input = browser.page.find(By::Css("#search")).await.unwrap();
    input.click().await.unwrap();
    let found = look_for(browser, "cov").await;
    let begins = |text: &String| text.contains("\nCov") || text.contains("Coverage\n");
    assert!(begins(&found[0]), "what begins so comes first: {found:?}");
    let found = look_for(browser, "no such thing").await;
    assert!(found.is_empty(), "{found:?}");
    let said = browser.ask(&format!("return {SAID};")).await;
    assert!(said.starts_with("No page or figure is called “no such thing”."), "{said}");
    assert!(said.contains("snapshots can be found here"), "what is left out is said: {said}");
    keys(browser, Key::Escape).await;
    assert_eq!(browser.ask("return document.querySelector('.search-panel').hidden;").await, "true");
    assert_eq!(browser.ask("return document.querySelector('#search').ariaExpanded;").await, "false");
}

/// An index whose names try to become markup, and one that is not there.
async fn trouble(browser: &Browser, site: &Site) {
    let file = site.folder.join("search.js");
    let index = std::fs::read_to_string(&file).unwrap();
    let name = "<img src=x onerror=document.title='broken'>";
    let hostile = index.replacen("[[\"Overview\"", &format!("[[\"{name}\""), 1);
    assert_ne!(index, hostile);
    std::fs::write(&file, hostile).unwrap();
    browser.open(&site.file("index.html")).await;
    browser.page.find(By::Css("#search")).await.unwrap().click().await.unwrap();
    let found = look_for(browser, "<img").await;
    assert!(found[0].contains(name), "{found:?}");
    assert_eq!(browser.ask("return document.querySelectorAll('.search img').length;").await, "0");
    std::fs::remove_file(&file).unwrap();
    browser.open(&site.file("index.html")).await;
    browser.page.find(By::Css("#search")).await.unwrap().click().await.unwrap();
    browser.until("what is missing is said", &format!("{SAID}.includes('search.js is missing')")).await;
}

fn from_disk(kind: Kind) {
    let site = Site::new(400);
    in_browser(kind, async |browser| {
        for page in ["index.html", "review/2026-W47.html", "404.html"] {
            walk(browser, |page| site.file(page), page).await;
        }
        answers(browser, |page| site.file(page)).await;
        trouble(browser, &site).await;
    });
}

fn over_http(kind: Kind) {
    let site = Site::new(400);
    let server = Server::start(&site.folder, "application/wasm");
    in_browser(kind, async |browser| {
        walk(browser, |page| server.url(page), "metric/coverage.line_percent--coverage.html").await;
        answers(browser, |page| server.url(page)).await;
    });
}

#[test]
fn chromium_finds_from_disk() {
    from_disk(Kind::Chromium);
}

#[test]
fn chromium_finds_over_http() {
    over_http(Kind::Chromium);
}

#[test]
fn firefox_finds_from_disk() {
    from_disk(Kind::Firefox);
}

#[test]
fn firefox_finds_over_http() {
    over_http(Kind::Firefox);
}

/// With few colours the ground says nothing: what is chosen has an outline that the others have not.
#[test]
fn what_is_chosen_is_seen_with_few_colours() {
    let site = Site::new(100);
    in_browser(Kind::Chromium, async |browser| {
        browser.see_as(Look::Contrast).await;
        browser.open(&site.file("index.html")).await;
        browser.page.find(By::Css("#search")).await.unwrap().click().await.unwrap();
        assert!(look_for(browser, "cov").await.len() > 1);
        keys(browser, Key::Down).await;
        let outline = |at: usize| {
            format!(
                "getComputedStyle(document.querySelectorAll('#search-found [role=option]')[{at}]).outlineStyle"
            )
        };
        assert_eq!(
            browser.ask("return String(matchMedia('(forced-colors: active)').matches);").await,
            "true"
        );
        assert_eq!(browser.ask(&format!("return {};", outline(0))).await, "solid");
        assert_eq!(browser.ask(&format!("return {};", outline(1))).await, "none");
        let edge = "getComputedStyle(document.querySelector('.search-panel')).borderTopStyle";
        assert_eq!(browser.ask(&format!("return {edge};")).await, "solid", "the list has an edge of its own");
    });
}

#[test]
fn without_scripts_there_is_no_box() {
    let site = Site::new(100);
    in_browser(Kind::NoScript, async |browser| {
        browser.open(&site.file("index.html")).await;
        let place = browser.page.find(By::Css("[data-search]")).await.unwrap();
        assert!(!place.is_displayed().await.unwrap());
    });
}
