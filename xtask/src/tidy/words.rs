//! Words that do not belong into a committed file: paths of one machine, addresses of registries, unfinished marks.

use crate::run::{Done, output, program, root};

/// Patterns, each split so that this file does not find itself.
fn forbidden() -> Vec<String> {
    [["/ro", "ot/"], ["/ho", "me/"], ["TO", "DO"], ["FIX", "ME"], ["XX", "X:"], ["index.cra", "tes.io"]]
        .map(|parts| parts.concat())
        .to_vec()
}

/// Lines of tracked text files that hold one.
pub(super) fn check() -> Done<Vec<String>> {
    let files = output(program("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]))?;
    let text =
        files.lines().filter(|f| !f.contains("/fixtures/") && !f.ends_with(".lock") && *f != ".ci/run");
    let forbidden = forbidden();
    Ok(text.flat_map(|file| lines(file, &forbidden)).collect())
}

fn lines(file: &str, forbidden: &[String]) -> Vec<String> {
    let Ok(text) = std::fs::read_to_string(root().join(file)) else { return Vec::new() };
    let hit = |line: &str| forbidden.iter().find(|word| line.contains(word.as_str())).cloned();
    let numbered = text.lines().enumerate();
    numbered.filter_map(|(n, line)| Some(format!("{file}: line {}: holds `{}`", n + 1, hit(line)?))).collect()
}
