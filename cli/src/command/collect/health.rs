//! One round of probes for each service, or round after round.

use super::asked::Asked;
use super::files::named;
use super::stamp::Stamped;
use super::watch::{self, Schedule};
use super::{Outcome, finish};
use crate::args::HealthArgs;
use crate::error::CliError;
use crate::exit::Exit;
use crate::printer::Printer;
use crate::project::Project;
use quarterdeck_analysis::policy::{HealthRules, Urgency};
use quarterdeck_collectors::health::{Prober, RoundPlan, Service};
use quarterdeck_collectors::{Collected, Request, collect};
use quarterdeck_model::payload::Outcome as Answer;
use quarterdeck_model::{Kind, Payload};
use serde_json::json;

/// Probes, stores, and fails loudly when a service is not up: exit 1.
pub(super) fn run(args: &HealthArgs, project: &Project, printer: &Printer) -> Outcome {
    if !args.from.is_empty() {
        return read(args, project, printer);
    }
    let plan = plan(args.probes, args.hz)?;
    let asked = match args.urls.as_slice() {
        [] => Asked::services(project, (plan.probes, plan.hz)),
        urls => Asked::of(&json!({"urls": urls, "probes": plan.probes, "hz": plan.hz})),
    };
    let prober = match args.urls.as_slice() {
        [] => configured(project, plan)?,
        urls => Prober::new(urls.iter().map(|pair| given(pair)).collect::<Result<_, _>>()?, Vec::new(), plan),
    };
    let stamped = Stamped::new(&args.stamp, project)?.asked(asked);
    let days = project.config().policy.health.clone();
    match args.watch {
        Some(every) => watch::run(&prober, &Schedule::of(every, args), &(stamped, days), printer),
        None => probe(&prober, &(stamped, days), printer),
    }
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
    told(collect(&request)?, &stamped.asked(Asked::read(&request)), printer)
}

/// Probes and stores.
pub(super) fn probe(prober: &Prober, kept: &Kept, printer: &Printer) -> Outcome {
    let spinner = printer.spinner("probing");
    let collected = prober.round(None);
    spinner.finish_and_clear();
    warn_of_certificates(&collected.payload, &kept.1, printer);
    told(collected, &kept.0, printer)
}

/// What a collection is stamped with, and what its certificates are judged by.
pub(super) type Kept = (Stamped, HealthRules);

/// Says which certificates are about to end. That is no matter of up or down, and changes no exit code.
pub(super) fn warn_of_certificates(payload: &Payload, rules: &HealthRules, printer: &Printer) {
    let Payload::Health(health) = payload else { return };
    for round in &health.rounds {
        let Some((certificate, probe)) = round.certificate.as_ref().zip(round.probes.last()) else {
            continue;
        };
        let days = (certificate.expires_at.millis() - probe.planned_at.millis()) as f64 / 86_400_000.0;
        let (service, subject) = (&round.service, &certificate.subject);
        match rules.urgency(days) {
            Urgency::None => {}
            Urgency::Expired => {
                printer.warning(&format!("{service}: the certificate of {subject} has expired"));
            }
            Urgency::Warn => {
                printer.warning(&format!("{service}: the certificate of {subject} ends in {days:.0} days"));
            }
            Urgency::Critical => printer.warning(&format!(
                "{service}: the certificate of {subject} ends in {days:.1} days (critical)"
            )),
        }
    }
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

pub(super) fn down(payload: &Payload) -> Vec<String> {
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

fn given(pair: &str) -> Result<Service, CliError> {
    match pair.split_once('=') {
        Some((name, url)) if !name.is_empty() && url.contains("://") => Ok(Service::get(name, url)),
        _ => Err(CliError::Usage(format!(
            "--url: `{pair}` is not NAME=URL; expected such as api=http://localhost:8080/health"
        ))),
    }
}

/// The services and measures of the configuration; none is an error that says what to write.
pub(super) fn configured(project: &Project, plan: RoundPlan) -> Result<Prober, CliError> {
    let (config, root) = (project.config(), project.root());
    if config.service.is_empty() && config.metric.is_empty() {
        return Err(CliError::Usage(
            "no service to probe: add a [[service]] table with name and url to quarterdeck.toml, or give --url NAME=URL"
                .to_owned(),
        ));
    }
    let measures = config.metric.iter().map(|table| table.to_measure(root));
    let measures = measures.collect::<Result<_, _>>().map_err(CliError::Usage)?;
    Ok(Prober::new(configured_services(project)?, measures, plan))
}

/// The services of the configuration, which may be none.
pub(in crate::command) fn configured_services(project: &Project) -> Result<Vec<Service>, CliError> {
    let (config, root) = (project.config(), project.root());
    let services = config.service.iter().map(|table| table.to_service(&config.health, root));
    services.collect::<Result<_, _>>().map_err(CliError::Usage)
}
