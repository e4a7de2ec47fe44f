//! Names that nothing else knows: probably slips, but no mistakes, since a figure may still come.

use crate::config::File;
use crate::suggest::slip_of;
use quarterdeck_analysis::policy::Problem;
use std::collections::BTreeSet;

/// Names besides those of the configuration itself.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Metrics of the archive.
    pub(crate) metrics: BTreeSet<String>,
    /// Jobs of the archive; without any, jobs are not looked at.
    pub(crate) jobs: BTreeSet<String>,
}

/// Every name in the policy and in tables of services that is not known.
pub(crate) fn warnings(file: &File, known: &Known) -> Vec<Problem> {
    let policy = &file.policy;
    let rules = policy.metrics.iter().enumerate();
    let rules = rules.map(|(i, rule)| (format!("policy.metrics[{i}]"), &rule.metric, rule.job.as_ref()));
    let score = policy.score.rules.iter().enumerate();
    let score = score.map(|(i, rule)| (format!("policy.score.rules[{i}]"), &rule.metric, rule.job.as_ref()));
    let gate = policy.gate.conditions.iter().enumerate();
    let gate = gate.filter_map(|(i, c)| {
        Some((format!("policy.gate.conditions[{i}]"), c.metric.as_ref()?, c.job.as_ref()))
    });
    let accepted = policy.accepted.iter().enumerate();
    let accepted = accepted.map(|(i, a)| (format!("policy.accepted[{i}]"), &a.metric, a.job.as_ref()));
    let promised = policy.objectives.iter().enumerate();
    let promised = promised.filter_map(|(i, objective)| {
        Some((format!("policy.objectives[{i}]"), objective.metric.as_ref()?, objective.job.as_ref()))
    });
    let (metrics, jobs) = (metrics(file, known), jobs(file, known));
    let mut out = Vec::new();
    for (place, metric, job) in rules.chain(score).chain(promised).chain(gate).chain(accepted) {
        if !metrics.contains(metric.as_str()) {
            let what = "no metric of the catalogue or the archive";
            out.push(unknown(format!("{place}.metric"), metric, what, &metrics));
        }
        if let Some(job) = job.filter(|job| !known.jobs.is_empty() && !jobs.contains(job.as_str())) {
            out.push(unknown(format!("{place}.job"), job, "no job of the archive or of [[collect]]", &jobs));
        }
    }
    out.extend(services(file));
    out
}

fn metrics<'k>(file: &'k File, known: &'k Known) -> BTreeSet<&'k str> {
    let own = file.metric.iter().filter_map(|table| table.metric());
    let kept = known.metrics.iter().map(String::as_str);
    let mut all: BTreeSet<&str> = own.chain(kept).collect();
    for id in quarterdeck_views::catalogue::ids() {
        all.insert(id);
    }
    all
}

fn jobs<'k>(file: &'k File, known: &'k Known) -> BTreeSet<&'k str> {
    let own = file.collect.iter().map(|job| job.job.as_deref().unwrap_or(&job.kind));
    own.chain(known.jobs.iter().map(String::as_str)).collect()
}

/// Services that are named and have no table.
fn services(file: &File) -> Vec<Problem> {
    let known: BTreeSet<&str> = file.service.iter().map(|service| service.name.as_str()).collect();
    let measured = file.metric.iter().enumerate();
    let measured = measured.map(|(i, table)| (format!("metric[{i}].service"), table.service()));
    let planned = file.policy.health.maintenance.iter().enumerate().flat_map(|(i, window)| {
        let places = window.services.iter().enumerate();
        places.map(move |(n, name)| (format!("policy.health.maintenance[{i}].services[{n}]"), name.as_str()))
    });
    let promised = file.policy.objectives.iter().enumerate();
    let promised = promised.filter_map(|(i, objective)| {
        Some((format!("policy.objectives[{i}].service"), objective.service.as_deref()?))
    });
    let all = measured.chain(planned).chain(promised).filter(|(_, name)| !known.contains(name));
    all.map(|(place, name)| unknown(place, name, "no [[service]]", &known)).collect()
}

fn unknown(place: String, name: &str, what: &str, known: &BTreeSet<&str>) -> Problem {
    let near = slip_of(name, known.iter().copied()).map(|near| format!("; did you mean `{near}`?"));
    Problem::new(place, format!("{name:?} is {what}{}", near.unwrap_or_default()))
}
