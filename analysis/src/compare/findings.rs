//! New and fixed findings of two runs of one job.
//!
//! A finding is the same one when tool, rule, file and message are: lines move with every edit above them. Where one file
//! holds the same finding several times, as many of them are new as there are more. Messages that differ in nothing but
//! digits ("defined at line 12") are the same message.

use quarterdeck_model::payload::{Class, Finding, Findings, Severity, ToolReport};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

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
    let (before, after) = (open(before, &known), open(after, &known));
    let partners = pair(&before, &after);
    told.same = partners.iter().flatten().count();
    let taken: BTreeSet<usize> = partners.iter().flatten().copied().collect();
    told.new = after.iter().zip(&partners).filter(|(_, p)| p.is_none()).map(|(f, _)| *f).collect();
    told.fixed = before.iter().enumerate().filter(|(at, _)| !taken.contains(at)).map(|(_, f)| *f).collect();
    told
}

/// What tools looked for and gave item by item, sorted by place.
pub(crate) fn open<'a>(side: &'a Findings, known: &BTreeSet<(Class, &str)>) -> Vec<&'a Finding> {
    let own = |f: &&Finding| !f.suppressed && known.contains(&(f.class, f.tool.as_str()));
    let mut open: Vec<&Finding> = side.items.iter().filter(own).collect();
    open.sort_by_key(|f| (&f.path, f.line, &f.tool, &f.rule, &f.message));
    open
}

/// The mildest severity that counts as `least` or worse: what a tool does not rate counts as medium.
pub fn at_least(least: Severity) -> Severity {
    if least == Severity::Medium { Severity::Unknown } else { least }
}

/// Tool, rule and file.
type Place<'a> = (&'a str, &'a str, &'a str);

fn place(finding: &Finding) -> Place<'_> {
    (&finding.tool, &finding.rule, &finding.path)
}

/// For each of `after` the one of `before` that it is, if any: by line and message, then by message, then by message
/// without its digits. Each is taken once.
pub(crate) fn pair(before: &[&Finding], after: &[&Finding]) -> Vec<Option<usize>> {
    let mut pairs = Pairs { partners: vec![None; after.len()], taken: vec![false; before.len()] };
    pairs.by(before, after, |f| (place(f), f.line, f.message.as_str()));
    pairs.by(before, after, |f| (place(f), None::<u64>, f.message.as_str()));
    pairs.by(before, after, |f| (place(f), None::<u64>, without_digits(&f.message)));
    pairs.partners
}

/// Findings of two runs on their way to each other.
struct Pairs {
    partners: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Pairs {
    /// Pairs what is left and has the same key, as often as both have it, in the order of the lists.
    fn by<'a, K: Ord>(
        &mut self,
        before: &[&'a Finding],
        after: &[&'a Finding],
        key: impl Fn(&'a Finding) -> K,
    ) {
        let mut left: BTreeMap<K, VecDeque<usize>> = BTreeMap::new();
        for (at, finding) in before.iter().enumerate() {
            if self.taken.get(at) == Some(&false) {
                left.entry(key(finding)).or_default().push_back(at);
            }
        }
        if left.is_empty() {
            return;
        }
        for (partner, finding) in self.partners.iter_mut().zip(after).filter(|(p, _)| p.is_none()) {
            let found = left.get_mut(&key(finding)).and_then(VecDeque::pop_front);
            if let Some(taken) = found.and_then(|at| self.taken.get_mut(at)) {
                *taken = true;
                *partner = found;
            }
        }
    }
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
pub(crate) fn looked_for(side: &Findings) -> BTreeSet<(Class, &str)> {
    let own = |tool: &'_ ToolReport| tool.looked_for.clone();
    side.tools
        .iter()
        .flat_map(|tool| own(tool).into_iter().map(|class| (class, tool.tool.as_str())))
        .collect()
}

/// Why nothing can be said of what a tool looks for.
fn why_unknown(before: &Findings, after: &Findings, class: Class, tool: &str) -> Option<String> {
    let of = |side: &Findings, when: &str| {
        missing(side, class, tool).map(|missing| match missing {
            Missing::NotLookedFor => format!("it was not looked for {when}"),
            Missing::DidNotRun => format!("the tool did not really run {when}"),
            Missing::OnlyCounted => {
                format!("only the number of findings is known {when}, not each of them")
            }
        })
    };
    of(before, "before").or_else(|| of(after, "now"))
}

/// Why a run says nothing of single findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// No tool of that name looked for the class.
    NotLookedFor,
    /// The tool did not really run.
    DidNotRun,
    /// More are counted than listed.
    OnlyCounted,
}

/// Why a run does not list what `tool` finds of `class`; `None` where it does.
pub fn missing(side: &Findings, class: Class, tool: &str) -> Option<Missing> {
    let own = || side.tools.iter().filter(|report| report.tool == tool);
    if !own().any(|report| report.looked_for.contains(&class)) {
        return Some(Missing::NotLookedFor);
    }
    if !own().all(|report| report.section.state.counts()) {
        return Some(Missing::DidNotRun);
    }
    let listed = side.items.iter().filter(|f| f.class == class && !f.suppressed).count() as u64;
    let counted = side.counts.iter().filter(|c| c.class == class).map(|c| c.open).sum::<u64>();
    (listed < counted).then_some(Missing::OnlyCounted)
}
