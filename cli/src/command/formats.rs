//! `formats`: what `collect` and `import` read.

use super::Outcome;
use crate::args::{Format, FormatsArgs};
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use quarterdeck_collectors::{FormatInfo, formats, history};
use quarterdeck_model::Kind;
use serde_json::{Value, json};

pub(super) fn run(args: &FormatsArgs, printer: &Printer) -> Outcome {
    let rows = wanted(args)?;
    let text = match args.answer.format {
        Format::Json => Value::from(rows.iter().map(as_json).collect::<Vec<_>>()).to_string(),
        Format::Markdown => {
            let head = "| kind | format | reads | example | figures |\n|---|---|---|---|---|\n".to_owned();
            rows.iter().fold(head, |text, row| text + &as_markdown(row))
        }
        Format::Human => rows.iter().map(as_text).collect::<Vec<_>>().join("\n"),
    };
    printer.answer(text.trim_end())?;
    Ok(Exit::Done)
}

/// A format, and the command that reads it.
type Row = (&'static str, FormatInfo);

/// All of the kind and name asked for.
fn wanted(args: &FormatsArgs) -> Result<Vec<Row>, CliError> {
    let kind = |text: &str| {
        Kind::parse(text).ok_or_else(|| {
            let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
            CliError::Usage(format!("--kind: `{text}` is not known; expected {}", kinds.join(", ")))
        })
    };
    let kind = args.kind.as_deref().map(kind).transpose()?;
    let read = Kind::ALL.into_iter().flat_map(formats).map(|info| ("collect", info));
    let all = read.chain(history::formats().into_iter().map(|info| ("import", info)));
    let named = |info: &FormatInfo| args.name.as_deref().is_none_or(|name| name == info.name);
    let rows: Vec<Row> =
        all.filter(|(_, info)| kind.is_none_or(|kind| kind == info.kind) && named(info)).collect();
    match &args.name {
        Some(name) if rows.is_empty() => {
            Err(CliError::Usage(format!("`{name}` is no format; `quarterdeck formats` lists them")))
        }
        _ => Ok(rows),
    }
}

fn as_text((command, info): &Row) -> String {
    let FormatInfo { name, kind, description, example, figures, link, .. } = info;
    let reads = if *command == "import" { "import".to_owned() } else { format!("collect {kind}") };
    format!(
        "{name} ({reads}): {description}\n  example  {example}\n  figures  {figures}\n  see      {link}\n"
    )
}

fn as_markdown((_, info): &Row) -> String {
    let cell = |text: &str| text.replace('|', "\\|");
    let FormatInfo { name, kind, description, example, figures, link, .. } = info;
    format!(
        "| {kind} | [{name}]({link}) | {} | `{}` | {} |\n",
        cell(description),
        cell(example),
        cell(figures)
    )
}

fn as_json((command, info): &Row) -> Value {
    json!({"command": command, "kind": info.kind.as_str(), "format": info.name, "tool": info.tool,
        "description": info.description, "example": info.example, "figures": info.figures, "link": info.link})
}
