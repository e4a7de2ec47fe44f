//! Views that the reader named: a name and an address each, as JSON text.

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Its name, which no other has.
    pub name: String,
    /// The address hash, with its `#`; empty text for what is shown at first.
    pub hash: String,
}

/// Characters of a name.
const LONGEST: usize = 80;

/// The views in a text; `None` when it is not ours.
pub fn parse(text: &str) -> Option<Vec<View>> {
    let pairs: Vec<(String, String)> = serde_json::from_str(text).ok()?;
    Some(pairs.into_iter().map(|(name, hash)| View { name, hash }).collect())
}

/// The text that [`parse`] reads.
pub fn to_text(views: &[View]) -> String {
    let pairs: Vec<(&str, &str)> =
        views.iter().map(|view| (view.name.as_str(), view.hash.as_str())).collect();
    // Pairs of texts are always JSON.
    serde_json::to_string(&pairs).unwrap_or_default()
}

/// The same with a view of that name: in the place of one that had it, else at the end. A name that is empty is none.
pub fn with(views: &[View], name: &str, hash: &str) -> Option<Vec<View>> {
    let name: String = name.trim().chars().take(LONGEST).collect();
    if name.is_empty() {
        return None;
    }
    let new = View { name, hash: hash.to_owned() };
    let mut all = views.to_vec();
    match all.iter_mut().find(|view| view.name == new.name) {
        Some(view) => *view = new,
        None => all.push(new),
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_come_back_and_a_name_is_there_once() {
        let one = with(&[], " p99 \u{201c}main\u{201d} ", "#q=p99").expect("named");
        let two = with(&one, "other", "").expect("named");
        let again = with(&two, "p99 \u{201c}main\u{201d}", "#q=p95").expect("named");
        assert_eq!(parse(&to_text(&again)).as_ref(), Some(&again));
        let hashes: Vec<&str> = again.iter().map(|view| view.hash.as_str()).collect();
        assert_eq!(hashes, ["#q=p95", ""]);
        assert_eq!(with(&two, "  ", "#x"), None);
    }

    #[test]
    fn what_is_not_ours_is_known_as_such() {
        for text in ["", "{}", "[1]", "[[\"a\"]]", "nonsense"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
