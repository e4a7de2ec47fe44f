//! `trunk build` at the top of the repository gives the explorer over a demonstration archive.

use super::driver::Kind;
use super::{file_url, in_browser};
use std::path::Path;
use std::process::Command;

/// The root of the repository.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Which program is missing, and how to get it.
fn missing() -> Option<&'static str> {
    if std::env::var_os("LLVM_PROFILE_FILE").is_some() {
        return Some("coverage is measured, and its flags do not work for the browser's target");
    }
    let there = |program: &str| Command::new(program).arg("--version").output().is_ok();
    let needed = [
        ("trunk", "trunk is not installed (cargo install trunk --version 0.21.14 --locked)"),
        ("wasm-bindgen", "wasm-bindgen is not installed (cargo install wasm-bindgen-cli --version 0.2.130)"),
    ];
    needed.into_iter().find(|(program, _)| !there(program)).map(|(_, how)| how)
}

#[test]
fn trunk_builds_the_explorer_over_a_demonstration() {
    if let Some(missing) = missing() {
        println!("skipped: {missing}");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let dist = folder.path().join("dist");
    // Trunk reads NO_COLOR as an option that needs a value.
    let mut trunk = Command::new("trunk");
    trunk.args(["build", "--dist"]).arg(&dist).env_remove("NO_COLOR");
    // Else the hook would build the command line, and the explorer in it, once more.
    trunk.env("QUARTERDECK_PROGRAM", crate::harness::QUARTERDECK);
    let output = trunk.current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    in_browser(Kind::Chromium, async |browser| {
        browser.open(&file_url(&dist.join("index.html"))).await;
        let frame = "document.querySelector('iframe[src=\"site/explore.html\"]')";
        browser.until("the page frames the explorer", frame).await;
        browser.open(&file_url(&dist.join("site/explore.html"))).await;
        let ready = "document.querySelector('#explorer[data-state=ready]')";
        browser.until("the dashboard mounts", ready).await;
    });
}
