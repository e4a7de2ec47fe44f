//! Whole sites from a made-up archive: every page well-formed and free of inline code, every link resolving, hostile
//! names harmless, the same bytes every time.

// Helpers of tests may say what must hold, as tests themselves may.
#![allow(clippy::expect_used, clippy::panic)]

mod api;
mod badges;
mod charts;
mod colours;
mod feed;
mod hostile;
mod html;
mod lasting;
mod made_up;
mod manner;
mod search;
mod sound;
mod themes;
mod xml;

use quarterdeck_analysis::policy::Policy;
use quarterdeck_generator::{Bundle, GenerateError, Input, Note, generate};
use quarterdeck_model::{Diagnostic, Fleet, History, Snapshot, SnapshotId, Timestamp};
use quarterdeck_views::format::Locale;
use quarterdeck_views::routes;
use sound::assert_sound;
use std::collections::BTreeMap;

const BUNDLE: &Bundle = &[
    ("boot.js", b"// boot"),
    ("dashboard.js", b"// glue"),
    ("dashboard_bg.wasm", b"\0asm"),
    ("dashboard_bg.wasm.b64.js", b"// wasm"),
    ("dashboard_rest.wasm", b"\0asm"),
    ("dashboard_rest.wasm.b64.js", b"// rest"),
];

/// A site with every file made.
#[derive(Debug, PartialEq)]
struct Site {
    files: BTreeMap<String, Vec<u8>>,
}

struct Given {
    snapshots: Vec<(SnapshotId, Snapshot)>,
    now: Timestamp,
    problems: Vec<Diagnostic>,
    notes: Vec<Note>,
    overlay: BTreeMap<String, String>,
    address: String,
    policy: Policy,
    locale: &'static Locale,
    fleet: Option<Fleet>,
}

impl Default for Given {
    fn default() -> Self {
        Self {
            snapshots: Vec::new(),
            now: made_up::now(),
            problems: Vec::new(),
            notes: Vec::new(),
            overlay: BTreeMap::new(),
            address: String::new(),
            policy: Policy::default(),
            locale: Default::default(),
            fleet: None,
        }
    }
}

impl Given {
    fn archive(days: i64) -> Self {
        Self { snapshots: made_up::archive(days), ..Self::default() }
    }

    fn hostile() -> Self {
        let mut given = Self::archive(20);
        given.snapshots.push(made_up::hostile(0));
        given.snapshots.extend(hostile::areas(0));
        given.problems.push(
            Diagnostic::error(made_up::BAD_NAMES[0], made_up::BAD_NAMES[1]).hint(made_up::BAD_NAMES[3]),
        );
        given.notes.push(note(made_up::BAD_NAMES[0], made_up::BAD_NAMES[0]));
        given
    }

    fn generate(&self, project: &str, bundle: &Bundle) -> Result<Site, GenerateError> {
        let runs = self.snapshots.iter().map(|(id, snapshot)| (id.clone(), snapshot));
        let history = History::from_snapshots(runs, self.problems.clone());
        let input = Input {
            project,
            shelf: &self.snapshots,
            history: &history,
            told: &history,
            changed: quarterdeck_analysis::gate::Changed::default(),
            policy: &self.policy,
            locale: self.locale,
            now: self.now,
            notes: &self.notes,
            overlay: &self.overlay,
            bundle,
            fleet: self.fleet.as_ref(),
            address: &self.address,
            version: "0.0.0-test",
        };
        generate(&input, |site| {
            let file = |path: &str| Ok((path.to_owned(), site.bytes(path)?.into_owned()));
            site.paths().map(file).collect::<Result<_, GenerateError>>().map(|files| Site { files })
        })?
    }

    fn site(&self) -> Site {
        self.generate("acme-core", BUNDLE).expect("a site")
    }
}

fn note(name: &str, markdown: &str) -> Note {
    Note { name: name.to_owned(), markdown: markdown.to_owned() }
}

fn text<'a>(site: &'a Site, path: &str) -> &'a str {
    let bytes = site.files.get(path).unwrap_or_else(|| panic!("{path} is missing"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

fn pages(site: &Site) -> BTreeMap<String, html::Page> {
    let pages = site.files.keys().filter(|path| path.ends_with(".html"));
    let read = |path: &String| {
        let page = html::read(text(site, path)).unwrap_or_else(|e| panic!("{path}: {e}"));
        (path.clone(), page)
    };
    pages.map(read).collect()
}

/// One page of each kind; of an archive that has all kinds.
fn kinds(site: &Site) -> Vec<&str> {
    let one = |folder: &str| {
        let found = site.files.keys().find(|path| path.starts_with(folder) && path.ends_with(".html"));
        found.unwrap_or_else(|| panic!("no page in {folder}")).as_str()
    };
    let reviews = ["review/2026-W47.html", "review/2026-Q4.html"];
    routes::FIXED.into_iter().chain(reviews).chain(["s/", "metric/"].map(one)).collect()
}

#[test]
fn every_page_is_sound_and_complete() {
    let site = Given::archive(120).site();
    assert_sound(&site);
    for path in kinds(&site) {
        let page = text(&site, path);
        assert!(
            page.contains("default-src 'none'; script-src 'self'")
                || page.contains("default-src &#39;none&#39;")
        );
        assert!(page.to_lowercase().contains("simulated"), "{path} does not say that its data is simulated");
    }
    assert!(site.files.contains_key(".nojekyll") && site.files.contains_key("summary.md"));
    let count = |start: &str, end: &str| {
        site.files.keys().filter(|p| p.starts_with(start) && p.ends_with(end)).count()
    };
    let series = count("metric/", ".html");
    assert!(series > 10);
    assert_eq!((count("metrics/", ".csv"), count("api/v1/metrics/", ".json")), (series, series));
    assert_eq!(count("s/", ".html"), made_up::archive(120).len());
    assert_eq!(count("api/v1/snapshots/", ".json"), made_up::archive(120).len());
    for area in ["tests", "coverage", "findings"] {
        let json: serde_json::Value =
            serde_json::from_str(text(&site, &format!("api/v1/{area}.json"))).expect("JSON");
        assert_eq!(json["jobs"].as_array().map(Vec::len), Some(1), "{area}");
        assert!(text(&site, &format!("{area}.csv")).lines().count() > 1, "{area}");
    }
    assert!(text(&site, "index.html").len() < 140_000, "{}", text(&site, "index.html").len());
}

#[test]
fn an_empty_archive_makes_a_site_that_says_so() {
    let site = Given::default().site();
    assert_sound(&site);
    assert!(text(&site, "index.html").contains("No figure has been collected yet."));
    assert!(text(&site, "benchmarks.html").contains("quarterdeck collect benchmark --http"));
    assert!(text(&site, "chaos.html").contains("quarterdeck chaos run"));
    for (area, command) in
        [("tests", "collect tests"), ("coverage", "collect coverage"), ("findings", "collect findings")]
    {
        assert!(
            text(&site, &format!("{area}.html")).contains(&format!("run quarterdeck {command}")),
            "{area}"
        );
    }
    assert!(!text(&site, "index.html").contains("href=\"benchmarks.html\""));
}

#[test]
fn hostile_names_are_harmless_everywhere() {
    let given = Given::hostile();
    let site = given.generate(made_up::BAD_NAMES[0], BUNDLE).expect("a site");
    assert_sound(&site);
    for (path, bytes) in &site.files {
        let text = String::from_utf8_lossy(bytes);
        if path.ends_with(".html") || path.starts_with("data/") {
            assert!(!text.contains("<img src=x") && !text.contains("<svg onload"), "{path}");
            assert!(!text.contains('\u{202e}') && !text.contains('\0'), "{path}");
        }
        if path.starts_with("data/manifest") {
            assert!(!text.contains('<'), "{path}");
        }
    }
    let longest = pages(&site).into_values().map(|p| p.text.len()).max();
    assert!(longest < Some(400_000), "{longest:?}");
}

#[test]
fn two_builds_are_byte_identical() {
    let given = Given::hostile();
    assert_eq!(given.site(), given.site());
}

#[test]
fn notes_stand_on_their_page_without_raw_html() {
    let mut given = Given::archive(3);
    given.notes.push(note("index", "Freeze until *Friday*. <b onclick=x>now</b> [bad](javascript:x)"));
    given.notes.push(note("release plan", "# Plan"));
    let site = given.site();
    assert_sound(&site);
    let index = text(&site, "index.html");
    assert!(index.contains("<em>Friday</em>") && index.contains("&lt;b onclick=x&gt;"), "note is missing");
    assert!(text(&site, "notes/release-plan.html").contains("<h2>Plan</h2>"));
    assert!(text(&site, "about.html").contains("href=\"notes/release-plan.html\""));
}

#[test]
fn the_explorer_asks_for_data_and_program_before_the_page_is_read() {
    let site = Given::archive(10).site();
    let explore = text(&site, "explore.html");
    let at = |part: &str| explore.find(part).unwrap_or_else(|| panic!("{part} is missing"));
    let early = ["data/manifest.", "assets/boot."].map(|file| at(&format!("<script async src=\"{file}")));
    assert!(early[0] < early[1] && early[1] < at("rel=\"stylesheet\""), "before anything that can be drawn");
    assert!(at("<script async src=\"assets/dashboard.") < at("id=\"explorer\""));
    assert!(!text(&site, "about.html").contains("boot."), "other pages have no use for it");
    let manifest = site.files.keys().find(|p| p.starts_with("data/manifest.")).expect("a manifest");
    let json =
        text(&site, manifest).strip_prefix("self.quarterdeckManifest = ").and_then(|t| t.strip_suffix(";\n"));
    let manifest: serde_json::Value = serde_json::from_str(json.expect("an assignment")).expect("JSON");
    assert_eq!(manifest["version"], 1);
    assert_eq!(manifest["simulated"], true);
    let chunk = manifest["chunks"][0]["file"].as_str().expect("a chunk");
    assert!(text(&site, chunk).starts_with(&format!("self.quarterdeckChunk(\"{chunk}\",\"")));
    for key in ["raw", "script"] {
        assert!(site.files.contains_key(manifest["wasm"][key].as_str().expect("a path")), "{key}");
    }
}

#[test]
fn without_a_bundle_the_explorer_says_so_and_publishes_nothing() {
    let site = Given::archive(3).generate("acme", &[]).expect("a site");
    assert_sound(&site);
    assert!(text(&site, "explore.html").contains("was not built into this site"));
    assert!(!text(&site, "explore.html").contains("boot"));
    assert!(!site.files.keys().any(|p| p.starts_with("data/")));
}

#[test]
fn the_not_found_page_has_its_style_under_every_address() {
    let mut given = Given::archive(10);
    assert!(text(&given.site(), "404.html").contains("href=\"assets/style."));
    given.address = "https://acme.example/team/quality".to_owned();
    let site = given.site();
    let page = html::read(text(&site, "404.html")).expect("a page");
    assert!(page.links.len() > 10);
    for link in page.links.iter().filter(|link| !link.starts_with('#')) {
        let path =
            link.strip_prefix("/team/quality/").unwrap_or_else(|| panic!("{link} depends on the address"));
        assert!(site.files.contains_key(path), "{link}");
    }
    assert!(text(&site, "index.html").contains("href=\"assets/style."));
}
