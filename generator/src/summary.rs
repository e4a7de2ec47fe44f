//! `summary.md`: the overview in a few lines, for a pull request's comment or a job's summary.

use quarterdeck_views::markdown::{escape, table};
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
        out.push_str(&table(&COLUMNS, page.attention.iter().map(attention)));
    }
    if let Some(more) = &page.attention_more {
        let _ = writeln!(out, "\n{}", escape(&more.text));
    }
    let _ = writeln!(out, "\n{} · {}", escape(&page.heading), escape(&page.compared));
    out
}

const COLUMNS: [(&str, bool); 5] =
    [("Status", false), ("Metric", false), ("Now", true), ("Δ week", true), ("Target", false)];

fn attention(row: &AttentionRow) -> Vec<String> {
    let metric = &row.metric;
    let status = metric.status.map(|s| format!("{} {}", s.glyph, s.word)).unwrap_or_default();
    let detail = if metric.detail.is_empty() { String::new() } else { format!(" ({})", metric.detail.text) };
    let delta = [metric.week.text.as_str(), metric.week.word].join(" ");
    vec![status, format!("{}{detail}", metric.name.text), metric.now.text(), delta, metric.target.clone()]
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
