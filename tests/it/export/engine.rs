//! Engines of tables, where Python has them: `.ci/run` installs both into target/tools.

use crate::harness::python;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One that can be run.
pub(crate) struct Engine {
    pub(crate) name: &'static str,
    python: PathBuf,
}

impl Engine {
    /// The engine of that Python package; says why it is skipped when there is none.
    pub(crate) fn find(name: &'static str, package: &str) -> Option<Self> {
        let python = python::with(package);
        if name == "spark" && Command::new("java").arg("-version").output().is_err() {
            println!("skipped: no Java here, which Spark needs (version 17 or newer)");
            return None;
        }
        python.map(|python| Self { name, python })
    }

    /// Runs every shipped query over the export; their results stand in `out` as Parquet.
    pub(crate) fn run(&self, export: &Path, out: &Path) -> Value {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("sql/run.py");
        let mut command = Command::new(&self.python);
        command.arg(script).arg(self.name).arg(export).arg(out);
        let done = command.output().unwrap();
        assert!(done.status.success(), "{}: {}", self.name, String::from_utf8_lossy(&done.stderr));
        let text = String::from_utf8(done.stdout).unwrap();
        serde_json::from_str(text.lines().last().unwrap_or_default()).unwrap()
    }
}
