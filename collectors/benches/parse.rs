//! How fast reports are read.

fn main() {}
