//! What a fresh machine lacks: the browser target of the toolchain, and browsers with their drivers for tests.

use crate::run::{Done, exists, output, program, run};

/// The target that the dashboard is built for.
const WASM: &str = "wasm32-unknown-unknown";

/// Adds the wasm target when it is missing; rustup may be told not to do so by itself.
pub(crate) fn wasm_target() -> Done {
    if !exists("rustup") {
        eprintln!("note: no rustup here; the toolchain must bring the target {WASM}");
        return Ok(());
    }
    let installed = output(program("rustup").args(["target", "list", "--installed"]))?;
    if installed.lines().any(|line| line.trim() == WASM) {
        return Ok(());
    }
    run(program("rustup").args(["target", "add", WASM]))
}

/// A program that browser tests need, the Debian package that brings it, and where no package does, the crate.
struct Needed {
    program: &'static str,
    package: Option<&'static str>,
    krate: Option<&'static str>,
}

const NEEDED: [Needed; 4] = [
    Needed { program: "chromium", package: Some("chromium"), krate: None },
    Needed { program: "chromedriver", package: Some("chromium-driver"), krate: None },
    Needed { program: "firefox-esr", package: Some("firefox-esr"), krate: None },
    Needed { program: "geckodriver", package: None, krate: Some("geckodriver") },
];

/// Installs browsers where it may (root on a Debian-like machine), and says out loud what stays missing.
pub(crate) fn browsers(install: bool) {
    let packages: Vec<&str> =
        NEEDED.iter().filter(|n| !exists(n.program)).filter_map(|n| n.package).collect();
    if install && !packages.is_empty() && is_root() && exists("apt-get") {
        said(debian(&packages));
    }
    for needed in NEEDED.iter().filter(|n| !exists(n.program)) {
        if let (true, Some(krate)) = (install, needed.krate) {
            // It runs but a few times: an optimised build would take longer than it ever saves.
            let mut install = crate::run::cargo();
            install
                .env("CARGO_PROFILE_DEV_DEBUG", "0")
                .args(["install", "--locked", "--quiet", "--debug", krate]);
            said(run(&mut install));
        }
    }
    for needed in NEEDED.iter().filter(|n| !exists(n.program)) {
        let how = match (needed.package, needed.krate) {
            (Some(package), _) => format!("Debian package {package}"),
            (None, krate) => format!("cargo install {}", krate.unwrap_or(needed.program)),
        };
        eprintln!("skipped: browser tests that need {}: it is not installed ({how})", needed.program);
    }
}

fn debian(packages: &[&str]) -> Done {
    let apt = || {
        let mut command = program("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    run(apt().args(["update", "-qq"]))?;
    run(apt().args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages))
}

/// A failed installation does not stop the tests: what it leaves missing is said as skipped.
fn said(done: Done) {
    if let Err(why) = done {
        eprintln!("warning: {why}");
    }
}

fn is_root() -> bool {
    output(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
