//! Open findings by severity over time.

use super::job::Job;
use crate::chart::{Frame, Level, Sort, Tone, stack};
use crate::context::Context;
use crate::{Figure, routes};
use quarterdeck_model::Labels;
use quarterdeck_model::payload::{Class, FindingCount, Findings, Severity};
use std::collections::BTreeSet;

/// Severities from the mildest up, with their place on the ordered scale; what a tool does not rate is hatched.
pub(super) const SORTS: [(Severity, &str, Tone); 6] = [
    (Severity::Info, "info", Tone::Step(5)),
    (Severity::Low, "low", Tone::Step(4)),
    (Severity::Unknown, "not rated", Tone::Unknown),
    (Severity::Medium, "medium", Tone::Step(3)),
    (Severity::High, "high", Tone::Step(2)),
    (Severity::Critical, "critical", Tone::Step(1)),
];

/// What the chart needs of one run.
pub(super) struct Seen {
    /// What was really looked for.
    looked: BTreeSet<Class>,
    counts: Box<[FindingCount]>,
}

impl Seen {
    pub(super) fn of(findings: &Findings) -> Self {
        Self { looked: looked(findings), counts: findings.counts.as_slice().into() }
    }
}

/// The chart; none where nothing was ever open, or with fewer than two runs.
pub(super) fn course(context: &Context<'_>, job: &Job<'_>, id: &str) -> Option<Figure> {
    let wanted = &job.runs.last()?.1.looked;
    let level = |run: &u32| -> Option<Level> {
        let at = context.run(*run)?.taken_at;
        let found = job.runs.binary_search_by_key(run, |(run, _)| *run).ok();
        let seen = found.and_then(|at| job.runs.get(at)).map(|(_, seen)| seen);
        // A run that did not look for all that is looked for now would be a smaller stack.
        let whole = seen.filter(|seen| wanted.is_subset(&seen.looked));
        Some((at, whole.map(|seen| by_severity(&seen.counts, wanted))))
    };
    let levels: Vec<Level> = job.stream.runs.iter().filter_map(level).collect();
    let ever = |at: usize| {
        levels.iter().filter_map(|(_, numbers)| numbers.as_ref()?.get(at)).any(|number| *number > 0)
    };
    let used: Vec<usize> = (0..SORTS.len()).filter(|at| ever(*at)).collect();
    let only = |numbers: Vec<u64>| used.iter().filter_map(|at| numbers.get(*at).copied()).collect();
    let sorts: Vec<Sort> = used
        .iter()
        .filter_map(|at| SORTS.get(*at))
        .map(|(_, name, tone)| Sort { name, tone: *tone })
        .collect();
    if sorts.is_empty() {
        return None;
    }
    let levels: Vec<Level> = levels.into_iter().map(|(at, numbers)| (at, numbers.map(only))).collect();
    let mut frame = Frame::half(format!("{id}-severity"));
    frame.rows = 30;
    let mut spec = stack("Open findings by severity", &sorts, &levels, (context.now, &frame))?;
    let classes: Vec<&str> = wanted.iter().map(|class| class.as_str()).collect();
    spec.notes.push(format!("Of what the newest run looked for: {}.", classes.join(", ")));
    let name = routes::chart_name("severities", job.stream.job, Labels::none());
    Some(Figure::on_page(spec, routes::FINDINGS, &name))
}

/// The classes that every tool for them really looked for.
pub(super) fn looked(findings: &Findings) -> BTreeSet<Class> {
    let whole = |class: &Class| {
        let mut tools = findings.tools.iter().filter(|tool| tool.looked_for.contains(class)).peekable();
        tools.peek().is_some() && tools.all(|tool| tool.section.state.counts())
    };
    Class::ALL.into_iter().filter(whole).collect()
}

/// Open ones of those classes, a number a severity.
fn by_severity(counts: &[FindingCount], classes: &BTreeSet<Class>) -> Vec<u64> {
    let of = |severity: Severity| {
        let own = counts.iter().filter(|c| c.severity == severity && classes.contains(&c.class));
        own.map(|c| c.open).sum()
    };
    SORTS.iter().map(|(severity, ..)| of(*severity)).collect()
}
