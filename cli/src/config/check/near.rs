//! Near misses: what somebody probably meant.

/// The known word that `word` is most probably a slip of: at most a third of it differs (Damerau–Levenshtein).
pub(crate) fn near<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let plain = |text: &str| text.to_lowercase().replace(['-', ' '], "_");
    let wanted = plain(word);
    let distance = |known: &str| strsim::damerau_levenshtein(&wanted, &plain(known));
    let all = known.into_iter().map(|known| (distance(known), known));
    let (distance, best) = all.min_by_key(|(distance, known)| (*distance, *known))?;
    let length = wanted.chars().count().max(best.chars().count());
    (distance <= (length / 3).max(1) && distance < length).then_some(best)
}

/// Most words that are listed.
const MOST: usize = 24;

/// `; did you mean ``x``?` and what else there is.
pub(crate) fn suggestion(word: &str, known: &[&str]) -> String {
    let list = || {
        let shown: Vec<&str> = known.iter().copied().take(MOST).collect();
        let more = if known.len() > MOST { ", …" } else { "" };
        format!("{}{more}", shown.join(", "))
    };
    match near(word, known.iter().copied()) {
        Some(near) if known.len() > MOST => format!("; did you mean `{near}`?"),
        Some(near) => format!("; did you mean `{near}`? (expected {})", list()),
        None if known.is_empty() => String::new(),
        None => format!("; expected {}", list()),
    }
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn slips_are_known_and_other_words_are_not() {
        let known = ["branch", "name", "archive", "open_after", "at"];
        for (word, meant) in [
            ("brunch", Some("branch")),
            ("nmae", Some("name")),
            ("Open-After", Some("open_after")),
            ("achive", Some("archive")),
            ("colour", None),
            ("x", None),
        ] {
            assert_eq!(near(word, known), meant, "{word}");
        }
        assert_eq!(near("x", []), None);
    }
}
