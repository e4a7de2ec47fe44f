//! `package`: every crate as a registry takes it. What stands outside of a crate's folder is copied into it meanwhile.

pub(crate) mod dist;
pub(crate) mod release;
mod sbom;

use crate::run::{self, Done, cargo, root};
use cargo_metadata::Message;
use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use walkdir::WalkDir;

/// How.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Do not build each crate from its package
    #[arg(long)]
    no_verify: bool,
}

/// Crates that stay here.
const OURS: [&str; 2] = ["xtask", "quarterdeck-parity"];

/// Packages all to target/package. A dashboard built before (`QUARTERDECK_DASHBOARD_DIR`) is put in as it is.
pub(crate) fn run(options: &Options) -> Done {
    let _themes = Copy::of(&root().join("themes"), root().join("generator/themes"))?;
    let _dashboard = Copy::of(&bundle()?, root().join("dashboard-wasm/bundle/prebuilt"))?;
    let mut package = cargo();
    // The copies are no files of git.
    package.args(["package", "--locked", "--workspace", "--allow-dirty"]);
    package.args(OURS.iter().flat_map(|name| ["--exclude", name]));
    if options.no_verify {
        package.arg("--no-verify");
    }
    // A package must not need what this machine was told.
    package.env_remove("QUARTERDECK_DASHBOARD_DIR");
    run::run(&mut package)
}

/// Builds the dashboard as every build does; gives its folder.
fn bundle() -> Done<PathBuf> {
    let mut build = cargo();
    build.args([
        "build",
        "--locked",
        "--package",
        "quarterdeck-dashboard-bundle",
        "--message-format",
        "json",
    ]);
    let mut child = build.stdout(Stdio::piped()).spawn().map_err(|e| e.to_string())?;
    let output = child.stdout.take().ok_or("cargo gives no output")?;
    let mut folder = None;
    for message in Message::parse_stream(BufReader::new(output)) {
        if let Message::BuildScriptExecuted(script) = message.map_err(|e| e.to_string())?
            && script.package_id.repr.contains("dashboard-bundle")
        {
            folder = Some(script.out_dir.into_std_path_buf().join("bundle"));
        }
    }
    if !child.wait().map_err(|e| e.to_string())?.success() {
        return Err("the dashboard cannot be built".to_owned());
    }
    folder.ok_or_else(|| "cargo did not say where the dashboard is".to_owned())
}

/// A copy of a folder that goes when this is dropped.
struct Copy(PathBuf);

impl Copy {
    fn of(from: &Path, to: PathBuf) -> Done<Self> {
        let copy = Self(to);
        for entry in WalkDir::new(from) {
            let entry = entry.map_err(|e| e.to_string())?;
            let place = copy.0.join(entry.path().strip_prefix(from).map_err(|e| e.to_string())?);
            let done = match entry.file_type().is_dir() {
                true => fs::create_dir_all(&place),
                false => fs::copy(entry.path(), &place).map(drop),
            };
            done.map_err(|e| format!("{}: {e}", place.display()))?;
        }
        Ok(copy)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
