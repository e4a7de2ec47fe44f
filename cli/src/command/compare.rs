//! `compare`: two sides of the archive, item by item, with what makes them apples and pears.

use super::Outcome;
use crate::args::{CompareArgs, Format, Only};
use crate::error::CliError;
use crate::exit::Exit;
use crate::now;
use crate::printer::Printer;
use crate::project::{self, Git, Picked, Project};
use quarterdeck_analysis::Zone;
use quarterdeck_analysis::compare::{Side, Snapshots, compare};
use quarterdeck_model::History;
use quarterdeck_store::Keep;
use quarterdeck_views::comparison::{self, About, Compared};
use std::borrow::Cow;

pub(super) fn run(args: &CompareArgs, project: &Project, printer: &Printer) -> Outcome {
    let now = now::now(args.now.as_deref())?;
    let loaded = project::read(&project.archive(args.archive.as_deref()), Keep::Snapshots, printer)?;
    let git = Git::new(project.root());
    let (a, b) = names(&args.sides);
    let policy = project.policy()?;
    let rules = (policy.baseline.last, &policy.zone);
    let whole = project::history(&loaded, &policy);
    // What is named may be of a branch whose runs are not judged; then all runs are looked at.
    let told = project.told(Cow::Borrowed(&whole));
    let (history, (a, b)) = match sides(&told, &git, (a, b), rules) {
        Ok(sides) => (told, sides),
        Err(_) => {
            let sides = sides(&whole, &git, (a, b), rules)?;
            (Cow::Borrowed(&*whole), sides)
        }
    };
    for remark in [&a, &b].into_iter().filter_map(|side| side.remark.as_ref()) {
        printer.warning(remark);
    }
    let snapshots = Snapshots::on(&loaded.shelf);
    let ancestry = git.ancestry(a.commit.as_deref(), b.commit.as_deref());
    let compared = compare(&history, (&a.side, &b.side), &ancestry, &snapshots);
    let name = project.name();
    let about = About { project: &name, now, names: (&a.name, &b.name) };
    let told = comparison::tell(&history, about, (&a.side, &b.side), &compared);
    printer.answer(&answer(&told, args)?)?;
    Ok(Exit::Done)
}

/// A and B as they were named.
fn names(sides: &[String]) -> (&str, &str) {
    match sides {
        [] => ("baseline", "latest"),
        [b] => ("baseline", b),
        [a, b, ..] => (a, b),
    }
}

/// Both sides; of single snapshots, the other side's run of the same job only.
fn sides(
    history: &History,
    git: &Git,
    (a, b): (&str, &str),
    (k, zone): (usize, &Zone),
) -> Result<(Picked, Picked), CliError> {
    let pick = |name: &str| {
        if name == "baseline" { Ok(None) } else { project::pick(name, history, git, zone).map(Some) }
    };
    let (a, b) = match (pick(a)?, pick(b)?) {
        (Some(a), Some(b)) => (a, b),
        (None, Some(b)) => (baseline(history, &b, k)?, b),
        (Some(a), None) => {
            let b = baseline(history, &Picked::latest(history), k)?;
            (a, b)
        }
        (None, None) => {
            return Err(CliError::Usage(
                "both sides are the baseline; name one of them otherwise".to_owned(),
            ));
        }
    };
    let (single_a, single_b) = (a.is_snapshot, b.is_snapshot);
    let shared = |of: &Side, other: &Side| of.clone().only(|kind, job| other.at(kind, job).is_some());
    let a_side = if single_b && !single_a { shared(&a.side, &b.side) } else { a.side.clone() };
    let b_side = if single_a && !single_b { shared(&b.side, &a.side) } else { b.side.clone() };
    Ok((Picked { side: a_side, ..a }, Picked { side: b_side, ..b }))
}

fn baseline(history: &History, b: &Picked, k: usize) -> Result<Picked, CliError> {
    let found = Picked::before(history, b, k);
    if found.side.is_empty() {
        return Err(CliError::Unreadable(format!("{}: there is no run before it to compare with", b.name)));
    }
    Ok(found)
}

fn answer(told: &Compared, args: &CompareArgs) -> Result<String, CliError> {
    let changed = args.only == Some(Only::Changed);
    Ok(match args.answer.format {
        Format::Human => comparison::text(told, changed),
        Format::Markdown => comparison::markdown(told, changed),
        Format::Json => {
            let told = if changed { told.only_changed() } else { told.clone() };
            serde_json::to_string_pretty(&told).map_err(|e| CliError::Output(e.into()))?
        }
    })
}
