//! One payload of what several files gave.

use crate::coverage::Measured;
use crate::format::Reading;
use crate::{benchmark, chaos, code, coverage, findings, health, tests};
use quarterdeck_model::payload::{Benchmark, Chaos, Code, Coverage, Findings, Health, Tests};
use quarterdeck_model::{Kind, Payload};

/// One payload of several, an empty one of the kind when there is none; and what was lost by joining.
pub(crate) fn merged(kind: Kind, readings: Vec<Reading>) -> (Payload, Vec<String>) {
    let mut parts = Parts::default();
    readings.into_iter().for_each(|reading| parts.add(reading));
    match kind {
        Kind::Coverage => {
            let (coverage, lost) = coverage::merge(parts.coverage);
            (Payload::Coverage(coverage), lost)
        }
        Kind::Code => (Payload::Code(code::merge(parts.code)), Vec::new()),
        Kind::Findings => (Payload::Findings(findings::merge(parts.findings)), Vec::new()),
        Kind::Tests => (Payload::Tests(tests::merge(parts.tests)), Vec::new()),
        Kind::Benchmark => (Payload::Benchmark(benchmark::merge(parts.benchmark)), Vec::new()),
        Kind::Health => (Payload::Health(health::merge(parts.health)), Vec::new()),
        Kind::Chaos => (Payload::Chaos(chaos::merge(parts.chaos)), Vec::new()),
    }
}

/// Readings by kind; a collection has those of one kind.
#[derive(Default)]
struct Parts {
    coverage: Vec<Measured>,
    findings: Vec<Findings>,
    tests: Vec<Tests>,
    benchmark: Vec<Benchmark>,
    health: Vec<Health>,
    chaos: Vec<Chaos>,
    code: Vec<Code>,
}

impl Parts {
    fn add(&mut self, reading: Reading) {
        match reading.payload {
            Payload::Coverage(coverage) => self.coverage(coverage, reading.lines),
            Payload::Findings(part) => self.findings.push(part),
            Payload::Tests(part) => self.tests.push(part),
            Payload::Benchmark(part) => self.benchmark.push(part),
            Payload::Health(part) => self.health.push(part),
            Payload::Chaos(part) => self.chaos.push(part),
            Payload::Code(part) => self.code.push(part),
        }
    }

    fn coverage(&mut self, coverage: Coverage, lines: Option<coverage::Lines>) {
        self.coverage.push(Measured { coverage, lines });
    }
}
