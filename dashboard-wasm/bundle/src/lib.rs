//! The built dashboard, embedded as bytes.
//!
//! A leaf crate: its build script builds the dashboard for the browser, so that building the command line is
//! building everything. See the README beside this folder for the way to embed a bundle that was built before.

macro_rules! embedded {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_bytes!(concat!(env!("OUT_DIR"), "/bundle/", $name)).as_slice())),+]
    };
}

static FILES: &[(&str, &[u8])] =
    embedded!["dashboard.js", "dashboard_bg.wasm", "dashboard_bg.wasm.b64.js", "boot.js"];

/// Name and bytes of every file: the glue, the program, the program as a script, and the loader.
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
        let program = bytes("dashboard_bg.wasm").expect("program");
        match glue.rsplit_once("self.quarterdeckGlue = \"").and_then(|(_, end)| end.split('"').next()) {
            Some(stamp) => assert!(program.ends_with(stamp.as_bytes()), "glue and program of two builds"),
            None => assert!(is_stub(), "glue without a stamp"),
        }
    }
}
