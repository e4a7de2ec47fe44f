//! Why a bundle could not be built, and what to do about it.

use std::path::PathBuf;

/// Why a bundle could not be built.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The compiler cannot build for the browser.
    #[error(
        "the dashboard is built for {target}, which this toolchain does not have; run: rustup target add {target}"
    )]
    MissingTarget {
        /// The target.
        target: &'static str,
    },
    /// A program could not be started.
    #[error("cannot run {program} to build the dashboard: {source}; is the Rust toolchain on PATH?")]
    Start {
        /// Which program.
        program: String,
        /// Why not.
        source: std::io::Error,
    },
    /// The nested build failed.
    #[error("building the dashboard failed: {command}\n{output}")]
    Build {
        /// What was run.
        command: String,
        /// The end of what it printed; empty when it was shown already.
        output: String,
    },
    /// The nested build succeeded and its result is not where it must be.
    #[error("the dashboard was built, and {} is not there; is a binary missing from its Cargo.toml?", path.display())]
    NoProgram {
        /// Where it was expected.
        path: PathBuf,
    },
    /// wasm-bindgen refused the program.
    #[error("wasm-bindgen refused {}: {reason}; crate and library must be of one version, see Cargo.lock", path.display())]
    Bind {
        /// The program.
        path: PathBuf,
        /// Its reason.
        reason: String,
    },
    /// The program could not be cut into the part that is loaded at first and the rest.
    #[error("{} cannot be cut in two: {reason}", path.display())]
    Split {
        /// The program.
        path: PathBuf,
        /// Its reason.
        reason: String,
    },
    /// Compression failed.
    #[error("the dashboard could not be compressed: {0}")]
    Compress(std::io::Error),
    /// A file could not be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// Which file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
}
