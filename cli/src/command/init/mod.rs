//! `init`: looks at the project and writes a commented `quarterdeck.toml`.

mod git;
mod inspect;
mod legacy;
mod outputs;
mod text;

use super::Outcome;
use crate::args::InitArgs;
use crate::config;
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
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
    if path.exists() && !args.force {
        return Err(CliError::Usage(format!(
            "{} exists and was left as it is; print a fresh one with --print, or replace it with --force",
            path.display()
        )));
    }
    write::atomic(&path, text.as_bytes())?;
    for name in git::write(&args.folder)? {
        printer.note(&format!("added to {name} what git should know of the archive and the site"));
    }
    let found: Vec<String> =
        seen.jobs.iter().map(|j| format!("  {:<10} {}", j.kind, j.from.join(", "))).collect();
    let found = if found.is_empty() {
        "  nothing to collect yet: see the examples in the file".to_owned()
    } else {
        found.join("\n")
    };
    printer.answer(&format!(
        "wrote {}\nfound:\n{found}\nnext: quarterdeck collect all && quarterdeck build",
        path.display()
    ))?;
    Ok(Exit::Done)
}
