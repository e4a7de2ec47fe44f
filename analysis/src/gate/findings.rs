//! The condition on findings that are open now and were not at the baseline.

use super::judged::Judged;
use super::report::{Figure, GateOutcome, Place};
use super::{Facts, Sides};
use crate::compare::findings::{FindingChanges, at_least, findings};
use crate::compare::{Snapshots, payload};
use crate::current::why_failed;
use crate::policy::{Condition, Limit};
use quarterdeck_model::payload::{Class, Finding, Findings};
use quarterdeck_model::{Kind, Payload};

/// `security findings of severity high or worse`.
pub(super) fn words(condition: &Condition) -> String {
    let class = condition.class.as_deref().map(|class| format!("{class} ")).unwrap_or_default();
    let least = condition.severity.as_deref().filter(|named| *named != "info");
    let least = least.map(|named| format!(" of severity {named} or worse")).unwrap_or_default();
    format!("{class}findings{least}")
}

/// New findings over all jobs, while they are counted.
#[derive(Default)]
struct Counted<'a> {
    new: Vec<&'a Finding>,
    unknown: Vec<String>,
    compared: usize,
    now: Vec<u32>,
    then: Vec<u32>,
}

impl Facts<'_> {
    /// Too many new ones fail the gate even where more could not be compared; else what was not compared is missing.
    pub(super) fn new_findings(&self, sides: &Sides, limit: Limit, condition: &Condition) -> Judged {
        let Some(snapshots) = self.inputs.snapshots else {
            return Judged::missing("single findings are told from the snapshots, which were not read here");
        };
        let mut counted = Counted::default();
        let jobs =
            sides.now.jobs().filter(|(kind, job, _)| *kind == Kind::Findings && condition.has_job(job));
        for (kind, job, run) in jobs {
            counted.now.push(run);
            let base = sides.base.at(kind, job);
            counted.then.extend(base);
            match self.pair(snapshots, job, run, base) {
                Ok((before, after)) => counted.take(&findings(before, after), condition, job),
                Err(why) => counted.unknown.push(why),
            }
        }
        counted.judged(limit)
    }

    /// The findings of a job's run before and now.
    fn pair<'s>(
        &self,
        snapshots: &'s Snapshots<'_>,
        job: &str,
        now: u32,
        base: Option<u32>,
    ) -> Result<(&'s Findings, &'s Findings), String> {
        let base = base.ok_or_else(|| format!("{job} has no run at the baseline"))?;
        let read = |run: u32, when: &str| {
            let run_of = self.history.runs.get(run as usize);
            match (run_of.filter(|r| !r.state.counts()), payload(self.history, snapshots, run)) {
                (Some(failed), _) => Err(format!("{when}: {}", why_failed(failed))),
                (None, Some(Payload::Findings(findings))) => Ok(findings),
                _ => Err(format!("the findings of {job} {when} cannot be read")),
            }
        };
        Ok((read(base, "at the baseline")?, read(now, "now")?))
    }
}

impl<'a> Counted<'a> {
    fn take(&mut self, changes: &FindingChanges<'a>, condition: &Condition, job: &str) {
        let about = |class: Class| condition.class().is_none_or(|wanted| wanted == class);
        let least = at_least(condition.least());
        let counts = |f: &&&Finding| about(f.class) && f.severity >= least;
        self.new.extend(changes.new.iter().filter(counts));
        self.compared += changes.compared.iter().filter(|class| about(**class)).count();
        let unknown = changes.unknown.iter().filter(|unknown| about(unknown.class));
        self.unknown
            .extend(unknown.map(|u| format!("{} of {} ({job}): {}", u.class.as_str(), u.tool, u.why)));
    }

    fn judged(self, limit: Limit) -> Judged {
        let number = self.new.len() as f64;
        let told = |judged: Judged| {
            let value = (judged.outcome != GateOutcome::Missing).then_some(number);
            let figure = Figure { name: "new findings".to_owned(), value, ..Figure::default() };
            judged
                .figures([figure])
                .places(self.new.iter().map(|f| Place::of(f)))
                .evidence(self.now.clone())
                .compared(self.then.clone())
        };
        let first =
            self.new.first().map(|f| format!(": {} {} in {}", f.tool, f.rule, f.path)).unwrap_or_default();
        let more =
            if self.new.len() > 1 { format!(", and {} more", self.new.len() - 1) } else { String::new() };
        let why = format!("{number} new{first}{more}");
        match (limit.holds(number), self.unknown.first()) {
            // With more of them known it can only be worse, where fewer are asked for.
            (false, _) if self.compared > 0 => told(Judged::when(false, why)),
            (_, Some(unknown)) => told(Judged::missing(format!("not known: {unknown}"))),
            _ if self.compared == 0 => told(Judged::missing("nothing looked for such findings")),
            (holds, None) => told(Judged::when(holds, why)),
        }
    }
}
