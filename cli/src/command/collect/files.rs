//! Collections that read what a tool has written.

use super::asked::Asked;
use super::stamp::Stamped;
use super::{Outcome, finish};
use crate::args::CollectOne;
use crate::printer::Printer;
use crate::project::Project;
use quarterdeck_collectors::{Request, collect};
use quarterdeck_model::Kind;

/// Collects the named files; paths are relative to the current folder.
pub(super) fn run(kind: Kind, args: &CollectOne, project: &Project, printer: &Printer) -> Outcome {
    let stamped = Stamped::new(&args.stamp, project)?;
    let request = Request {
        kind,
        paths: args.from.clone(),
        format: named(&args.format),
        strict: args.strict,
        root: project.root().to_owned(),
        now: stamped.moment(),
    };
    let spinner = printer.spinner("reading");
    let collected = collect(&request);
    spinner.finish_and_clear();
    finish(collected?, &stamped.asked(Asked::read(&request)), printer)
}

/// `auto` is no name.
pub(super) fn named(format: &str) -> Option<String> {
    (format != "auto").then(|| format.to_owned())
}
