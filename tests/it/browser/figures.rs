//! The dashboard's figures: those of the pages when nothing is filtered, those of the chosen runs when something is.

use super::driver::{Browser, Kind};
use super::explorer::open;
use super::{Server, Site, in_browser};
use std::collections::BTreeMap;
use thirtyfour::By;

/// What stands beside each link to a metric, by the link's address: its value and its status.
fn rows(row: &str) -> String {
    format!(
        "return JSON.stringify(Object.fromEntries([...document.querySelectorAll({row:?})]
            .filter((row) => row.querySelector('.value') && row.querySelector('.status'))
            .map((row) => [
                row.querySelector('a[href^=\"metric/\"]').getAttribute('href'),
                row.querySelector('.value').parentElement.innerText.replace(/\\s+/g, ' ').trim() + ', '
                    + row.querySelector('.status').innerText.replace(/\\s+/g, ' ').trim()])));"
    )
}

async fn figures(browser: &Browser, row: &str) -> BTreeMap<String, String> {
    serde_json::from_str(&browser.ask(&rows(row)).await).unwrap()
}

/// The same crate, the same figures: in the reader's browser as on the pages that were built.
async fn agreement(browser: &Browser, address: impl Fn(&str) -> String) {
    open(browser, &address("explore.html")).await;
    let computed = figures(browser, "#explorer .explorer-metric").await;
    let score = browser.ask("return document.querySelector('.explorer-score strong').innerText;").await;
    browser.open(&address("index.html")).await;
    let built = figures(browser, "main tr").await;
    assert!(built.len() > 10, "the overview lists {} metrics", built.len());
    let differing: Vec<_> = built.iter().filter(|(href, row)| computed.get(*href) != Some(row)).collect();
    assert!(differing.is_empty(), "pages say {differing:?}, the dashboard {computed:?}");
    let shown = browser.ask("return document.querySelector('main').innerText;").await;
    assert!(shown.contains(&score), "the overview does not give the score {score}");
}

#[test]
fn chromium_computes_what_the_pages_say() {
    let site = Site::new(400);
    in_browser(Kind::Chromium, async |browser| agreement(browser, |page| site.file(page)).await);
}

#[test]
fn firefox_computes_what_the_pages_say() {
    let site = Site::new(400);
    let server = Server::start(&site.folder, "application/wasm");
    in_browser(Kind::Firefox, async |browser| agreement(browser, |page| server.url(page)).await);
}

/// Ticks the metric whose page is `page`.
async fn tick(browser: &Browser, page: &str) {
    let row = format!(
        "[...document.querySelectorAll('.explorer-metric')].find((row) => row.innerHTML.includes('{page}'))"
    );
    browser.ask(&format!("{row}.querySelector('input').click(); return '';")).await;
}

const LINES: &str = "document.querySelectorAll('.explorer-chart .legend li').length";

#[test]
fn what_is_ticked_is_drawn_and_the_way_back_leads_out_of_it() {
    let site = Site::new(400);
    in_browser(Kind::Chromium, async |browser| {
        open(browser, &site.file("explore.html")).await;
        tick(browser, "metric/coverage.line_percent").await;
        browser
            .until("one line is drawn", "document.querySelectorAll('.explorer-chart svg path').length > 0")
            .await;
        tick(browser, "metric/coverage.branch_percent").await;
        browser.until("two lines are named", &format!("{LINES} === 2")).await;
        browser
            .until("the address names both", "/line_percent.*,.*branch_percent/.test(location.hash)")
            .await;
        browser.ask("location.reload(); return '';").await;
        browser.until("both are drawn again", &format!("{LINES} === 2")).await;
        browser.ask("history.back(); return '';").await;
        browser.until("the last one is taken off", &format!("{LINES} === 1")).await;
        assert_eq!(browser.problems().await, Vec::<String>::new());
    });
}

#[test]
fn a_filter_leaves_only_its_runs_and_the_last_of_thousands_can_be_reached() {
    let site = Site::new(2000);
    in_browser(Kind::Chromium, async |browser| {
        open(browser, &site.file("explore.html")).await;
        let rows = "Number(document.querySelector('.explorer-rows table').getAttribute('aria-rowcount'))";
        browser.until("every run is counted", &format!("{rows} === 2001")).await;
        let made: usize = browser
            .ask("return document.querySelectorAll('.explorer-rows tbody tr').length;")
            .await
            .parse()
            .unwrap();
        assert!(made < 200, "{made} rows are in the page at once");
        browser.ask("const box = document.querySelector('.explorer-scroll'); box.scrollTop = box.scrollHeight; return '';").await;
        browser
            .until(
                "the first run is in sight",
                "document.querySelector('.explorer-rows tr[aria-rowindex=\"2001\"]')",
            )
            .await;
        let coverage =
            browser.page.find(By::XPath("//fieldset//label[contains(., 'Coverage')]")).await.unwrap();
        coverage.click().await.unwrap();
        browser.until("fewer runs are counted", &format!("{rows} < 1000 && {rows} > 1")).await;
        let kinds = "[...document.querySelectorAll('.explorer-rows tbody tr[aria-rowindex] td:nth-child(3)')].map((cell) => cell.textContent)";
        browser
            .until(
                "all of them are of that kind",
                &format!("{kinds}.length > 0 && {kinds}.every((kind) => kind === 'Coverage')"),
            )
            .await;
        assert_eq!(browser.problems().await, Vec::<String>::new());
    });
}
