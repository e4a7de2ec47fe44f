//! What happened in the period that a figure may have changed by: releases, tools, formats, machines.

use super::{Facts, Span};
use quarterdeck_model::sorted::entry;
use quarterdeck_model::{History, Kind, Run};
use std::collections::{BTreeMap, BTreeSet};

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The first run with that label: a release.
    Release {
        /// `release`, `tag` or `version`.
        label: &'static str,
        /// Its name.
        name: String,
    },
    /// A job that never ran before.
    NewJob,
    /// Another tool, or another version of it.
    Tool {
        /// Before.
        from: String,
        /// From here on.
        to: String,
    },
    /// Another format is read.
    Format {
        /// Before.
        from: String,
        /// From here on.
        to: String,
    },
    /// The first run on that host of a job that ran on another before.
    Host {
        /// The host.
        name: String,
    },
}

/// Something that happened, with the first run that shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// That run.
    pub run: u32,
    /// What.
    pub what: What,
}

/// Labels that name a release.
const RELEASES: [&str; 3] = ["release", "tag", "version"];

/// Every release of a history with its first run, in the order of time.
pub fn releases(history: &History) -> Vec<Event> {
    let mut seen = Vec::new();
    let events = (0u32..).zip(&history.runs).flat_map(|(index, run)| {
        released(run, &mut seen).into_iter().map(move |what| Event { run: index, what })
    });
    events.collect()
}

/// The releases that `run` is the first of; `seen` are those before it.
fn released<'a>(run: &'a Run, seen: &mut Vec<((&'static str, &'a str), ())>) -> Vec<What> {
    let named = |label| run.labels.get(label).map(|name| (label, name));
    let new = RELEASES.into_iter().filter_map(named).filter(|release| {
        let before = seen.len();
        entry(seen, *release, || ());
        seen.len() > before
    });
    new.map(|(label, name)| What::Release { label, name: name.to_owned() }).collect()
}

/// What is known of one job so far.
#[derive(Default)]
struct Job<'a> {
    last: Option<&'a Run>,
    hosts: BTreeSet<&'a str>,
}

/// In the order of time.
pub(super) fn events(facts: &Facts<'_>, span: Span) -> Vec<Event> {
    let mut jobs: BTreeMap<(Kind, &str), Job<'_>> = BTreeMap::new();
    let mut releases = Vec::new();
    let mut out = Vec::new();
    for (index, run) in (0u32..).zip(&facts.history.runs) {
        let mut found = released(run, &mut releases);
        found.extend(jobs.entry((run.kind, &run.job)).or_default().take(run));
        if span.holds(run.taken_at) {
            out.extend(found.into_iter().map(|what| Event { run: index, what }));
        }
    }
    out
}

impl<'a> Job<'a> {
    /// Takes the next run in; gives what is new with it. A run that does not count says nothing of its tool.
    fn take(&mut self, run: &'a Run) -> Vec<What> {
        let mut out = Vec::new();
        match self.last {
            None => out.push(What::NewJob),
            Some(last) if run.counts() => {
                let (from, to) = (tool(last), tool(run));
                out.extend((from != to).then_some(What::Tool { from, to }));
                let (from, to) = (last.format.clone(), run.format.clone());
                out.extend((from != to).then_some(What::Format { from, to }));
            }
            Some(_) => {}
        }
        let first = self.hosts.is_empty();
        let host = run.labels.get("host").filter(|host| self.hosts.insert(host));
        out.extend(host.filter(|_| !first).map(|name| What::Host { name: name.to_owned() }));
        if self.last.is_none() || run.counts() {
            self.last = Some(run);
        }
        out
    }
}

fn tool(run: &Run) -> String {
    format!("{} {}", run.tool, run.tool_version.as_deref().unwrap_or_default()).trim().to_owned()
}
