//! What to know before believing a comparison: apples and pears.

use super::side::Side;
use quarterdeck_model::{History, Kind, Run};
use std::collections::BTreeSet;

/// Whether the commit of B comes after that of A, which only git can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ancestry {
    /// It does.
    Descends,
    /// It does not: what is told as new may only be missing in a branch.
    Unrelated,
    /// Not known, and why.
    Unknown(String),
    /// Nobody asked: nothing is said of it.
    NotAsked,
}

/// What makes a comparison one of apples with pears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// A has a job's run and B has none, or the other way round.
    Missing {
        /// Whether A has none.
        in_a: bool,
        /// The jobs, with their kinds.
        jobs: Vec<(Kind, String)>,
    },
    /// Both are of one commit: differences are noise, or of the surroundings.
    SameCommit(String),
    /// The commit of B does not descend from that of A.
    NotDescendant,
    /// Whether it does is not known, and why.
    AncestryUnknown(String),
    /// A run that gives no figure, or not all.
    State {
        /// The run.
        run: u32,
    },
    /// Something of a run's surroundings is not the same.
    Differs {
        /// `host`, `tool`, `format`, `configuration` (hashes of what was asked), `labels`.
        what: &'static str,
        /// In A.
        before: String,
        /// In B.
        after: String,
        /// The jobs.
        jobs: Vec<String>,
    },
    /// Uncommitted changes were in the work tree.
    Dirty {
        /// Whether in A.
        in_a: bool,
    },
    /// Made-up figures are on one side only.
    Simulated,
}

/// All warnings; `ancestry` is what git says of the newest commits of both sides.
pub fn warnings(history: &History, a: &Side, b: &Side, ancestry: &Ancestry) -> Vec<Warning> {
    let mut out = Vec::new();
    out.extend(missing(b, a, true));
    out.extend(missing(a, b, false));
    let run = |index: u32| history.runs.get(index as usize);
    let commits = |side: &Side| -> BTreeSet<&str> {
        side.jobs().filter_map(|(.., index)| run(index)?.commit.as_deref()).collect()
    };
    match (commits(a), commits(b)) {
        (before, after) if before == after && before.len() == 1 => {
            out.extend(before.first().map(|commit| Warning::SameCommit((*commit).to_owned())));
        }
        _ => out.extend(match ancestry {
            Ancestry::Descends | Ancestry::NotAsked => None,
            Ancestry::Unrelated => Some(Warning::NotDescendant),
            Ancestry::Unknown(why) => Some(Warning::AncestryUnknown(why.clone())),
        }),
    }
    for side in [a, b] {
        let runs = side.jobs().map(|(.., index)| index);
        let weak = runs.filter(|i| run(*i).is_some_and(|r| r.state != quarterdeck_model::SectionState::Ok));
        out.extend(weak.map(|run| Warning::State { run }));
    }
    let pairs: Vec<(&Run, &Run)> =
        a.jobs().filter_map(|(kind, job, before)| run(before).zip(run(b.at(kind, job)?))).collect();
    out.extend(differences(&pairs));
    let dirty = |side: &Side| side.jobs().any(|(.., i)| run(i).is_some_and(|r| r.dirty == Some(true)));
    out.extend(
        [(a, true), (b, false)]
            .into_iter()
            .filter(|(s, _)| dirty(s))
            .map(|(_, in_a)| Warning::Dirty { in_a }),
    );
    let simulated = |side: &Side| side.jobs().any(|(.., i)| run(i).is_some_and(|r| r.simulated));
    out.extend((simulated(a) != simulated(b)).then_some(Warning::Simulated));
    out
}

/// Jobs that `has` has and `lacks` lacks.
fn missing(has: &Side, lacks: &Side, in_a: bool) -> Option<Warning> {
    let jobs = has.jobs().filter(|(kind, job, _)| lacks.at(*kind, job).is_none());
    let jobs: Vec<(Kind, String)> = jobs.map(|(kind, job, _)| (kind, job.to_owned())).collect();
    (!jobs.is_empty()).then_some(Warning::Missing { in_a, jobs })
}

/// What a run was measured in, in words; `None` where two runs cannot be told apart by it.
type Aspect = fn(&Run) -> Option<String>;

/// What differs in the surroundings of each pair of runs; jobs with the same difference are told together.
fn differences(pairs: &[(&Run, &Run)]) -> Vec<Warning> {
    let mut out: Vec<Warning> = Vec::new();
    let aspects: [(&'static str, Aspect); 5] = [
        ("host", |run| Some(run.labels.get("host").unwrap_or("unknown").to_owned())),
        ("tool", |run| {
            let version = run.tool_version.as_deref().unwrap_or_default();
            Some(format!("{} {version}", run.tool).trim().to_owned())
        }),
        ("format", |run| Some(run.format.clone())),
        ("configuration", |run| run.configuration.clone()),
        ("labels", |run| {
            let mut labels = run.labels.clone();
            labels.0.remove("host");
            Some(if labels.is_empty() { "none".to_owned() } else { labels.to_string() })
        }),
    ];
    for (what, aspect) in aspects {
        for (a, b) in pairs {
            let Some((from, to)) = aspect(a).zip(aspect(b)) else { continue };
            if from == to {
                continue;
            }
            let known = out.iter_mut().find_map(|warning| match warning {
                Warning::Differs { what: w, before, after, jobs }
                    if *w == what && *before == from && *after == to =>
                {
                    Some(jobs)
                }
                _ => None,
            });
            match known {
                Some(jobs) => jobs.push(a.job.clone()),
                None => {
                    out.push(Warning::Differs { what, before: from, after: to, jobs: vec![a.job.clone()] })
                }
            }
        }
    }
    out
}
