//! The site opens from disk and over HTTP, in Chromium and Firefox: what only a real browser shows.

mod axe;
mod control;
mod driver;
mod emulate;
mod explorer;
mod figures;
mod keyboard;
mod lighthouse;
mod pages;
mod parity;
mod print;
mod probe;
mod screenshots;
mod search;
mod server;
mod site;
mod tables;
mod trunk;

use driver::{Browser, Kind};
use server::Server;
use site::Site;
use std::path::Path;

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
