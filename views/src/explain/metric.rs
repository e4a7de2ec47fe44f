//! A metric: definition, rule, value, source, baseline, changes, alerts, score, gate, what to do.

use super::phrases::{deviation, never_measured, penalty};
use super::{Part, Teller};
use crate::catalogue;
use crate::chart::limit_words;
use crate::format::{date, value};
use crate::page::rows::{plural, series_status};
use quarterdeck_analysis::assess::Since;
use quarterdeck_analysis::baseline::Deviation;
use quarterdeck_analysis::change::Change;
use quarterdeck_analysis::policy::MetricRule;
use quarterdeck_model::Series;

/// Series told of one metric, and changes and alerts of one series.
const MOST: usize = 5;

impl Teller<'_> {
    /// The parts about a metric by its id or name; empty when there is no such one.
    pub(super) fn metric(&self, wanted: &str, job: Option<&str>) -> Vec<Part> {
        let names = |id: &str| id == wanted || catalogue::name(id).eq_ignore_ascii_case(wanted);
        let own =
            |s: &&(usize, &Series)| names(s.1.key.metric.as_str()) && job.is_none_or(|j| j == s.1.key.job);
        let all: Vec<(usize, &Series)> = self.context.history.series.iter().enumerate().collect();
        let mut series: Vec<(usize, &Series)> = all.iter().filter(own).copied().collect();
        series.sort_by_key(|(index, _)| self.context.summary(*index).is_none_or(|s| s.superseded));
        let rule = self.context.policy.metrics.iter().find(|rule| names(&rule.metric));
        let measured = |id: &&Series| names(id.key.metric.as_str());
        let elsewhere: Vec<&Series> = self.context.history.series.iter().filter(measured).collect();
        let known = elsewhere.first().map(|series| series.key.metric.to_string());
        let id = known
            .or(rule.map(|r| r.metric.clone()))
            .or_else(|| catalogue::ids().find(|id| names(id)).map(Into::into));
        let Some(id) = id else { return Vec::new() };
        let mut parts = vec![self.definition(&id, elsewhere.first().copied())];
        if series.is_empty() {
            parts.push(never_measured(&elsewhere, job));
        }
        for (index, one) in series.iter().take(MOST) {
            parts.extend(self.series(*index, one));
        }
        if series.len() > MOST {
            let mut part = Part::new("More series");
            part.add("not told", format!("{}; choose with --job", series.len() - MOST));
            parts.push(part);
        }
        parts.extend(self.consequences(&id));
        parts
    }

    fn definition(&self, id: &str, series: Option<&Series>) -> Part {
        let mut part = Part::new("What it is");
        part.add("metric", id);
        part.add("name", catalogue::name(id));
        part.add("definition", catalogue::definition(id));
        if let Some(series) = series {
            part.add("better", series.direction.words());
            let unit = series.unit.as_str();
            part.add("unit", if unit.is_empty() { "a number" } else { unit });
        }
        part
    }

    /// Rule, value, source, baseline and changes of one series.
    fn series(&self, index: usize, series: &Series) -> Vec<Part> {
        let detail = catalogue::detail(&series.key);
        let mut now = Part::new(format!("Present value ({detail})"));
        let Some(summary) = self.context.summary(index) else { return Vec::new() };
        match (summary.reading.known(), summary.reading.reason()) {
            (Some(v), _) => now.add("value", value(v, &series.unit)),
            (None, why) => now.add("value", format!("not known: {}", why.unwrap_or_default())),
        }
        if summary.superseded {
            now.add("superseded", "another host has given this figure since");
        }
        now.add("status", series_status(self.context, index).word);
        self.rule(&mut now, series);
        let mut parts = vec![now];
        let last = summary.reading.run().or_else(|| series.points.last().map(|p| p.run));
        if let Some(run) = last {
            let known = summary.reading.known().is_some();
            let mut source = Part::new(if known { "Where it comes from" } else { "Where it last came from" });
            self.provenance(&mut source, run);
            parts.push(source);
        }
        parts.push(self.compared(index, series));
        parts.push(self.changes(index, series));
        parts.push(self.alerts_of(index));
        parts
    }

    fn rule(&self, part: &mut Part, series: &Series) {
        let Some(rule) = self.context.rule(series) else {
            part.add("rule", "no target and no alert limit is set for it");
            return;
        };
        if let Some(target) = rule.target {
            part.add("target", limit_words(target, &series.unit));
        }
        if let Some(alert) = rule.alert {
            let severity = crate::page::alerts::severity_word(rule.severity);
            part.add("alert limit", format!("{} ({severity})", limit_words(alert, &series.unit)));
        }
        part.add("configured", self.rule_place(rule));
    }

    fn rule_place(&self, rule: &MetricRule) -> String {
        let at = self.context.policy.metrics.iter().position(|own| std::ptr::eq(own, rule));
        self.configured(|config| config.metrics.get(at?).copied())
    }

    fn compared(&self, index: usize, series: &Series) -> Part {
        let mut part = Part::new("Compared with");
        let Some(summary) = self.context.summary(index) else { return part };
        let change = |d: Deviation| deviation(d, series);
        match (summary.baseline, summary.deviation) {
            (Some(base), Some(d)) => {
                let runs = plural(base.points, "run", "runs");
                part.add(
                    "baseline",
                    format!("{}, the median of the {runs} before", value(base.value, &series.unit)),
                );
                part.add("deviation", change(d));
            }
            _ => part.add("baseline", "none: the figure is not known now, or never was before"),
        }
        let since =
            |then: Since| format!("{}, then {}", change(then.change), value(then.value, &series.unit));
        for (name, then) in [("a week ago", summary.week), ("a quarter ago", summary.quarter)] {
            part.add(name, then.map_or_else(|| "not known".to_owned(), since));
        }
        part
    }

    fn changes(&self, index: usize, series: &Series) -> Part {
        let mut part = Part::new("Changes of level");
        let Some(found) = self.context.assessment.changes.get(index).filter(|found| found.judged) else {
            part.add("judged", "no: too few points of one machine and branch, or no better and worse");
            return part;
        };
        for change in found.changes.iter().rev().take(MOST) {
            part.add(
                &format!("{} {}", change.tier.as_str(), change.meaning.as_str()),
                self.change(series, change),
            );
        }
        for drift in found.drifts.iter().rev().take(MOST) {
            let (before, after) = (value(drift.before, &series.unit), value(drift.after, &series.unit));
            part.add("slow drift", format!("from {before} to {after}"));
        }
        if part.facts.is_empty() {
            part.add("found", format!("none in {}", plural(found.points, "point", "points")));
        }
        part
    }

    fn change(&self, series: &Series, change: &Change) -> String {
        let run = series.points.get(change.at).and_then(|point| self.context.run(point.run));
        let when = run.map(|run| format!("{} ({})", date(run.taken_at), run.id)).unwrap_or_default();
        let percent = change.percent.map(|p| format!(" ({p:+.1} %)")).unwrap_or_default();
        let state = match (change.accepted, change.present) {
            (true, _) => "accepted",
            (false, true) => "still so",
            (false, false) => "gone since",
        };
        let level = |median| value(median, &series.unit);
        format!(
            "since {when}: from {} to {}{percent}, p = {:.1e}, {state}",
            level(change.before.median),
            level(change.after.median),
            change.p_value
        )
    }

    fn alerts_of(&self, index: usize) -> Part {
        let mut part = Part::new("Alerts");
        let own = self.context.assessment.alerts.iter().filter(|alert| alert.series == Some(index));
        for alert in own.take(MOST) {
            let state = if alert.is_open() { "open" } else { "resolved" };
            let seen = plural(alert.evidence.len(), "snapshot", "snapshots");
            let identity = alert.identity(self.context.history);
            part.add(state, format!("{identity}: {}, {seen}", alert.message));
            if let Some(runbook) = alert.runbook.as_deref().filter(|_| alert.is_open()) {
                part.add("what to do", runbook);
            }
        }
        if part.facts.is_empty() {
            part.add("alerts", "none was ever open");
        }
        part
    }

    /// Score and gate.
    fn consequences(&self, id: &str) -> [Part; 2] {
        let mut score = Part::new("In the score");
        for own in self.context.assessment.score.parts.iter().filter(|part| part.metric == id) {
            let place = self.configured(|config| config.rules.get(own.index).copied());
            score.add("rule", format!("{}, {place}", own.rule));
            score.add("penalty", penalty(own));
        }
        if score.facts.is_empty() {
            score.add("rule", "it is no input of the score");
        }
        let mut gate = Part::new("In the gate");
        for condition in &self.context.assessment.gate.conditions {
            let figure = condition.figures.iter().any(|figure| figure.name == id);
            if figure || condition.text.starts_with(id) || condition.why.contains(id) {
                gate.add(&format!("condition {}", condition.number), self.verdict(condition));
            }
        }
        if gate.facts.is_empty() {
            gate.add("conditions", "no condition rests on it");
        }
        [score, gate]
    }
}
