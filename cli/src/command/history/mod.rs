//! `history`: looking after the archive for years.

mod export;
mod keep;
mod look;
mod migrate;
mod prune;
mod push;
mod renamed;
mod two;
mod verdicts;
mod verify;

use super::Outcome;
use crate::args::{ArchiveArgs, ArchiveCommand, VerifyArgs};
use crate::printer::Printer;
use crate::project::Project;

pub(super) fn run(args: &ArchiveArgs, project: &Project, printer: &Printer) -> Outcome {
    match &args.command {
        ArchiveCommand::Verify(a) => verify::run(a, project, printer),
        ArchiveCommand::List(a) => look::list(a, project, printer),
        ArchiveCommand::Show(a) => look::show(a, project, printer),
        ArchiveCommand::Path(a) => look::path(a, project, printer),
        ArchiveCommand::Prune(a) => prune::prune(a, project, printer),
        ArchiveCommand::Compact(a) => prune::compact(a, project, printer),
        ArchiveCommand::Push(a) => push::run(a, project, printer),
        ArchiveCommand::Export(a) => export::run(a, project, printer),
        ArchiveCommand::Migrate(a) => migrate::run(a, project, printer),
        ArchiveCommand::Merge(a) => two::merge(a, printer),
        ArchiveCommand::Diff(a) => two::diff(a, printer),
    }
}

/// `verify`, the short name of `history verify`.
pub(super) fn verify(args: &VerifyArgs, project: &Project, printer: &Printer) -> Outcome {
    verify::run(args, project, printer)
}
