//! Writes a small made-up site to look at: `cargo run -p quarterdeck-generator --example preview -- FOLDER [LOCALE]`. In
//! another locale than the default one its clocks are those of a zone an hour ahead.

#[path = "../tests/site/made_up.rs"]
#[allow(dead_code, clippy::expect_used)]
mod made_up;

use quarterdeck_analysis::policy::Policy;
use quarterdeck_analysis::zone::{Step, Zone};
use quarterdeck_generator::{Input, Note, Site, generate};
use quarterdeck_model::{Diagnostic, History, Place};
use quarterdeck_views::format::Locale;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("expected the folder to write to")?;
    let locale = std::env::args().nth(2).and_then(|tag| Locale::of(&tag));
    let ahead = Zone::new("Etc/GMT-1", vec![Step(0, 3600, "+01".to_owned())]);
    let zone = locale.map(|_| ahead).unwrap_or_default();
    let snapshots = made_up::archive(200);
    let problem = Diagnostic::error(
        "coverage/2026/09/20260903T060000000Z-1a2b3c4-5d6e7f8a9b0c.json",
        "a merge conflict",
    )
    .at(Place::Line { line: 12, column: 1 })
    .hint("restore the file from git");
    let runs = snapshots.iter().map(|(id, snapshot)| (id.clone(), snapshot));
    let history = History::from_snapshots(runs, vec![problem]);
    let markdown =
        "## This week\n\nThe parser is slower since the new grammar; see [the trend](trends.html).\n";
    let input = Input {
        project: "acme-core",
        shelf: &snapshots,
        history: &history,
        told: &history,
        changed: quarterdeck_analysis::gate::Changed::default(),
        policy: &Policy { zone, ..Policy::default() },
        locale: locale.unwrap_or_default(),
        now: made_up::now(),
        notes: &[Note { name: "index".to_owned(), markdown: markdown.to_owned() }],
        address: "",
        overlay: &BTreeMap::new(),
        bundle: &[],
        fleet: None,
        version: env!("CARGO_PKG_VERSION"),
    };
    generate(&input, |site| write(Path::new(&folder), site))?
}

fn write(folder: &Path, site: &Site<'_>) -> Result<(), Box<dyn Error>> {
    for name in site.paths() {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().ok_or("a path without a folder")?)?;
        std::fs::write(path, site.bytes(name)?)?;
    }
    Ok(())
}
