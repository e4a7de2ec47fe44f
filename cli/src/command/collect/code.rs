//! A look at the code.

use super::asked::Asked;
use super::stamp::Stamped;
use super::{Outcome, finish};
use crate::args::CodeArgs;
use crate::config::Job;
use crate::printer::Printer;
use crate::project::Project;
use quarterdeck_collectors::code::{self, CodePlan};
use std::path::{Path, PathBuf};

/// Days of the churn, and lines over which a file is large, of a configured job.
const USUAL: (u32, u64) = (7, 1000);

/// Looks at the folder named, else at the project's.
pub(super) fn run(args: &CodeArgs, project: &Project, printer: &Printer) -> Outcome {
    let stamped = Stamped::new(&args.stamp, project)?;
    let folder = args.dir.as_deref().unwrap_or(project.root());
    look(folder, (args.days, args.large), &args.from, (stamped, project, printer))
}

/// The same as a job of the configuration.
pub(super) fn job(job: &Job, stamped: Stamped, project: &Project, printer: &Printer) -> Outcome {
    let from: Vec<PathBuf> = job.from.iter().map(|path| project.root().join(path)).collect();
    look(project.root(), USUAL, &from, (stamped, project, printer))
}

fn look(
    folder: &Path,
    (days, large_limit): (u32, u64),
    complexity: &[PathBuf],
    (stamped, project, printer): (Stamped, &Project, &Printer),
) -> Outcome {
    let plan = CodePlan {
        folder,
        left_out: project.grows_by_itself(folder),
        large_limit,
        days,
        until: stamped.moment(),
        complexity: complexity.to_vec(),
    };
    let spinner = printer.spinner("counting");
    let collected = code::measure(&plan);
    spinner.finish_and_clear();
    let asked = Asked::code(folder, (days, large_limit), complexity, project.root());
    finish(collected?, &stamped.asked(asked), printer)
}
