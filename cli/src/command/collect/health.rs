//! One round of probes for each service.

use super::files::named;
use super::stamp::Stamped;
use super::{Outcome, finish};
use crate::args::HealthArgs;
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use crate::project::Project;
use quarterdeck_collectors::health::{self, RoundPlan, Service};
use quarterdeck_collectors::{Collected, Request, collect};
use quarterdeck_model::payload::Outcome as Answer;
use quarterdeck_model::{Kind, Payload};

/// Probes, stores, and fails loudly when a service is not up: exit 1.
pub(super) fn run(args: &HealthArgs, project: &Project, printer: &Printer) -> Outcome {
    if !args.from.is_empty() {
        return read(args, project, printer);
    }
    let services = services(&args.urls, project)?;
    let plan = plan(args.probes, args.hz)?;
    let stamped = Stamped::new(&args.stamp, project)?;
    probe(&services, &plan, &stamped, printer)
}

/// Reads what others found, and fails as loudly when a service is not up.
fn read(args: &HealthArgs, project: &Project, printer: &Printer) -> Outcome {
    let stamped = Stamped::new(&args.stamp, project)?;
    let request = Request {
        kind: Kind::Health,
        paths: args.from.clone(),
        format: named(&args.format),
        strict: args.strict,
        root: project.root().to_owned(),
        now: stamped.moment(),
    };
    told(collect(&request)?, &stamped, printer)
}

/// Probes and stores.
pub(super) fn probe(services: &[Service], plan: &RoundPlan, stamped: &Stamped, printer: &Printer) -> Outcome {
    let spinner = printer.spinner("probing");
    let collected = health::collect(services, plan);
    spinner.finish_and_clear();
    told(collected, stamped, printer)
}

/// Stores, and says which service is down.
fn told(collected: Collected, stamped: &Stamped, printer: &Printer) -> Outcome {
    let down = down(&collected.payload);
    let exit = finish(collected, stamped, printer)?;
    for service in &down {
        printer.warning(&format!("{service} is down"));
    }
    Ok(if exit == Exit::Done && !down.is_empty() { Exit::GateFailed } else { exit })
}

fn down(payload: &Payload) -> Vec<String> {
    let Payload::Health(health) = payload else { return Vec::new() };
    health.rounds.iter().filter(|r| r.state() == Answer::Down).map(|r| r.service.clone()).collect()
}

fn plan(probes: u32, hz: f64) -> Result<RoundPlan, CliError> {
    if !(hz > 0.0 && hz <= 1000.0) {
        return Err(CliError::Usage(format!(
            "--hz: {hz} is out of range; expected more than 0 and at most 1000"
        )));
    }
    Ok(RoundPlan { probes, hz })
}

/// The services given as NAME=URL, else the configured ones.
fn services(urls: &[String], project: &Project) -> Result<Vec<Service>, CliError> {
    if urls.is_empty() {
        return configured(project);
    }
    urls.iter().map(|pair| given(pair)).collect()
}

fn given(pair: &str) -> Result<Service, CliError> {
    match pair.split_once('=') {
        Some((name, url)) if !name.is_empty() && url.contains("://") => Ok(Service::get(name, url)),
        _ => Err(CliError::Usage(format!(
            "--url: `{pair}` is not NAME=URL; expected such as api=http://localhost:8080/health"
        ))),
    }
}

/// The services of the configuration; none is an error that says what to write.
pub(in crate::command) fn configured(project: &Project) -> Result<Vec<Service>, CliError> {
    let tables = &project.config().service;
    if tables.is_empty() {
        return Err(CliError::Usage(
            "no service to probe: add a [[service]] table with name and url to quarterdeck.toml, or give --url NAME=URL"
                .to_owned(),
        ));
    }
    tables.iter().map(|table| table.to_service().map_err(CliError::Usage)).collect()
}
