//! The explorer without a mouse: real key presses reach every control, in the order of the page, and work it.

use super::driver::{Browser, Kind};
use super::explorer::open;
use super::{Server, Site, in_browser};
use serde_json::Value;
use std::collections::BTreeSet;
use thirtyfour::{Key, TypingData};

/// What the focus is on: its number among everything that can be reached, its words, whether it is seen to have the
/// focus, and whether it is within the explorer.
const FOCUS: &str = "
const e = document.activeElement, all = [...document.querySelectorAll('*')], s = getComputedStyle(e);
const ring = (x) => (x.outlineStyle !== 'none' && parseFloat(x.outlineWidth) >= 1) || x.boxShadow !== 'none';
const words = (e.getAttribute('aria-label') || e.labels?.[0]?.innerText || e.innerText || e.getAttribute('placeholder') || '').trim().replace(/\\s+/g, ' ');
return JSON.stringify({ at: all.indexOf(e), what: e.tagName.toLowerCase() + (e.type ? '.' + e.type : '') + ' ' + words.slice(0, 50),
    ring: ring(s) || (e.matches('input') && e.closest('label') !== null && ring(getComputedStyle(e.closest('label')))),
    row: Number(e.closest('[aria-rowindex]')?.getAttribute('aria-rowindex') || 0), inside: e.closest('#explorer') !== null });";

/// Numbers of everything in the explorer that a reader must be able to reach: shown, not switched off, and of several
/// radio buttons of one name the one that is chosen.
const REACHABLE: &str = "
const all = [...document.querySelectorAll('*')];
const wanted = [...document.querySelectorAll('#explorer :is(a[href], button, input, select, textarea, summary, [tabindex])')].filter((e) =>
    e.tabIndex >= 0 && !e.disabled && !e.closest('[hidden], [inert]') && e.getClientRects().length && getComputedStyle(e).visibility === 'visible'
    && !(e.type === 'radio' && !e.checked) && !(e.closest('details:not([open])') && !e.matches('summary')));
return JSON.stringify(wanted.map((e) => ({ at: all.indexOf(e), what: e.tagName.toLowerCase() + (e.type ? '.' + e.type : '') + ' ' + (e.getAttribute('aria-label') || e.labels?.[0]?.innerText || e.innerText || '').trim().slice(0, 50) })));";

async fn press(browser: &Browser, keys: impl Into<TypingData>) {
    browser.page.action_chain().send_keys(keys).perform().await.unwrap();
}

async fn focus(browser: &Browser) -> Value {
    serde_json::from_str(&browser.ask(FOCUS).await).unwrap()
}

/// Presses Tab until the focus has passed through the explorer; what it was on, in that order.
async fn walk(browser: &Browser) -> Vec<Value> {
    let mut seen = Vec::new();
    let mut entered = false;
    for _ in 0..600 {
        press(browser, Key::Tab).await;
        let on = focus(browser).await;
        match on["inside"].as_bool() == Some(true) {
            true => {
                entered = true;
                seen.push(on);
            }
            false if entered => return seen,
            false => (),
        }
    }
    panic!("600 times Tab do not lead out of the explorer; last: {:?}", seen.last());
}

/// Tab reaches everything, from top to bottom of the document, and shows where it is.
async fn everything_is_reached(browser: &Browser, address: &str) {
    open(browser, address).await;
    let wanted: Vec<Value> = serde_json::from_str(&browser.ask(REACHABLE).await).unwrap();
    assert!(wanted.len() > 20, "only {} controls: {wanted:?}", wanted.len());
    let walked = walk(browser).await;
    let number = |v: &Value| v["at"].as_i64().unwrap();
    let reached: BTreeSet<i64> = walked.iter().map(number).collect();
    let missed: Vec<_> = wanted.iter().filter(|v| !reached.contains(&number(v))).collect();
    assert!(missed.is_empty(), "Tab does not reach {missed:?}");
    let unseen: Vec<_> = walked.iter().filter(|v| v["ring"] != true).collect();
    assert!(unseen.is_empty(), "the focus is not seen on {unseen:?}");
    let nameless: Vec<_> = walked.iter().filter(|v| v["what"].as_str().unwrap().ends_with(' ')).collect();
    assert!(nameless.is_empty(), "no words: {nameless:?}");
    // Rows come and go as the table is scrolled: they are in order by their own numbers.
    let (rows, others): (Vec<_>, Vec<_>) = walked.iter().partition(|v| v["row"] != 0);
    let row = |v: &Value| v["row"].as_i64().unwrap();
    let mut jumps: Vec<_> = others.windows(2).filter(|w| number(w[0]) > number(w[1])).collect();
    jumps.extend(rows.windows(2).filter(|w| row(w[0]) > row(w[1])));
    assert!(jumps.is_empty(), "the focus jumps back: {jumps:?}");
    assert_eq!(browser.problems().await, Vec::<String>::new());
}

/// Presses Tab until the focus is on something that `test` (of `e`) holds for.
async fn tab_to(browser: &Browser, what: &str, test: &str) {
    for _ in 0..600 {
        if browser.ask(&format!("const e = document.activeElement; return Boolean({test});")).await == "true"
        {
            return;
        }
        press(browser, Key::Tab).await;
    }
    panic!("600 times Tab do not lead to {what}");
}

/// Searches, chooses, filters, sorts, and goes back, by keys alone.
async fn everything_works(browser: &Browser, address: &str) {
    open(browser, address).await;
    let listed = "document.querySelectorAll('#explorer .explorer-list input[type=checkbox]').length";
    let all: usize = browser.ask(&format!("return {listed};")).await.parse().unwrap();
    tab_to(browser, "the search", "e.closest('#explorer') && e.type === 'search'").await;
    press(browser, "line coverage").await;
    browser.until("fewer metrics are listed", &format!("{listed} > 0 && {listed} < {all}")).await;
    tab_to(browser, "a metric", "e.matches('.explorer-list input[type=checkbox]')").await;
    press(browser, " ").await;
    browser.until("it is drawn", "document.querySelectorAll('.explorer-chart svg path').length > 0").await;
    browser.until("the address says so", "location.hash.includes('m=')").await;
    browser.page.back().await.unwrap();
    browser.until("back takes it off", "!location.hash.includes('m=')").await;
    open(browser, &format!("{address}?again")).await;
    let runs = "Number(document.querySelector('.explorer-rows table').getAttribute('aria-rowcount'))";
    let before: usize = browser.ask(&format!("return {runs};")).await.parse().unwrap();
    let kind = "e.matches('#explorer fieldset input[type=checkbox]') && e.closest('label').innerText.includes('Coverage')";
    tab_to(browser, "the kind Coverage", kind).await;
    press(browser, " ").await;
    browser.until("fewer runs are listed", &format!("{runs} > 1 && {runs} < {before}")).await;
    let first = "document.querySelector('.explorer-rows tbody tr[aria-rowindex] td').innerText";
    let newest = browser.ask(&format!("return {first};")).await;
    open(browser, &format!("{address}?sorting")).await;
    tab_to(browser, "the heading of the time", "e.matches('.explorer-rows th button')").await;
    press(browser, Key::Enter).await;
    browser.until("the oldest come first", &format!("{first} !== {newest:?}")).await;
    assert_eq!(browser.problems().await, Vec::<String>::new());
}

#[test]
fn chromium_tab_reaches_everything_from_disk() {
    let site = Site::new(60);
    in_browser(Kind::Chromium, async |browser| {
        everything_is_reached(browser, &site.file("explore.html")).await;
    });
}

#[test]
fn firefox_tab_reaches_everything_over_http() {
    let site = Site::new(60);
    let server = Server::start(&site.folder, "application/wasm");
    in_browser(Kind::Firefox, async |browser| {
        everything_is_reached(browser, &server.url("explore.html")).await;
    });
}

#[test]
fn chromium_keys_work_everything_over_http() {
    let site = Site::new(200);
    let server = Server::start(&site.folder, "application/wasm");
    in_browser(Kind::Chromium, async |browser| {
        everything_works(browser, &server.url("explore.html")).await;
    });
}

#[test]
fn firefox_keys_work_everything_from_disk() {
    let site = Site::new(200);
    in_browser(Kind::Firefox, async |browser| {
        everything_works(browser, &site.file("explore.html")).await;
    });
}
