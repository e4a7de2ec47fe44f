//! `notify`: tells receivers what changed since the last time, each change once.

use super::Outcome;
use crate::args::{Format, NotifyArgs};
use crate::config::NotifyTable;
use crate::error::CliError;
use crate::exit::Exit;
use crate::now;
use crate::printer::Printer;
use crate::project::{self, Git, Project};
use quarterdeck_analysis::assess_with;
use quarterdeck_analysis::compare::Snapshots;
use quarterdeck_analysis::gate::{Changed, Inputs};
use quarterdeck_analysis::policy::Severity;
use quarterdeck_model::Level;
use quarterdeck_publish::{Delivered, Draft, Outbox, Receiver};
use quarterdeck_store::Keep;
use quarterdeck_views::Context;
use quarterdeck_views::notice::{Change, Message, Standing, What, changes, slack, text};
use serde_json::Value;

/// The file of what was told and what waits, beside the archive.
const FILE: &str = "monitoring/notify.json";

pub(super) fn run(args: &NotifyArgs, project: &Project, printer: &Printer) -> Outcome {
    let tables = &project.config().notify;
    if tables.is_empty() && !args.dry_run {
        return Err(CliError::Usage(
            "nobody is to be told: quarterdeck.toml has no [[notify]] table".to_owned(),
        ));
    }
    // What is not set is told before anything is written.
    let receivers: Vec<Receiver> = match args.dry_run {
        true => Vec::new(),
        false => tables
            .iter()
            .map(|t| t.receiver(project.root()))
            .collect::<Result<_, _>>()
            .map_err(CliError::Usage)?,
    };
    let archive = project.archive(args.archive.as_deref());
    let path = archive.root().parent().unwrap_or(project.root()).join(FILE);
    // Held before the archive is read: of two at once the later one knows what the earlier one told.
    let mut outbox = (!args.dry_run).then(|| Outbox::open(&path)).transpose()?;
    let before = match &outbox {
        Some(outbox) => known(outbox.known())?,
        None => known(&Outbox::peek(&path)?)?,
    };
    let (now, standing, part) = judge(args, project, printer)?;
    let (told, known) = changes(before.as_ref(), &standing, part);
    let about = (project.name(), now, before.is_none());
    printer.answer(&answer(&message(&about, None, told.clone()), args.answer.format)?)?;
    let Some(outbox) = &mut outbox else { return Ok(if part { Exit::Unreadable } else { Exit::Done }) };
    outbox.put(json(&known)?, drafts(tables, &about, &told)?)?;
    Ok(report(&outbox.deliver(&receivers)?, part, printer))
}

/// Project, instant, and whether nothing was ever told before.
type About = (String, String, bool);

fn message(about: &About, link: Option<String>, changes: Vec<Change>) -> Message {
    Message::new((&about.0, &about.1), about.2, link, changes)
}

/// A message for each receiver that wants any of the changes.
fn drafts(tables: &[NotifyTable], about: &About, told: &[Change]) -> Result<Vec<Draft>, CliError> {
    let mut drafts = Vec::new();
    for table in tables {
        let own: Vec<Change> = told.iter().filter(|change| wants(table, change)).cloned().collect();
        if !own.is_empty() {
            let link = table.link.as_ref().map(|link| format!("{}/alerts.html", link.trim_end_matches('/')));
            drafts.push(draft(table, &message(about, link, own))?);
        }
    }
    Ok(drafts)
}

/// How everything stands at that instant, as `check` and `alerts` judge it, and whether only a part could be read.
fn judge(
    args: &NotifyArgs,
    project: &Project,
    printer: &Printer,
) -> Result<(String, Standing, bool), CliError> {
    let now = now::now(args.now.as_deref())?;
    let loaded = project::read(&project.archive(args.archive.as_deref()), Keep::Snapshots, printer)?;
    let unreadable = loaded.problems().iter().any(|problem| problem.level == Level::Error);
    let policy = project.policy()?;
    let history = project.told(project::history(&loaded, &policy));
    let part = unreadable || history.runs.is_empty();
    if part {
        printer.warning(
            "the archive is empty or could be read in part only; nothing is told to have become better",
        );
    }
    let snapshots = Snapshots::on(&loaded.shelf);
    let changed = project::changed(&policy, &history, None, &Git::new(project.root()));
    let inputs = Inputs { base: None, snapshots: Some(&snapshots), changed: Changed::from(&changed) };
    let assessment = assess_with(&history, &policy, now, &inputs);
    let context = Context::new(&project.name(), &history, &assessment, &policy, env!("CARGO_PKG_VERSION"));
    Ok((now.to_string(), Standing::of(&context), part))
}

/// What was told before; none at the first time.
fn known(known: &Value) -> Result<Option<Standing>, CliError> {
    let wrong = |e| {
        CliError::Unreadable(format!("{FILE}: what was told before cannot be read: {e}; move the file away"))
    };
    (!known.is_null()).then(|| serde_json::from_value(known.clone()).map_err(wrong)).transpose()
}

fn wants(table: &NotifyTable, change: &Change) -> bool {
    let slight = change.severity != "critical" && table.severity == Severity::Critical;
    let graded = matches!(change.what, What::Alert | What::Incident);
    table.wants(change.what) && !(graded && slight)
}

fn draft(table: &NotifyTable, message: &Message) -> Result<Draft, CliError> {
    let chat = table.is_chat();
    let body = if chat { json(&slack(message))? } else { json(message)? };
    // A chat takes only the keys that it knows.
    Ok(Draft { to: table.name().to_owned(), body, with_id: !chat })
}

fn json(value: &impl serde::Serialize) -> Result<Value, CliError> {
    serde_json::to_value(value).map_err(|e| CliError::Output(e.into()))
}

fn answer(message: &Message, format: Format) -> Result<String, CliError> {
    match format {
        Format::Json => serde_json::to_string_pretty(message).map_err(|e| CliError::Output(e.into())),
        _ if message.changes.is_empty() => Ok(format!("{}: nothing changed", message.project)),
        _ => Ok(text(message)),
    }
}

/// What came of sending; what could not be sent is no loss, and an error all the same.
fn report(delivered: &Delivered, part: bool, printer: &Printer) -> Exit {
    for (name, many) in &delivered.dropped {
        printer.warning(&format!(
            "[[notify]] {name:?} is not configured any more; {many} messages for it were dropped"
        ));
    }
    for (name, many, why) in &delivered.waiting {
        printer.warning(&format!(
            "{name}: {why}; {many} messages wait and are sent by the next `quarterdeck notify`"
        ));
    }
    if delivered.sent > 0 {
        printer.note(&format!("{} messages sent", delivered.sent));
    }
    match (delivered.waiting.is_empty(), part) {
        (false, _) => Exit::Internal,
        (true, true) => Exit::Unreadable,
        (true, false) => Exit::Done,
    }
}
