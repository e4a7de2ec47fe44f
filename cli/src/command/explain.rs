//! `explain`: the way from a figure, an alert or a condition to the file behind it.

use super::Outcome;
use crate::args::{ExplainArgs, Format};
use crate::error::CliError;
use crate::exit::Exit;
use crate::now;
use crate::printer::Printer;
use crate::project::{self, Git, Project};
use crate::suggest;
use quarterdeck_analysis::assess_with;
use quarterdeck_analysis::compare::Snapshots;
use quarterdeck_analysis::gate::{Changed, Inputs};
use quarterdeck_model::SnapshotId;
use quarterdeck_store::Keep;
use quarterdeck_views::Context;
use quarterdeck_views::explain::{self, Sources};

pub(super) fn run(args: &ExplainArgs, project: &Project, printer: &Printer) -> Outcome {
    let now = now::now(args.now.as_deref())?;
    let archive = project.archive(args.archive.as_deref());
    let loaded = project::read(&archive, Keep::Snapshots, printer)?;
    let policy = project.policy()?;
    let history = project.told(project::history(&loaded, &policy));
    let git = Git::new(project.root());
    let base =
        args.since.as_deref().map(|name| project::pick(name, &history, &git, &policy.zone)).transpose()?;
    let root = archive.root().to_owned();
    let by_id = |id: &SnapshotId| loaded.history.runs.iter().find(|run| run.id == *id);
    let snapshots = Snapshots::on(&loaded.shelf);
    let changed = project::changed(&policy, &history, base.as_ref(), &git);
    let inputs = Inputs {
        base: base.as_ref().map(|base| &base.side),
        snapshots: Some(&snapshots),
        changed: Changed::from(&changed),
    };
    let assessment = assess_with(&history, &policy, now, &inputs);
    let context = Context::new(&project.name(), &history, &assessment, &policy, env!("CARGO_PKG_VERSION"));
    let config = project::place::config(project, &git);
    let file_of = |id: &SnapshotId| by_id(id).map(|run| root.join(loaded.path(run)).display().to_string());
    let reports_of = |id: &SnapshotId| {
        snapshots.glance(id, |snapshot| snapshot.collector.from.clone()).unwrap_or_default()
    };
    let sources = Sources { file_of: &file_of, reports_of: &reports_of, config: config.as_ref() };
    let told = explain::explain(&context, sources, &args.name, args.job.as_deref())
        .ok_or_else(|| unknown(&args.name, &explain::names(&context)))?;
    let text = match args.answer.format {
        Format::Human => explain::text(&told),
        Format::Markdown => explain::markdown(&told),
        Format::Json => serde_json::to_string_pretty(&told).map_err(|e| CliError::Output(e.into()))?,
    };
    printer.answer(&text)?;
    Ok(Exit::Done)
}

fn unknown(name: &str, names: &[String]) -> CliError {
    let nearest = suggest::nearest(name, names.iter().map(String::as_str));
    CliError::Usage(format!(
        "`{name}` is no metric, alert or condition of this project{}; expected a metric such as coverage.line_percent, \
         `score`, the identity of an alert (`quarterdeck alerts` prints it), or `condition 1`",
        suggest::did_you_mean(&nearest)
    ))
}
