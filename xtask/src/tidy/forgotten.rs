//! A source or test file that no `mod` names is never compiled, and a test in it never runs.

use super::sources::Source;
use std::collections::BTreeSet;

/// Files that nothing names.
pub(super) fn check(sources: &[Source]) -> Vec<String> {
    let named: BTreeSet<String> = sources.iter().flat_map(children).collect();
    let lost = sources.iter().filter(|s| !is_root(&s.path) && !named.contains(&s.path));
    lost.map(|s| format!("{}: no `mod` names this file, so it is never compiled", s.path)).collect()
}

/// Files that cargo itself finds: crate roots, build scripts, benches, examples, integration tests, fuzz targets.
fn is_root(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    let [.., folder, file] = parts.as_slice() else { return true };
    let by_name = matches!(*file, "lib.rs" | "build.rs" | "main.rs");
    let by_folder = match parts.contains(&"src") {
        true => *folder == "bin",
        false => matches!(*folder, "benches" | "examples" | "tests" | "fuzz_targets"),
    };
    by_name || by_folder
}

/// The files that the `mod` items of one file may stand for.
fn children(source: &Source) -> Vec<String> {
    let (folder, file) = source.path.rsplit_once('/').unwrap_or(("", &source.path));
    let own = matches!(file, "mod.rs" | "lib.rs" | "main.rs") || is_root(&source.path);
    let base = if own { folder.to_owned() } else { source.path.trim_end_matches(".rs").to_owned() };
    let modules = source.syntax.items.iter().filter_map(|item| match item {
        syn::Item::Mod(m) if m.content.is_none() => Some(m.ident.to_string()),
        _ => None,
    });
    modules.flat_map(|name| [format!("{base}/{name}.rs"), format!("{base}/{name}/mod.rs")]).collect()
}
