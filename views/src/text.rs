//! Text from data made harmless and visible: control and direction characters are written out, long names are cut.

use serde::Serialize;
use std::fmt::Write as _;

/// Characters of a name shown before it is cut.
pub const NAME_LENGTH: usize = 80;

/// Characters of a full name kept for a tooltip: a 10 kB name must not weigh 10 kB in every row.
pub const FULL_LENGTH: usize = 400;

/// A name as it is shown, with the whole kept when it was cut.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// What is placed on the page.
    pub text: String,
    /// The whole (up to [`FULL_LENGTH`] characters) when `text` was cut, for a `title` attribute.
    pub full: Option<String>,
}

impl Shown {
    /// A name of at most [`NAME_LENGTH`] characters.
    pub fn new(raw: &str) -> Self {
        Self::cut(raw, NAME_LENGTH)
    }

    /// A name of at most `max` characters: the middle goes, since both ends of a path or test name tell it apart.
    pub fn cut(raw: &str, max: usize) -> Self {
        let whole = visible(raw);
        let text = shorten(&whole, max);
        let full = (text != whole).then(|| shorten(&whole, FULL_LENGTH));
        Self { text, full }
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// A count with its noun, large ones in groups of digits: `1 alert`, `12 345 alerts`. Every count that a page tells is
/// written by it.
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", crate::format::count(count as f64), if count == 1 { one } else { many })
}

/// Writes characters that hide, reorder or break text as `⟨U+202E⟩`; line breaks and tabs become a space.
///
/// Escaped are C0 and C1 controls, the bidirectional formatting characters of UAX #9, zero-width and invisible
/// characters, line and paragraph separators, tags, private-use characters and specials.
pub fn visible(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if hidden(c) => {
                let _ = write!(out, "⟨U+{:04X}⟩", c as u32);
            }
            c => out.push(c),
        }
    }
    out
}

/// As [`visible`], keeping line breaks: for messages on a terminal that hold text from data.
pub fn visible_lines(raw: &str) -> String {
    raw.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

/// At most `max` characters of `text`, its middle replaced by an ellipsis when it is longer.
pub fn shorten(text: &str, max: usize) -> String {
    let count = text.chars().count();
    if count <= max || max == 0 {
        return text.to_owned();
    }
    let kept = max - 1;
    let tail = kept / 3;
    let head: String = text.chars().take(kept - tail).collect();
    let end: String = text.chars().skip(count - tail).collect();
    format!("{head}…{end}")
}

/// Emoji presentation selectors (U+FE0E, U+FE0F) stay: they are common in names and move nothing.
fn hidden(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}'
        | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0d}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}'..='\u{ffff}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_and_control_characters_are_written_out() {
        assert_eq!(visible("a\u{202e}txt.exe"), "a⟨U+202E⟩txt.exe");
        assert_eq!(visible("a\u{0}\u{1b}[31m\u{9f}"), "a⟨U+0000⟩⟨U+001B⟩[31m⟨U+009F⟩");
        assert_eq!(visible("two\nlines\tand\u{2028}more"), "two lines and⟨U+2028⟩more");
        assert_eq!(visible("naïve 漢字 😀 </script>"), "naïve 漢字 😀 </script>");
    }

    #[test]
    fn lines_are_kept_where_asked() {
        assert_eq!(visible_lines("a\u{1b}[0m\nb"), "a⟨U+001B⟩[0m\nb");
    }

    #[test]
    fn long_names_keep_both_ends() {
        let long = format!("start{}end", "x".repeat(10_000));
        let shown = Shown::new(&long);
        assert_eq!(shown.text.chars().count(), NAME_LENGTH);
        assert!(shown.text.starts_with("startx") && shown.text.ends_with("xend"));
        assert_eq!(shown.full.map(|f| f.chars().count()), Some(FULL_LENGTH));
        assert_eq!(Shown::new("short"), Shown { text: "short".into(), full: None });
    }

    #[test]
    fn cutting_counts_characters_not_bytes() {
        assert_eq!(shorten("ééééé", 3), "éé…");
        assert_eq!(shorten("abc", 3), "abc");
        assert_eq!(shorten("abc", 0), "abc");
    }
}
