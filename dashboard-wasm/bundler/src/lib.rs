//! Builds the dashboard for the browser: nested cargo, wasm-bindgen, and the same bytes as a classic script.
//!
//! The result is six files that a page loads with classic `<script>` elements, because neither `fetch` nor
//! ES modules work on `file://`:
//!
//! | file | what it is |
//! |---|---|
//! | `dashboard.js` | wasm-bindgen's glue (`no-modules`), followed by the stamp of the build |
//! | `dashboard_bg.wasm` | what the page needs of the program at first, for streaming compilation over http; carries the same stamp |
//! | `dashboard_bg.wasm.b64.js` | the same, gzipped and in base64, for pages opened from disk |
//! | `dashboard_rest.wasm` | the rest of the program, loaded behind the first frame; carries the same stamp |
//! | `dashboard_rest.wasm.b64.js` | the same, gzipped and in base64 |
//! | `boot.js` | loads data and program, and says in words what failed when something fails |
//!
//! The same sources, lock file and compiler give the same bytes in any folder of any machine.

mod bind;
mod cargo;
mod error;
mod script;
mod split;
mod stamp;

use std::fs;
use std::path::{Path, PathBuf};

pub use bind::{Bound, NO_REST};
pub use error::BundleError;
pub use script::as_script;
pub use stamp::SECTION as STAMP_SECTION;

/// The names, in the order in which [`Bundle::files`] lists them.
pub const FILES: [&str; 6] = [
    "dashboard.js",
    "dashboard_bg.wasm",
    "dashboard_bg.wasm.b64.js",
    "dashboard_rest.wasm",
    "dashboard_rest.wasm.b64.js",
    "boot.js",
];

/// The package that is built, and its binary's name.
pub const PACKAGE: &str = "quarterdeck-dashboard-wasm";

/// The target that must be installed.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The loader, which is the same in every build.
pub const BOOT: &str = include_str!("../web/boot.js");

/// How to build.
#[derive(Debug, Clone)]
pub struct Options {
    /// The package, and its binary's name. Its feature `browser` is switched on.
    pub package: String,
    /// Where the nested cargo keeps its work. Never the target folder of a cargo that is waiting for this
    /// build: both would wait for one lock, for ever.
    pub target_dir: PathBuf,
    /// The cargo profile: `dashboard` for what is shipped, `dev` for a quick look.
    pub profile: String,
    /// Pass the nested cargo's progress on to standard error instead of keeping it for an error message.
    pub show_progress: bool,
}

impl Options {
    /// The shipped profile, quiet, working in `target_dir`.
    pub fn new(target_dir: impl Into<PathBuf>) -> Self {
        let (package, profile) = (PACKAGE.to_owned(), "dashboard".to_owned());
        Self { package, target_dir: target_dir.into(), profile, show_progress: false }
    }
}

/// One file of the bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleFile {
    /// Its name, one of [`FILES`].
    pub name: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A built bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// The files, in the order of [`FILES`].
    pub files: Vec<BundleFile>,
    /// What names this build in glue and program: 16 hexadecimal digits.
    pub stamp: String,
    /// How large what the page needs at first is: glue and the first part of the program.
    pub first: [Size; 2],
    /// How large the rest of the program is.
    pub rest: Size,
}

/// Bytes as they are and after gzip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// As they are.
    pub bytes: usize,
    /// After gzip.
    pub gzipped: usize,
}

/// Builds the dashboard of the workspace at `workspace_root` and writes its files into `out_dir`,
/// which is created where it is missing.
///
/// # Errors
/// [`BundleError`]: the target or cargo is missing, the build or the binding failed, a file cannot be written.
/// The text says what to do.
pub fn build(workspace_root: &Path, out_dir: &Path, options: &Options) -> Result<Bundle, BundleError> {
    let bundle = assemble(&bound(workspace_root, options)?)?;
    write(&bundle, out_dir)?;
    Ok(bundle)
}

/// Builds a program of the workspace for the browser, and binds it for classic scripts.
///
/// # Errors
/// As [`build`], but that nothing is written.
pub fn bound(workspace_root: &Path, options: &Options) -> Result<Bound, BundleError> {
    cargo::require_target()?;
    bind::bind(&cargo::build(workspace_root, options)?, &options.package)
}

/// Turns bound glue and program into the files of a bundle.
///
/// # Errors
/// [`BundleError::Compress`] should compression fail.
pub fn assemble(bound: &Bound) -> Result<Bundle, BundleError> {
    let stamp = stamp::of(bound);
    let glue = stamp::glue(&bound.glue, &stamp).into_bytes();
    let (main, rest) = (stamp::program(&bound.wasm, &stamp), stamp::program(&bound.rest, &stamp));
    let [packed_glue, packed_main, packed_rest] = [&glue, &main, &rest].map(|bytes| script::gzip(bytes));
    let (packed_glue, packed_main, packed_rest) = (packed_glue?, packed_main?, packed_rest?);
    let size = |bytes: &[u8], gzip: &[u8]| Size { bytes: bytes.len(), gzipped: gzip.len() };
    let first = [size(&glue, &packed_glue), size(&main, &packed_main)];
    let rest_size = size(&rest, &packed_rest);
    let script = |gzip: &[u8]| as_script("quarterdeckWasm", gzip).into_bytes();
    let (main_script, rest_script) = (script(&packed_main), script(&packed_rest));
    let contents = [glue, main, main_script, rest, rest_script, BOOT.as_bytes().to_vec()];
    let files = FILES.into_iter().zip(contents).map(|(name, bytes)| BundleFile { name, bytes }).collect();
    Ok(Bundle { files, stamp, first, rest: rest_size })
}

fn write(bundle: &Bundle, out_dir: &Path) -> Result<(), BundleError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| BundleError::Write { path, source }
    };
    fs::create_dir_all(out_dir).map_err(failed(out_dir))?;
    for file in &bundle.files {
        let path = out_dir.join(file.name);
        fs::write(&path, &file.bytes).map_err(failed(&path))?;
    }
    Ok(())
}
