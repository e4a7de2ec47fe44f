//! The hook of `trunk`: lays a demonstration site around the program that Trunk has just built.
//!
//! Trunk names its staging folder in `TRUNK_STAGING_DIR`; the site goes to `site/` in it.

use quarterdeck_dashboard_bundler::{Bound, PACKAGE, assemble};
use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(text) => {
            // There is nobody else to tell.
            let _ = writeln!(std::io::stderr(), "error: {text}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let staging = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let staging = staging.ok_or("TRUNK_STAGING_DIR is not set: this is a hook for trunk to call")?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let work = root.join("target/trunk");
    let bundle = work.join("bundle");
    take_program(&staging, &bundle)?;
    let demo = work.join("demo");
    if !demo.is_dir() {
        quarterdeck(&root, &bundle, ["demo", "--quiet", "--out"].map(OsStr::new), &demo)?;
    }
    let config = demo.join("quarterdeck.toml");
    let arguments = ["build", "--quiet", "--config"].map(OsStr::new).into_iter();
    let arguments: Vec<&OsStr> = arguments.chain([config.as_os_str(), OsStr::new("--out")]).collect();
    quarterdeck(&root, &bundle, arguments, &staging.join("site"))
}

/// Glue and program, made into the files that a site carries.
fn take_program(staging: &Path, folder: &Path) -> Result<(), String> {
    let path = |end: &str| staging.join(format!("{PACKAGE}{end}"));
    let failed = |path: &Path, e: std::io::Error| format!("{}: {e}", path.display());
    let (glue, wasm) = (path(".js"), path("_bg.wasm"));
    let bound = Bound {
        glue: fs::read_to_string(&glue).map_err(|e| failed(&glue, e))?,
        wasm: fs::read(&wasm).map_err(|e| failed(&wasm, e))?,
    };
    let bundle = assemble(&bound).map_err(|e| e.to_string())?;
    fs::create_dir_all(folder).map_err(|e| failed(folder, e))?;
    for file in bundle.files {
        let path = folder.join(file.name);
        fs::write(&path, &file.bytes).map_err(|e| failed(&path, e))?;
    }
    Ok(())
}

/// Runs the command line with that bundle inside; the last argument is a folder.
fn quarterdeck<'a>(
    root: &Path,
    bundle: &Path,
    arguments: impl IntoIterator<Item = &'a OsStr>,
    folder: &Path,
) -> Result<(), String> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root).args(["run", "--quiet", "--locked", "--package", "quarterdeck", "--"]);
    command.args(arguments).arg(folder).env("QUARTERDECK_DASHBOARD_DIR", bundle);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("quarterdeck ended with {status}")),
        Err(e) => Err(format!("cargo cannot be started: {e}")),
    }
}
