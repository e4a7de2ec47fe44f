//! `init`: looks at the project and writes a commented `quarterdeck.toml`.

mod git;
mod inspect;
mod legacy;
mod outputs;
mod pre_commit;
mod starter;
mod text;

use super::Outcome;
use crate::args::InitArgs;
use crate::config;
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use crate::project;
use quarterdeck_store::write;

pub(super) fn run(args: &InitArgs, printer: &Printer) -> Outcome {
    if !args.folder.is_dir() {
        return Err(CliError::Usage(format!(
            "{} is not a folder; name the project's folder",
            args.folder.display()
        )));
    }
    let seen = inspect::inspect(&args.folder)?;
    for remark in &seen.remarks {
        printer.warning(remark);
    }
    let text = text::config(&seen);
    // What we hand out must be what we accept: a mistake here is ours.
    config::read(&text, "quarterdeck.toml")?;
    if args.print {
        printer.answer(&text)?;
        return Ok(Exit::Done);
    }
    let path = args.folder.join("quarterdeck.toml");
    let more = args.runbooks || args.pre_commit;
    if path.exists() && more && !args.force {
        return beside(args, &seen, printer);
    }
    if path.exists() && !args.force {
        return Err(CliError::Usage(format!(
            "{} exists and was left as it is; print a fresh one with --print, or replace it with --force",
            path.display()
        )));
    }
    write::atomic(&path, text.as_bytes())?;
    if more {
        beside(args, &seen, printer)?;
    }
    for name in git::write(&args.folder)? {
        printer.note(&format!("added to {name} what git should know of the archive and the site"));
    }
    printer.answer(&format!(
        "wrote {}\nfound:\n{}\nnext: quarterdeck collect all && quarterdeck build",
        path.display(),
        found(&seen)
    ))?;
    Ok(Exit::Done)
}

/// A line for each job.
fn found(seen: &inspect::Seen) -> String {
    let lines: Vec<String> =
        seen.jobs.iter().map(|j| format!("  {:<10} {}", j.kind, j.from.join(", "))).collect();
    match lines.is_empty() {
        true => "  nothing to collect yet: see the examples in the file".to_owned(),
        false => lines.join("\n"),
    }
}

/// Files beside the configuration. What is there already is left as it is, and told.
fn beside(args: &InitArgs, seen: &inspect::Seen, printer: &Printer) -> Outcome {
    let mut new = Vec::new();
    if args.runbooks {
        new.extend(starter::write(&args.folder)?);
    }
    if args.pre_commit {
        let path = args.folder.join(pre_commit::NAME);
        if project::begin(&path, &pre_commit::text(seen))? {
            new.push(path);
        } else {
            printer.warning(&format!("{} exists and was left as it is", path.display()));
        }
    }
    let lines: Vec<String> = new.iter().map(|path| format!("wrote {}", path.display())).collect();
    let lines = if lines.is_empty() { "nothing to write: all is there".to_owned() } else { lines.join("\n") };
    printer.answer(&lines)?;
    Ok(Exit::Done)
}
