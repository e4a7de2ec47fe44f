//! "Did you mean": the names that are nearest to one that is not there.

/// At most three of `names` that are near enough to `text`, the nearest first.
pub(crate) fn nearest<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let wanted = text.to_lowercase();
    let near = |name: &'a str| {
        let lower = name.to_lowercase();
        let part = wanted.len() >= 3 && lower.contains(&wanted);
        let close = if part { 0.9 } else { strsim::jaro_winkler(&wanted, &lower) };
        (close > 0.8).then_some((close, name))
    };
    let mut found: Vec<(f64, &str)> = names.filter_map(near).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    found.dedup_by(|a, b| a.1 == b.1);
    found.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}

/// ` (did you mean a, b?)`, or nothing.
pub(crate) fn did_you_mean(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!(" (did you mean {}?)", names.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_its_name_and_nonsense_none() {
        let names = ["coverage.line_percent", "coverage.branch_percent", "tests.failed", "main"];
        let near = |text| nearest(text, names.into_iter());
        assert_eq!(near("covrage.line_percent").first().map(String::as_str), Some("coverage.line_percent"));
        assert_eq!(near("mian"), ["main"]);
        assert_eq!(near("line_percent"), ["coverage.line_percent"]);
        assert_eq!(near("zzz"), Vec::<String>::new());
    }
}
