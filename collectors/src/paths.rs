//! One way to write a path: `/` between parts, relative to the repository where that can be told, and never outside it.

use std::path::Path;

/// The path as shown and compared: file URIs decoded, `\` turned, the first of `roots` that it begins with cut off.
/// Parts that would leave the repository (`..`) are kept as text that leads nowhere.
pub(crate) fn normalised(raw: &str, roots: &[String]) -> String {
    let plain = raw.strip_prefix("file://").map_or_else(|| raw.to_owned(), decoded).replace('\\', "/");
    let inside = roots.iter().find_map(|root| below(&plain, root)).unwrap_or(&plain);
    let absolute = inside.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in inside.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    if absolute { format!("/{path}") } else { path }
}

/// The roots that paths are made relative to: the repository's folder, as given and resolved.
pub(crate) fn roots(root: &Path) -> Vec<String> {
    let text = |path: &Path| path.to_string_lossy().replace('\\', "/");
    let mut roots = vec![text(root)];
    roots.extend(root.canonicalize().ok().map(|path| text(&path)));
    roots.retain(|root| root.len() > 1);
    roots
}

fn below<'a>(path: &'a str, root: &str) -> Option<&'a str> {
    let rest = path.strip_prefix(root.trim_end_matches('/'))?;
    rest.strip_prefix('/').filter(|rest| !rest.is_empty())
}

/// Percent-decodes a URI's path; `file:///C:/x` becomes `C:/x`.
fn decoded(uri: &str) -> String {
    let mut bytes = Vec::with_capacity(uri.len());
    let mut rest = uri.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail
            .get(..2)
            .and_then(|h| std::str::from_utf8(h).ok())
            .and_then(|h| u8::from_str_radix(h, 16).ok());
        match (first, hex) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            (byte, _) => {
                bytes.push(*byte);
                rest = tail;
            }
        }
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let drive = text.get(2..3) == Some(":") && text.starts_with('/');
    if drive { text.get(1..).unwrap_or_default().to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::normalised;

    #[test]
    fn paths_become_one_form() {
        let roots = ["/repo".to_owned()];
        for (raw, expected) in [
            ("src/./a.rs", "src/a.rs"),
            ("src\\win\\a.rs", "src/win/a.rs"),
            ("/repo/src/a.rs", "src/a.rs"),
            ("/repository/a.rs", "/repository/a.rs"),
            ("file:///C:/a%20b/c.rs", "C:/a b/c.rs"),
            ("src/../lib/a.rs", "lib/a.rs"),
            ("../../etc/passwd", "../../etc/passwd"),
        ] {
            assert_eq!(normalised(raw, &roots), expected, "{raw}");
        }
    }
}
