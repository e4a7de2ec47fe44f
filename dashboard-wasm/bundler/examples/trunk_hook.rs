//! The hook of `trunk`: lays a demonstration site around the program that Trunk has just built.
//!
//! Trunk names its staging folder in `TRUNK_STAGING_DIR`; the site goes to `site/` in it. The site comes from the
//! command line as it is, and then gets Trunk's glue and program in the place of its own: nothing is linked anew.
//! `QUARTERDECK_PROGRAM` may name a command line that is built already; else cargo builds one, which takes minutes.

use quarterdeck_dashboard_bundler::{Bound, Bundle, NO_REST, PACKAGE, assemble};
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
    let (demo, site) = (root.join("target/trunk/demo"), staging.join("site"));
    if !demo.is_dir() {
        quarterdeck(&root, &["demo", "--quiet", "--out"].map(OsStr::new), &demo)?;
    }
    let config = demo.join("quarterdeck.toml");
    let arguments = ["build", "--quiet", "--config"].map(OsStr::new).into_iter();
    let arguments: Vec<&OsStr> = arguments.chain([config.as_os_str(), OsStr::new("--out")]).collect();
    quarterdeck(&root, &arguments, &site)?;
    replace(&program(&staging)?, &site.join("assets"))
}

/// Trunk's glue and program, made into the files that a site carries.
fn program(staging: &Path) -> Result<Bundle, String> {
    let path = |end: &str| staging.join(format!("{PACKAGE}{end}"));
    let (glue, wasm) = (path(".js"), path("_bg.wasm"));
    let bound = Bound {
        glue: fs::read_to_string(&glue).map_err(|e| failed(&glue, &e))?,
        wasm: fs::read(&wasm).map_err(|e| failed(&wasm, &e))?,
        // Trunk's own build is not cut in two.
        rest: NO_REST.to_vec(),
    };
    assemble(&bound).map_err(|e| e.to_string())
}

/// Puts each file of the bundle in the place of its namesake, which carries a hash: `dashboard.<hash>.js`.
fn replace(bundle: &Bundle, assets: &Path) -> Result<(), String> {
    let names = fs::read_dir(assets).map_err(|e| failed(assets, &e))?;
    let names: Vec<String> = names.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    for file in &bundle.files {
        let (stem, ends) = file.name.split_once('.').unwrap_or((file.name, ""));
        let is_namesake = |name: &&String| {
            let mut parts = name.splitn(3, '.');
            parts.next() == Some(stem) && parts.next().is_some() && parts.next() == Some(ends)
        };
        let name = names.iter().find(is_namesake).ok_or_else(|| {
            format!(
                "{}: has no {}; was quarterdeck built without the dashboard?",
                assets.display(),
                file.name
            )
        })?;
        let path = assets.join(name);
        fs::write(&path, &file.bytes).map_err(|e| failed(&path, &e))?;
    }
    Ok(())
}

fn failed(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

/// Names a `quarterdeck` that is there already; without it, cargo builds the one of this checkout.
const PROGRAM: &str = "QUARTERDECK_PROGRAM";

/// Runs the command line; the last argument is a folder.
fn quarterdeck(root: &Path, arguments: &[&OsStr], folder: &Path) -> Result<(), String> {
    let mut command = env::var_os(PROGRAM).map_or_else(|| cargo_run(root), Command::new);
    match command.args(arguments).arg(folder).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("quarterdeck ended with {status}")),
        Err(e) => Err(format!("{} cannot be started: {e}", command.get_program().display())),
    }
}

fn cargo_run(root: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root).args(["run", "--quiet", "--locked", "--package", "quarterdeck", "--"]);
    command
}
