//! Names the folder of the themes: that of the workspace, else the copy in a package. It rebuilds this crate when a theme
//! file is added or removed, which embedding alone does not notice.

use std::path::Path;

fn main() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = own.join("../themes");
    let themes = if workspace.is_dir() { workspace } else { own.join("themes") };
    println!("cargo::rerun-if-changed={}", themes.display());
    println!("cargo::rustc-env=QUARTERDECK_THEMES={}", themes.display());
}
