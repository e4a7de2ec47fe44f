//! `collect all`: every configured job and the services; one failing source never stops the others.

use super::asked::Asked;
use super::benchmark;
use super::code;
use super::files::named;
use super::health;
use super::stamp::Stamped;
use super::{Outcome, finish};
use crate::args::{AllArgs, Stamp};
use crate::config::Job;
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use crate::project::Project;
use quarterdeck_collectors::health::RoundPlan;
use quarterdeck_collectors::{Request, collect};
use quarterdeck_model::Kind;

/// Runs everything, or what is of the kinds asked for; the exit code is the worst of all.
pub(super) fn run(args: &AllArgs, project: &Project, printer: &Printer) -> Outcome {
    let wanted = |kind: Option<Kind>| args.kinds.is_empty() || kind.is_some_and(|k| args.kinds.contains(&k));
    let config = project.config();
    let jobs: Vec<&Job> = config.collect.iter().filter(|job| wanted(Kind::parse(&job.kind))).collect();
    let probes = config.probes() && wanted(Some(Kind::Health));
    if jobs.is_empty() && !probes {
        return Err(CliError::Usage(nothing(&args.kinds)));
    }
    let mut worst = Exit::Done;
    for job in jobs {
        worst = worst.max(outcome(one(job, &args.stamp, project, printer), printer));
    }
    if probes {
        worst = worst.max(outcome(services(&args.stamp, project, printer), printer));
    }
    Ok(worst)
}

fn nothing(kinds: &[Kind]) -> String {
    let of: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    let of = if of.is_empty() { String::new() } else { format!(" of kind {}", of.join(" or ")) };
    format!(
        "nothing to collect: quarterdeck.toml has neither a [[collect]] nor a [[service]] nor a [[metric]] table{of}; \
         `quarterdeck init` writes them from what it finds"
    )
}

/// A source that failed is told at once; the next one is collected all the same.
fn outcome(result: Outcome, printer: &Printer) -> Exit {
    match result {
        Ok(exit) => exit,
        // A source that is missing is an unreadable input here, not a mistake on the command line.
        Err(error) => printer.failure(&error).max(Exit::Unreadable),
    }
}

fn one(job: &Job, stamp: &Stamp, project: &Project, printer: &Printer) -> Outcome {
    let kind =
        Kind::parse(&job.kind).ok_or_else(|| CliError::Usage(format!("unknown kind {:?}", job.kind)))?;
    let stamped = Stamped::new(stamp, project)?.with_job(job.job.as_deref(), &job.labels);
    if kind == Kind::Code {
        return code::job(job, stamped, project, printer);
    }
    let stamped = stamped.asked(Asked::job(job));
    if let Some(outcome) = benchmark::job(job, &stamped, project, printer) {
        return outcome;
    }
    let request = Request {
        kind,
        paths: job.from.iter().map(|path| project.root().join(path)).collect(),
        format: named(&job.format),
        strict: job.strict,
        root: project.root().to_owned(),
        now: stamped.moment(),
    };
    finish(collect(&request)?, &stamped.asked(Asked::read(&request)), printer)
}

fn services(stamp: &Stamp, project: &Project, printer: &Printer) -> Outcome {
    let plan = RoundPlan::default();
    let stamped = Stamped::new(stamp, project)?.asked(Asked::services(project, (plan.probes, plan.hz)));
    let rules = project.config().policy.health.clone();
    health::probe(&health::configured(project, plan)?, &(stamped, rules), printer)
}
