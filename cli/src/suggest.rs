//! "Did you mean": the names that are nearest to one that is not there.

use strsim::{damerau_levenshtein, jaro_winkler};

/// Names that are listed.
const MOST: usize = 24;
/// Names that are proposed.
const PROPOSED: usize = 3;

/// How names are compared: capitals, `-` and spaces make no difference.
fn plain(text: &str) -> String {
    text.to_lowercase().replace(['-', ' '], "_")
}

/// At most three of `names` that are near enough to `text`, the nearest first: for long names, of which somebody may give
/// a part.
pub(crate) fn nearest<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let wanted = plain(text);
    let near = |name: &'a str| {
        let name_plain = plain(name);
        let part = wanted.len() >= 3 && name_plain.contains(&wanted);
        let close = if part { 0.9 } else { jaro_winkler(&wanted, &name_plain) };
        (close > 0.8).then_some((close, name))
    };
    let mut found: Vec<(f64, &str)> = names.filter_map(near).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    found.dedup_by(|a, b| a.1 == b.1);
    found.into_iter().take(PROPOSED).map(|(_, name)| name.to_owned()).collect()
}

/// The one of `names` that `word` is most probably a slip of: at most a third of it differs (Damerau–Levenshtein). For a
/// closed list of short words, where only one can be meant.
pub(crate) fn slip_of<'k>(word: &str, names: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let wanted = plain(word);
    let all = names.into_iter().map(|name| (damerau_levenshtein(&wanted, &plain(name)), name));
    let (distance, best) = all.min_by_key(|(distance, name)| (*distance, *name))?;
    let length = wanted.chars().count().max(best.chars().count());
    (distance <= (length / 3).max(1) && distance < length).then_some(best)
}

/// ` (did you mean a, b?)`, or nothing.
pub(crate) fn did_you_mean(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!(" (did you mean {}?)", names.join(", ")) }
}

/// `; did you mean ``x``?` and what else there is.
pub(crate) fn suggestion(word: &str, known: &[&str]) -> String {
    let list = || {
        let shown: Vec<&str> = known.iter().copied().take(MOST).collect();
        let more = if known.len() > MOST { ", …" } else { "" };
        format!("{}{more}", shown.join(", "))
    };
    match slip_of(word, known.iter().copied()) {
        Some(near) if known.len() > MOST => format!("; did you mean `{near}`?"),
        Some(near) => format!("; did you mean `{near}`? (expected {})", list()),
        None if known.is_empty() => String::new(),
        None => format!("; expected {}", list()),
    }
}

#[cfg(test)]
mod tests {
    use super::{nearest, slip_of};
    #[test]
    fn a_slip_finds_its_name_and_nonsense_none() {
        let names = ["coverage.line_percent", "coverage.branch_percent", "tests.failed", "main"];
        let near = |text| nearest(text, names.into_iter());
        assert_eq!(near("covrage.line_percent").first().map(String::as_str), Some("coverage.line_percent"));
        assert_eq!(near("mian"), ["main"]);
        assert_eq!(near("line_percent"), ["coverage.line_percent"]);
        assert_eq!(near("zzz"), Vec::<String>::new());
    }

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
            assert_eq!(slip_of(word, known), meant, "{word}");
        }
        assert_eq!(slip_of("x", []), None);
    }
}
