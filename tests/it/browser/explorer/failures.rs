//! What cannot be had is said in a sentence, and what does not need it stays usable.

use super::super::driver::{Browser, Kind};
use super::super::{Server, Site, in_browser};
use super::RUNNING;
use std::path::PathBuf;
use thirtyfour::By;

/// The only file of a folder whose name begins and ends so.
fn find(site: &Site, folder: &str, begins: &str, ends: &str) -> PathBuf {
    let entries = std::fs::read_dir(site.folder.join(folder)).unwrap();
    let mut paths = entries.map(|entry| entry.unwrap().path());
    let named = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with(begins) && name.ends_with(ends)
    };
    paths.find(named).unwrap_or_else(|| panic!("{folder}/{begins}…{ends}"))
}

/// The page says what failed, and its static tables are there.
async fn told(browser: &Browser, address: &str, words: &str) {
    browser.open(address).await;
    let alert = "document.querySelector('#explorer [role=alert]')?.textContent";
    browser.until(&format!("the page says: {words}"), &format!("{alert}?.includes({words:?})")).await;
    let rows = browser.page.find_all(By::Css("#explorer table tbody tr")).await.unwrap();
    assert!(rows.len() > 3, "the static table went away");
}

/// A script of its own that runs before all others.
fn first_of_all(site: &Site, script: &str) {
    std::fs::write(site.folder.join("assets/first.js"), script).unwrap();
    let page = site.folder.join("explore.html");
    let text = std::fs::read_to_string(&page).unwrap();
    std::fs::write(page, text.replacen("<script", "<script src=\"assets/first.js\"></script><script", 1))
        .unwrap();
}

async fn without_program(browser: &Browser) {
    let site = Site::new(60);
    let page = site.file("explore.html");
    first_of_all(&site, "self.WebAssembly = undefined;");
    told(browser, &page, "This browser has no WebAssembly").await;
    std::fs::write(site.folder.join("assets/first.js"), "self.DecompressionStream = undefined;").unwrap();
    told(browser, &page, "Use a browser of 2023 or later").await;
    std::fs::write(site.folder.join("assets/first.js"), "").unwrap();
    let glue = find(&site, "assets", "dashboard.", ".js");
    let text = std::fs::read_to_string(&glue).unwrap();
    let (code, _) = text.rsplit_once("self.quarterdeckGlue").unwrap();
    std::fs::write(&glue, format!("{code}self.quarterdeckGlue = \"another\";")).unwrap();
    told(browser, &page, "two different builds").await;
    std::fs::remove_file(&glue).unwrap();
    told(browser, &page, "loader (assets/dashboard…js) could not be loaded").await;
    std::fs::remove_file(find(&site, "data", "manifest.", ".js")).unwrap();
    told(browser, &page, "data/manifest…js").await;
}

async fn without_data(browser: &Browser) {
    let site = Site::new(60);
    let newest = find(&site, "data", "history-", ".js");
    let text = std::fs::read_to_string(&newest).unwrap();
    std::fs::write(&newest, text.replace("data/history-0", "data/history-9")).unwrap();
    told(browser, &site.file("explore.html"), "two builds are mixed").await;
    let half = text.len() / 2;
    std::fs::write(&newest, format!("{}\");", &text[..half])).unwrap();
    told(browser, &site.file("explore.html"), "is damaged").await;
    std::fs::remove_file(&newest).unwrap();
    told(browser, &site.file("explore.html"), "could not be loaded").await;
}

/// Without an older data file the explorer runs over the newer ones, and says from when on.
async fn without_the_past(browser: &Browser, site: &Site, address: &str) {
    browser.open(address).await;
    browser.until("the explorer runs", RUNNING).await;
    let kept = "document.querySelector('.explorer-summary strong')?.textContent";
    browser.until("all data arrives", &format!("{kept} === 'All 1100 runs'")).await;
    browser.until("nothing is missing then", "!document.querySelector('.explorer-bar > .callout')").await;
    let oldest = find(site, "data", "history-0", ".js");
    let text = std::fs::read(&oldest).unwrap();
    std::fs::remove_file(&oldest).unwrap();
    browser.ask("location.reload(); return '';").await;
    browser
        .until(
            "what is missing is told",
            "/^512 runs before .* are missing.*history-0/.test(document.querySelector('.explorer-bar > .callout.bad')?.textContent)",
        )
        .await;
    browser.until("the rest is there", &format!("{kept} === 'All 588 runs'")).await;
    std::fs::write(&oldest, text).unwrap();
}

/// Without the rest of the program what needs it says so, everything else works, and the rest is asked for again.
async fn without_the_rest(browser: &Browser, site: &Site, address: &str) {
    let files = [".wasm", ".wasm.b64.js"].map(|ends| find(site, "assets", "dashboard_rest.", ends));
    let bytes = files.each_ref().map(|file| std::fs::read(file).unwrap());
    let panel = "document.querySelector('#explorer-compare [role=alert]')?.textContent";
    let click = async || {
        let heading = By::Css("[aria-controls=explorer-compare]");
        browser.page.find(heading).await.unwrap().click().await.unwrap();
    };
    for damage in ["missing", "mixed"] {
        for (file, bytes) in files.iter().zip(&bytes) {
            // The stamp is at the end of the program; half a script hands nothing over.
            let last = bytes.len() - 1;
            let other = if bytes[last] == b'0' { b"1" } else { b"0" };
            match (damage, file.extension().is_some_and(|end| end == "js")) {
                ("missing", _) => std::fs::remove_file(file).unwrap(),
                (_, true) => std::fs::write(file, &bytes[..last / 2]).unwrap(),
                (_, false) => std::fs::write(file, [&bytes[..last], other].concat()).unwrap(),
            }
        }
        super::tools::choose(browser, address, "").await;
        click().await;
        let words = if damage == "missing" { "dashboard_rest" } else { "two different builds" };
        let told = match address.starts_with("http") || damage == "missing" {
            true => format!("{panel}?.includes({words:?})"),
            false => format!("{panel}?.length > 20"),
        };
        browser.until(&format!("the panel says that the rest is {damage}"), &told).await;
        let rows = "document.querySelectorAll('#explorer [role=grid] tbody tr[aria-rowindex]').length > 3";
        browser.until("the table works", rows).await;
        for (file, bytes) in files.iter().zip(&bytes) {
            std::fs::write(file, bytes).unwrap();
        }
    }
    click().await;
    click().await;
    browser
        .until("it is there when it is asked for again", "document.querySelector('#explorer-compare select')")
        .await;
}

#[test]
fn what_needs_the_rest_of_the_program_says_when_it_cannot_be_had() {
    let site = Site::new(100);
    let server = Server::start(&site.folder, "application/wasm");
    for kind in [Kind::Chromium, Kind::Firefox] {
        in_browser(kind, async |browser| {
            for address in [site.file("explore.html"), server.url("explore.html")] {
                without_the_rest(browser, &site, &address).await;
            }
        });
    }
}

#[test]
fn chromium_says_what_of_the_program_is_missing() {
    in_browser(Kind::Chromium, async |browser| without_program(browser).await);
}

#[test]
fn firefox_says_what_of_the_program_is_missing() {
    in_browser(Kind::Firefox, async |browser| without_program(browser).await);
}

#[test]
fn chromium_says_what_of_the_data_is_missing() {
    in_browser(Kind::Chromium, async |browser| without_data(browser).await);
}

#[test]
fn firefox_says_what_of_the_data_is_missing() {
    in_browser(Kind::Firefox, async |browser| without_data(browser).await);
}

#[test]
fn older_data_comes_behind_the_newest_and_is_missed_in_words() {
    let site = Site::new(1_100);
    let server = Server::start(&site.folder, "application/wasm");
    in_browser(Kind::Chromium, async |browser| {
        without_the_past(browser, &site, &site.file("explore.html")).await;
        without_the_past(browser, &site, &server.url("explore.html")).await;
    });
    in_browser(Kind::Firefox, async |browser| {
        without_the_past(browser, &site, &site.file("explore.html")).await;
    });
}
