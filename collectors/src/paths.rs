//! One way to write a path: `/` between parts, relative to the repository where that can be told, and never outside it.

use std::path::Path;

/// The path as shown and compared: file URIs decoded, `\` turned, the first of `roots` that it begins with cut off.
/// Steps out of the folder (`..` at the beginning) become `(up)`, which leads nowhere.
pub(crate) fn normalised(raw: &str, roots: &[String]) -> String {
    let plain = match raw.strip_prefix("file://") {
        Some(rest) => drive(&decoded(rest)),
        None => raw.to_owned(),
    };
    tidy(&plain.replace('\\', "/"), roots)
}

/// The same of an address, in which a space is `%20`; addresses that are no files stay as they are.
pub(crate) fn of_uri(uri: &str, roots: &[String]) -> String {
    match uri.split_once("://") {
        Some(("file", _)) => normalised(uri, roots),
        Some(_) => uri.to_owned(),
        None => {
            let path = uri.strip_prefix("file:").unwrap_or(uri);
            tidy(&drive(&decoded(path)).replace('\\', "/"), roots)
        }
    }
}

fn tidy(plain: &str, roots: &[String]) -> String {
    let inside = roots.iter().find_map(|root| below(plain, root)).unwrap_or(plain);
    let absolute = inside.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in inside.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "(up)") => {
                parts.pop();
            }
            ".." if absolute => {}
            ".." => parts.push("(up)"),
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    if absolute { format!("/{path}") } else { path }
}

/// Whether a path with `/` begins at the top of a file system, of Windows or another.
pub(crate) fn is_absolute(path: &str) -> bool {
    let drive = path.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) && path.get(1..3) == Some(":/");
    drive || path.starts_with('/')
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

/// `/C:/x` as `C:/x`.
fn drive(path: &str) -> String {
    let drive = path.get(2..3) == Some(":") && path.starts_with('/');
    path.get(usize::from(drive)..).unwrap_or_default().to_owned()
}

/// Percent-decodes.
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
                rest = tail.get(2..).unwrap_or_default();
            }
            (byte, _) => {
                bytes.push(*byte);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{normalised, of_uri};

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
            ("../../etc/passwd", "(up)/(up)/etc/passwd"),
            ("a/../../b", "(up)/b"),
            ("/../../etc/passwd", "/etc/passwd"),
            ("a%20b.c", "a%20b.c"),
        ] {
            assert_eq!(normalised(raw, &roots), expected, "{raw}");
        }
    }

    #[test]
    fn addresses_become_paths() {
        for (uri, expected) in [
            ("src/a%20b.c", "src/a b.c"),
            ("file:///repo/src/a.c", "src/a.c"),
            ("file:/C:/x.c", "C:/x.c"),
            ("https://example.org/a.c", "https://example.org/a.c"),
            ("a%2", "a%2"),
        ] {
            assert_eq!(of_uri(uri, &["/repo".to_owned()]), expected, "{uri}");
        }
    }
}
