//! SVG text: escaping, coordinates with one decimal, relative paths.

use std::fmt::Write as _;

/// A point in tenths of a pixel.
pub(crate) type Tenths = (i32, i32);

/// Text for element content and attribute values. Characters that XML forbids become U+FFFD.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// An identifier made of ASCII letters, digits, `-` and `_` only.
pub(crate) fn identifier(text: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' };
    text.chars().take(100).map(plain).collect()
}

/// `12.3`, `12`, `-0.5`: tenths as pixels.
pub(crate) fn number(tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    match (whole, tenth) {
        (0, 0) => "0".to_owned(),
        (_, 0) => format!("{sign}{whole}"),
        (0, _) => format!("{sign}.{tenth}"),
        _ => format!("{sign}{whole}.{tenth}"),
    }
}

/// Path data through `points`, relative after the first; points that do not move the pen are left out.
pub(crate) fn path(points: impl IntoIterator<Item = Tenths>, close: bool) -> String {
    let mut out = String::new();
    let mut pen: Option<Tenths> = None;
    let mut moved = false;
    for (x, y) in points {
        match pen {
            None => {
                let _ = write!(out, "M{} {}", number(x), number(y));
            }
            Some((px, py)) if (px, py) == (x, y) => continue,
            Some((px, py)) if py == y => {
                let _ = write!(out, "h{}", number(x - px));
                moved = true;
            }
            Some((px, py)) if px == x => {
                let _ = write!(out, "v{}", number(y - py));
                moved = true;
            }
            Some((px, py)) => {
                let _ = write!(out, "l{}", pair(x - px, y - py));
                moved = true;
            }
        }
        pen = Some((x, y));
    }
    if close && moved {
        out.push('z');
    }
    if moved { out } else { String::new() }
}

/// Two numbers; a minus separates as well as a space does.
fn pair(x: i32, y: i32) -> String {
    let (x, y) = (number(x), number(y));
    if y.starts_with('-') { format!("{x}{y}") } else { format!("{x} {y}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_at_most_one_decimal() {
        let shown: Vec<String> = [0, 5, -5, 10, 123, -120].into_iter().map(number).collect();
        assert_eq!(shown, ["0", ".5", "-.5", "1", "12.3", "-12"]);
    }

    #[test]
    fn paths_are_relative() {
        assert_eq!(path([(10, 20), (30, 20), (30, 20), (35, 10)], false), "M1 2h2l.5-1");
        assert_eq!(path([(10, 20), (10, 25), (20, 30)], true), "M1 2v.5l1 .5z");
        assert_eq!(path([(10, 20)], false), "", "a lone point is no line");
    }

    #[test]
    fn hostile_text_is_harmless() {
        assert_eq!(escape("</script><img a='\"'>"), "&lt;/script&gt;&lt;img a=&#39;&quot;&#39;&gt;");
        assert_eq!(escape("a\u{0}b\nc"), "a\u{fffd}b c");
        assert_eq!(identifier("a b\"><c"), "a-b---c");
    }
}
