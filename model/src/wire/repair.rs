//! Before writing: values that the format cannot hold are left out, and a diagnostic says so. Nothing that a
//! collector hands over can make a file that cannot be read again.

use super::v1::scalar::{is_commit, is_percent};
use crate::payload::{
    Benchmark, Chaos, Count, Counts, Coverage, Entry, Experiment, Figure, Health, Load, Probe,
};
use crate::{Diagnostic, Payload, Section, SectionState, Snapshot};

/// The same snapshot with what cannot be written left out; `None` when all of it can be written.
pub(super) fn repaired(snapshot: &Snapshot) -> Option<Snapshot> {
    let mut copy = snapshot.clone();
    let mut remarks = Remarks(Vec::new());
    if let Some(commit) = copy.source.commit.take_if(|c| !is_commit(c)) {
        remarks
            .add(&format!("commit {}", super::header::quoted(&commit)), "not 7 to 64 lower-case hex digits");
    }
    match &mut copy.payload {
        Payload::Health(p) => health(p, &mut remarks),
        Payload::Benchmark(p) => benchmark(p, &mut remarks),
        Payload::Coverage(p) => coverage(p, &mut remarks),
        Payload::Chaos(p) => chaos(p, &mut remarks),
        Payload::Tests(p) => {
            remarks.optional("wall time", &mut p.wall_s);
            p.cases.iter_mut().for_each(|c| remarks.optional(&c.name, &mut c.duration_s));
        }
        Payload::Findings(_) | Payload::Code(_) => {}
    }
    if remarks.0.is_empty() {
        return None;
    }
    copy.diagnostics.extend(remarks.0);
    Some(copy)
}

struct Remarks(Vec<Diagnostic>);

impl Remarks {
    fn add(&mut self, what: &str, why: &str) {
        self.0.push(Diagnostic::warning("", format!("{what} is left out: it is {why}")));
    }

    /// Leaves out a number that is not finite.
    fn optional(&mut self, what: &str, value: &mut Option<f64>) {
        if value.take_if(|v| !v.is_finite()).is_some() {
            self.add(&format!("a number of {what}"), "not finite");
        }
    }

    /// Leaves out a percentage that is none.
    fn percent(&mut self, what: &str, value: &mut Option<f64>) {
        if value.take_if(|v| !is_percent(*v)).is_some() {
            self.add(&format!("a percentage of {what}"), "not within 0 to 100");
        }
    }

    /// Leaves out a count with more covered than there is.
    fn count(&mut self, what: &str, value: &mut Option<Count>) {
        if let Some(c) = value.take_if(|c| c.covered > c.total) {
            self.add(&format!("{} of {} in {what}", c.covered, c.total), "more covered than there is");
        }
    }

    fn figures(&mut self, figures: &mut Vec<Figure>) {
        figures.retain(|f| {
            let fits = f.value.is_finite();
            if !fits {
                self.add(f.metric.as_str(), "not finite");
            }
            fits
        });
    }
}

fn health(payload: &mut Health, remarks: &mut Remarks) {
    for round in &mut payload.rounds {
        let service = &round.service;
        round.probes.iter_mut().for_each(|probe| phases(service, probe, remarks));
        round.probes.retain(|p| {
            let fits = p.sent_after_ms.is_finite();
            if !fits {
                remarks.add(&format!("a probe of {service}"), "not finite");
            }
            fits
        });
    }
    remarks.figures(&mut payload.figures);
}

fn phases(service: &str, probe: &mut Probe, remarks: &mut Remarks) {
    remarks.optional(service, &mut probe.done_after_ms);
    let p = &mut probe.phases;
    for time in [&mut p.dns_ms, &mut p.connect_ms, &mut p.tls_ms, &mut p.first_byte_ms, &mut p.total_ms] {
        remarks.optional(service, time);
    }
}

fn benchmark(payload: &mut Benchmark, remarks: &mut Remarks) {
    payload.entries.iter_mut().for_each(|e| entry(e, remarks));
    payload.loads.iter_mut().for_each(|l| load(l, remarks));
    remarks.figures(&mut payload.figures);
}

/// An entry whose value is not finite stays in sight as failed.
fn entry(e: &mut Entry, remarks: &mut Remarks) {
    if !e.estimate.value.is_finite() {
        e.estimate.value = 0.0;
        e.section = Section::because(SectionState::Failed, "the value is not a finite number");
        remarks.add(&format!("the value of {}", e.name), "not finite");
    }
    let spread = &mut e.estimate.spread;
    if spread.take_if(|s| !(s.lower.is_finite() && s.upper.is_finite())).is_some() {
        remarks.add(&format!("the spread of {}", e.name), "not finite");
    }
    if let Some(spread) = spread {
        remarks.optional(&e.name, &mut spread.confidence);
    }
    if e.throughput.take_if(|t| !t.amount.is_finite()).is_some() {
        remarks.add(&format!("the throughput of {}", e.name), "not finite");
    }
}

fn load(l: &mut Load, remarks: &mut Remarks) {
    remarks.optional(&l.name, &mut l.duration_s);
    remarks.optional(&l.name, &mut l.rate_asked);
    remarks.optional(&l.name, &mut l.rate_achieved);
}

fn coverage(payload: &mut Coverage, remarks: &mut Remarks) {
    counts("the totals", &mut payload.totals, remarks);
    payload.files.iter_mut().for_each(|f| counts(&f.path, &mut f.counts, remarks));
}

fn counts(what: &str, c: &mut Counts, remarks: &mut Remarks) {
    let all =
        [&mut c.line, &mut c.branch, &mut c.function, &mut c.statement, &mut c.region, &mut c.instruction];
    all.into_iter().for_each(|count| remarks.count(what, count));
}

fn chaos(payload: &mut Chaos, remarks: &mut Remarks) {
    payload.experiments.iter_mut().for_each(|e| experiment(e, remarks));
}

fn experiment(e: &mut Experiment, remarks: &mut Remarks) {
    remarks.optional(&e.scenario, &mut e.duration_s);
    remarks.percent(&e.scenario, &mut e.availability_percent);
    remarks.percent(&e.scenario, &mut e.error_percent);
    if e.recovery.take_if(|r| !r.seconds.is_finite()).is_some() {
        remarks.add(&format!("the recovery of {}", e.scenario), "not finite");
    }
    if let Some(recovery) = &mut e.recovery {
        remarks.optional(&e.scenario, &mut recovery.plus_minus);
    }
    e.impacts.iter_mut().for_each(|i| remarks.percent(&i.service, &mut i.availability_percent));
    e.events.retain(|event| {
        let fits = event.at_s.is_finite();
        if !fits {
            remarks.add(&format!("an event of {}", e.scenario), "not finite");
        }
        fits
    });
    e.tracks.retain_mut(|track| {
        let finite = |v: &f64| v.is_finite();
        let fits = [track.first_at_s, track.every_s].iter().chain(&track.took_ms).all(finite);
        if !fits {
            remarks.add(&format!("the probes of {} in {}", track.service, e.scenario), "not finite");
        }
        fits
    });
}
