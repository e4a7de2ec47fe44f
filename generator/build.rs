//! Rebuilds this crate when a theme file is added or removed, which embedding alone does not notice.

fn main() {
    println!("cargo::rerun-if-changed=../themes/default");
}
