//! `screenshots` and `lighthouse`: pictures of every sort of page for people to look at, and a judge's marks. Both are
//! end-to-end tests that are asked for here.

use crate::run::{self, Done, exists, program, root};
use crate::tools::{self, NEXTEST};
use std::path::PathBuf;
use std::process::Command;

/// Where pictures go.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Folder to write to
    #[arg(long, value_name = "DIR", default_value = "target/screenshots")]
    out: PathBuf,
}

/// The newest version that runs on Node.js 18 and 20.
const LIGHTHOUSE: &str = "lighthouse@12.8.2";

/// Every sort of page of a demonstration and of this repository's own archive: light, dark, on a telephone, with few
/// colours, printed.
pub(crate) fn screenshots(options: &Options) -> Done {
    let out = root().join(&options.out);
    let mut test = tests("test(/^browser::screenshots::/)")?;
    run::run(test.env("QUARTERDECK_SCREENSHOTS", &out))?;
    eprintln!("look at {}", out.display());
    Ok(())
}

/// Lighthouse over every sort of page.
pub(crate) fn lighthouse() -> Done {
    npm("lighthouse", LIGHTHOUSE)?;
    run::run(tests("test(/^browser::lighthouse::/)")?.args(["--run-ignored", "only", "--no-capture"]))
}

/// Installs a package into a folder of its own below target/tools: npm removes what it did not just install.
pub(crate) fn npm(name: &str, package: &str) -> Done<PathBuf> {
    let folder = tools::folder().join(name);
    if !folder.join("node_modules").join(name).is_dir() {
        if !exists("npm") {
            return Err(format!("npm is not installed (Debian package npm); {package} comes by it"));
        }
        std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let mut install = program("npm");
        install.args(["install", "--silent", "--no-save", "--no-package-lock", "--prefix"]).arg(&folder);
        run::run(install.arg(package))?;
    }
    Ok(folder)
}

fn tests(filter: &str) -> Done<Command> {
    NEXTEST.ensure()?;
    let mut command = tools::cargo();
    // Of the whole workspace: of one package alone, dependencies would have other features and be built again.
    command.args(["nextest", "run", "--locked", "--no-fail-fast", "--workspace", "--filterset"]);
    command.arg(format!("binary(it) and {filter}"));
    Ok(command)
}
