//! `config check`: every mistake, and every name that nothing else knows.

use crate::args::{CheckConfigArgs, Format};
use crate::command::Outcome;
use crate::config::check::{Checked, Finding, Known, Level, check, warnings};
use crate::config::{self, File};
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use quarterdeck_store::{Archive, Keep};
use serde_json::json;
use std::path::Path;

/// Without a file there is nothing to be wrong.
const NONE: &str = "no quarterdeck.toml here or in a folder above: the defaults hold";

pub(super) fn run(args: &CheckConfigArgs, given: Option<&Path>, printer: &Printer) -> Outcome {
    let Some((path, text)) = config::find_text(given)? else {
        let json = json!({"file": null, "errors": 0, "warnings": 0, "findings": []}).to_string();
        let human = args.answer.format != Format::Json;
        printer.answer(if human { NONE } else { &json })?;
        return Ok(Exit::Done);
    };
    let name = config::shown(&path);
    let mut checked = check(&text, &name);
    if let Some(file) = &checked.file {
        let remarks = warnings(file, &known(args, file, &path)?);
        checked.warn(remarks);
    }
    let count = |level| checked.findings.iter().filter(|finding| finding.level == level).count();
    let (errors, warnings) = (count(Level::Error), count(Level::Warning));
    let answer = match args.answer.format {
        Format::Human => human(&checked, &name, (errors, warnings)),
        Format::Markdown => markdown(&checked, &name, (errors, warnings)),
        Format::Json => json!({
            "file": name, "errors": errors, "warnings": warnings, "findings": checked.findings,
        })
        .to_string(),
    };
    printer.answer(&answer)?;
    Ok(if errors > 0 || (args.strict && warnings > 0) { Exit::Usage } else { Exit::Done })
}

/// The names of the archive; of none that is not there yet.
fn known(args: &CheckConfigArgs, file: &File, path: &Path) -> Result<Known, CliError> {
    let of_project = || {
        let folder = config::folder(path).unwrap_or_default();
        folder.join(&file.project.archive)
    };
    let folder = args.archive.clone().unwrap_or_else(of_project);
    if !folder.is_dir() {
        return Ok(Known::default());
    }
    let history = Archive::new(folder).shelve(Keep::Columns)?.history;
    let metrics = history.series.iter().map(|series| series.key.metric.to_string()).collect();
    let jobs = history.runs.iter().map(|run| run.job.clone()).collect();
    Ok(Known { metrics, jobs })
}

fn counted((errors, warnings): (usize, usize)) -> String {
    let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    format!("{}, {}", plural(errors, "error"), plural(warnings, "warning"))
}

fn human(checked: &Checked<'_>, name: &str, counts: (usize, usize)) -> String {
    let word = |level| if level == Level::Error { "error" } else { "warning" };
    let told = |finding: &Finding| format!("{}: {}\n\n", word(finding.level), finding.words());
    let findings: String = checked.findings.iter().map(told).collect();
    quarterdeck_views::text::visible_lines(&format!("{findings}{name}: {}", counted(counts)))
}

fn markdown(checked: &Checked<'_>, name: &str, counts: (usize, usize)) -> String {
    let cell = |text: &str| quarterdeck_views::text::visible(text).replace('|', "\\|");
    let head = format!("### {}: {}\n\n| | line | what |\n|---|---|---|\n", cell(name), counted(counts));
    let row = |text: String, finding: &Finding| {
        let mark = if finding.level == Level::Error { "▲ error" } else { "◆ warning" };
        format!("{text}| {mark} | {}:{} | {} |\n", finding.line, finding.column, cell(&finding.message))
    };
    checked.findings.iter().fold(head, row)
}
