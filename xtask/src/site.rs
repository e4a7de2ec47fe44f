//! `site`: from a fresh clone to this repository's own site.

use crate::run::{self, Done, cargo, program, root};
use crate::setup;

/// Sets up, builds, renders.
pub(crate) fn run() -> Done {
    setup::wasm_target()?;
    let binary = release_binary()?;
    run::run(program(&binary).args(["build"]))?;
    let page = root().join("reports/dashboard/index.html");
    eprintln!("open {}", page.display());
    Ok(())
}

/// Builds `quarterdeck` with the dashboard in it; gives the path of the binary.
pub(crate) fn release_binary() -> Done<String> {
    let mut build = cargo();
    // A stub for development must not end up in a real build.
    build
        .args(["build", "--locked", "--release", "--package", "quarterdeck"])
        .env_remove("QUARTERDECK_DASHBOARD_DIR");
    run::run(&mut build)?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    Ok(target.join("release/quarterdeck").display().to_string())
}
