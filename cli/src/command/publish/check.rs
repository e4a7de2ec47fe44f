//! `publish --check`: what is served, beside the site.

use super::Outcome;
use crate::args::{Format, PublishArgs};
use crate::exit::Exit;
use crate::printer::Printer;
use quarterdeck_model::plural;
use quarterdeck_publish::{Check, Checked, Folder, Wrong};
use serde_json::json;

/// Files that people are told of, at most: where nothing answers, all are wrong in the same way.
const MOST: usize = 20;

pub(super) fn run(args: &PublishArgs, served: &str, folder: &Folder, printer: &Printer) -> Outcome {
    super::refuse(args.pages.given(), "gh-pages")?;
    let check = Check { served: served.to_owned(), endpoint: args.objects.endpoint.clone() };
    let spinner = printer.spinner("comparing");
    let checked = check.run(folder);
    spinner.finish_and_clear();
    let checked = checked?;
    printer.answer(&text(&checked, args.answer.format))?;
    Ok(if checked.wrong.is_empty() { Exit::Done } else { Exit::Unreadable })
}

fn text(checked: &Checked, format: Format) -> String {
    if format == Format::Json {
        let one =
            |(path, wrong): &(String, Wrong)| json!({"path": path, "what": word(wrong), "why": why(wrong)});
        let wrong: Vec<_> = checked.wrong.iter().map(one).collect();
        return json!({"same": checked.same, "wrong": wrong}).to_string();
    }
    let line = |(path, wrong): &(String, Wrong)| format!("▲ {:<10} {path}: {}", word(wrong), why(wrong));
    let mut lines: Vec<String> = checked.wrong.iter().take(MOST).map(line).collect();
    if let Some(rest) = checked.wrong.len().checked_sub(MOST).filter(|rest| *rest > 0) {
        lines.push(format!("\u{2026} and {rest} more; --format json lists all"));
    }
    let same = match checked.same {
        1 => "1 file is served as it is here".to_owned(),
        many => format!("{many} files are served as they are here"),
    };
    lines.push(format!("{same}, {}", plural(checked.wrong.len(), "is not", "are not")));
    quarterdeck_views::text::visible_lines(&lines.join("\n"))
}

fn word(wrong: &Wrong) -> &'static str {
    match wrong {
        Wrong::Missing => "missing",
        Wrong::Stale => "stale",
        Wrong::Type { .. } => "type",
        Wrong::Unreadable(_) => "unreadable",
    }
}

fn why(wrong: &Wrong) -> String {
    match wrong {
        Wrong::Missing => "nothing is served under this path".to_owned(),
        Wrong::Stale => "another content is served: of another build, or damaged".to_owned(),
        Wrong::Type { found, expected } => format!("served as {found:?}, {expected:?} was expected"),
        Wrong::Unreadable(said) => said.clone(),
    }
}
