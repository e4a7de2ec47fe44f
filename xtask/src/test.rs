//! `test`: every test of the workspace; fast ones first, then the ones that drive programs and browsers.

use crate::run::{self, Done};
use crate::tools::{self, NEXTEST};
use crate::{setup, tidy};

/// Runs every test.
pub(crate) fn run(install: bool) -> Done {
    setup::wasm_target()?;
    setup::browsers(install);
    if install {
        NEXTEST.ensure()?;
    }
    tidy::run()?;
    let fast = ["--workspace", "--exclude", "quarterdeck-tests"];
    run::run(tools::cargo().args(["nextest", "run", "--locked", "--no-fail-fast"]).args(fast))?;
    run::run(tools::cargo().args(["test", "--locked", "--quiet", "--doc", "--workspace"]))?;
    // The end-to-end tests run the binary itself, with the real dashboard in it.
    let mut build = tools::cargo();
    run::run(
        build.args(["build", "--locked", "--package", "quarterdeck"]).env_remove("QUARTERDECK_DASHBOARD_DIR"),
    )?;
    let mut end_to_end = tools::cargo();
    end_to_end.args(["nextest", "run", "--locked", "--no-fail-fast", "--package", "quarterdeck-tests"]);
    run::run(end_to_end.args(["--success-output", "final"]))
}
