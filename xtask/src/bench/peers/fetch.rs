//! Other tools, from their registries into folders of their own below target/tools.

use crate::look::npm;
use crate::run::{Done, output, program, run};
use crate::tools;
use std::path::PathBuf;

/// The Allure that is measured.
pub(super) const ALLURE: &str = "3.18.0";
/// The asv that is measured.
pub(super) const ASV: &str = "0.6.6";

/// Where Allure's program is; installs it first when it is not there.
pub(super) fn allure() -> Done<String> {
    let folder = npm("allure", &format!("allure@{ALLURE}"))?;
    Ok(folder.join("node_modules/.bin/allure").display().to_string())
}

/// Where asv's program is; installs it first when it is not there.
pub(super) fn asv() -> Done<String> {
    let folder = tools::folder().join("asv");
    let asv = folder.join("bin/asv").display().to_string();
    if output(program(&asv).arg("--version")).is_err() {
        run(program("python3").args(["-m", "venv"]).arg(&folder))?;
        let pip = folder.join("bin/pip").display().to_string();
        run(program(&pip).args(["install", "--quiet", &format!("asv=={ASV}")]))?;
    }
    Ok(asv)
}

/// Files of npm that stand in for a CDN's: pairs of an address and `package@version/path`.
pub(super) fn elsewhere(pairs: &[(&str, &str)]) -> Done<Vec<(String, PathBuf)>> {
    let file = |(address, file): &(&str, &str)| {
        let (package, path) = file.split_once('/').ok_or_else(|| format!("{file}: no path"))?;
        let name = package.split('@').next().unwrap_or_default();
        let place = npm(name, package)?.join("node_modules").join(name).join(path);
        if place.is_file() {
            return Ok(((*address).to_owned(), place));
        }
        Err(format!("{package} has no {path}"))
    };
    pairs.iter().map(file).collect()
}
