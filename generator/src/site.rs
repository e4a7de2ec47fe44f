//! The result: files of a site in memory.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A finished site: path relative to its root (`/`-separated, no `..`) → bytes. Writing it is the caller's business.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    /// Every file, in order of path.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Adds one file, giving back spare memory.
    pub(crate) fn add(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        let mut bytes = bytes.into();
        bytes.shrink_to_fit();
        self.files.insert(path.into(), bytes);
    }

    /// Adds one file under a name that carries the hash of its content (`a/style.css` → `a/style.1f2e3d4c5b6a.css`),
    /// so that a browser never mixes two builds; returns the name.
    pub(crate) fn add_hashed(&mut self, path: &str, bytes: impl Into<Vec<u8>>) -> String {
        let bytes = bytes.into();
        let name = hashed_name(path, &bytes);
        self.add(name.clone(), bytes);
        name
    }
}

/// The first twelve hex digits of the SHA-256 of all parts.
pub(crate) fn short_hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// `dir/stem.<hash>.ext…`: the extension begins at the first dot of the file name.
pub(crate) fn hashed_name(path: &str, bytes: &[u8]) -> String {
    let hash = short_hash([bytes]);
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(f, n)| (f, n));
    let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
    let slash = if folder.is_empty() { "" } else { "/" };
    let dot = if extension.is_empty() { "" } else { "." };
    format!("{folder}{slash}{stem}.{hash}{dot}{extension}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_stands_before_the_extension() {
        assert_eq!(
            hashed_name("assets/a_bg.wasm.b64.js", b"x").split('.').collect::<Vec<_>>()[2..],
            ["wasm", "b64", "js"]
        );
        assert!(hashed_name("boot.js", b"x").starts_with("boot."));
        assert_ne!(hashed_name("boot.js", b"x"), hashed_name("boot.js", b"y"));
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(short_hash([b"ab".as_slice(), b"c"]), short_hash([b"a".as_slice(), b"bc"]));
    }
}
