//! The explorer's chart in real browsers: read and narrowed by keys and pointer, drawn otherwise, and all of it in the
//! address.

use super::super::driver::{Browser, Kind};
use super::super::{Server, Site, in_browser};
use super::open;
use thirtyfour::prelude::*;
use thirtyfour::{By, Key};

/// The chart is on the screen.
pub(super) const CHART: &str = "document.querySelector('.explorer-canvas svg')";

/// One metric that the demo has in every run of its kind.
pub(super) const ONE: &str = "#m=coverage.line_percent--coverage";

/// Runs `test` in both browsers, on a page from disk and on one under a sub-path of a server.
pub(super) fn everywhere(snapshots: u32, test: impl AsyncFn(&Browser, &str, &Site)) {
    let site = Site::new(snapshots);
    let server = Server::start(&site.folder, "application/wasm");
    for kind in [Kind::Chromium, Kind::Firefox] {
        in_browser(kind, async |browser| {
            for address in [site.file("explore.html"), server.url("explore.html")] {
                test(browser, &address, &site).await;
                assert_eq!(browser.problems().await, Vec::<String>::new(), "{kind:?} at {address}");
            }
        });
    }
}

/// Opens the explorer anew with that choice: an address that differs only behind its `#` would load nothing.
pub(super) async fn choose(browser: &Browser, address: &str, hash: &str) {
    browser.open("about:blank").await;
    open(browser, &format!("{address}{hash}")).await;
}

/// Waits for the menus and keys, which come behind the first frame.
pub(super) async fn tools(browser: &Browser) {
    browser.until("the tools are there", "document.querySelector('.explorer-toolbar button')").await;
}

/// The slug of a metric that the site has.
pub(super) async fn slug(browser: &Browser, wanted: &str) -> String {
    let script = format!(
        "return [...document.querySelectorAll('.explorer-now a')].map(a => a.getAttribute('href')).find(h => h.includes('{wanted}')) || '';"
    );
    let href = browser.ask(&script).await;
    let name = href.rsplit('/').next().unwrap_or_default().trim_end_matches(".html").to_owned();
    assert!(!name.is_empty(), "no metric like {wanted}");
    name
}

async fn press(browser: &Browser, css: &str, keys: impl Into<TypingData>) {
    browser.page.find(By::Css(css)).await.unwrap().send_keys(keys).await.unwrap();
}

const READING: &str = "document.querySelector('.explorer-reading')?.innerText || ''";

#[test]
fn keys_read_the_chart_narrow_it_and_open_the_snapshot() {
    everywhere(300, async |browser, address, _| {
        choose(browser, address, ONE).await;
        browser.until("the chart stands", CHART).await;
        press(browser, ".explorer-canvas", Key::Home + "").await;
        browser.until("the first point is read", &format!("{READING}.includes('UTC')")).await;
        let first = browser.ask(&format!("return {READING};")).await;
        press(browser, ".explorer-canvas", Key::Right + "").await;
        browser.until("another point is read", &format!("{READING} !== {first:?}")).await;
        press(browser, ".explorer-canvas", Key::End + "").await;
        press(browser, ".explorer-canvas", Key::Shift + Key::PageUp).await;
        browser.until("days are marked", &format!("{READING}.includes('marked')")).await;
        press(browser, ".explorer-canvas", Key::Enter + "").await;
        browser.until("the address has them", "/from=.*to=/.test(location.hash)").await;
        browser.until("the chart stands", CHART).await;
        press(browser, ".explorer-canvas", "-").await;
        browser.until("fewer limits are left", "!/from=.*to=/.test(location.hash)").await;
        browser.ask("history.back(); return '';").await;
        browser.until("back goes back", "/from=.*to=/.test(location.hash)").await;
        assert_eq!(browser.problems().await, Vec::<String>::new());
        browser.until("the chart stands", CHART).await;
        press(browser, ".explorer-canvas", Key::End + "").await;
        press(browser, ".explorer-canvas", Key::Enter + "").await;
        browser.until("the snapshot's page opens", "location.pathname.includes('/s/')").await;
    });
}

#[test]
fn a_pointer_marks_days_on_the_chart() {
    everywhere(300, async |browser, address, _| {
        choose(browser, address, ONE).await;
        browser.until("the chart stands", CHART).await;
        let canvas = browser.page.find(By::Css(".explorer-drawing")).await.unwrap();
        let chain = browser.page.action_chain().move_to_element_with_offset(&canvas, -150, 0);
        chain.click_and_hold().move_by_offset(60, 0).move_by_offset(60, 0).release().perform().await.unwrap();
        browser.until("the days go to the address", "/from=.*to=/.test(location.hash)").await;
        let out = By::XPath("//button[text()='All days']");
        browser.page.find(out).await.unwrap().click().await.unwrap();
        browser.until("all days are shown", "!/from=|to=/.test(location.hash)").await;
    });
}

#[test]
fn values_are_drawn_relative_and_logarithmic_and_a_link_keeps_it() {
    everywhere(300, async |browser, address, _| {
        choose(browser, address, ONE).await;
        let other = slug(browser, "tests.duration").await;
        choose(browser, address, &format!("{ONE},{other}&rel=median&scale=log")).await;
        browser.until("the chart stands", CHART).await;
        let caption = "document.querySelector('.explorer-chart figcaption').innerText";
        browser.until("the axis says so", &format!("{caption}.includes('% of each median')")).await;
        browser.until("and that it is logarithmic", &format!("{caption}.includes('logarithmic')")).await;
        let lines = "document.querySelectorAll('.explorer-chart .legend li').length === 2";
        browser.until("both are in the legend", lines).await;
        let log = By::XPath("//label[contains(., 'Log scale')]/input");
        browser.page.find(log).await.unwrap().click().await.unwrap();
        browser.until("the address follows", "!location.hash.includes('scale')").await;
        browser.until("and the chart", &format!("!{caption}.includes('logarithmic')")).await;
    });
}

#[test]
fn the_list_of_keys_opens_and_two_keys_lead_to_two_searches() {
    everywhere(100, async |browser, address, _| {
        choose(browser, address, "").await;
        tools(browser).await;
        press(browser, "body", "?").await;
        browser.until("the list is open", "document.querySelector('dialog.explorer-keys').open").await;
        press(browser, "dialog.explorer-keys button", Key::Escape + "").await;
        browser.until("Escape closes it", "!document.querySelector('dialog.explorer-keys').open").await;
        press(browser, "body", "/").await;
        browser.until("the site's search has the focus", "document.activeElement.id === 'search'").await;
        browser.ask("document.activeElement.blur(); return '';").await;
        press(browser, "body", "m").await;
        browser
            .until("the metrics' has", "document.activeElement.matches('#explorer input[type=search]')")
            .await;
        press(browser, "#explorer input[type=search]", "zzz").await;
        let rows =
            "[...document.querySelectorAll('[role=status]')].some(e => e.textContent.startsWith('0 rows'))";
        browser.until("how many rows match is told", rows).await;
    });
}
