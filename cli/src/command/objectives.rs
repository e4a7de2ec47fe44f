//! `objectives`: prints which promises are kept, and what is left of the error budgets.

use super::Outcome;
use crate::args::{Format, ObjectivesArgs};
use crate::error::CliError;
use crate::exit::Exit;
use crate::now;
use crate::printer::Printer;
use crate::project::{self, Project};
use quarterdeck_analysis::assess;
use quarterdeck_model::Level;
use quarterdeck_store::Keep;
use quarterdeck_views::Context;
use quarterdeck_views::objective_list::{self, ObjectiveList};

pub(super) fn run(args: &ObjectivesArgs, project: &Project, printer: &Printer) -> Outcome {
    let now = now::now(args.now.as_deref())?;
    let loaded = project::read(&project.archive(args.archive.as_deref()), Keep::Columns, printer)?;
    let unreadable = loaded.problems().iter().any(|problem| problem.level == Level::Error);
    let policy = project.policy()?;
    let told = project.told(project::history(&loaded, &policy));
    let assessment = assess(&told, &policy, now);
    let context = Context::new(&project.name(), &told, &assessment, &policy, env!("CARGO_PKG_VERSION"));
    let list = ObjectiveList::of(&context);
    let text = match args.answer.format {
        Format::Human => objective_list::text(&list),
        Format::Markdown => objective_list::markdown(&list),
        Format::Json => serde_json::to_string_pretty(&list).map_err(|e| CliError::Output(e.into()))? + "\n",
    };
    printer.answer(&text)?;
    Ok(if unreadable { Exit::Unreadable } else { Exit::Done })
}
