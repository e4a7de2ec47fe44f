//! An explanation on a terminal, and as Markdown.

use super::Explanation;
use crate::markdown::escape;
use crate::text::{visible, visible_lines};
use std::fmt::Write as _;

/// Title by title, names beside values.
pub fn text(told: &Explanation) -> String {
    let mut out = format!("{} {}\n", told.kind, visible(&told.name));
    for part in &told.parts {
        let _ = write!(out, "\n{}\n", visible(&part.title));
        let width = part.facts.iter().map(|line| line.name.chars().count()).max().unwrap_or(0);
        for line in &part.facts {
            let pad = " ".repeat(width - line.name.chars().count());
            let _ = writeln!(out, "  {}{pad}  {}", line.name, line.value);
        }
    }
    visible_lines(out.trim_end())
}

/// The same as lists.
pub fn markdown(told: &Explanation) -> String {
    let mut out = format!("### {} {}\n", told.kind, escape(&told.name));
    for part in &told.parts {
        let _ = write!(out, "\n**{}**\n\n", escape(&part.title));
        for line in &part.facts {
            let _ = writeln!(out, "- {}: {}", escape(&line.name), escape(&line.value));
        }
    }
    out
}
