//! What this program is: version, commit, and which shapes of snapshots it knows.

use quarterdeck_model::wire::v1;
use std::sync::LazyLock;

/// What `--version` prints.
pub(crate) static LONG: LazyLock<String> = LazyLock::new(|| {
    let commit = match env!("QUARTERDECK_BUILT_FROM") {
        "" => "not named (an unoptimised build, or not from a checkout)",
        commit => commit,
    };
    let (version, major, minor) = (env!("CARGO_PKG_VERSION"), v1::MAJOR, v1::MINOR);
    format!("{version}\ncommit: {commit}\nwire: writes v{major}.{minor}; reads v0 and v{major}")
});
