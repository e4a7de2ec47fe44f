//! Whether a content type is one under which a browser takes a file for what it is.

/// Other names of the same type that servers use.
const SAME: [(&str, &[&str]); 5] = [
    ("text/javascript", &["application/javascript", "application/x-javascript"]),
    ("application/xml", &["text/xml"]),
    ("application/atom+xml", &["application/xml", "text/xml"]),
    ("application/rss+xml", &["application/xml", "text/xml"]),
    ("image/x-icon", &["image/vnd.microsoft.icon"]),
];

/// What no browser interprets may have any type.
const ANY: [&str; 4] = ["application/octet-stream", "text/markdown", "text/csv", "text/plain"];

pub(super) fn fits(found: &str, expected: &str) -> bool {
    let (found, expected) = (essence(found), essence(expected));
    let other = || SAME.iter().any(|(name, others)| *name == expected && others.contains(&found.as_str()));
    found == expected || ANY.contains(&expected.as_str()) || other()
}

/// Without parameters, in lower case.
fn essence(text: &str) -> String {
    text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn synonyms_fit_and_others_do_not() {
        assert!(fits("Text/HTML", "text/html; charset=utf-8"));
        assert!(fits("application/javascript", "text/javascript; charset=utf-8"));
        assert!(fits("application/zip", "application/octet-stream"));
        assert!(!fits("text/plain", "text/html; charset=utf-8"));
        assert!(!fits("application/octet-stream", "application/wasm"));
    }
}
