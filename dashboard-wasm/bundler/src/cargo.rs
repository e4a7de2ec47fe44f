//! The nested cargo: one clean build of the dashboard for the browser.

use crate::{BundleError, Options, TARGET};
use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Variables that an outer cargo, a coverage run or a wrapper leaves behind and that would break the inner build:
/// coverage flags ask for a runtime that the target does not have, linker flags go to the wrong linker, and
/// profile or target settings would silently change what is shipped.
const FOREIGN: [&str; 10] = [
    "RUSTFLAGS",
    "RUSTDOCFLAGS",
    "RUSTC_WRAPPER",
    "RUSTC_WORKSPACE_WRAPPER",
    "RUSTC_LINKER",
    "LLVM_PROFILE_FILE",
    "CLIPPY_ARGS",
    "OUT_DIR",
    "TARGET",
    "HOST",
];

/// The same, by their beginnings.
const FOREIGN_PREFIXES: [&str; 10] = [
    "CARGO_ENCODED_",
    "CARGO_TARGET_",
    "CARGO_BUILD_",
    "CARGO_PROFILE_",
    "CARGO_MANIFEST_",
    "CARGO_PKG_",
    "CARGO_CFG_",
    "CARGO_FEATURE_",
    "CARGO_LLVM_COV",
    "__CARGO_",
];

/// Whether a variable must not reach the inner build.
fn is_foreign(name: &OsStr) -> bool {
    let Some(name) = name.to_str() else { return false };
    FOREIGN.contains(&name) || FOREIGN_PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

/// Says which `rustup target add` is missing, before a compiler says it in a hundred lines.
pub(crate) fn require_target() -> Result<(), BundleError> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(&rustc)
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .map_err(|source| BundleError::Start { program: rustc.to_string_lossy().into_owned(), source })?;
    let folder = String::from_utf8_lossy(&output.stdout);
    if output.status.success() && has_core(Path::new(folder.trim())) {
        Ok(())
    } else {
        Err(BundleError::MissingTarget { target: TARGET })
    }
}

/// Whether a target's library folder holds `core`: the folder alone may outlive a removed target.
fn has_core(folder: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else { return false };
    entries.flatten().any(|e| e.file_name().to_string_lossy().starts_with("libcore-"))
}

/// Builds the program and returns its path.
pub(crate) fn build(workspace_root: &Path, options: &Options) -> Result<PathBuf, BundleError> {
    let mut command = command(workspace_root, options);
    let printed = format!("{command:?}");
    if options.show_progress {
        command.stderr(Stdio::inherit());
    }
    let output = command.output().map_err(|source| BundleError::Start { program: "cargo".into(), source })?;
    if !output.status.success() {
        let output = tail(&String::from_utf8_lossy(&output.stderr), 60);
        return Err(BundleError::Build { command: printed, output });
    }
    let path = program_path(options);
    if path.is_file() { Ok(path) } else { Err(BundleError::NoProgram { path }) }
}

fn command(workspace_root: &Path, options: &Options) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(workspace_root).stdin(Stdio::null());
    let package = options.package.as_str();
    command.args(["build", "--locked", "--package", package, "--bin", package, "--features", "browser"]);
    command.args(["--target", TARGET, "--profile", &options.profile, "--target-dir"]);
    command.arg(&options.target_dir);
    for (name, _) in env::vars_os().filter(|(name, _)| is_foreign(name)) {
        command.env_remove(name);
    }
    command.env("CARGO_ENCODED_RUSTFLAGS", flags(workspace_root)).env("CARGO_INCREMENTAL", "0");
    command
}

/// The linker's notes of what refers to what stay in the program, which is cut in two by them. The stack, behind which
/// everything else lies, is half of what it usually is: addresses below 2^20 are a byte shorter.
fn flags(workspace_root: &Path) -> OsString {
    let mut flags = remapped(workspace_root);
    flags.push("\u{1f}-Clink-arg=--emit-relocs\u{1f}-Clink-arg=-zstack-size=524288");
    flags
}

/// Paths of this machine would end up in panic messages on a public site, and would make two clones differ.
fn remapped(workspace_root: &Path) -> OsString {
    let mut flags = OsString::new();
    let homes = [(cargo_home(), "/cargo"), (Some(workspace_root.to_owned()), "/quarterdeck")];
    for (path, name) in homes {
        let Some(path) = path else { continue };
        if !flags.is_empty() {
            flags.push("\u{1f}");
        }
        flags.push("--remap-path-prefix=");
        flags.push(path);
        flags.push("=");
        flags.push(name);
    }
    flags
}

fn cargo_home() -> Option<PathBuf> {
    let home = || env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"));
    match env::var_os("CARGO_HOME") {
        Some(path) => Some(path.into()),
        None => home().map(|home| Path::new(&home).join(".cargo")),
    }
}

fn program_path(options: &Options) -> PathBuf {
    let folder = if options.profile == "dev" { "debug" } else { &options.profile };
    options.target_dir.join(TARGET).join(folder).join(format!("{}.wasm", options.package))
}

/// The last `lines` lines.
fn tail(text: &str, lines: usize) -> String {
    let all: Vec<&str> = text.trim_end().lines().collect();
    all.get(all.len().saturating_sub(lines)..).unwrap_or_default().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_outer_cargo_leaves_behind_does_not_reach_the_inner_one() {
        for name in [
            "CARGO_ENCODED_RUSTFLAGS",
            "RUSTFLAGS",
            "RUSTC_WRAPPER",
            "RUSTC_WORKSPACE_WRAPPER",
            "CARGO_TARGET_DIR",
            "CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER",
            "CARGO_BUILD_TARGET",
            "CARGO_PROFILE_DASHBOARD_OPT_LEVEL",
            "CARGO_MANIFEST_DIR",
            "LLVM_PROFILE_FILE",
            "CARGO_LLVM_COV_TARGET_DIR",
        ] {
            assert!(is_foreign(OsStr::new(name)), "{name}");
        }
        for name in ["PATH", "HOME", "CARGO", "CARGO_HOME", "CARGO_NET_OFFLINE", "RUSTUP_HOME", "RUSTC"] {
            assert!(!is_foreign(OsStr::new(name)), "{name}");
        }
    }

    #[test]
    fn the_command_is_locked_and_works_in_its_own_folder() {
        let command = command(Path::new("/clone"), &Options::new("/elsewhere"));
        let args: Vec<_> = command.get_args().map(|a| a.to_string_lossy().into_owned()).collect();
        assert!(args.contains(&"--locked".to_owned()));
        let at = args.iter().position(|a| a == "--target-dir").expect("a folder of its own");
        assert_eq!(args.get(at + 1).map(String::as_str), Some("/elsewhere"));
        assert_eq!(command.get_current_dir(), Some(Path::new("/clone")));
    }

    #[test]
    fn paths_of_this_machine_are_renamed() {
        let flags = remapped(Path::new("/clone"));
        assert!(flags.to_string_lossy().contains("--remap-path-prefix=/clone=/quarterdeck"));
    }

    #[test]
    fn the_end_of_a_long_output_is_kept() {
        assert_eq!(tail("a\nb\nc\n", 2), "b\nc");
        assert_eq!(tail("a", 2), "a");
        assert_eq!(tail("", 2), "");
    }

    #[test]
    fn a_target_folder_without_core_is_a_missing_target() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(!has_core(folder.path()));
        std::fs::write(folder.path().join("libcore-1a2b.rlib"), b"").expect("written");
        assert!(has_core(folder.path()));
        assert!(!has_core(&folder.path().join("absent")));
    }

    #[test]
    fn the_missing_target_is_named_with_its_cure() {
        let text = BundleError::MissingTarget { target: TARGET }.to_string();
        assert!(text.ends_with("rustup target add wasm32-unknown-unknown"), "{text}");
    }
}
