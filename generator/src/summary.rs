//! `summary.md`: the overview in a few lines, for a pull request's comment or a job's summary.

use quarterdeck_views::page::overview::{AttentionRow, OverviewPage};
use std::fmt::Write as _;

/// The verdict, what changed, the score and what needs attention, as GitHub-flavoured Markdown.
pub(crate) fn summary(page: &OverviewPage) -> String {
    let status = page.verdict.status;
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(out, "## {} {}: {}\n", status.glyph, status.word, escape(&page.shell.project));
    for banner in &page.shell.banners {
        let _ = writeln!(out, "> **{}**\n", escape(&banner.text));
    }
    let _ = writeln!(
        out,
        "**{}** {}\n",
        escape(&page.verdict.headline),
        escape(&page.verdict.sentences.join(" "))
    );
    let note = if page.score.note.is_empty() { String::new() } else { format!(", {}", page.score.note) };
    let _ = writeln!(out, "Quality score {}/100 ({}{}).\n", page.score.value, page.score.band, escape(&note));
    if !page.attention.is_empty() {
        out.push_str("| Status | Metric | Now | Δ week | Target |\n|---|---|--:|--:|---|\n");
    }
    for row in &page.attention {
        attention(&mut out, row);
    }
    if let Some(more) = &page.attention_more {
        let _ = writeln!(out, "\n{}", escape(&more.text));
    }
    let _ = writeln!(out, "\n{} · {}", escape(&page.heading), escape(&page.compared));
    out
}

fn attention(out: &mut String, row: &AttentionRow) {
    let metric = &row.metric;
    let status = metric.status.map(|s| format!("{} {}", s.glyph, s.word)).unwrap_or_default();
    let detail = if metric.detail.is_empty() { String::new() } else { format!(" ({})", metric.detail.text) };
    let delta = [metric.week.text.as_str(), metric.week.word].join(" ");
    let cells =
        [status, format!("{}{detail}", metric.name.text), metric.now.text(), delta, metric.target.clone()];
    let cells: Vec<String> = cells.iter().map(|c| escape(c.trim())).collect();
    let _ = writeln!(out, "| {} |", cells.join(" | "));
}

/// Text from data with no meaning as Markdown or HTML, and no mention of anybody.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' => out.push_str("&#64;"),
            '\n' | '\r' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use quarterdeck_views::Shown;
    use quarterdeck_views::page::MetricRow;

    #[test]
    fn names_have_no_meaning_in_it() {
        let name = "<img src=x> | @everyone [a](javascript:b)";
        let metric = MetricRow { name: Shown::new(name), ..MetricRow::default() };
        let attention = vec![AttentionRow { metric, ..AttentionRow::default() }];
        let text = summary(&OverviewPage { attention, ..OverviewPage::default() });
        assert!(text.contains("&lt;img src=x&gt; \\| &#64;everyone \\[a\\](javascript:b)"), "{text}");
    }
}
