//! `history push`: what the branch of the archive lacks, after the network was down, say.

use super::Outcome;
use crate::args::{Format, PushArgs};
use crate::command::collect::Push;
use crate::exit::Exit;
use crate::printer::Printer;
use crate::project::Project;
use quarterdeck_model::plural;
use serde_json::json;

pub(super) fn run(args: &PushArgs, project: &Project, printer: &Printer) -> Outcome {
    let push = Push::new(&args.to, project, project.archive(args.archive.as_deref()));
    let done = push.all()?;
    let branch = &args.to.push_branch;
    let text = match (args.answer.format, &done.commit) {
        (Format::Json, _) => {
            json!({"branch": branch, "added": done.added, "commit": done.commit}).to_string()
        }
        (_, None) => format!("branch {branch} has everything"),
        (_, Some(commit)) => {
            format!(
                "{} added to branch {branch} · commit {}",
                plural(done.added, "file", "files"),
                commit.get(..10).unwrap_or(commit)
            )
        }
    };
    printer.answer(&text)?;
    Ok(Exit::Done)
}
