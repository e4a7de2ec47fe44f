//! A report in a reader's browser.

use crate::look::npm;
use crate::run::{Done, output, program, root};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// What is looked at, and how it is known that its content is there.
pub(super) struct Page {
    /// Address within the report; empty for its entry page.
    address: String,
    /// Text on the page without spaces and commas; empty for ink on its last canvas.
    sign: String,
    /// Addresses elsewhere that the page needs, and files of this machine that may stand in for them.
    elsewhere: Vec<(String, PathBuf)>,
}

/// What a visit found; times are in milliseconds from the start of the navigation, none when it was not seen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Visited {
    /// First contentful paint over HTTP.
    pub(super) paint: Option<f64>,
    /// The content over HTTP.
    pub(super) content: Option<f64>,
    /// The content with the report opened from disk.
    pub(super) disk: Option<f64>,
    /// Hosts that were asked for something.
    pub(super) asked: Vec<String>,
}

/// The script that drives the browser.
pub(super) struct Visitor {
    modules: PathBuf,
    visits: usize,
}

/// Debian's place of it.
pub(super) const CHROMIUM: &str = "/usr/bin/chromium";

impl Page {
    /// A page that needs nobody else.
    pub(super) fn of(address: &str, sign: &str) -> Self {
        Self { address: address.to_owned(), sign: sign.to_owned(), elsewhere: Vec::new() }
    }

    /// The same with what it loads from elsewhere.
    pub(super) fn needing(self, elsewhere: Vec<(String, PathBuf)>) -> Self {
        Self { elsewhere, ..self }
    }

    /// Whether it loads anything from elsewhere that may stand here.
    pub(super) fn needs(&self) -> bool {
        !self.elsewhere.is_empty()
    }
}

impl Visitor {
    /// With what it needs installed.
    pub(super) fn ready(visits: usize) -> Done<Self> {
        let modules = npm("puppeteer-core", "puppeteer-core@24")?.join("node_modules");
        Ok(Self { modules, visits: visits.max(1) })
    }

    /// Opens the report in `folder` as often as asked, from a web server of its own and from disk.
    pub(super) fn visit(&self, folder: &Path, page: &Page, at_hand: bool) -> Done<Visited> {
        let served: serde_json::Map<_, _> = page
            .elsewhere
            .iter()
            .filter(|_| at_hand)
            .map(|(address, file)| (address.clone(), file.display().to_string().into()))
            .collect();
        let asked = json!({"modules": self.modules, "chromium": CHROMIUM, "folder": folder, "page": page.address,
            "sign": page.sign, "served": served, "visits": self.visits});
        let script = root().join("xtask/src/bench/peers/visit.mjs");
        let said = output(program("node").arg(script).arg(asked.to_string()))?;
        read(&said)
    }
}

fn read(said: &str) -> Done<Visited> {
    let said: Value = serde_json::from_str(said.trim()).map_err(|e| format!("visit: {e}: {said}"))?;
    let both = [&said["http"], &said["disk"]];
    let hosts = both.iter().filter_map(|visit| visit["strangers"].as_array()).flatten();
    let mut asked: Vec<_> = hosts.filter_map(Value::as_str).map(ToOwned::to_owned).collect();
    asked.sort();
    asked.dedup();
    let time = |visit: &str, what: &str| said[visit][what].as_f64();
    Ok(Visited {
        paint: time("http", "paint"),
        content: time("http", "seen"),
        disk: time("disk", "seen"),
        asked,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_script_says_is_read() {
        let said = r#"{"http": {"seen": 812.5, "paint": 160, "strangers": ["b.org", "a.org"]},
            "disk": {"seen": null, "paint": 170, "strangers": ["b.org"]}}"#;
        let asked = vec!["a.org".to_owned(), "b.org".to_owned()];
        let expected = Visited { paint: Some(160.0), content: Some(812.5), disk: None, asked };
        assert_eq!(read(said), Ok(expected));
        assert!(read("Error: no browser").is_err());
    }
}
