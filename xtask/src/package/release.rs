//! `release`: the program as it is handed out, the same bytes from the same commit in any folder, and what goes with it.

use super::{dist, sbom};
use crate::run::{self, Done, cargo, root};
use std::path::PathBuf;

/// Builds target/release/quarterdeck and target/dist.
pub(crate) fn run() -> Done {
    let mut build = cargo();
    build.args(["build", "--release", "--locked", "--package", "quarterdeck"]);
    // Nothing of this machine's paths: they would tell who built it, and make two clones differ.
    build
        .env("CARGO_ENCODED_RUSTFLAGS", remapped())
        .env_remove("RUSTFLAGS")
        .env_remove("QUARTERDECK_DASHBOARD_DIR");
    // The C of the allocator holds the time of its compilation, which compilers take from here.
    let committed = run::output(run::program("git").args(["log", "-1", "--format=%ct"]))?;
    build.env("CARGO_INCREMENTAL", "0").env("SOURCE_DATE_EPOCH", committed.trim());
    run::run(&mut build)?;
    dist::run(&dist::Options::default())?;
    let about = run::output(run::program("rustc").arg("-vV"))?;
    let host = about
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .ok_or("rustc does not name this machine")?;
    sbom::write(host)?;
    let program = "target/release/quarterdeck";
    let sum = run::output(run::program("sha256sum").arg(program))?;
    eprint!("{sum}");
    Ok(())
}

/// Flags apart by the one sign that no path has: a folder's name may have spaces.
fn remapped() -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let remap = |path: PathBuf, name: &str| format!("--remap-path-prefix={}={name}", path.display());
    let own = remap(root(), "/quarterdeck");
    home.map_or_else(|| own.clone(), |home| format!("{own}\u{1f}{}", remap(home, "/cargo")))
}
