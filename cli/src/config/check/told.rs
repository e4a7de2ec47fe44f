//! How a finding is told: the place, the line itself and a caret below it.

use serde::Serialize;
use std::ops::Range;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Level {
    /// The file cannot be used.
    Error,
    /// It can, but probably does not say what was meant.
    Warning,
}

/// One finding at its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Finding {
    /// How bad it is.
    pub(crate) level: Level,
    /// The file.
    pub(crate) file: String,
    /// Line, from 1.
    pub(crate) line: usize,
    /// Column in letters, from 1.
    pub(crate) column: usize,
    /// What is wrong, and what was expected.
    pub(crate) message: String,
    /// The line itself.
    pub(crate) text: String,
    /// Letters that are pointed at.
    pub(crate) length: usize,
}

/// Letters of a line that are shown.
const MOST: usize = 160;

impl Finding {
    /// A finding about `span` of `text`; about its beginning without one.
    pub(crate) fn new(
        level: Level,
        file: &str,
        text: &str,
        span: Option<Range<usize>>,
        message: String,
    ) -> Self {
        let span = span.unwrap_or(0..0);
        let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
        let (start, end) = (boundary(span.start).unwrap_or(0), boundary(span.end).unwrap_or(0));
        let before = text.get(..start).unwrap_or_default();
        let begin = before.rfind('\n').map_or(0, |at| at + 1);
        let line = text.get(begin..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let marked = text.get(start..end.max(start)).and_then(|part| part.lines().next()).unwrap_or_default();
        Self {
            level,
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: text.get(begin..start).unwrap_or_default().chars().count() + 1,
            message,
            text: line.to_owned(),
            length: marked.trim_end().chars().count().max(1),
        }
    }

    /// Message, place, line and caret.
    pub(crate) fn words(&self) -> String {
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        // A long line is cut so that the place stays in sight.
        let skipped = if self.column > MOST { self.column - MOST / 2 } else { 0 };
        let letters = |c: char| if c.is_control() { ' ' } else { c };
        let line: String = self.text.chars().skip(skipped).take(MOST).map(letters).collect();
        let column = self.column - skipped;
        let carets = "^".repeat(self.length.min(MOST.saturating_sub(column) + 1).max(1));
        format!(
            "{}\n{margin}--> {}:{}:{}\n{margin} |\n{number} | {}\n{margin} | {}{carets}",
            self.message,
            self.file,
            self.line,
            self.column,
            line.trim_end(),
            " ".repeat(column.saturating_sub(1)),
        )
    }
}

/// All of them, in the order of the file; each after the first begins with its level.
pub(crate) fn words(findings: &[&Finding]) -> String {
    let told = findings.iter().enumerate().map(|(index, finding)| {
        let level = match (index, finding.level) {
            (0, _) => "",
            (_, Level::Error) => "error: ",
            (_, Level::Warning) => "warning: ",
        };
        format!("{level}{}", finding.words())
    });
    told.collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_counted_in_letters_and_the_caret_stands_below_it() {
        let text = "a = 1\n\"ü\" = [1, \"x\u{1b}\"]\nz = 2";
        let start = text.find("\"x").unwrap();
        let finding = Finding::new(Level::Error, "q.toml", text, Some(start..start + 4), "wrong".to_owned());
        assert_eq!((finding.line, finding.column), (2, 11));
        let expected = "wrong\n --> q.toml:2:11\n  |\n2 | \"ü\" = [1, \"x \"]\n  |           ^^^^";
        assert_eq!(finding.words(), expected);
    }

    #[test]
    fn places_beyond_the_text_and_long_lines_are_told_too() {
        let long = format!("k = \"{}\" # here", "x".repeat(5000));
        let at = long.len() - 4;
        let finding = Finding::new(Level::Error, "q", &long, Some(at..at + 4), "m".to_owned());
        let words = finding.words();
        assert!(words.contains("here\n") && words.ends_with("^^^^") && words.len() < 600, "{words}");
        let beyond = Finding::new(Level::Error, "q", "a", Some(7..9), "m".to_owned());
        assert_eq!((beyond.line, beyond.column, beyond.length), (1, 2, 1));
    }
}
