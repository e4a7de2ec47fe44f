//! Stylesheets, scripts and the dashboard bundle, under names that carry their hash.

use crate::GenerateError;
use crate::site::{Files, short_hash};
use crate::theme::Theme;
use serde::Serialize;
use std::collections::BTreeMap;

/// The dashboard's files as the caller built or embedded them: (name, bytes).
pub type Bundle = [(&'static str, &'static [u8])];

/// The names that the explorer needs from its bundle.
const GLUE: &str = "dashboard.js";
const BOOT: &str = "boot.js";
const WASM: &str = "dashboard_bg.wasm";
const WASM_SCRIPT: &str = "dashboard_bg.wasm.b64.js";
const REST: &str = "dashboard_rest.wasm";
const REST_SCRIPT: &str = "dashboard_rest.wasm.b64.js";

/// All of them.
const NEEDED: [&str; 6] = [GLUE, BOOT, WASM, WASM_SCRIPT, REST, REST_SCRIPT];

/// Names of written assets, relative to the root of the site.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Assets {
    /// The one stylesheet.
    pub(crate) style: String,
    /// The script that runs before the first paint.
    pub(crate) head_script: String,
    /// The script that runs when the page has been read.
    pub(crate) script: String,
    /// The dashboard, when the bundle has all its files.
    pub(crate) dashboard: Option<Dashboard>,
}

/// Names of the dashboard's files, relative to the root of the site.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Dashboard {
    pub(crate) glue: String,
    pub(crate) boot: String,
    pub(crate) wasm: String,
    pub(crate) wasm_script: String,
    pub(crate) rest: String,
    pub(crate) rest_script: String,
    /// One hash over all files of the bundle: a page never mixes two builds.
    pub(crate) stamp: String,
}

/// Writes all assets of theme and bundle into the site.
pub(crate) fn write(site: &mut Files, theme: &Theme<'_>, bundle: &Bundle) -> Result<Assets, GenerateError> {
    let manifest = &theme.manifest;
    let style = site.add_hashed("assets/style.css", theme.joined(&manifest.styles)?);
    let head_script = site.add_hashed("assets/head.js", theme.joined(&manifest.head_scripts)?);
    let script = site.add_hashed("assets/page.js", theme.joined(&manifest.scripts)?);
    for (path, text) in theme.loose_assets() {
        site.add(path, text);
    }
    Ok(Assets { style, head_script, script, dashboard: dashboard(site, bundle) })
}

fn dashboard(site: &mut Files, bundle: &Bundle) -> Option<Dashboard> {
    let files: BTreeMap<&str, &[u8]> = bundle.iter().copied().collect();
    let complete = NEEDED.iter().all(|name| files.contains_key(name));
    // Placeholders stand in for the program while Quarterdeck itself is being developed.
    let real = files.get(WASM).is_some_and(|bytes| bytes.starts_with(b"\0asm"));
    if !(complete && real) {
        return None;
    }
    let stamp = short_hash(files.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes]));
    let names: BTreeMap<&str, String> = files
        .iter()
        .map(|(name, bytes)| (*name, site.add_hashed(&format!("assets/{name}"), *bytes)))
        .collect();
    let name = |of: &str| names.get(of).cloned();
    Some(Dashboard {
        glue: name(GLUE)?,
        boot: name(BOOT)?,
        wasm: name(WASM)?,
        wasm_script: name(WASM_SCRIPT)?,
        rest: name(REST)?,
        rest_script: name(REST_SCRIPT)?,
        stamp,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: &Bundle = &[
        (GLUE, b"g"),
        (BOOT, b"b"),
        (WASM, b"\0asm"),
        (WASM_SCRIPT, b"s"),
        (REST, b"\0asm"),
        (REST_SCRIPT, b"r"),
    ];

    #[test]
    fn an_incomplete_bundle_is_no_dashboard() {
        for end in 0..FULL.len() {
            assert!(dashboard(&mut Files::default(), &FULL[..end]).is_none(), "{end}");
        }
        let stub: Vec<(&str, &[u8])> = NEEDED.map(|name| (name, b"/* stub */".as_slice())).to_vec();
        assert!(dashboard(&mut Files::default(), &stub).is_none());
    }

    #[test]
    fn a_full_bundle_is_written_under_hashed_names() {
        let mut site = Files::default();
        let names = dashboard(&mut site, FULL).expect("complete");
        assert_eq!(site.0.len(), NEEDED.len());
        for name in
            [&names.glue, &names.boot, &names.wasm, &names.wasm_script, &names.rest, &names.rest_script]
        {
            assert!(site.0.contains_key(name), "{name}");
        }
        assert!(names.wasm_script.ends_with(".wasm.b64.js") && names.wasm.ends_with(".wasm"));
        assert!(names.rest_script.ends_with(".wasm.b64.js") && names.rest.ends_with(".wasm"));
    }
}
