//! One line of the exposition format: a name, labels, a value and perhaps a time in milliseconds.

use super::Labels;
use quarterdeck_model::Timestamp;

/// One sample.
pub(crate) struct Sample<'a> {
    pub(crate) name: &'a str,
    pub(crate) labels: Labels,
    /// Also `NaN` and infinite.
    pub(crate) value: f64,
    pub(crate) at: Option<Timestamp>,
}

/// Reads one line that is no comment.
pub(crate) fn sample(line: &str) -> Option<Sample<'_>> {
    let end = line.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == ':'))?;
    let (name, rest) = line.split_at(end);
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (labels, rest) = match rest.trim_start().strip_prefix('{') {
        Some(rest) => labels(rest)?,
        None => (Labels::none(), rest),
    };
    let mut words = rest.split_whitespace();
    let value = number(words.next()?)?;
    let at = match words.next() {
        Some("#") | None => None,
        Some(millis) => Timestamp::from_millis(millis.parse().ok()?),
    };
    Some(Sample { name, labels, value, at })
}

fn number(word: &str) -> Option<f64> {
    match word {
        "+Inf" => Some(f64::INFINITY),
        "-Inf" => Some(f64::NEG_INFINITY),
        _ => word.parse().ok(),
    }
}

/// Labels up to the closing brace, and what comes after it. In values `\\`, `\"` and `\n` are escapes.
fn labels(text: &str) -> Option<(Labels, &str)> {
    let (mut labels, mut rest) = (Labels::none(), text.trim_start());
    while !rest.starts_with('}') {
        let (key, after) = rest.split_once('=')?;
        let (value, after) = quoted(after.trim_start().strip_prefix('"')?)?;
        labels = labels.with(key.trim(), value);
        let after = after.trim_start();
        rest = after.strip_prefix(',').unwrap_or(after).trim_start();
        // Between two labels stands a comma.
        if rest.len() == after.len() && !rest.starts_with('}') {
            return None;
        }
    }
    Some((labels, rest.get(1..)?))
}

fn quoted(text: &str) -> Option<(String, &str)> {
    let (mut out, mut chars) = (String::new(), text.char_indices());
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((out, text.get(at + 1..)?)),
            '\\' => match chars.next()?.1 {
                'n' => out.push('\n'),
                other => out.push(other),
            },
            c => out.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::sample;

    #[test]
    fn every_part_of_a_line_is_read() {
        for (line, expected) in [
            ("up 1", "up {} 1 at -"),
            (
                "up{job=\"a\",instance=\"b:1\",} 0 1767323045000",
                "up {instance=b:1, job=a} 0 at 1767323045000",
            ),
            (r#"x { path = "C:\\a \"b\",}" } NaN"#, r#"x {path=C:\a "b",}} NaN at -"#),
            ("x +Inf", "x {} inf at -"),
            ("x 1 # {trace=\"1\"} 2", "x {} 1 at -"),
        ] {
            let s = sample(line).unwrap_or_else(|| panic!("{line}"));
            let at = s.at.map_or("-".to_owned(), |at| at.millis().to_string());
            assert_eq!(format!("{} {{{}}} {} at {at}", s.name, s.labels, s.value), expected);
        }
        for line in ["", "1x 2", "x", "x{a=\"b} 1", "x{a=\"b\" c=\"d\"} 1", "x{a} 1", "x one", "x 1 now"] {
            assert!(sample(line).is_none(), "{line}");
        }
    }
}
