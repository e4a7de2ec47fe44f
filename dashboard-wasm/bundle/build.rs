//! Builds the dashboard into OUT_DIR, or takes it from the folder named by `QUARTERDECK_DASHBOARD_DIR`; a package, which
//! has no workspace around it, holds one that was built before.
#![allow(clippy::print_stdout, reason = "a build script speaks to cargo through standard output")]

use quarterdeck_dashboard_bundler::{FILES, Options, build};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

/// Names a folder with the files of a bundle built before, to embed instead of building.
const PREBUILT: &str = "QUARTERDECK_DASHBOARD_DIR";

/// What the bundle is made of, relative to the workspace root.
const SOURCES: [&str; 13] = [
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    "model/Cargo.toml",
    "model/src",
    "analysis/Cargo.toml",
    "analysis/src",
    "views/Cargo.toml",
    "views/src",
    "charts/Cargo.toml",
    "charts/src",
    "dashboard-wasm/Cargo.toml",
    "dashboard-wasm/src",
];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            for line in message.lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let root = workspace_root()?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set: run this through cargo")?);
    println!("cargo::rerun-if-env-changed={PREBUILT}");
    match env::var_os(PREBUILT).filter(|folder| !folder.is_empty()) {
        Some(folder) => copy(&root.join(folder), &out.join("bundle")),
        None if !root.join("dashboard-wasm/src").is_dir() => {
            copy(&own()?.join("prebuilt"), &out.join("bundle"))
        }
        None => {
            watch(&root);
            // A folder of its own: sharing the outer cargo's would wait for its lock for ever.
            build(&root, &out.join("bundle"), &Options::new(out.join("target")))
                .map(|_| ())
                .map_err(|error| error.to_string())
        }
    }
}

fn own() -> Result<PathBuf, String> {
    let here = env::var_os("CARGO_MANIFEST_DIR");
    Ok(here.ok_or("CARGO_MANIFEST_DIR is not set: run this through cargo")?.into())
}

fn workspace_root() -> Result<PathBuf, String> {
    let root = own()?.join("../..");
    root.canonicalize().map_err(|error| format!("cannot find the workspace at {}: {error}", root.display()))
}

fn watch(root: &Path) {
    for source in SOURCES {
        println!("cargo::rerun-if-changed={}", root.join(source).display());
    }
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::create_dir_all(to).map_err(|error| format!("cannot create {}: {error}", to.display()))?;
    for name in FILES {
        let source = from.join(name);
        println!("cargo::rerun-if-changed={}", source.display());
        fs::copy(&source, to.join(name)).map_err(|error| {
            format!(
                "there is no usable {name} to embed ({PREBUILT} may name its folder): {}: {error}",
                source.display()
            )
        })?;
    }
    Ok(())
}
