//! The one binary `quarterdeck`.
fn main() {}
