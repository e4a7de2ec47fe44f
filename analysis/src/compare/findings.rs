//! New and fixed findings of two runs of one job.
//!
//! A finding is the same one when tool, rule, file and message are: lines move with every edit above them. Where one file
//! holds the same finding several times, as many of them are new as there are more. Messages that differ in nothing but
//! digits ("defined at line 12") are the same message.

use quarterdeck_model::payload::{Class, Finding, Findings, Severity, ToolReport};
use std::collections::{BTreeMap, BTreeSet};

/// What became of the open findings from A to B.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FindingChanges<'a> {
    /// Open in B and not in A.
    pub new: Vec<&'a Finding>,
    /// Open in A and not in B: fixed, or suppressed since.
    pub fixed: Vec<&'a Finding>,
    /// Open in both.
    pub same: usize,
    /// Of what nothing can be said.
    pub unknown: Vec<Unknown>,
    /// Classes that were compared, of at least one tool.
    pub compared: BTreeSet<Class>,
}

/// What one tool looks for, and why nothing can be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// The class.
    pub class: Class,
    /// The tool.
    pub tool: String,
    /// Why, one phrase.
    pub why: String,
}

/// Compares the open findings of two runs, tool by tool and class by class: of what was not looked for on both sides, or
/// of which a side has only the number, nothing is said.
pub fn findings<'a>(before: &'a Findings, after: &'a Findings) -> FindingChanges<'a> {
    let mut told = FindingChanges::default();
    let mut known = BTreeSet::new();
    for (class, tool) in looked_for(before).union(&looked_for(after)) {
        match why_unknown(before, after, *class, tool) {
            Some(why) => told.unknown.push(Unknown { class: *class, tool: (*tool).to_owned(), why }),
            None => {
                known.insert((*class, *tool));
                told.compared.insert(*class);
            }
        }
    }
    let open = |side: &'a Findings| {
        let mut open: Vec<&Finding> = side
            .items
            .iter()
            .filter(|f| !f.suppressed && known.contains(&(f.class, f.tool.as_str())))
            .collect();
        open.sort_by_key(|f| (&f.path, f.line, &f.tool, &f.rule, &f.message));
        open
    };
    let (mut before, mut after) = (open(before), open(after));
    let all = after.len();
    pair(&mut before, &mut after, |f| (place(f), f.line, f.message.clone()));
    pair(&mut before, &mut after, |f| (place(f), None, f.message.clone()));
    pair(&mut before, &mut after, |f| (place(f), None, without_digits(&f.message)));
    told.same = all - after.len();
    (told.new, told.fixed) = (after, before);
    told
}

/// The mildest severity that counts as `least` or worse: what a tool does not rate counts as medium.
pub fn at_least(least: Severity) -> Severity {
    if least == Severity::Medium { Severity::Unknown } else { least }
}

/// What tells findings of one place and rule from others.
fn place(finding: &Finding) -> (String, String, String) {
    (finding.tool.clone(), finding.rule.clone(), finding.path.clone())
}

type Key = ((String, String, String), Option<u64>, String);

/// Takes out of both lists what has the same key, as often as both have it.
fn pair(before: &mut Vec<&Finding>, after: &mut Vec<&Finding>, key: impl Fn(&Finding) -> Key) {
    let mut counts: BTreeMap<Key, usize> = BTreeMap::new();
    for finding in before.iter() {
        *counts.entry(key(finding)).or_default() += 1;
    }
    let mut taken: BTreeMap<Key, usize> = BTreeMap::new();
    after.retain(|finding| {
        let key = key(finding);
        match counts.get_mut(&key).filter(|left| **left > 0) {
            Some(left) => {
                *left -= 1;
                *taken.entry(key).or_default() += 1;
                false
            }
            None => true,
        }
    });
    before.retain(|finding| match taken.get_mut(&key(finding)).filter(|left| **left > 0) {
        Some(left) => {
            *left -= 1;
            false
        }
        None => true,
    });
}

fn without_digits(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    for c in message.chars() {
        match c.is_ascii_digit() {
            true if out.ends_with('#') => {}
            true => out.push('#'),
            false => out.push(c),
        }
    }
    out
}

/// Every class with the tools that look for it.
fn looked_for(side: &Findings) -> BTreeSet<(Class, &str)> {
    let own = |tool: &'_ ToolReport| tool.looked_for.clone();
    side.tools
        .iter()
        .flat_map(|tool| own(tool).into_iter().map(|class| (class, tool.tool.as_str())))
        .collect()
}

/// Why nothing can be said of what a tool looks for.
fn why_unknown(before: &Findings, after: &Findings, class: Class, tool: &str) -> Option<String> {
    let sides = [(before, "before"), (after, "now")];
    if let Some((_, when)) = sides.iter().find(|(side, _)| !looked_for(side).contains(&(class, tool))) {
        return Some(format!("it was not looked for {when}"));
    }
    let ran =
        |side: &Findings| side.tools.iter().filter(|t| t.tool == tool).all(|t| t.section.state.counts());
    if let Some((_, when)) = sides.iter().find(|(side, _)| !ran(side)) {
        return Some(format!("the tool did not really run {when}"));
    }
    let listed =
        |side: &Findings| side.items.iter().filter(|f| f.class == class && !f.suppressed).count() as u64;
    let counted =
        |side: &Findings| side.counts.iter().filter(|c| c.class == class).map(|c| c.open).sum::<u64>();
    let short = sides.iter().find(|(side, _)| listed(side) < counted(side));
    short.map(|(_, when)| format!("only the number of findings is known {when}, not each of them"))
}
