//! Crate edges point down only: each room uses the rooms that the architecture allows, and no other.

use crate::run::{Done, root};
use cargo_metadata::{DependencyKind, MetadataCommand, Package};

/// Each room with the rooms that it may use.
const ALLOWED: [(&str, &[&str]); 14] = [
    ("model", &[]),
    ("analysis", &["model"]),
    ("collectors", &["model"]),
    ("store", &["model"]),
    ("views", &["model", "analysis"]),
    ("charts", &["views"]),
    ("generator", &["model", "analysis", "views", "charts"]),
    ("dashboard-wasm", &["model", "analysis", "views", "charts"]),
    ("dashboard-bundler", &[]),
    ("dashboard-bundle", &["dashboard-bundler"]),
    ("publish", &[]),
    (
        "quarterdeck",
        &[
            "model",
            "analysis",
            "collectors",
            "store",
            "views",
            "charts",
            "generator",
            "publish",
            "dashboard-bundle",
        ],
    ),
    ("xtask", &["model", "dashboard-bundler"]),
    // What end-to-end tests compare: built twice, for this machine and for a browser.
    ("parity", &["model", "analysis", "views"]),
];

/// Edges that are not allowed, and rooms that the table does not know. Tests may use any room.
pub(super) fn check() -> Done<Vec<String>> {
    let metadata = MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .no_deps()
        .exec()
        .map_err(|e| format!("cargo metadata: {e}"))?;
    let members: Vec<&Package> = metadata.workspace_packages();
    let names: Vec<String> = members.iter().map(|p| p.name.to_string()).collect();
    Ok(members.iter().flat_map(|package| breaches(package, &names)).collect())
}

fn room(name: &str) -> &str {
    name.strip_prefix("quarterdeck-").unwrap_or(name)
}

fn breaches(package: &Package, members: &[String]) -> Vec<String> {
    let from = room(&package.name);
    let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == from) else {
        return vec![format!(
            "crate {}: no room of the architecture; add it to the table with its edges",
            package.name
        )];
    };
    let used = package.dependencies.iter().filter(|d| d.kind != DependencyKind::Development);
    used.filter(|d| members.contains(&d.name) && !allowed.contains(&room(&d.name)))
        .map(|d| format!("crate {}: may not use {}; allowed: {allowed:?}", package.name, d.name))
        .collect()
}
