//! Open findings with how long they have been open, from the runs of one job.
//!
//! From run to run a finding is followed as comparisons do (see [`crate::compare::findings`]): one that moved is the same
//! one. A run in which a tool did not look, or gave only numbers, says nothing of its findings: what was open before is
//! still followed when they are listed again. One that was fixed and came back is open since it came back.

use crate::compare::findings::{looked_for, missing, open, pair};
use quarterdeck_model::payload::{Class, Finding, Findings};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

/// A finding of a run, which it keeps: of all that were read only those stay in memory that still say something.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    of: Arc<Findings>,
    at: usize,
}

impl Deref for Found {
    type Target = Finding;

    fn deref(&self) -> &Finding {
        // A place in the list that it keeps.
        &self.of.items[self.at]
    }
}

/// A finding that is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Open {
    /// As the newest run that lists it has it.
    pub finding: Found,
    /// Number of the first run of the unbroken time that it is open.
    pub since: u32,
    /// Whether that is the first run that listed what its tool finds: then it may be older.
    pub from_start: bool,
}

/// What one run changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Number of the run.
    pub run: u32,
    /// Findings that the runs before did not have; those of a first look are not among them.
    pub new: usize,
    /// Findings that this run no longer has.
    pub fixed: usize,
}

/// What is open after the last run, and the way to it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tracked {
    /// Open in the last run, by class, tool and place.
    pub open: Vec<Open>,
    /// A step a run, oldest first.
    pub steps: Vec<Step>,
    /// What a run before the last one listed and the last does not: class, tool, and how many were open then.
    pub lost: Vec<(Class, String, usize)>,
}

/// What one tool finds of one class.
type Source = (Class, String);

/// Follows the findings of `runs` (oldest first). A run is let go as soon as no finding of it is the newest of its kind.
pub fn track(runs: impl IntoIterator<Item = (u32, Arc<Findings>)>) -> Tracked {
    let mut known: BTreeMap<Source, Vec<Open>> = BTreeMap::new();
    let mut steps = Vec::new();
    let mut last: BTreeSet<Source> = BTreeSet::new();
    for (run, findings) in runs {
        let mut step = Step { run, new: 0, fixed: 0 };
        let mut looked = looked_for(&findings);
        looked.retain(|(class, tool)| missing(&findings, *class, tool).is_none());
        last = looked.iter().map(|(class, tool)| (*class, (*tool).to_owned())).collect();
        for source in &last {
            let now = open(&findings, &BTreeSet::from([(source.0, source.1.as_str())]));
            let before = known.get(source).map(Vec::as_slice);
            let (next, new, fixed) = follow(run, before, (&findings, &now));
            step.new += new;
            step.fixed += fixed;
            known.insert(source.clone(), next);
        }
        steps.push(step);
    }
    let lost = known.iter().filter(|(source, all)| !last.contains(*source) && !all.is_empty());
    let lost = lost.map(|((class, tool), all)| (*class, tool.clone(), all.len())).collect();
    let open = known.into_iter().filter(|(source, _)| last.contains(source)).flat_map(|(_, all)| all);
    Tracked { open: open.collect(), steps, lost }
}

/// What is open of one source now, and how many of them are new and were fixed.
fn follow(
    run: u32,
    before: Option<&[Open]>,
    (of, now): (&Arc<Findings>, &[&Finding]),
) -> (Vec<Open>, usize, usize) {
    let first = before.is_none();
    let before = before.unwrap_or_default();
    let findings: Vec<&Finding> = before.iter().map(|open| &*open.finding).collect();
    let partners = pair(&findings, now);
    let same = partners.iter().flatten().count();
    let places: BTreeMap<*const Finding, usize> = of.items.iter().map(std::ptr::from_ref).zip(0..).collect();
    let next = now.iter().zip(&partners).filter_map(|(finding, partner)| {
        let known = partner.and_then(|at| before.get(at));
        let at = *places.get(&std::ptr::from_ref(*finding))?;
        Some(Open {
            finding: Found { of: Arc::clone(of), at },
            since: known.map_or(run, |open| open.since),
            from_start: known.map_or(first, |open| open.from_start),
        })
    });
    let new = if first { 0 } else { now.len() - same };
    (next.collect(), new, before.len() - same)
}

#[cfg(test)]
mod tests {
    use super::*;
    use quarterdeck_model::payload::{FindingCount, Severity, ToolReport};
    use quarterdeck_model::{Section, SectionState};

    fn run(state: SectionState, items: &[(&str, u64)]) -> Findings {
        let finding = |(message, line): &(&str, u64)| Finding {
            identity: String::new(),
            tool: "lint".into(),
            rule: "R".into(),
            class: Class::Lint,
            severity: Severity::Low,
            message: (*message).into(),
            path: "a.rs".into(),
            line: Some(*line),
            suppressed: false,
        };
        let items: Vec<Finding> = items.iter().map(finding).collect();
        let section = match state {
            SectionState::Ok => Section::ok(),
            other => Section::because(other, "it broke"),
        };
        let tool = ToolReport {
            tool: "lint".into(),
            version: None,
            format: "f".into(),
            section,
            looked_for: vec![Class::Lint],
        };
        Findings { counts: Findings::count_items(&items), items, tools: vec![tool] }
    }

    /// What is open since when, what each run changed, and how many are lost.
    type Told = (Vec<(String, u32, bool)>, Vec<(usize, usize)>, usize);

    fn told(runs: &[Findings]) -> Told {
        let tracked = track((0..).zip(runs.iter().cloned().map(Arc::new)));
        let open = tracked.open.iter().map(|o| (o.finding.message.clone(), o.since, o.from_start));
        let steps = tracked.steps.iter().map(|step| (step.new, step.fixed));
        (open.collect(), steps.collect(), tracked.lost.iter().map(|(.., n)| n).sum())
    }

    #[test]
    fn a_finding_that_moved_is_as_old_and_a_first_look_finds_nothing_new() {
        let ok = SectionState::Ok;
        let runs = [
            run(ok, &[("old", 3)]),
            run(ok, &[("old", 9), ("young", 4), ("gone", 5)]),
            run(ok, &[("young", 7), ("old", 8)]),
        ];
        let open = vec![("young".to_owned(), 1, false), ("old".to_owned(), 0, true)];
        assert_eq!(told(&runs), (open, vec![(0, 0), (2, 0), (0, 1)], 0));
    }

    #[test]
    fn a_run_that_did_not_look_neither_fixes_nor_renews() {
        let (ok, failed) = (SectionState::Ok, SectionState::Failed);
        let runs = [run(ok, &[("a", 1)]), run(failed, &[]), run(ok, &[("a", 1)])];
        let (open, steps, lost) = told(&runs);
        assert_eq!((open, steps, lost), (vec![("a".to_owned(), 0, true)], vec![(0, 0); 3], 0));
        let (open, _, lost) = told(&runs[..2]);
        assert_eq!(
            (open, lost),
            (Vec::new(), 1),
            "what the last run did not look for is not open and not fixed"
        );
    }

    #[test]
    fn a_number_without_its_findings_says_nothing_of_any() {
        let mut counted = run(SectionState::Ok, &[]);
        counted.counts =
            vec![FindingCount { class: Class::Lint, severity: Severity::Low, open: 7, suppressed: 0 }];
        let runs = [run(SectionState::Ok, &[("a", 1)]), counted, run(SectionState::Ok, &[("b", 1)])];
        assert_eq!(told(&runs).1, [(0, 0), (0, 0), (1, 1)]);
    }
}
