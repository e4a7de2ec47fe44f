//! Histories: past runs, each at its own time and commit.

use super::finish;
use crate::args::{GitArgs, HistoryArgs, PastStamp};
use crate::command::Outcome;
use crate::error::CliError;
use crate::now;
use crate::printer::Printer;
use crate::project::Project;
use quarterdeck_collectors::CollectError;
use quarterdeck_collectors::history::{self, Kept, Past, PastRun};
use quarterdeck_model::plural;
use quarterdeck_model::{Collector, Kind, Level, Snapshot};
use quarterdeck_store::import::{self, Imported};

/// Reports kept in git.
pub(super) fn git(args: &GitArgs, project: &Project, printer: &Printer) -> Outcome {
    let kind = Kind::parse(&args.kind).ok_or_else(|| {
        let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
        CliError::Usage(format!("--kind: `{}` is no kind; expected {}", args.kind, kinds.join(", ")))
    })?;
    let kept = Kept {
        repository: &args.repo,
        branch: args.branch.as_deref(),
        files: &args.files,
        kind,
        format: (args.reader != "auto").then_some(args.reader.as_str()),
    };
    let now = now::now(None)?;
    store(&args.past, project, printer, || history::kept_in_git(&kept, now))
}

/// A history that another tool keeps in the way of that name.
pub(super) fn history(name: &str, args: &HistoryArgs, project: &Project, printer: &Printer) -> Outcome {
    let now = now::now(None)?;
    store(&args.past, project, printer, || history::read(name, &args.path, project.root(), now))
}

/// Reads a history and stores its runs, those that the archive has already excepted.
fn store(
    stamp: &PastStamp,
    project: &Project,
    printer: &Printer,
    read: impl FnOnce() -> Result<Past, CollectError>,
) -> Outcome {
    let spinner = printer.spinner("reading the history");
    let past = read();
    spinner.finish_and_clear();
    let past = past?;
    let failed = past.runs.iter().filter(|run| !run.collected.section.state.counts()).count();
    let snapshots: Vec<Snapshot> = past.runs.into_iter().map(|run| snapshot(run, stamp, project)).collect();
    let archive = project.archive(stamp.into.archive.as_deref());
    let mut imported = match stamp.dry_run {
        true => Imported { files: snapshots.len(), ..Imported::default() },
        false => import::runs(&archive, &snapshots)?,
    };
    let remarks = snapshots.iter().flat_map(|snapshot| &snapshot.diagnostics);
    imported.problems.extend(remarks.filter(|d| d.level >= Level::Warning).cloned());
    imported.problems.extend(past.diagnostics);
    if failed > 0 {
        printer.warning(&format!(
            "{} could not be read and {} kept as failed",
            plural(failed, "run", "runs"),
            if failed == 1 { "is" } else { "are" }
        ));
    }
    let read = if stamp.dry_run { "runs read and not stored (dry run)" } else { "runs read" };
    finish(&imported, read, &stamp.into, printer)
}

fn snapshot(run: PastRun, stamp: &PastStamp, project: &Project) -> Snapshot {
    let collected = run.collected;
    let kind = collected.payload.kind().to_string();
    Snapshot {
        taken_at: run.taken_at,
        subject: project.name(),
        source: run.source,
        collector: Collector {
            job: stamp.job.clone().or(run.job).filter(|job| !job.is_empty()).unwrap_or(kind),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            tool: collected.tool,
            tool_version: collected.tool_version,
            format: collected.format,
            simulated: false,
            configuration: None,
            from: Vec::new(),
        },
        labels: collected.labels,
        section: collected.section,
        payload: collected.payload,
        diagnostics: collected.diagnostics,
        unknown: Default::default(),
    }
}
