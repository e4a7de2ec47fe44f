//! `alerts acknowledge`: writes down that somebody looks after an open alert.

use crate::args::AcknowledgeArgs;
use crate::command::Outcome;
use crate::error::CliError;
use crate::exit::Exit;
use crate::now;
use crate::printer::Printer;
use crate::project::{self, Project};
use quarterdeck_analysis::alert::Alert;
use quarterdeck_analysis::assess;
use quarterdeck_analysis::policy::annotation::{Acknowledgement, When};
use quarterdeck_model::Timestamp;
use quarterdeck_store::Keep;
use quarterdeck_store::write;
use quarterdeck_views::page::alerts::acknowledge;
use std::path::Path;
use std::process::Command;
use toml_edit::{ArrayOfTables, DocumentMut, Item};

/// The file of the annotations folder that acknowledgements are added to.
const FILE: &str = "acknowledged.toml";

pub(super) fn run(args: &AcknowledgeArgs, project: &Project, printer: &Printer) -> Outcome {
    let now = now::now(args.now.as_deref())?;
    let said = said(args, project.root(), now)?;
    let loaded = project::read(&project.archive(args.archive.as_deref()), Keep::Columns, printer)?;
    let policy = project.policy()?;
    let told = project.told(project::history(&loaded, &policy));
    let alerts = assess(&told, &policy, now).alerts;
    let open: Vec<&Alert> = alerts.iter().filter(|alert| alert.is_open()).collect();
    let own = open.iter().find(|alert| alert.identity(&told) == said.alert);
    let Some(own) = own else {
        let names: Vec<String> = open.iter().map(|alert| format!("  {}", alert.identity(&told))).collect();
        let names =
            if names.is_empty() { "none is".to_owned() } else { format!("open are:\n{}", names.join("\n")) };
        return Err(CliError::Usage(format!("no alert {:?} is open; {names}", said.alert)));
    };
    let before = own.acknowledged.and_then(|index| policy.annotations.acknowledge.get(index));
    if let Some(before) = before {
        printer.note(&format!("{} acknowledged it at {}; the later one holds", before.by, before.at));
    }
    let path = project.annotations_folder().join(FILE);
    let text = added(&path, &said)?;
    write::atomic(&path, text.as_bytes())?;
    printer.answer(&format!("{}\n{}", path.display(), acknowledge(&said).trim_end()))?;
    Ok(Exit::Done)
}

/// What the arguments say.
fn said(args: &AcknowledgeArgs, root: &Path, now: Timestamp) -> Result<Acknowledgement, CliError> {
    let until = args.until.as_deref().map(When::parse).transpose();
    let until = until.map_err(|why| CliError::Usage(format!("--until: {why}")))?;
    if let Some(until) = until.filter(|until| until.0 <= now) {
        return Err(CliError::Usage(format!("--until {until}: expected an instant after now, {now}")));
    }
    let by = args.by.clone().or_else(|| name(root)).filter(|by| !by.trim().is_empty());
    let by = by.ok_or_else(|| {
        CliError::Usage("git does not know your name (user.name); say it with --by NAME".to_owned())
    })?;
    if args.reason.trim().is_empty() {
        return Err(CliError::Usage("--reason is empty; say it for those who come later".to_owned()));
    }
    Ok(Acknowledgement {
        alert: args.alert.clone(),
        by,
        at: When(now),
        reason: args.reason.clone(),
        issue: args.issue.clone(),
        until,
    })
}

/// The name that git signs commits with.
fn name(root: &Path) -> Option<String> {
    let output = Command::new("git").arg("-C").arg(root).args(["config", "user.name"]).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The text of the file with one more table; all that stands there stays as it is.
fn added(path: &Path, said: &Acknowledgement) -> Result<String, CliError> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(e) => return Err(CliError::io(path, e)),
    };
    let wrong = |message: String| CliError::Annotations { path: path.to_owned(), message };
    let parse = |text: &str| text.parse::<DocumentMut>().map_err(|e| wrong(e.to_string()));
    let mut document = parse(&text)?;
    let mut one = parse(&acknowledge(said))?;
    let Some(Item::ArrayOfTables(one)) = one.remove("acknowledge") else {
        return Err(wrong("the acknowledgement cannot be written as a table".to_owned()));
    };
    let tables = document.entry("acknowledge").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let tables = tables
        .as_array_of_tables_mut()
        .ok_or_else(|| wrong("`acknowledge` is no list of tables; expected [[acknowledge]]".to_owned()))?;
    for mut table in one {
        // It stands after all that is there, apart by a line.
        table.set_position(None);
        table.decor_mut().set_prefix(if text.is_empty() { "" } else { "\n" });
        tables.push(table);
    }
    let text = document.to_string();
    project::read_annotations(&text, path)?;
    Ok(text)
}
