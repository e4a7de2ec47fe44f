//! `publish`: the built site goes to a branch or to object storage, or is compared with what is served.

mod check;
mod told;

use super::Outcome;
use crate::args::PublishArgs;
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use crate::project::Project;
use quarterdeck_publish::{Folder, Objects, Pages};
use std::time::Duration;

/// The name of the target that is a branch.
const BRANCH: &str = "gh-pages";

pub(super) fn run(args: &PublishArgs, project: &Project, printer: &Printer) -> Outcome {
    let folder = Folder::open(&project.site(args.site.as_deref()))?;
    if let Some(served) = &args.check {
        return check::run(args, served, &folder, printer);
    }
    let target = args.target.as_deref().unwrap_or(BRANCH);
    if target == BRANCH {
        refuse(args.objects.given(), "object storage")?;
        return to_branch(args, project, &folder, printer);
    }
    if !target.contains("://") {
        return Err(CliError::Usage(format!(
            "`{target}` is no place to publish to; expected gh-pages (any branch, named with --branch) or an address \
             such as s3://bucket/prefix"
        )));
    }
    refuse(args.pages.given(), "gh-pages")?;
    to_objects(args, target, &folder, printer)
}

/// An option that has no effect is a mistake.
fn refuse(option: Option<&str>, of: &str) -> Result<(), CliError> {
    option.map_or(Ok(()), |option| {
        Err(CliError::Usage(format!(
            "{option} is an option of {of} only; leave it out, or name another place"
        )))
    })
}

fn to_branch(args: &PublishArgs, project: &Project, folder: &Folder, printer: &Printer) -> Outcome {
    let options = &args.pages;
    let pages = Pages {
        repository: project.root().to_owned(),
        remote: options.remote.clone().unwrap_or_else(|| "origin".to_owned()),
        branch: options.branch.clone().unwrap_or_else(|| BRANCH.to_owned()),
        cname: options.cname.clone(),
        single_commit: options.single_commit,
        replace: options.replace,
    };
    let spinner = printer.spinner("publishing");
    let done = if args.dry_run { pages.dry_run(folder) } else { pages.publish(folder) };
    spinner.finish_and_clear();
    let done = done?;
    let told = told::Told {
        place: format!("branch {}", pages.branch),
        changes: &done.changes,
        dry: args.dry_run,
        commit: done.commit.as_deref(),
        bytes: None,
        kept: false,
    };
    printer.answer(&told.text(args.answer.format))?;
    Ok(Exit::Done)
}

fn to_objects(args: &PublishArgs, target: &str, folder: &Folder, printer: &Printer) -> Outcome {
    let options = &args.objects;
    let objects = Objects {
        url: target.to_owned(),
        endpoint: options.endpoint.clone(),
        prune: options.prune,
        patience: options.patience.unwrap_or(Duration::from_secs(60)),
    };
    let spinner = printer.spinner("publishing");
    let done = if args.dry_run { objects.dry_run(folder) } else { objects.publish(folder) };
    spinner.finish_and_clear();
    let done = done?;
    let told = told::Told {
        place: target.to_owned(),
        changes: &done.changes,
        dry: args.dry_run,
        commit: None,
        bytes: Some(done.bytes),
        kept: !options.prune,
    };
    printer.answer(&told.text(args.answer.format))?;
    Ok(Exit::Done)
}
