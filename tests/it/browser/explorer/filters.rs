//! What a reader narrows down and how the table is worked: all of it lives in the address, and every part answers the keys.

use super::super::driver::{Browser, Kind};
use super::super::{Server, Site, in_browser};
use super::open;
use super::tools::tools;
use thirtyfour::By;

/// Clicks the checkbox whose label begins with the text.
async fn tick(browser: &Browser, legend: &str, label: &str) {
    let script = format!(
        "const set = [...document.querySelectorAll('#explorer fieldset')].find(f => f.querySelector('legend')?.textContent === '{legend}'); \
         const box = [...set.querySelectorAll('label')].find(l => l.querySelector('.explorer-label').textContent.trim() === '{label}'); \
         box.querySelector('input').click(); return '';"
    );
    browser.ask(&script).await;
}

/// Facets narrow the runs, other facets count what is left, and back brings everything back.
async fn facets(browser: &Browser, address: &str) {
    open(browser, &format!("{address}#utm=mail&sort=-time&kind=")).await;
    let kept = "document.querySelector('.explorer-summary strong').textContent";
    let all = browser.ask(&format!("return {kept};")).await;
    tick(browser, "Kind", "Tests").await;
    browser.until("the address tells the kind", "location.hash === '#v=1&kind=tests&utm=mail'").await;
    browser.until("fewer runs are chosen", &format!("/ of /.test({kept})")).await;
    let counts = "[...document.querySelectorAll('#explorer fieldset')].find(f => f.querySelector('legend').textContent === 'Service')";
    browser
        .until(
            "services count the runs that are left",
            &format!("[...{counts}.querySelectorAll('label')].some(l => /api-gateway/.test(l.textContent) && /runs: 0$/.test(l.textContent.trim()))"),
        )
        .await;
    tick(browser, "Service", "api-gateway").await;
    browser.until("two facets at once leave nothing", &format!("/^0 of /.test({kept})")).await;
    browser.page.back().await.unwrap();
    browser.page.back().await.unwrap();
    browser.until("back brings all runs back", &format!("{kept} === {all:?}")).await;
    browser.page.forward().await.unwrap();
    browser.until("forward goes there again", "location.hash === '#v=1&kind=tests&utm=mail'").await;
    assert_eq!(browser.problems().await, Vec::<String>::new());
}

/// Typing replaces the entry of the browser's history, leaving the field makes one.
async fn typing(browser: &Browser, address: &str) {
    open(browser, address).await;
    let before = browser.ask("return history.length;").await;
    let field = browser.page.find(By::Css("#explorer input[type=search]")).await.unwrap();
    field.send_keys("line cov").await.unwrap();
    browser.until("the address follows the letters", "location.hash === '#v=1&q=line%20cov'").await;
    assert_eq!(browser.ask("return history.length;").await, before, "a letter is no entry");
    browser.until("the runs are those of coverage", "[...document.querySelectorAll('.explorer-rows tbody[role] tr')].every(r => /Coverage/.test(r.textContent))").await;
    field.send_keys("\u{e004}").await.unwrap();
    browser.until("done typing is an entry", &format!("history.length > {before}")).await;
    browser.page.back().await.unwrap();
    browser
        .until(
            "back is before the search",
            "location.hash === '' && document.querySelector('#explorer input[type=search]').value === ''",
        )
        .await;
}

/// Ready-made ranges count back from the newest run, and stand in the address as days.
async fn ranges(browser: &Browser, address: &str) {
    open(browser, address).await;
    browser.ask("[...document.querySelectorAll('.explorer-range button')].find(b => b.textContent === 'Week').click(); return '';").await;
    browser.until("a week is a first day", "location.hash === '#v=1&from=2026-11-17'").await;
    browser
        .until(
            "the week is marked",
            "document.querySelector('.explorer-range button[aria-pressed=true]').textContent === 'Week'",
        )
        .await;
    browser.ask("[...document.querySelectorAll('.explorer-range button')].find(b => b.textContent === 'All').click(); return '';").await;
    browser.until("all is no range", "location.hash === ''").await;
}

/// Figures as rows, an order, a column put away: in the address, and restored from it.
async fn table(browser: &Browser, address: &str) {
    open(browser, address).await;
    tools(browser).await;
    browser.ask("[...document.querySelectorAll('.explorer-tools button')].find(b => b.textContent === 'Figures').click(); return '';").await;
    browser
        .until("rows are figures", "document.querySelector('.explorer-rows h2').textContent === 'Figures'")
        .await;
    let heading = |name: &str| {
        format!("[...document.querySelectorAll('.explorer-rows th')].find(h => h.textContent === '{name}')")
    };
    browser.ask(&format!("{}.querySelector('button').click(); return '';", heading("Value"))).await;
    browser
        .until(
            "the largest comes first",
            &format!("{}.getAttribute('aria-sort') === 'descending'", heading("Value")),
        )
        .await;
    browser.ask("document.querySelector('.explorer-columns').open = true; return '';").await;
    tick(browser, "Columns that are shown", "Commit").await;
    browser.until("the column is away", &format!("!{}", heading("Commit"))).await;
    browser
        .until("the address has it all", "location.hash === '#v=1&sort=-value&rows=figures&hide=commit'")
        .await;
    browser.ask("location.reload(); return '';").await;
    browser.until("it is restored", &format!("document.querySelector('#explorer[data-state=ready]') && !{} && {}.getAttribute('aria-sort') === 'descending'", heading("Commit"), heading("Value"))).await;
    assert_eq!(browser.problems().await, Vec::<String>::new());
}

/// Only rows in view are in the document, and keys reach every one of them.
async fn keys(browser: &Browser, address: &str) {
    open(browser, &format!("{address}#v=1&rows=figures")).await;
    let total: usize = browser.ask("return Number(document.querySelector('.explorer-rows table').getAttribute('aria-rowcount')) - 1;").await.parse().unwrap();
    assert!(total > 1_000, "{total} rows are few");
    browser.ask("document.querySelector('.explorer-rows tbody [tabindex=\"0\"]').focus(); return '';").await;
    let at = "document.activeElement.closest('tr')?.getAttribute('aria-rowindex')";
    let press = async |keys: &str| {
        let cell = browser.page.active_element().await.unwrap();
        cell.send_keys(keys).await.unwrap();
    };
    for _ in 0..30 {
        press("\u{e015}").await;
    }
    browser.until("thirty rows down", &format!("{at} === '32'")).await;
    press("\u{e010}").await;
    browser.until("the last column", "document.activeElement.matches('td:last-child')").await;
    press("\u{e00f}").await;
    browser.until("a page down", &format!("{at} === '42'")).await;
    browser.ask("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', ctrlKey: true, bubbles: true })); return '';").await;
    browser.until("the last row", &format!("{at} === '{}'", total + 1)).await;
    browser.until("it is in view", "(() => { const box = document.querySelector('.explorer-scroll').getBoundingClientRect(); const cell = document.activeElement.getBoundingClientRect(); return cell.bottom <= box.bottom + 1 && cell.top >= box.top; })()").await;
    let drawn: usize =
        browser.ask("return document.querySelectorAll('.explorer-rows tr').length;").await.parse().unwrap();
    assert!(drawn < 140, "{drawn} rows are in the document");
    assert_eq!(browser.problems().await, Vec::<String>::new());
}

async fn all(browser: &Browser, address: &str) {
    facets(browser, address).await;
    typing(browser, address).await;
    ranges(browser, address).await;
    table(browser, address).await;
    keys(browser, address).await;
}

#[test]
fn chromium_filters_and_keys_from_disk() {
    let site = Site::new(400);
    in_browser(Kind::Chromium, async |browser| all(browser, &site.file("explore.html")).await);
}

#[test]
fn chromium_filters_and_keys_under_a_sub_path() {
    let site = Site::new(400);
    let server = Server::start(&site.folder, "application/wasm");
    in_browser(Kind::Chromium, async |browser| all(browser, &server.url("explore.html")).await);
}

#[test]
fn firefox_filters_and_keys_from_disk() {
    let site = Site::new(400);
    in_browser(Kind::Firefox, async |browser| all(browser, &site.file("explore.html")).await);
}

#[test]
fn firefox_filters_and_keys_under_a_sub_path() {
    let site = Site::new(400);
    let server = Server::start(&site.folder, "application/wasm");
    in_browser(Kind::Firefox, async |browser| all(browser, &server.url("explore.html")).await);
}
