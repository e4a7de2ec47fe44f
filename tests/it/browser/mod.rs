//! The site opens from disk and over HTTP, in Chromium and Firefox: what only a real browser shows.

mod control;
mod driver;
mod explorer;
mod figures;
mod pages;
mod parity;
mod print;
mod probe;
mod search;
mod server;
mod trunk;

use crate::harness::Project;
use driver::{Browser, Kind};
use quarterdeck_views::routes;
use server::Server;
use std::path::Path;

/// A demo's site with the probe on every page.
struct Site {
    /// Keeps the folder alive.
    project: Project,
    folder: std::path::PathBuf,
}

impl Site {
    fn new(snapshots: u32) -> Self {
        let project = Project::demo(snapshots);
        let folder = project.site();
        probe::put_on_every_page(&folder);
        Self { project, folder }
    }

    /// The page's address on disk.
    fn file(&self, page: &str) -> String {
        file_url(&self.folder.join(page))
    }

    /// One page of each sort.
    fn pages(&self) -> Vec<String> {
        let one = |folder: &str| {
            let found = self.project.files(&format!("reports/dashboard/{folder}"));
            let page = found.iter().rev().find(|f| f.ends_with(".html")).expect("a page of this sort");
            format!("{folder}/{page}")
        };
        let reviews = ["review/2026-W47.html", "review/2026-Q4.html"];
        let fixed = routes::FIXED.into_iter().chain(reviews);
        fixed.map(ToOwned::to_owned).chain([one("s"), one("metric")]).collect()
    }
}

/// The `file://` address of a path.
fn file_url(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// Runs `test` in a browser of that kind; says what is missing where there is none.
fn in_browser(kind: Kind, test: impl AsyncFnOnce(&Browser)) {
    if let Some(missing) = kind.missing() {
        println!("skipped: {missing}");
        return;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async { test(&Browser::start(kind).await).await });
}
