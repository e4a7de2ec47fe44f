//! `tidy`: the walls of the repository, checked: edges, headers, sizes, forgotten files.

mod edges;
mod forgotten;
mod headers;
mod sizes;
mod sources;
mod words;

use crate::run::Done;

/// Runs every check; prints every breach before it fails.
pub(crate) fn run() -> Done {
    let sources = sources::read()?;
    let checks = [
        edges::check()?,
        headers::check(&sources),
        sizes::check(&sources),
        forgotten::check(&sources),
        words::check()?,
    ];
    let breaches: Vec<String> = checks.into_iter().flatten().collect();
    for breach in &breaches {
        eprintln!("tidy: {breach}");
    }
    if breaches.is_empty() {
        eprintln!("tidy: {} source files are in order", sources.len());
        return Ok(());
    }
    Err(format!("{} places are not tidy", breaches.len()))
}
