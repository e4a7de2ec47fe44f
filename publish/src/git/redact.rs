//! What git says, fit to be printed: without the credentials that addresses may carry.

/// The text without what stands between `://` and `@` of an address.
pub(crate) fn redacted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        out.push_str(before);
        let end = after.find(|c: char| c.is_whitespace() || "/'\"".contains(c)).unwrap_or(after.len());
        let (authority, tail) = after.split_at(end);
        out.push_str(authority.rsplit_once('@').map_or(authority, |(_, host)| host));
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::redacted;

    #[test]
    fn credentials_are_left_out() {
        for (text, fit) in [
            (
                "unable to access 'https://me:secret@host/x.git/': 403",
                "unable to access 'https://host/x.git/': 403",
            ),
            ("https://token@host https://b@c", "https://host https://c"),
            ("To https://host/a@b.git", "To https://host/a@b.git"),
            ("git@host:x.git", "git@host:x.git"),
            ("https://me:p@ss@host", "https://host"),
            ("", ""),
        ] {
            assert_eq!(redacted(text), fit);
        }
    }
}
