//! The host name of a site.

use crate::PublishError;

/// The name as it stands in the file: labels of letters, digits and hyphens (RFC 1123, 2.1).
pub(super) fn checked(host: &str) -> Result<String, PublishError> {
    let label = |label: &str| {
        let inner = |c: char| c.is_ascii_alphanumeric() || c == '-';
        (1..=63).contains(&label.len())
            && label.chars().all(inner)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let fits = host.len() <= 253 && host.contains('.') && host.split('.').all(label);
    if fits { Ok(host.to_ascii_lowercase()) } else { Err(PublishError::Host { host: host.to_owned() }) }
}

#[cfg(test)]
mod tests {
    use super::checked;

    #[test]
    fn only_host_names() {
        assert_eq!(checked("Quality.Example.org").unwrap(), "quality.example.org");
        for wrong in ["", "localhost", "https://a.b", "a.b/c", "-a.b", "a..b", "a.b\nc.d", "a_b.c"] {
            assert!(checked(wrong).is_err(), "{wrong:?}");
        }
    }
}
