//! Where an artifact is: its address, completed by the bases that the run declares (§3.4.4, §3.14.14).

use super::shape::{ArtifactLocation, Run};
use crate::paths;

/// Bases may stand on bases; more than so many are a circle.
const DEEPEST: usize = 16;

impl Run {
    /// The path of an artifact, which may be given by its index only; empty when there is none.
    ///
    /// A base inside `roots` says in which folder of the repository the file is. An absolute base elsewhere is where
    /// another machine had its copy, which says nothing: the address below it counts.
    pub(super) fn path(&self, location: &ArtifactLocation, roots: &[String]) -> String {
        let location = if location.uri.is_some() { Some(location) } else { self.indexed(location) };
        let Some((location, uri)) = location.and_then(|l| Some((l, l.uri.as_deref()?))) else {
            return String::new();
        };
        if is_absolute(uri) {
            return paths::of_uri(uri, roots);
        }
        let (base, below) = self.completed(location.uri_base_id.as_deref(), uri);
        let whole = base.map(|base| paths::of_uri(&format!("{base}{below}"), roots));
        whole.filter(|path| !is_absolute(path)).unwrap_or_else(|| paths::of_uri(&below, roots))
    }

    fn indexed(&self, location: &ArtifactLocation) -> Option<&ArtifactLocation> {
        let index = usize::try_from(location.index?).ok()?;
        self.artifacts.as_ref()?.get(index)?.location.as_ref()
    }

    /// The absolute base, if the bases lead to one, and the address below it. Bases in a circle are no bases.
    fn completed(&self, first: Option<&str>, uri: &str) -> (Option<String>, String) {
        let (mut next, mut below) = (first, uri.to_owned());
        for _ in 0..DEEPEST {
            let base = next.and_then(|id| self.original_uri_base_ids.as_ref()?.get(id));
            let Some((base, uri)) = base.and_then(|b| Some((b, b.uri.as_deref()?.trim()))) else {
                return (None, below);
            };
            let folder =
                if uri.is_empty() { String::new() } else { format!("{}/", uri.trim_end_matches('/')) };
            if is_absolute(&folder) {
                return (Some(folder), below);
            }
            below.insert_str(0, &folder);
            next = base.uri_base_id.as_deref();
        }
        (None, uri.to_owned())
    }
}

/// Whether an address needs no base: it has a scheme, or begins at the top of a file system.
fn is_absolute(uri: &str) -> bool {
    let scheme = uri.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    });
    scheme || uri.starts_with('/')
}
