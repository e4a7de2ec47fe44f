//! A site in another language and zone: the explorer writes and counts as the pages beside.

use super::super::driver::{Browser, Kind};
use super::super::{Site, in_browser};
use super::open;

const GERMAN: &str = "\n[site]\nlocale = \"de-DE\"\nzone = \"Europe/Berlin\"\n";

const TIMES: &str = "[...document.querySelectorAll('.explorer-rows tbody[role] tr td:first-child a')].map(a => a.textContent.trim())";

async fn same_as_static(browser: &Browser, site: &Site) {
    browser.open(&site.file("snapshots.html")).await;
    let newest =
        browser.ask("return document.querySelector('#archive tbody th a').textContent.trim();").await;
    assert!(newest.ends_with(" CET") && newest.contains(". Nov. 2026, "), "{newest}");
    open(browser, &site.file("explore.html")).await;
    browser.until("runs are listed", &format!("{TIMES}.length > 3")).await;
    assert_eq!(browser.ask(&format!("return {TIMES}[0];")).await, newest);
    let zone = "document.querySelector('.explorer-range').textContent.includes('Europe/Berlin')";
    browser.until("the range says whose days they are", zone).await;
}

#[test]
fn times_days_and_figures_are_those_of_the_pages_beside() {
    let site = Site::configured(400, GERMAN);
    in_browser(Kind::Chromium, async |browser| {
        same_as_static(browser, &site).await;
        // A day is one of Berlin: its runs of the first hour are of the day before in UTC.
        open(browser, &format!("{}#v=1&from=2026-11-20&to=2026-11-20", site.file("explore.html"))).await;
        let day = format!("{TIMES}.length > 0 && {TIMES}.every(t => t.startsWith('20. Nov. 2026, '))");
        browser.until("the day is a day of Berlin", &day).await;
        open(browser, &format!("{}#v=1&rows=figures", site.file("explore.html"))).await;
        let figures =
            "[...document.querySelectorAll('.explorer-rows tbody[role] tr td.n')].map(c => c.textContent)";
        browser
            .until("figures have a decimal comma", &format!("{figures}.some(f => /\\d,\\d/.test(f))"))
            .await;
        let points = browser
            .ask(&format!("return {figures}.filter(f => /\\d\\.\\d(?!\\d\\d)/.test(f)).join(' | ');"))
            .await;
        assert_eq!(points, "", "figures with a decimal point");
        assert_eq!(browser.problems().await, Vec::<String>::new());
    });
}
