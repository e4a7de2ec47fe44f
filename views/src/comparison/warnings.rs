//! What makes a comparison one of apples with pears: sentences.

use crate::catalogue;
use crate::format::date_time;
use crate::page::rows::{sentence, short_commit};
use quarterdeck_analysis::compare::Warning;
use quarterdeck_model::{History, Kind};

pub(super) fn words(history: &History, warning: &Warning) -> String {
    let phrase = match warning {
        Warning::Missing { in_a: true, jobs } => {
            format!("A has no run of {}: nothing is compared there", names(jobs))
        }
        Warning::Missing { in_a: false, jobs } => {
            format!("B has no run of {}: nothing is compared there", names(jobs))
        }
        Warning::SameCommit(commit) => format!(
            "both sides are of commit {}: what differs comes from noise or from the surroundings",
            short_commit(commit)
        ),
        Warning::NotDescendant => {
            "the commit of B does not descend from that of A: what looks lost or gained may only \
             be missing in a branch"
                .to_owned()
        }
        Warning::AncestryUnknown(why) => {
            format!("whether the commit of B descends from that of A is not known: {why}")
        }
        Warning::State { run } => state(history, *run),
        Warning::Differs { what: "host", before, after, jobs } => format!(
            "other host for {}: {before}, then {after}; benchmarks of different hosts are never compared",
            jobs.join(", ")
        ),
        Warning::Differs { what: "configuration", jobs, .. } => format!(
            "{} was asked for something else: a difference may come from the configuration",
            jobs.join(", ")
        ),
        Warning::Differs { what, before, after, jobs } => {
            format!("other {what} for {}: {before}, then {after}", jobs.join(", "))
        }
        Warning::Dirty { in_a } => format!(
            "{} holds runs of a work tree with uncommitted changes: its commit does not say what was measured",
            if *in_a { "A" } else { "B" }
        ),
        Warning::Simulated => "figures of one side are simulated".to_owned(),
    };
    sentence(&phrase)
}

fn names(jobs: &[(Kind, String)]) -> String {
    let name = |(kind, job): &(Kind, String)| {
        let area = catalogue::area(*kind).to_lowercase();
        if job == kind.as_str() { area } else { format!("{area} ({job})") }
    };
    jobs.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn state(history: &History, run: u32) -> String {
    let Some(run) = history.runs.get(run as usize) else { return String::new() };
    let why = run.reasons.first().map(|reason| format!(": {reason}")).unwrap_or_default();
    let state = run.state.as_str();
    format!("the run of {} on {} is {state}{why}", run.job, date_time(run.taken_at))
}
