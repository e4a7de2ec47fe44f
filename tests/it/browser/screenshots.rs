//! Every sort of page as readers see it: light, dark, on a telephone, with few colours, printed. Nothing runs out of its
//! place. With `QUARTERDECK_SCREENSHOTS=DIR` (`cargo xtask screenshots`) the pictures are kept for people to look at.

use super::driver::{Browser, Kind};
use super::emulate::Look;
use super::print::{sizes, texts, white_shares};
use super::{Site, in_browser};
use std::path::{Path, PathBuf};

/// Where pictures go.
const VARIABLE: &str = "QUARTERDECK_SCREENSHOTS";

/// What stands beyond the window's edges without a box around it that scrolls, and text that its own box cuts off.
const OVERFLOWING: &str = "
const wide = innerWidth, found = [];
const style = (e) => getComputedStyle(e);
const held = (e) => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) if (style(p).overflowX !== 'visible') return true; return false; };
const seen = (e) => { const b = e.getBoundingClientRect(); return b.width > 1 && b.height > 1 && style(e).visibility === 'visible' && !e.closest('[hidden],.skip,.visually-hidden'); };
const said = (e) => e.tagName.toLowerCase() + '.' + (e.getAttribute('class') || '') + ' ' + e.textContent.trim().slice(0, 40);
if (document.documentElement.scrollWidth > wide) found.push('the page is ' + (document.documentElement.scrollWidth - wide) + ' px wider than the window');
for (const e of document.body.querySelectorAll('*')) {
  if (!seen(e)) continue;
  const b = e.getBoundingClientRect();
  if ((b.right > wide + 1 || b.left < -1) && !held(e)) found.push('beyond the edge: ' + said(e));
  const owns = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
  if (owns && ['hidden', 'clip'].includes(style(e).overflowX) && e.scrollWidth > e.clientWidth + 1 && !e.title) found.push('cut off: ' + said(e));
}
return JSON.stringify(found.slice(0, 8));";

/// A site to look at, the folder for its pictures, and what is wrong with it.
struct Album<'a> {
    site: &'a Site,
    folder: Option<PathBuf>,
    faults: Vec<String>,
}

impl<'a> Album<'a> {
    fn new(site: &'a Site, name: &str) -> Self {
        let folder = std::env::var_os(VARIABLE).map(|folder| Path::new(&folder).join(name));
        if let Some(folder) = &folder {
            std::fs::create_dir_all(folder).unwrap();
        }
        Self { site, folder, faults: Vec::new() }
    }

    fn keep(&self, page: &str, look: &str, bytes: &[u8], extension: &str) {
        let stem = page.trim_end_matches(".html").replace('/', "-");
        if let Some(folder) = &self.folder {
            std::fs::write(folder.join(format!("{look}-{stem}.{extension}")), bytes).unwrap();
        }
    }

    /// Every page, looked at so.
    async fn look(&mut self, browser: &Browser, look: Look) {
        browser.see_as(look).await;
        for page in self.site.pages() {
            self.open(browser, &page).await;
            let found: Vec<String> = serde_json::from_str(&browser.ask(OVERFLOWING).await).unwrap();
            self.faults.extend(found.into_iter().map(|what| format!("{page} ({}): {what}", look.name())));
            if self.folder.is_some() {
                self.keep(&page, look.name(), &browser.picture().await, "png");
            }
        }
    }

    async fn open(&mut self, browser: &Browser, page: &str) {
        browser.open(&self.site.file(page)).await;
        if page == "explore.html" {
            browser
                .until("the dashboard mounts", "document.querySelector('#explorer[data-state=ready]')")
                .await;
        }
        let problems = browser.problems().await;
        self.faults.extend(problems.into_iter().map(|what| format!("{page}: {what}")));
    }

    /// Every page on paper: pages, none of them empty.
    async fn print(&mut self, browser: &Browser) {
        browser.see_as(Look::Dark).await;
        let pdf = self.site.project.path().join("page.pdf");
        for page in self.site.pages() {
            self.open(browser, &page).await;
            let bytes = browser.printed().await;
            std::fs::write(&pdf, &bytes).unwrap();
            let sheets = sizes(&bytes).len();
            if sheets == 0 {
                self.faults.push(format!("{page}: nothing is printed"));
            }
            let texts = texts(&pdf).unwrap_or_default();
            for (sheet, share) in white_shares(&pdf).into_iter().flatten().enumerate() {
                // The number of the sheet is on an empty one too.
                let said = texts.get(sheet).map_or(0, |text| text.split_whitespace().count());
                if share < 0.4 || (share > 0.99 && said < 8) {
                    let at = sheet + 1;
                    self.faults.push(format!("{page}: sheet {at} of {sheets}: {share} white, {said} words"));
                }
            }
            self.keep(page.as_str(), "print", &bytes, "pdf");
        }
    }
}

fn album(site: &Site, name: &str) {
    in_browser(Kind::Chromium, async |browser| {
        let mut album = Album::new(site, name);
        album.look(browser, Look::Phone).await;
        album.print(browser).await;
        if album.folder.is_some() {
            for look in [Look::Light, Look::Dark, Look::Contrast, Look::PhoneDark] {
                album.look(browser, look).await;
            }
        }
        assert!(album.faults.is_empty(), "{}", album.faults.join("\n"));
    });
}

#[test]
fn every_page_of_a_demonstration_keeps_to_its_place() {
    let site = Site::whole(400);
    site.every_page();
    album(&site, "demo");
}

#[test]
fn every_page_of_our_own_archive_keeps_to_its_place() {
    album(&Site::own(), "own");
}
