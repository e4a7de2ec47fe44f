//! JSON lines of `go test -json` (test2json), also as gotestsum keeps them.
//!
//! Go tells of a test and of each of its subtests; only those without subtests are cases, and a parent that failed
//! though none of its subtests did. A test that comes again is a rerun: the last attempt decides.

mod event;
mod package;

use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::tests::report::Report;
use event::{Event, Line, line};
use package::Package;
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::Tests;
use std::collections::BTreeMap;

/// Whether one of the first lines is an event of Go.
pub(crate) fn sniff(head: &str) -> bool {
    head.lines().take(200).any(|text| matches!(line(text), Line::Event(_)))
}

/// A package follows the other; whether another would have come cannot be told.
pub(crate) fn may_be_cut(text: &str) -> bool {
    let last = text.lines().last().map(line);
    let Some(Line::Event(event)) = last else { return false };
    event.test.is_none() && event.package.is_some() && matches!(&*event.action, "pass" | "fail" | "skip")
}

/// Reads the events.
///
/// # Errors
/// When no line is one.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Tests>, CollectError> {
    let (text, notes) = input.noted();
    let mut run = Run { report: Report::new(notes), packages: BTreeMap::new(), events: 0 };
    for (number, text) in (1..).zip(text.lines()) {
        match line(text) {
            Line::Event(event) => run.event(event),
            Line::NotBuilt(package) => run.package(&package).failed_build = true,
            Line::Broken(why) => {
                run.report.notes.warn(number, format!("is no whole event and was left out: {why}"));
            }
            Line::Words => {}
        }
    }
    if run.events == 0 {
        return Err(CollectError::new(&input.name, "holds no event of `go test -json`; expected lines such as {\"Action\":\"run\",\"Package\":\"a\",\"Test\":\"TestA\"}")
            .hint("give go test the option -json, and keep what it writes on standard output"));
    }
    Ok(run.finish())
}

/// The packages of a run.
struct Run {
    report: Report,
    packages: BTreeMap<String, Package>,
    events: u64,
}

impl Run {
    fn package(&mut self, name: &str) -> &mut Package {
        if !self.packages.contains_key(name) {
            self.packages.insert(name.to_owned(), Package::default());
        }
        self.packages.entry(name.to_owned()).or_default()
    }

    fn event(&mut self, event: Event) {
        self.events += 1;
        if self.report.taken_at.is_none() {
            self.report.taken_at = event.time.as_deref().and_then(Timestamp::parse);
        }
        // What the compiler says of a package comes under its import path, and its package fails later on.
        let Some(name) = &event.package else { return };
        let name = name.clone();
        self.package(&name).event(event);
    }

    fn finish(mut self) -> Parsed<Tests> {
        if let [only] = self.packages.values().collect::<Vec<_>>().as_slice() {
            self.report.tests.wall_s = only.elapsed;
        }
        for (name, package) in self.packages {
            package.tell(&name, &mut self.report);
        }
        self.report.finish("go test")
    }
}
