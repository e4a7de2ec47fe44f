//! `review`: what a week or a quarter was like, and the notes that a person begins with.

use super::Outcome;
use crate::args::{Format, ReviewArgs};
use crate::error::CliError;
use crate::exit::Exit;
use crate::now;
use crate::printer::Printer;
use crate::project::{self, Project};
use quarterdeck_analysis::period::Period;
use quarterdeck_analysis::review::{Known, Span};
use quarterdeck_analysis::{Policy, Zone, assess};
use quarterdeck_model::{History, Level, Snapshots, Timestamp};
use quarterdeck_store::Keep;
use quarterdeck_views::Context;
use quarterdeck_views::page::review::{self, PeriodNotes, ReviewPage};
use serde_json::json;
use std::borrow::Cow;

pub(super) fn run(args: &ReviewArgs, project: &Project, printer: &Printer) -> Outcome {
    let now = now::now(args.now.as_deref())?;
    let policy = project.rules();
    let span = span(args.period.as_deref(), now, &policy.zone)?;
    let notes = of_periods(project)?;
    if args.notes {
        return begin_notes(project, &notes, span.period, printer);
    }
    let loaded = project::read(&project.archive(args.archive.as_deref()), Keep::Snapshots, printer)?;
    let unreadable = loaded.problems().iter().any(|problem| problem.level == Level::Error);
    let told = project.told(Cow::Borrowed(&loaded.history));
    let snapshots = Snapshots::on(&loaded.shelf);
    let page = page((project, &policy), &told, &snapshots, (span, now, &notes));
    printer.answer(&match args.format {
        Format::Markdown => review::markdown(&page, &notes),
        Format::Human => review::human(&page),
        Format::Json => json_of(&page, span)?,
    })?;
    let empty = !told.runs.iter().any(|run| span.holds(run.taken_at));
    if empty {
        printer.warning(&format!("no snapshot was taken in {}: nothing is known of it", span.period.name()));
    }
    Ok(if empty || unreadable { Exit::Unreadable } else { Exit::Done })
}

/// The period asked for, else the last week that has ended.
fn span(asked: Option<&str>, now: Timestamp, zone: &Zone) -> Result<Span, CliError> {
    let period = match asked {
        None => Period::week_of(now, zone).previous(),
        Some(text) => Some(Period::parse(text).ok_or_else(|| {
            CliError::Usage(format!(
                "`{text}` is no period; expected an ISO week such as 2026-W47 or a quarter such as 2026-Q4"
            ))
        })?),
    };
    let name = period.map(Period::name).unwrap_or_default();
    period.and_then(|period| Span::of(period, now, zone)).ok_or_else(|| {
        CliError::Usage(format!("{name} has not begun at {now}; name a period that has, or give --now"))
    })
}

fn of_periods(project: &Project) -> Result<Vec<PeriodNotes>, CliError> {
    let notes = project::notes(&project.notes_folder())?.into_iter();
    let named = |note: quarterdeck_generator::Note| Some((Period::parse(&note.name)?, note.markdown));
    Ok(notes.filter_map(named).map(|(period, markdown)| PeriodNotes { period, markdown }).collect())
}

fn page(
    (project, policy): (&Project, &Policy),
    told: &History,
    snapshots: &Snapshots<'_>,
    (span, now, notes): (Span, Timestamp, &[PeriodNotes]),
) -> ReviewPage {
    let assessment = assess(told, policy, now);
    let site = Context::new(&project.name(), told, &assessment, policy, env!("CARGO_PKG_VERSION"));
    let before = span.eve().map(|eve| Known::at(told, policy, eve)).unwrap_or_default();
    let end = Known::at(told, policy, span.until);
    let plan = review::plan(told, now, &policy.zone);
    review::build(&site, snapshots, (&plan, notes), span, (&before, &end))
}

/// The review without what only a page has: its frame and its drawings.
fn json_of(page: &ReviewPage, span: Span) -> Result<String, CliError> {
    let topics: Vec<_> = page
        .topics
        .iter()
        .map(|topic| {
            json!({
                "title": topic.title, "about": topic.sub, "sentences": topic.sentences, "tables": topic.grids,
            })
        })
        .collect();
    let document = json!({
        "schema": "quarterdeck.review", "project": page.shell.project, "simulated": page.shell.simulated,
        "period": page.name, "from": span.from.to_string(), "until": span.until.to_string(),
        "complete": span.complete, "verdict": page.verdict, "score": page.score, "band": page.band,
        "sentences": page.sentences, "topics": topics, "basis": page.basis,
    });
    serde_json::to_string_pretty(&document).map_err(|e| CliError::Output(e.into()))
}

/// Writes the template, unless there are notes already.
fn begin_notes(project: &Project, notes: &[PeriodNotes], period: Period, printer: &Printer) -> Outcome {
    let path = project.notes_folder().join(format!("{}.md", period.name()));
    let text = format!("{}{}", review::template(notes, period), checklists(project, period)?);
    match project::begin(&path, &text)? {
        true => printer.note(&format!("written: a template of notes on {}", period.name())),
        false => {
            printer.note(&format!("there are notes on {} already; they are left as they are", period.name()))
        }
    }
    printer.answer(&path.display().to_string())?;
    Ok(Exit::Done)
}

/// The project's checklists for such a period; the first week of a month has that of the month too.
fn checklists(project: &Project, period: Period) -> Result<String, CliError> {
    let names: &[&str] = match period {
        Period::Quarter { .. } => &["quarterly"],
        _ if period.begins_month() => &["weekly", "monthly"],
        _ => &["weekly"],
    };
    let templates = project::notes(&project.notes_folder().join(project::TEMPLATES))?;
    let own = names.iter().filter_map(|name| templates.iter().find(|note| note.name == *name));
    Ok(own.map(|note| format!("\n{}\n", note.markdown.trim_end())).collect())
}
