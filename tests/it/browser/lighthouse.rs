//! Lighthouse gives every sort of page its full mark for accessibility. Ten seconds a page are too many for every run of
//! the tests: `cargo xtask lighthouse` asks for it.

use super::driver::Kind;
use super::{Server, Site};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

const FLAGS: &str = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
     --disable-component-update --disable-sync";

fn program() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?;
    let path = path.join("target/tools/lighthouse/node_modules/lighthouse/cli/index.js");
    let node = Command::new("node").arg("--version").output().is_ok();
    if !(path.is_file() && node) {
        println!("skipped: lighthouse is not installed (cargo xtask lighthouse installs it)");
        return None;
    }
    Some(path)
}

/// Its report on an address.
fn report(program: &Path, address: &str, folder: &Path) -> Value {
    let out = folder.join("report.json");
    let mut command = Command::new("node");
    command.arg(program).arg(address).args(["--quiet", "--output=json", "--max-wait-for-load=30000"]);
    command
        .args(["--only-categories=accessibility,best-practices,performance", "--no-enable-error-reporting"]);
    command.arg(format!("--chrome-flags={FLAGS}")).arg(format!("--output-path={}", out.display()));
    let chromium = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())
        .map(|folder| folder.join("chromium"))
        .find(|path| path.is_file());
    let done = command.env("CHROME_PATH", chromium.unwrap()).output().unwrap();
    assert!(done.status.success(), "{address}: {}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_str(&std::fs::read_to_string(out).unwrap()).unwrap()
}

/// Audits of a category that failed, by name.
fn failed(report: &Value, category: &str) -> Vec<String> {
    let audits = report["categories"][category]["auditRefs"].as_array().cloned().unwrap_or_default();
    let ids = audits.iter().filter_map(|audit| audit["id"].as_str());
    let bad = |id: &&str| report["audits"][*id]["score"].as_f64().is_some_and(|score| score < 1.0);
    ids.filter(bad).map(|id| format!("{id}: {}", report["audits"][id]["title"])).collect()
}

#[test]
#[ignore = "ten seconds a page: cargo xtask lighthouse"]
fn every_sort_of_page_gets_the_full_mark() {
    let Some(program) = program() else { return };
    if let Some(missing) = Kind::Chromium.missing() {
        println!("skipped: {missing}");
        return;
    }
    let site = Site::whole(400);
    let server = Server::start(&site.folder, "application/wasm");
    let mut faults = String::new();
    println!("| page | accessibility | best practices | performance |\n|---|---|---|---|");
    for page in site.every_page() {
        let report = report(&program, &server.url(&page), site.project.path());
        let mark = |category: &str| report["categories"][category]["score"].as_f64().unwrap_or_default();
        let marks = ["accessibility", "best-practices", "performance"].map(mark);
        println!("| {page} | {:.2} | {:.2} | {:.2} |", marks[0], marks[1], marks[2]);
        for (category, mark) in [("accessibility", marks[0]), ("best-practices", marks[1])] {
            if mark < 1.0 {
                writeln!(faults, "{page}: {category} {mark}: {:?}", failed(&report, category)).unwrap();
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}
