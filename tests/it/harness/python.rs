//! A Python that has a package: `.ci/run` installs into target/tools what tests need of it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The Python of target/tools, else that of the machine, with `package`; says why it is skipped when neither has it.
pub(crate) fn with(package: &str) -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?.join("target/tools/bin/python");
    let has = |python: &PathBuf| {
        let tried = Command::new(python).args(["-c", &format!("import {package}")]).output();
        tried.is_ok_and(|done| done.status.success())
    };
    let python = [own, PathBuf::from("python3")].into_iter().find(has);
    if python.is_none() {
        println!(
            "skipped: no Python with {package} here (pip install it into target/tools, as .ci/run does)"
        );
    }
    python
}
