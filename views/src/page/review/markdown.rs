//! A review as Markdown for a wiki or an e-mail, and as text for a terminal.

use super::{Cell, Grid, PeriodNotes, ReviewPage, Topic};
use crate::markdown::{escape, table};
use crate::text::visible_lines;
use std::fmt::Write as _;

/// The whole review as GitHub-flavoured Markdown; the notes of its own period at the end, as they were written.
pub fn markdown(page: &ReviewPage, notes: &[PeriodNotes]) -> String {
    let mut out = format!("# {}: {}\n\n", escape(&page.shell.project), escape(&page.heading));
    // Writing to a String cannot fail.
    if page.shell.simulated {
        out.push_str("> **Simulated data: these figures were made up by quarterdeck demo.**\n\n");
    }
    if !page.so_far.is_empty() {
        let _ = writeln!(out, "*{}*\n", escape(&page.so_far));
    }
    let status = page.verdict.status;
    let _ = writeln!(out, "**{} {}**. {}\n", status.glyph, status.word, escape(&page.verdict.headline));
    for sentence in &page.sentences {
        let _ = writeln!(out, "- {}", escape(sentence));
    }
    for topic in &page.topics {
        write_topic(&mut out, topic);
    }
    let own = notes.iter().find(|notes| notes.period.name() == page.name);
    out.push_str("\n## Decisions and actions\n\n");
    match own {
        Some(notes) => {
            let _ = writeln!(out, "{}", notes.markdown.trim_end());
        }
        None => {
            let _ = writeln!(out, "{}", escape(&page.notes_hint));
        }
    }
    let _ = writeln!(out, "\n---\n\n{}", escape(&page.basis));
    out
}

fn write_topic(out: &mut String, topic: &Topic) {
    let _ = writeln!(out, "\n## {}\n", escape(&topic.title));
    if !topic.sub.is_empty() {
        let _ = writeln!(out, "*{}*\n", escape(&topic.sub));
    }
    for sentence in &topic.sentences {
        let _ = writeln!(out, "{}\n", escape(sentence));
    }
    for figure in &topic.figures {
        let _ = writeln!(out, "{}\n", escape(&figure.spec.sentence));
    }
    for grid in &topic.grids {
        write_grid(out, grid);
    }
}

fn write_grid(out: &mut String, grid: &Grid) {
    if !grid.caption.is_empty() {
        let _ = writeln!(out, "**{}**\n", escape(&grid.caption));
    }
    if grid.rows.is_empty() {
        if !grid.none.is_empty() {
            let _ = writeln!(out, "{}\n", escape(&grid.none));
        }
        return;
    }
    let columns: Vec<(&str, bool)> = grid.columns.iter().map(|c| (c.text.as_str(), c.numeric)).collect();
    out.push_str(&table(&columns, grid.rows.iter().map(|row| row.iter().map(plain).collect())));
    let note = if grid.note.is_empty() { String::new() } else { format!("{}\n\n", escape(&grid.note)) };
    let _ = write!(out, "\n{note}");
}

fn plain(cell: &Cell) -> String {
    let status = cell.status.map(|status| format!("{} {}", status.glyph, status.word));
    let text = [status.as_deref(), Some(cell.text.text.as_str())];
    let text: Vec<&str> = text.into_iter().flatten().filter(|text| !text.is_empty()).collect();
    match cell.sub.text.as_str() {
        "" => text.join(" "),
        sub => format!("{} ({sub})", text.join(" ")),
    }
}

/// The heading, the verdict and what the topics come to, without their tables.
pub fn human(page: &ReviewPage) -> String {
    let status = page.verdict.status;
    let so_far = if page.so_far.is_empty() { String::new() } else { format!(" ({})", page.so_far) };
    let mut out =
        format!("{}{so_far}\n{} {}: {}\n", page.heading, status.glyph, status.word, page.verdict.headline);
    for sentence in &page.sentences {
        let _ = writeln!(out, "  {sentence}");
    }
    for topic in &page.topics {
        let _ = writeln!(out, "\n{}", topic.title);
        for sentence in &topic.sentences {
            let _ = writeln!(out, "  {sentence}");
        }
        for grid in &topic.grids {
            human_grid(&mut out, grid);
        }
    }
    let _ = writeln!(out, "\n{}", page.basis);
    visible_lines(&out)
}

fn human_grid(out: &mut String, grid: &Grid) {
    let title = if grid.caption.is_empty() { String::new() } else { format!("{}: ", grid.caption) };
    if grid.rows.is_empty() {
        if !grid.none.is_empty() {
            let _ = writeln!(out, "  {}", grid.none);
        }
        return;
    }
    if !title.is_empty() {
        let _ = writeln!(out, "  {}", title.trim_end());
    }
    let rows: Vec<Vec<String>> = grid.rows.iter().map(|row| row.iter().map(plain).collect()).collect();
    let heads: Vec<String> = grid.columns.iter().map(|column| column.text.clone()).collect();
    let all: Vec<&Vec<String>> = std::iter::once(&heads).chain(&rows).collect();
    let wide = |at: usize| all.iter().filter_map(|row| row.get(at)).map(|c| c.chars().count()).max();
    for row in &all {
        let cells = row.iter().enumerate().map(|(at, text)| {
            let room = wide(at).unwrap_or(0).saturating_sub(text.chars().count());
            match grid.columns.get(at).is_some_and(|column| column.numeric) {
                true => format!("{}{text}", " ".repeat(room)),
                false => format!("{text}{}", " ".repeat(room)),
            }
        });
        let line: Vec<String> = cells.collect();
        let _ = writeln!(out, "    {}", line.join("  ").trim_end());
    }
    if !grid.note.is_empty() {
        let _ = writeln!(out, "    {}", grid.note);
    }
}
