//! The built dashboard, embedded as bytes.
//!
//! A leaf crate: its build script builds the dashboard for the browser, so that building the command line is
//! building everything. See the README beside this folder for the way to embed a bundle that was built before.

macro_rules! embedded {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_bytes!(concat!(env!("OUT_DIR"), "/bundle/", $name)).as_slice())),+]
    };
}

static FILES: &[(&str, &[u8])] = embedded![
    "dashboard.js",
    "dashboard_bg.wasm",
    "dashboard_bg.wasm.b64.js",
    "dashboard_rest.wasm",
    "dashboard_rest.wasm.b64.js",
    "boot.js",
];

/// Name and bytes of every file: the glue, both parts of the program, each also as a script, and the loader.
pub fn files() -> &'static [(&'static str, &'static [u8])] {
    FILES
}

/// Whether the embedded program is a placeholder (no WebAssembly) put there for development: a site made with it
/// has no explorer and must say so.
pub fn is_stub() -> bool {
    let program = FILES.iter().find(|(name, _)| name.ends_with(".wasm"));
    !program.is_some_and(|(_, bytes)| bytes.starts_with(b"\0asm"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write as _;

    /// Bytes that a reader loads at most, gzipped: what the explorer needs at first, and the rest of the program.
    const MOST: [(&[&str], usize); 2] =
        [(&["dashboard.js", "dashboard_bg.wasm"], 202_000), (&["dashboard_rest.wasm"], 402_000)];

    fn gzipped(bytes: &[u8]) -> usize {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(bytes).expect("memory");
        packed.finish().expect("memory").len()
    }

    #[test]
    fn what_a_reader_loads_stays_small() {
        if is_stub() {
            println!("skipped: a placeholder is embedded in place of the program");
            return;
        }
        for (names, most) in MOST {
            let bytes =
                |name: &&str| files().iter().find(|(n, _)| n == name).map(|(_, bytes)| gzipped(bytes));
            let sum: usize = names.iter().map(|name| bytes(name).expect("a file")).sum();
            assert!(sum <= most, "{names:?}: {sum} bytes gzipped; at most {most}");
            assert!(sum > most / 10 * 8, "{names:?}: only {sum} bytes gzipped; {most} holds nothing");
        }
    }

    #[test]
    fn every_file_of_a_bundle_is_here_and_none_is_empty() {
        let names: Vec<&str> = files().iter().map(|(name, _)| *name).collect();
        assert_eq!(names, quarterdeck_dashboard_bundler::FILES);
        assert!(files().iter().all(|(_, bytes)| !bytes.is_empty()));
    }

    #[test]
    fn a_bundle_is_a_stub_or_stamped_alike_in_glue_and_program() {
        let bytes = |wanted: &str| files().iter().find(|(name, _)| *name == wanted).map(|(_, bytes)| *bytes);
        let glue = String::from_utf8_lossy(bytes("dashboard.js").expect("glue"));
        let parts = ["dashboard_bg.wasm", "dashboard_rest.wasm"].map(|name| bytes(name).expect("a part"));
        match glue.rsplit_once("self.quarterdeckGlue = \"").and_then(|(_, end)| end.split('"').next()) {
            Some(stamp) => {
                let alike = parts.iter().all(|part| part.ends_with(stamp.as_bytes()));
                assert!(alike, "glue and program of two builds");
            }
            None => assert!(is_stub(), "glue without a stamp"),
        }
    }
}
