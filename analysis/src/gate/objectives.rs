//! The condition that objectives are kept.

use super::Facts;
use super::judged::Judged;
use super::report::{Figure, GateOutcome};
use super::wording::ALL_OBJECTIVES;
use crate::objective::{Attained, Attainment, Subject};
use crate::policy::Objective;

impl Facts<'_> {
    /// One that is missed fails the gate; one that is at risk does not yet, and is told; without enough data nothing is
    /// known. `name` is the name or the kind of an objective, or `all`.
    pub(super) fn objective(&self, name: &str) -> Judged {
        let own = |o: &Objective| {
            name == ALL_OBJECTIVES || o.kind.as_str() == name || o.name.as_deref() == Some(name)
        };
        let attained = self.objectives.iter().filter_map(|attained| {
            let objective = self.policy.objectives.get(attained.objective)?;
            own(objective).then_some((objective, attained))
        });
        let mut all: Vec<(&Objective, &Attained)> = attained.collect();
        all.sort_by_key(|(_, attained)| std::cmp::Reverse(rank(attained.attainment)));
        let Some((objective, worst)) = all.first() else {
            return Judged::missing(format!("no objective of that name or kind is judged: {name}"));
        };
        let outcome = match worst.attainment {
            Attainment::Met | Attainment::AtRisk => GateOutcome::Met,
            Attainment::Missed => GateOutcome::NotMet,
            Attainment::NotEnough => GateOutcome::Missing,
        };
        let (words, told) = (worst.attainment.as_str(), self.told(objective, worst));
        let others = all.iter().filter(|(_, other)| other.attainment == worst.attainment).count() - 1;
        let more = if others > 0 { format!(", and {others} more") } else { String::new() };
        let figures = all.iter().map(|(objective, attained)| Figure {
            name: objective.kind.as_str().to_owned(),
            detail: self.subject(attained),
            value: attained.value,
            ..Figure::default()
        });
        Judged::new(outcome, format!("{words}: {told}{more}"))
            .figures(figures)
            .evidence(all.iter().filter_map(|(_, attained)| attained.run))
    }

    /// `uptime of api >= 99.9, it is 99.2: why`.
    fn told(&self, objective: &Objective, attained: &Attained) -> String {
        let subject = self.subject(attained);
        let of = if subject.is_empty() { String::new() } else { format!(" of {subject}") };
        let name = objective.name.as_deref().unwrap_or(objective.kind.as_str());
        let value = attained.value.map(|value| format!(", it is {}", super::number(value)));
        let why = if attained.why.is_empty() { String::new() } else { format!(" ({})", attained.why) };
        format!("{name}{of} {}{}{why}", objective.target, value.unwrap_or_default())
    }

    fn subject(&self, attained: &Attained) -> String {
        match attained.subject {
            Subject::Project => String::new(),
            Subject::Service(index) => {
                self.services.get(index).map(|s| s.service.clone()).unwrap_or_default()
            }
            Subject::Series(index) => {
                self.history.series.get(index).map(|s| s.key.metric.to_string()).unwrap_or_default()
            }
        }
    }
}

/// The worst first: what is missed, then what is not known.
fn rank(attainment: Attainment) -> u8 {
    match attainment {
        Attainment::Met => 0,
        Attainment::AtRisk => 1,
        Attainment::NotEnough => 2,
        Attainment::Missed => 3,
    }
}
