//! Names the commit that the program is built from. Nothing but the commit goes in, so that two builds are the same.
//!
//! `QUARTERDECK_COMMIT` says it (for packages of systems), else the file that `cargo package` writes, else git, and only
//! for a release: an unoptimised build is not named, since it changes more often than its commit.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-env-changed=QUARTERDECK_COMMIT");
    println!("cargo::rerun-if-changed=build.rs");
    let said = std::env::var("QUARTERDECK_COMMIT").ok().filter(|commit| !commit.trim().is_empty());
    let commit = said.or_else(packaged).or_else(checked_out).unwrap_or_default();
    let short: String =
        commit.trim().chars().filter(|c| c.is_ascii_alphanumeric() || "+-.".contains(*c)).collect();
    println!("cargo::rustc-env=QUARTERDECK_BUILT_FROM={short}");
}

/// What `cargo package` wrote: `{"git":{"sha1":"…"},…}`.
fn packaged() -> Option<String> {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".cargo_vcs_info.json")).ok()?;
    let (_, rest) = text.split_once("\"sha1\"")?;
    rest.split('"').nth(1).map(|hash| hash.chars().take(12).collect())
}

/// What git says, when this folder is `cli` of the repository's root; `+` for changes that are not committed.
fn checked_out() -> Option<String> {
    if std::env::var("PROFILE").ok().as_deref() != Some("release")
        || git(&["rev-parse", "--show-prefix"])? != "cli/"
    {
        return None;
    }
    for path in [git(&["rev-parse", "--git-path", "HEAD"])?, git(&["rev-parse", "--git-path", "logs/HEAD"])?]
    {
        println!("cargo::rerun-if-changed={path}");
    }
    for room in [
        "src",
        "../model",
        "../analysis",
        "../collectors",
        "../store",
        "../views",
        "../charts",
        "../generator",
        "../publish",
        "../themes",
        "../dashboard-wasm/src",
    ] {
        println!("cargo::rerun-if-changed={room}");
    }
    let commit = git(&["rev-parse", "--short=12", "HEAD"])?;
    let clean = git(&["status", "--porcelain", "--untracked-files=no"])?.is_empty();
    Some(if clean { commit } else { format!("{commit}+") })
}

fn git(args: &[&str]) -> Option<String> {
    let output = Command::new("git").args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    output.status.success().then_some(text)
}
