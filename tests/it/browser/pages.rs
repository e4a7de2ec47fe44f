//! Every sort of page, from disk and under a sub-path: no console error, no policy violation, no sideways scrolling.

use super::driver::{Browser, Kind};
use super::{Server, Site, file_url, in_browser};
use crate::git::{git, repository};

/// Opens every page at `address`, in both themes and at two widths.
async fn look(browser: &Browser, site: &Site, address: impl Fn(&str) -> String) {
    for page in site.pages() {
        let address = address(&page);
        browser.open(&address).await;
        if page == "explore.html" {
            browser
                .until("the dashboard mounts", "document.querySelector('#explorer[data-state=ready]')")
                .await;
        }
        let problems = browser.problems().await;
        assert!(problems.is_empty(), "{address}: {problems:?}");
        let styled = "getComputedStyle(document.body).getPropertyValue('--bg').trim() !== ''";
        assert_eq!(browser.ask(&format!("return {styled};")).await, "true", "{address}: no style sheet");
    }
}

/// No page is wider than a telephone.
async fn narrow(browser: &Browser, site: &Site) {
    browser.page.set_window_rect(0, 0, 390, 844).await.unwrap();
    for theme in ["light", "dark"] {
        for page in site.pages() {
            browser.open(&site.file(&page)).await;
            browser.ask(&format!("document.documentElement.dataset.theme = '{theme}'; return '';")).await;
            let over = browser.ask("return document.documentElement.scrollWidth - innerWidth;").await;
            assert!(
                over.parse::<f64>().unwrap() <= 0.0,
                "{page} ({theme}) is {over} px wider than the window"
            );
        }
    }
}

fn from_disk(kind: Kind) {
    let site = Site::new(400);
    in_browser(kind, async |browser| {
        look(browser, &site, |page| site.file(page)).await;
    });
}

fn over_http(kind: Kind) {
    let site = Site::new(400);
    let server = Server::start(&site.folder, "application/wasm");
    in_browser(kind, async |browser| {
        look(browser, &site, |page| server.url(page)).await;
    });
}

#[test]
fn chromium_from_disk() {
    from_disk(Kind::Chromium);
}

#[test]
fn chromium_over_http() {
    over_http(Kind::Chromium);
}

#[test]
fn firefox_from_disk() {
    from_disk(Kind::Firefox);
}

#[test]
fn firefox_over_http() {
    over_http(Kind::Firefox);
}

#[test]
fn nothing_scrolls_sideways_on_a_telephone() {
    let site = Site::new(200);
    in_browser(Kind::Chromium, async |browser| {
        narrow(browser, &site).await;
    });
}

#[test]
fn without_scripts_every_page_is_complete() {
    let site = Site::new(100);
    in_browser(Kind::NoScript, async |browser| {
        use thirtyfour::By;
        browser.open(&site.file("explore.html")).await;
        let rows = browser.page.find_all(By::Css("#explorer table tbody tr")).await.unwrap();
        assert!(rows.len() > 3, "the explorer's static table has {} rows", rows.len());
        browser.open(&site.file("index.html")).await;
        assert!(!browser.page.find_all(By::Css("svg[role=img]")).await.unwrap().is_empty());
    });
}

#[test]
fn what_is_published_opens_under_a_sub_path() {
    let site = Site::new(100);
    let here = site.project.path();
    let (stored, branch) = (here.join("stored"), here.join("branch"));
    site.project.ok(&["publish", &file_url(&stored)]);
    repository(&site.project);
    site.project.ok(&["publish", "gh-pages"]);
    git(here, &["clone", "--quiet", "--branch=gh-pages", "remote.git", "branch"]);
    for served in [stored, branch] {
        let server = Server::start(&served, "application/wasm");
        in_browser(Kind::Chromium, async |browser| {
            look(browser, &site, |page| server.url(page)).await;
        });
    }
}
