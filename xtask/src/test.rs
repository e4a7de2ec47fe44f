//! `test`: every test of the workspace; fast ones first, then the ones that drive programs and browsers.

use crate::run::{self, Done};
use crate::tools::{self, NEXTEST};
use crate::{setup, tidy};
use std::process::Command;

/// Runs every test.
pub(crate) fn run(install: bool) -> Done {
    setup::wasm_target()?;
    setup::browsers(install);
    if install {
        NEXTEST.ensure()?;
    }
    tidy::run()?;
    let fast = ["--workspace", "--filterset", "not binary(it)"];
    run::run(nextest().args(fast))?;
    run::run(real(tools::cargo()).args(["test", "--locked", "--quiet", "--doc", "--workspace"]))?;
    // Last, the end-to-end tests: they run the binary itself, with the real dashboard in it. Of the whole workspace, as
    // before: of one package alone, dependencies would have other features and be built again.
    run::run(nextest().args(["--workspace", "--filterset", "binary(it)", "--success-output", "final"]))
}

fn nextest() -> Command {
    let mut command = real(tools::cargo());
    command.args(["nextest", "run", "--locked", "--no-fail-fast"]);
    command
}

/// A stub of the dashboard, set for development, must not stand in for the real one.
fn real(mut command: Command) -> Command {
    command.env_remove("QUARTERDECK_DASHBOARD_DIR");
    command
}
