//! `check`: judges the latest results against the gate.

mod changed;

use super::Outcome;
use crate::args::{CheckArgs, CheckFormat};
use crate::error::CliError;
use crate::exit::Exit;
use crate::now;
use crate::printer::Printer;
use crate::project::{self, Git, Picked, Project};
use quarterdeck_analysis::Zone;
use quarterdeck_analysis::assess_with;
use quarterdeck_analysis::compare::{Side, Snapshots, compare};
use quarterdeck_analysis::gate::{Changed, GateOutcome, Inputs};
use quarterdeck_model::{History, Timestamp};
use quarterdeck_store::Keep;
use quarterdeck_views::comparison::{self, About, Compared};
use quarterdeck_views::gate::{self as told, Gate};
use serde::Serialize;

pub(super) fn run(args: &CheckArgs, project: &Project, printer: &Printer) -> Outcome {
    let now = now::now(args.now.as_deref())?;
    let loaded = project::read(&project.archive(args.archive.as_deref()), Keep::Snapshots, printer)?;
    let policy = &project.policy()?;
    let history = project.told(project::history(&loaded, policy));
    let git = Git::new(project.root());
    let base =
        args.since.as_deref().map(|name| since(name, &history, (&git, &policy.zone), printer)).transpose()?;
    let snapshots = Snapshots::on(&loaded.shelf);
    let changed = changed::files(args, policy, &history, base.as_ref(), &git)?;
    let inputs = Inputs {
        base: base.as_ref().map(|base| &base.side),
        snapshots: Some(&snapshots),
        changed: Changed::from(&changed),
    };
    let assessment = assess_with(&history, policy, now, &inputs);
    let config = project::place::config(project, &git);
    let name = project.name();
    let base = base.unwrap_or_else(|| Picked::baseline(&history, policy.baseline.last));
    let compared = (args.format == CheckFormat::Markdown)
        .then(|| compared(&history, &snapshots, (&name, now), &base, &git));
    let gate = Gate {
        project: &name,
        version: env!("CARGO_PKG_VERSION"),
        now,
        report: &assessment.gate,
        since: args.since.as_ref().map(|_| base.name.as_str()),
        config: config.as_ref(),
        compared: compared.as_ref(),
        all: args.all,
    };
    printer.answer(&answer(&gate, args.format)?)?;
    Ok(exit(assessment.gate.outcome))
}

fn since(
    name: &str,
    history: &History,
    (git, zone): (&Git, &Zone),
    printer: &Printer,
) -> Result<Picked, CliError> {
    let base = project::pick(name, history, git, zone)?;
    if let Some(remark) = &base.remark {
        printer.warning(remark);
    }
    let newest = Side::newest(history, |_| true);
    if base.side == newest {
        printer.warning(&format!("--since {name}: nothing was collected since then, so nothing can be new"));
    }
    Ok(base)
}

/// The latest runs against the baseline.
fn compared(
    history: &History,
    snapshots: &Snapshots<'_>,
    (project, now): (&str, Timestamp),
    base: &Picked,
    git: &Git,
) -> Compared {
    let latest = Picked::latest(history);
    let sides = (&base.side, &latest.side);
    let ancestry = git.ancestry(base.commit.as_deref(), latest.commit.as_deref());
    let found = compare(history, sides, &ancestry, snapshots);
    comparison::tell(history, About { project, now, names: (&base.name, &latest.name) }, sides, &found)
}

fn answer(gate: &Gate<'_>, format: CheckFormat) -> Result<String, CliError> {
    Ok(match format {
        CheckFormat::Human => told::text(gate),
        CheckFormat::Markdown => told::markdown(gate),
        CheckFormat::Json => json(&gate.json())?,
        CheckFormat::Sarif => json(&told::sarif(gate))?,
        CheckFormat::Junit => told::junit(gate),
        CheckFormat::Github => told::github(gate),
        CheckFormat::Gitlab => json(&told::gitlab(gate))?,
    })
}

fn json(told: &impl Serialize) -> Result<String, CliError> {
    serde_json::to_string_pretty(told).map_err(|e| CliError::Output(e.into()))
}

fn exit(outcome: GateOutcome) -> Exit {
    match outcome {
        GateOutcome::Met => Exit::Done,
        GateOutcome::NotMet => Exit::GateFailed,
        GateOutcome::Missing => Exit::Unreadable,
    }
}
