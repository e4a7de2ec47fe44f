//! The address hash as ordered `key=value` pairs, percent-encoded as in a query string.

/// Pairs in the order in which they stand in the address. A key without `=` has no value and keeps none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pairs(Vec<(String, Option<String>)>);

impl Pairs {
    /// Reads `#a=1&b=2`, with or without the `#`. Never fails: what is not valid percent-encoding stays as it is.
    pub fn parse(hash: &str) -> Self {
        let text = hash.strip_prefix('#').unwrap_or(hash);
        let pair = |part: &str| match part.split_once('=') {
            Some((key, value)) => (decode(key), Some(decode(value))),
            None => (decode(part), None),
        };
        Self(text.split('&').filter(|part| !part.is_empty()).map(pair).collect())
    }

    /// The value of the last pair with that key: whoever appends to an address means what they appended.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().rev().find(|(k, _)| k == key).and_then(|(_, value)| value.as_deref())
    }

    /// Puts a pair at the end.
    pub fn push(&mut self, key: &str, value: &str) {
        self.0.push((key.to_owned(), Some(value.to_owned())));
    }

    /// Puts every pair of `other` at the end.
    pub fn extend(&mut self, other: &Pairs) {
        self.0.extend(other.0.iter().cloned());
    }

    /// The pairs whose key is not in `known`, in order.
    #[must_use]
    pub fn without(&self, known: &[&str]) -> Self {
        Self(self.0.iter().filter(|(key, _)| !known.contains(&key.as_str())).cloned().collect())
    }

    /// The address hash, with its `#`; empty text when there are no pairs.
    pub fn to_hash(&self) -> String {
        let part = |(key, value): &(String, Option<String>)| match value {
            Some(value) => format!("{}={}", encode(key), encode(value)),
            None => encode(key),
        };
        let parts: Vec<String> = self.0.iter().map(part).collect();
        if parts.is_empty() { String::new() } else { format!("#{}", parts.join("&")) }
    }
}

/// A list as it stands in one value: items joined by commas, commas and backslashes of items escaped by a backslash.
pub fn join<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    let escaped = |item: &str| item.replace('\\', "\\\\").replace(',', "\\,");
    items.into_iter().map(escaped).collect::<Vec<_>>().join(",")
}

/// The items of a list; empty items are dropped.
pub fn split(value: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            ',' => items.push(String::new()),
            other => {
                let kept = if other == '\\' { chars.next().unwrap_or('\\') } else { other };
                if let Some(last) = items.last_mut() {
                    last.push(kept);
                }
            }
        }
    }
    items.retain(|item| !item.is_empty());
    items
}

/// Leaves what RFC 3986 allows in a fragment and what stays readable; everything else becomes `%XX` of its UTF-8.
fn encode(text: &str) -> String {
    let plain = |b: u8| {
        b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'~' | b',' | b'/' | b':' | b'@')
    };
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend(
                [byte >> 4, byte & 15]
                    .map(|d| char::from_digit(u32::from(d), 16).unwrap_or('0').to_ascii_uppercase()),
            );
        }
    }
    out
}

/// `%XX` and `+` (a space, as forms write it) undone; invalid UTF-8 becomes U+FFFD.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| {
        bytes.get(at).and_then(|b| char::from(*b).to_digit(16)).and_then(|d| u8::try_from(d).ok())
    };
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(high * 16 + low);
                at += 3;
                continue;
            }
            (b'+', ..) => out.push(b' '),
            _ => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_come_back_in_order_with_their_text() {
        let pairs = Pairs::parse("#v=1&branch=feature%2Fa%26b&q=p99+latency&flag&x=a=b");
        assert_eq!(pairs.get("branch"), Some("feature/a&b"));
        assert_eq!(pairs.get("q"), Some("p99 latency"));
        assert_eq!(pairs.get("x"), Some("a=b"));
        assert_eq!(pairs.get("flag"), None);
        assert_eq!(pairs.to_hash(), "#v=1&branch=feature/a%26b&q=p99%20latency&flag&x=a%3Db");
        assert_eq!(Pairs::parse(&pairs.to_hash()), pairs);
    }

    #[test]
    fn the_last_of_equal_keys_counts() {
        assert_eq!(Pairs::parse("q=a&q=b").get("q"), Some("b"));
    }

    #[test]
    fn broken_encoding_is_text_and_never_an_error() {
        for text in ["%", "%4", "%zz", "%ff", "&&&", "#", "=", "%E2%82"] {
            let pairs = Pairs::parse(text);
            assert_eq!(Pairs::parse(&pairs.to_hash()), pairs, "{text}");
        }
        assert_eq!(Pairs::parse("q=100%").get("q"), Some("100%"));
    }

    #[test]
    fn list_items_may_hold_commas_and_backslashes() {
        for items in [vec!["main"], vec!["a,b", "c\\", "\\,"], vec!["ü ✓", "x"], vec![]] {
            assert_eq!(split(&join(items.iter().copied())), items);
        }
        assert_eq!(split(",,a,"), ["a"]);
        assert_eq!(split("a\\"), ["a\\"]);
    }

    #[test]
    fn only_foreign_keys_are_left_over() {
        assert_eq!(Pairs::parse("v=1&mine=2&q=x&other").without(&["v", "q"]).to_hash(), "#mine=2&other");
    }
}
