//! The dashboard responds: search, address, back and forward, theme, and honest words when it cannot start.

mod compare;
mod failures;
mod files;
mod filters;
mod manner;
mod tools;

use super::driver::{Browser, Kind};
use super::{Server, Site, in_browser};
use thirtyfour::By;

const RUNNING: &str = "document.querySelector('#explorer[data-state=ready]')";

/// What the reader does with the page's own switch.
const CHOOSE_DARK: &str = "const list = document.querySelector('[data-theme-switch] select');
    list.value = 'dark'; list.dispatchEvent(new Event('change', { bubbles: true })); return '';";

pub(super) async fn open(browser: &Browser, address: &str) {
    browser.open(address).await;
    browser.until("the dashboard mounts", RUNNING).await;
}

/// Searching filters the metrics, goes to the address, and comes back with it.
async fn search(browser: &Browser, address: &str) {
    open(browser, address).await;
    let count = "document.querySelectorAll('#explorer .explorer-list input[type=checkbox]').length";
    let all: usize = browser.ask(&format!("return {count};")).await.parse().unwrap();
    let field = browser.page.find(By::Css("#explorer input[type=search]")).await.unwrap();
    field.send_keys("coverage").await.unwrap();
    browser.until("the address tells the search", "location.hash.includes('q=coverage')").await;
    browser.until("fewer metrics are listed", &format!("{count} > 0 && {count} < {all}")).await;
    browser.ask("location.reload(); return '';").await;
    browser.until("the dashboard mounts again", RUNNING).await;
    browser.until("the search is restored", &format!("{count} > 0 && {count} < {all}")).await;
    assert_eq!(browser.problems().await, Vec::<String>::new());
}

#[test]
fn chromium_search_lives_in_the_address_from_disk() {
    let site = Site::new(400);
    in_browser(Kind::Chromium, async |browser| {
        search(browser, &site.file("explore.html")).await;
    });
}

#[test]
fn firefox_search_lives_in_the_address_over_http() {
    let site = Site::new(400);
    let server = Server::start(&site.folder, "application/wasm");
    in_browser(Kind::Firefox, async |browser| {
        search(browser, &server.url("explore.html")).await;
    });
}

#[test]
fn a_server_with_the_wrong_type_for_wasm_is_survived() {
    let site = Site::new(100);
    let server = Server::start(&site.folder, "text/plain");
    in_browser(Kind::Chromium, async |browser| {
        open(browser, &server.url("explore.html")).await;
    });
}

#[test]
fn a_damaged_bundle_is_told_and_the_static_page_stays() {
    let site = Site::new(100);
    let assets = site.folder.join("assets");
    for entry in std::fs::read_dir(assets).unwrap() {
        let path = entry.unwrap().path();
        if path.to_string_lossy().contains(".wasm") || path.to_string_lossy().contains("b64") {
            std::fs::remove_file(path).unwrap();
        }
    }
    in_browser(Kind::Chromium, async |browser| {
        browser.open(&site.file("explore.html")).await;
        browser
            .until("the failure is told", "document.querySelector('[role=alert]')?.innerText.length > 20")
            .await;
        let rows = browser.page.find_all(By::Css("#explorer table tbody tr")).await.unwrap();
        assert!(rows.len() > 3, "the static table went away");
    });
}

#[test]
fn the_theme_is_kept_across_pages() {
    let site = Site::new(100);
    let server = Server::start(&site.folder, "application/wasm");
    in_browser(Kind::Chromium, async |browser| {
        browser.open(&server.url("index.html")).await;
        browser.ask(CHOOSE_DARK).await;
        for page in ["index.html", "explore.html", "trends.html"] {
            browser.open(&server.url(page)).await;
            browser.until("the page is dark", "document.documentElement.dataset.theme === 'dark'").await;
        }
    });
}
