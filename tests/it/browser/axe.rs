//! No page violates a rule of axe-core: WCAG 2.0 to 2.2 at A and AA, and its best practices; however it is looked at.

use super::driver::{Browser, Kind};
use super::emulate::Look;
use super::{Site, in_browser};
use std::fmt::Write as _;
use std::path::Path;

/// Where `.ci/run` installs it.
const AXE: &str = "target/tools/node_modules/axe-core/axe.min.js";

/// Its rules, over the whole page; of each violation the rule, and where.
const RUN: &str = "const done = arguments[arguments.length - 1];
axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { 'target-size': { enabled: true } },
    resultTypes: ['violations'],
}).then((found) => done(JSON.stringify(found.violations.map((v) => v.id + ' (' + v.help + '): ' + v.nodes.length + ' places, '
    + v.nodes.slice(0, 4).map((n) => n.target.join(' ') + ' [' + n.html.slice(0, 160) + '] '
        + n.any.concat(n.all, n.none).map((c) => c.message).join('; ').slice(0, 300)).join(' | '))))).catch((e) => done(JSON.stringify([String(e)])));";

fn axe() -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?;
    let found = std::fs::read_to_string(root.join(AXE)).ok();
    if found.is_none() {
        println!("skipped: axe-core is not installed (npm install --prefix target/tools axe-core)");
    }
    found
}

/// What axe-core says against a page that is open.
async fn violations(browser: &Browser, axe: &str) -> Vec<String> {
    // The driver's scripts are no part of the page, so its policy does not keep them out.
    browser.page.execute(format!("{axe}; return typeof axe;"), Vec::new()).await.unwrap();
    let found = browser.page.execute_async(RUN, Vec::new()).await.unwrap();
    serde_json::from_str(found.json().as_str().unwrap_or_default()).unwrap()
}

/// Every page looked at so.
fn every_page(look: Look, site: impl Fn() -> Site) {
    let Some(axe) = axe() else { return };
    if let Some(missing) = Kind::Chromium.missing() {
        println!("skipped: {missing}");
        return;
    }
    let site = site();
    in_browser(Kind::Chromium, async |browser| {
        browser.see_as(look).await;
        let mut all = String::new();
        for page in site.pages() {
            browser.open(&site.file(&page)).await;
            if page == "explore.html" {
                browser
                    .until("the dashboard mounts", "document.querySelector('#explorer[data-state=ready]')")
                    .await;
            }
            for violation in violations(browser, &axe).await {
                writeln!(all, "{page}: {violation}").unwrap();
            }
        }
        assert!(all.is_empty(), "{look:?}:\n{all}");
    });
}

#[test]
fn no_page_violates_a_rule_in_the_light() {
    every_page(Look::Light, || Site::whole(400));
}

#[test]
fn no_page_violates_a_rule_in_the_dark() {
    every_page(Look::Dark, || Site::new(200));
}

#[test]
fn no_page_violates_a_rule_on_a_telephone() {
    every_page(Look::Phone, || Site::new(200));
}

#[test]
fn no_page_violates_a_rule_with_few_colours() {
    every_page(Look::Contrast, || Site::new(200));
}

#[test]
fn no_page_of_a_small_archive_violates_a_rule() {
    every_page(Look::Light, Site::own);
}

/// The negative control.
#[test]
fn a_page_with_faults_is_found() {
    let Some(axe) = axe() else { return };
    let folder = tempfile::tempdir().unwrap();
    let page = "<!doctype html><html><head><title>x</title></head><body><img src=a.png><p style='color:#aaa'>pale</p></body></html>";
    std::fs::write(folder.path().join("bad.html"), page).unwrap();
    in_browser(Kind::Chromium, async |browser| {
        browser.open(&super::file_url(&folder.path().join("bad.html"))).await;
        let found = violations(browser, &axe).await.join("\n");
        for rule in ["image-alt", "color-contrast", "html-has-lang", "landmark-one-main"] {
            assert!(found.contains(rule), "{rule} is not in {found}");
        }
    });
}
