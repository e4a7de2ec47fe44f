//! Files in real browsers: downloads, saved views, and snapshot files of the reader's own.

use super::super::driver::{Browser, Kind};
use super::super::{Site, in_browser};
use super::tools::{CHART, ONE, choose, everywhere, tools};
use thirtyfour::By;

/// Keeps what the page makes: its name and its content.
const WATCH: &str = "const make = URL.createObjectURL; window.made = {};
    URL.createObjectURL = blob => { window.made.blob = blob; return make(blob); };
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () { window.made.name = this.download; click.call(this); };
    return '';";

/// Opens a menu, whose inside comes when it is opened first.
async fn menu(browser: &Browser, title: &str) {
    let found = format!(
        "[...document.querySelectorAll('.explorer-menu')].find(m => m.querySelector('summary').textContent === '{title}')"
    );
    tools(browser).await;
    browser.ask(&format!("{found}.open = true; return '';")).await;
    browser.until("the menu has something in it", &format!("{found}.querySelector('button')")).await;
}

async fn download(browser: &Browser, what: &str, ending: &str) -> String {
    menu(browser, "Download").await;
    browser.ask("window.made = {}; window.text = undefined; return '';").await;
    let find = format!(
        "[...document.querySelectorAll('.explorer-popup button')].find(b => b.textContent === '{what}').click(); return '';"
    );
    browser.ask(&find).await;
    browser.until("a file is made", &format!("window.made.name?.endsWith('.{ending}')")).await;
    browser.ask("window.made.blob.text().then(text => { window.text = text; }); return '';").await;
    browser.until("it can be read", "window.text !== undefined").await;
    browser.ask("return window.text;").await
}

#[test]
fn rows_and_chart_are_downloaded_as_they_are_shown() {
    everywhere(300, async |browser, address, _| {
        choose(browser, address, ONE).await;
        browser.until("the chart stands", CHART).await;
        browser.ask(WATCH).await;
        let csv = download(browser, "Rows as CSV", "csv").await;
        let rows = browser
            .ask("return document.querySelector('[aria-rowcount]').getAttribute('aria-rowcount');")
            .await;
        assert_eq!(csv.lines().count(), rows.parse::<usize>().unwrap(), "the heading and every row");
        let json = download(browser, "Rows as JSON", "json").await;
        let json: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
        assert_eq!(json.len() + 1, csv.lines().count());
        let svg = download(browser, "Chart as SVG", "svg").await;
        assert!(
            svg.starts_with("<svg xmlns=") && !svg.contains("var(") && !svg.contains("light-dark"),
            "{svg:.300}"
        );
        browser.ask("window.made = {}; return '';").await;
        download(browser, "Chart as PNG", "png").await;
        browser
            .until("it is a picture", "window.made.blob.type === 'image/png' && window.made.blob.size > 4000")
            .await;
        let name = browser.ask("return window.made.name;").await;
        assert!(name.contains("coverage.line_percent") && name.contains("-to-"), "{name}");
    });
}

const NAMES: &str = "[...document.querySelectorAll('.explorer-view')].map(b => b.textContent).join()";

/// Types a name into the menu of views and saves it.
async fn save(browser: &Browser, name: &str) {
    menu(browser, "Views").await;
    browser.page.find(By::Css("#explorer-view")).await.unwrap().send_keys(name).await.unwrap();
    browser.page.find(By::Css(".explorer-save button")).await.unwrap().click().await.unwrap();
}

#[test]
fn views_are_saved_opened_and_deleted() {
    everywhere(100, async |browser, address, _| {
        choose(browser, address, "#q=coverage").await;
        save(browser, "covered").await;
        browser.until("it is listed", &format!("{NAMES} === 'covered'")).await;
        choose(browser, address, "").await;
        menu(browser, "Views").await;
        browser.until("it is kept", &format!("{NAMES} === 'covered'")).await;
        browser.ask("document.querySelector('.explorer-view').click(); return '';").await;
        browser.until("it opens", "location.hash.includes('q=coverage')").await;
        browser.ask("document.querySelector('.explorer-views .explorer-remove').click(); return '';").await;
        browser.until("it is gone", &format!("{NAMES} === ''")).await;
    });
}

#[test]
fn broken_and_full_storage_is_told_and_harms_nothing() {
    let site = Site::new(100);
    in_browser(Kind::Chromium, async |browser| {
        let address = site.file("explore.html");
        choose(browser, &address, "").await;
        save(browser, "one").await;
        browser.until("it is listed", &format!("{NAMES} === 'one'")).await;
        browser.ask("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; return '';").await;
        save(browser, "two").await;
        let said = "document.querySelector('.explorer-popup').innerText";
        browser.until("it is told", &format!("{said}.includes('full or refuses')")).await;
        browser.until("what was there stays", &format!("{NAMES} === 'one'")).await;
        browser.open(&address).await;
        browser.ask("for (const key of Object.keys(localStorage)) { localStorage.setItem(key, 'broken'); } return '';").await;
        choose(browser, &address, "").await;
        menu(browser, "Views").await;
        browser.until("it is told", &format!("{said}.includes('cannot be read')")).await;
        browser.ask("[...document.querySelectorAll('.explorer-popup button')].find(b => b.textContent === 'Forget them').click(); return '';").await;
        browser.until("it begins anew", "document.querySelector('#explorer-view')").await;
    });
}

#[test]
fn files_of_ones_own_are_looked_at_and_left_again() {
    everywhere(100, async |browser, address, site| {
        choose(browser, address, "").await;
        tools(browser).await;
        let field = browser.page.find(By::Css("#explorer input[type=file]")).await.unwrap();
        let folder = site.project.path().join("reports/history");
        let files = site.project.files("reports/history");
        let paths: Vec<String> = files
            .iter()
            .filter(|f| f.ends_with(".json"))
            .take(12)
            .map(|f| folder.join(f).display().to_string())
            .collect();
        assert!(paths.len() == 12, "{files:?}");
        field.send_keys(paths.join("\n")).await.unwrap();
        let banner = "(document.querySelector('.explorer-own')?.innerText || '')";
        browser
            .until("whose files they are is said", &format!("{banner}.includes('12 files of yours')"))
            .await;
        browser.until("they are listed", "document.querySelector('[aria-rowcount=\"13\"]')").await;
        browser.ask("document.querySelector('.explorer-rows td a').click(); return '';").await;
        browser.until("their links lead nowhere", &format!("{banner}.includes('never leave')")).await;
        let drop = "const data = new DataTransfer();
            data.items.add(new File(['{\"a\": 1}'], 'notes.json', { type: 'application/json' }));
            for (const name of ['dragover', 'drop']) {
              document.body.dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true }));
            }
            return '';";
        browser.ask(drop).await;
        browser
            .until("a file that is none of ours is named", &format!("{banner}.includes('notes.json')"))
            .await;
        let back = By::XPath("//button[contains(., 'Back to the published archive')]");
        browser.page.find(back).await.unwrap().click().await.unwrap();
        browser.until("the published archive is back", "!document.querySelector('.explorer-own') && document.querySelector('[aria-rowcount=\"101\"]')").await;
    });
}
