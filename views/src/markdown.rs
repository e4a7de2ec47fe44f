//! GitHub-flavoured Markdown: text from data without meaning in it, and tables.

use crate::text::visible;

/// Text from data with no meaning as Markdown or HTML, no mention of anybody, no end of a cell.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' => out.push_str("&#64;"),
            other => out.push(other),
        }
    }
    out
}

/// A table: headings, each with whether numbers stand below it, and rows of as many texts, all of them escaped here.
pub fn table(columns: &[(&str, bool)], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let rules: Vec<&str> = columns.iter().map(|(_, numeric)| if *numeric { "--:" } else { "---" }).collect();
    // A column without a heading takes no more room than its edges.
    let mut out = line(columns.iter().map(|(text, _)| *text)).replace("|  |", "| |");
    out.push_str(&format!("|{}|\n", rules.join("|")));
    for row in rows {
        out.push_str(&line(row.iter().map(String::as_str)));
    }
    out
}

fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.map(|cell| escape(cell.trim())).collect();
    format!("| {} |\n", cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_table_has_no_meaning() {
        let rows = [vec!["a | b".to_owned(), " <1> ".to_owned()]];
        let text = table(&[("@all", false), ("Now", true)], rows);
        assert_eq!(text, "| &#64;all | Now |\n|---|--:|\n| a \\| b | &lt;1&gt; |\n");
    }
}
