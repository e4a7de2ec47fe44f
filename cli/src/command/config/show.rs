//! `config show`: what is in force, and where each line of it comes from.

use super::tree::{Line, lines};
use crate::args::ShowArgs;
use crate::command::Outcome;
use crate::config::check::{Checked, Finding, Step, check, path, words};
use crate::config::{self, File, schema};
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use crate::suggest::suggestion;
use serde_json::Value as Schema;
use std::path::Path;

pub(super) fn run(args: &ShowArgs, given: Option<&Path>, printer: &Printer) -> Outcome {
    let found = config::find_text(given)?;
    let (file_name, text) = match &found {
        Some((path, text)) => (config::shown(path), text.as_str()),
        None => (String::new(), ""),
    };
    let checked = check(text, &file_name);
    let Some(file) = &checked.file else {
        return Err(CliError::Config(words(&checked.findings.iter().collect::<Vec<&Finding>>())));
    };
    let wanted = args.key.as_deref().map(wanted).transpose()?.unwrap_or_default();
    let all = lines(&table(file)?);
    let shown: Vec<&Line> = all.iter().filter(|line| covers(&wanted, &line.path)).collect();
    let text = match (shown.is_empty(), &args.key) {
        (true, Some(key)) => format!("# {key} is not set, and there is no default"),
        _ => told(&shown, args.origin.then_some(&checked), &file_name),
    };
    printer.answer(&text)?;
    Ok(Exit::Done)
}

fn table(file: &File) -> Result<toml::Table, CliError> {
    toml::Table::try_from(file).map_err(|e| CliError::Unreadable(format!("the configuration: {e}")))
}

/// Whether a line is of what was asked for: a part of it, or the key in whose value it lies.
fn covers(wanted: &[Step], line: &[Step]) -> bool {
    line.starts_with(wanted) || wanted.starts_with(line)
}

/// The path asked for, when there is such a key.
fn wanted(key: &str) -> Result<Vec<Step>, CliError> {
    let root = schema::value();
    let steps = path(key);
    let mut at = &root;
    for step in &steps {
        at = resolved(&root, at);
        let Step::Key(name) = step else {
            at = &at["items"];
            continue;
        };
        // `policy.metrics.alert` asks for that key of every entry; only whole lists and single entries are told.
        let known: Vec<&str> =
            at["properties"].as_object().into_iter().flat_map(|p| p.keys().map(String::as_str)).collect();
        let open = at["additionalProperties"].is_object() || known.is_empty();
        if !known.contains(&name.as_str()) && !open {
            let near = suggestion(name, &known);
            return Err(CliError::Usage(format!("{key}: there is no key `{name}`{near}")));
        }
        at = if known.contains(&name.as_str()) {
            &at["properties"][name]
        } else {
            &at["additionalProperties"]
        };
    }
    Ok(steps)
}

fn resolved<'s>(root: &'s Schema, schema: &'s Schema) -> &'s Schema {
    match schema["$ref"].as_str() {
        Some(name) => &root["$defs"][name.trim_start_matches("#/$defs/")],
        None => schema,
    }
}

/// The lines under their headers; with the checked text, each with its origin.
fn told(lines: &[&Line], origin: Option<&Checked<'_>>, file: &str) -> String {
    let width = lines.iter().map(|line| line.text.chars().count()).filter(|n| *n <= 60).max().unwrap_or(0);
    let mut out = String::new();
    let mut before: Option<(&str, &[Step])> = None;
    for line in lines {
        let holder = line.path.get(..line.path.len().saturating_sub(1)).unwrap_or_default();
        if before != Some((&line.header, holder)) && !line.header.is_empty() {
            let gap = if out.is_empty() { "" } else { "\n" };
            out.push_str(&format!("{gap}{}\n", line.header));
        }
        before = Some((&line.header, holder));
        match origin {
            Some(checked) => {
                let place = checked.line(&line.path).map(|number| format!("{file}:{number}"));
                let place = place.unwrap_or_else(|| "default".to_owned());
                out.push_str(&format!("{:width$}  # {place}\n", line.text));
            }
            None => out.push_str(&format!("{}\n", line.text)),
        }
    }
    out
}
