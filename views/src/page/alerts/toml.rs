//! An acknowledgement as text to be put into a file of annotations.

use crate::context::Context;
use quarterdeck_analysis::alert::Alert;
use quarterdeck_analysis::policy::annotation::Acknowledgement;
use std::fmt::Write as _;

/// The table of an acknowledgement; whoever copies it fills in who and why.
pub(super) fn blank(context: &Context<'_>, alert: &Alert) -> String {
    let alert = quoted(&alert.identity(context.history));
    format!("[[acknowledge]]\nalert = {alert}\nby = \"\"\nat = {}\nreason = \"\"\n", context.now)
}

/// The table of an acknowledgement.
pub fn acknowledge(said: &Acknowledgement) -> String {
    let mut out = format!(
        "[[acknowledge]]\nalert = {}\nby = {}\nat = {}\nreason = {}\n",
        quoted(&said.alert),
        quoted(&said.by),
        said.at,
        quoted(&said.reason)
    );
    // Writing to a String cannot fail.
    if let Some(issue) = &said.issue {
        let _ = writeln!(out, "issue = {}", quoted(issue));
    }
    if let Some(until) = said.until {
        let _ = writeln!(out, "until = {until}");
    }
    out
}

/// A basic string of TOML (v1.0, "String"). What is no plain character is escaped, so that a hostile name neither ends the
/// string nor hides in it.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            ' ' => out.push(c),
            c if c.is_control() || c.is_whitespace() || is_invisible(c) => {
                let _ = write!(out, "\\U{:08X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Marks that turn or join text, and are not seen themselves.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn strings_are_closed_and_seen() {
        assert_eq!(quoted("a \"b\" \\ c"), r#""a \"b\" \\ c""#);
        assert_eq!(quoted("a\n\u{7f}\u{202e}ü"), r#""a\U0000000A\U0000007F\U0000202Eü""#);
    }
}
