//! The replaced system's configuration, and what git says of the default branch.

use quarterdeck_model::wire::v0::{self, MonitoringConfig};
use std::path::Path;
use std::process::Command;

/// Where the replaced system keeps its targets.
const CONFIG: &str = "reports/monitoring/config.json";

/// What is taken over from it.
#[derive(Debug)]
pub(super) struct Legacy {
    /// Targets and thresholds by the names used there.
    pub(super) config: MonitoringConfig,
}

/// Its configuration when there is one; the error is a remark for the user.
pub(super) fn read(folder: &Path) -> Result<Option<Legacy>, String> {
    let path = folder.join(CONFIG);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(format!("{CONFIG}: {e}; its targets were not taken over")),
    };
    match v0::read_config(&bytes) {
        Ok(config) => Ok(Some(Legacy { config })),
        Err(e) => Err(format!("{}; its targets were not taken over", e.into_diagnostic(CONFIG))),
    }
}

/// The branch that the remote calls its head, else the one checked out.
pub(super) fn default_branch(folder: &Path) -> Option<String> {
    let ask = |args: &[&str]| {
        let output = Command::new("git").arg("-C").arg(folder).args(args).output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?.trim().to_owned();
        (output.status.success() && !text.is_empty()).then_some(text)
    };
    let head = ask(&["symbolic-ref", "--short", "refs/remotes/origin/HEAD"]);
    let head = head.and_then(|text| text.strip_prefix("origin/").map(ToOwned::to_owned));
    head.or_else(|| ask(&["symbolic-ref", "--short", "HEAD"]))
}
