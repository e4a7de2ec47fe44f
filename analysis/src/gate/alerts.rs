//! Conditions on open alerts and on whether everything was collected.

use super::judged::Judged;
use super::report::GateOutcome;
use super::{Facts, Sides};
use crate::alert::Alert;
use crate::current::why_failed;
use crate::policy::{Condition, Severity};
use quarterdeck_model::plural;

impl Facts<'_> {
    /// An unknown ruled metric could be in alert: without any known one, data is missing.
    pub(super) fn no_alert(&self, severity: Severity) -> Judged {
        let open: Vec<&Alert> =
            self.alerts.iter().filter(|a| a.is_open() && a.severity >= severity).collect();
        if let Some(first) = open.first() {
            let why = format!("{} open: {}", open.len(), first.message);
            let figures = open.iter().filter_map(|a| Some(self.figure(a.series?, a.value)));
            let seen = open.iter().map(|a| a.last_seen);
            return Judged::new(GateOutcome::NotMet, why).figures(figures).evidence(seen);
        }
        match self.unknown_ruled(severity) {
            Some(unknown) => Judged::missing(format!("not known: {unknown}")),
            None => Judged::new(GateOutcome::Met, "none is open").evidence(self.ruled_runs(severity)),
        }
    }

    /// The runs that show the ruled metrics of that severity out of alert.
    fn ruled_runs(&self, severity: Severity) -> Vec<u32> {
        let rules = self.policy.rules_at(self.now).into_iter();
        let rules = rules.filter(|r| r.alert.is_some() && r.severity >= severity);
        let series =
            rules.flat_map(|rule| self.history.series.iter().enumerate().filter(|(_, s)| rule.selects(s)));
        series.filter_map(|(index, _)| self.sweep.reading(index, self.policy, self.now).run()).collect()
    }

    /// Names of the ruled metrics of that severity that are not known now.
    fn unknown_ruled(&self, severity: Severity) -> Option<String> {
        let rules = self.policy.rules_at(self.now).into_iter();
        let rules = rules.filter(|r| r.alert.is_some() && r.severity >= severity);
        let unknown = rules.filter(|rule| {
            let series = self.history.series.iter().enumerate();
            let mut chosen = series.filter(|(i, s)| rule.selects(s) && !self.sweep.superseded(*i)).peekable();
            let none = chosen.peek().is_none();
            none || chosen.any(|(i, _)| self.sweep.reading(i, self.policy, self.now).known().is_none())
        });
        let names: Vec<&str> = unknown.map(|rule| rule.metric.as_str()).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// The newest run of every job counts.
    pub(super) fn collected(&self, sides: &Sides, condition: &Condition) -> Judged {
        let newest: Vec<u32> =
            sides.now.jobs().filter(|(_, job, _)| condition.has_job(job)).map(|(.., run)| run).collect();
        let failed: Vec<u32> = newest.iter().copied().filter(|run| !self.counts(*run)).collect();
        let why: Vec<String> =
            failed.iter().filter_map(|r| self.history.runs.get(*r as usize)).map(why_failed).collect();
        match (newest.is_empty(), failed.is_empty()) {
            (true, _) => Judged::missing("nothing was ever collected"),
            (false, true) => {
                Judged::new(GateOutcome::Met, plural(newest.len(), "job", "jobs")).evidence(newest)
            }
            (false, false) => Judged::missing(why.join("; ")).evidence(failed),
        }
    }

    pub(super) fn counts(&self, run: u32) -> bool {
        self.history.runs.get(run as usize).is_some_and(|r| r.state.counts())
    }
}
