//! Small histories, written as a test reads best: a run a day with its figures.

use quarterdeck_model::payload::Outcome;
use quarterdeck_model::{
    Direction, History, Kind, Labels, MetricId, Point, Probed, Probes, Run, SectionState, Series, SeriesKey,
    SnapshotId, Timestamp, Unit,
};

/// Builds a history run by run.
#[derive(Default)]
pub(crate) struct Builder {
    history: History,
}

/// Day `day` of a fixed calendar.
pub(crate) fn at(day: i64) -> Timestamp {
    Timestamp::from_millis(1_767_225_600_000 + day * 86_400_000).unwrap()
}

/// Direction by the metric's name, as collectors give it.
fn direction(metric: &str) -> Direction {
    match metric {
        "coverage.line_percent" | "benchmark.throughput_rps" => Direction::HigherIsBetter,
        _ => Direction::LowerIsBetter,
    }
}

fn kind(metric: &str) -> Kind {
    let area = metric.split('.').next().unwrap();
    Kind::parse(area).unwrap_or(Kind::Benchmark)
}

impl Builder {
    /// A run on `day` that gave `figures`.
    pub(crate) fn run(self, day: i64, figures: &[(&str, f64)]) -> Self {
        self.run_as(day, figures, |_| {})
    }

    /// A run on `day` of `kind` that failed.
    pub(crate) fn failed(self, day: i64, kind: Kind) -> Self {
        let run = self.new_run(day, kind);
        self.push(Run { state: SectionState::Failed, reasons: vec!["it broke".to_owned()], ..run })
    }

    /// A health run that begins on `day` and probes `service` every `step` milliseconds: `+` up, `-` down, `?` not known.
    pub(crate) fn probed(mut self, day: i64, service: &str, step: i64, outcomes: &str) -> Self {
        let run = self.new_run(day, Kind::Health);
        let (index, begin) = (self.history.runs.len() as u32, run.taken_at.millis());
        let seen = (0..).zip(outcomes.chars()).map(|(n, outcome)| Probed {
            run: index,
            at: Timestamp::from_millis(begin + n * step).unwrap(),
            outcome: match outcome {
                '+' => Outcome::Up,
                '-' => Outcome::Down,
                _ => Outcome::Unknown,
            },
        });
        match self.history.probes.iter_mut().find(|probes| probes.service == service) {
            Some(probes) => probes.seen.extend(seen),
            None => self.history.probes.push(Probes {
                service: service.to_owned(),
                job: run.job.clone(),
                seen: seen.collect(),
            }),
        }
        self.push(run)
    }

    /// A run whose envelope is changed by `change`.
    pub(crate) fn run_as(self, day: i64, figures: &[(&str, f64)], change: impl Fn(&mut Run)) -> Self {
        let mut run = self.new_run(day, kind(figures[0].0));
        change(&mut run);
        let index = self.history.runs.len() as u32;
        let (job, host) = (run.job.clone(), run.labels.get("host").map(ToOwned::to_owned));
        let mut built = self.push(run);
        for (metric, value) in figures {
            built.point(metric, &job, host.as_deref(), Point { run: index, value: *value });
        }
        built
    }

    /// A run on `day` that gave `metric` for each of several benchmarks, by number.
    pub(crate) fn run_of_many(
        self,
        day: i64,
        metric: &str,
        values: impl Iterator<Item = (usize, f64)>,
    ) -> Self {
        let run = self.new_run(day, kind(metric));
        let (index, job) = (self.history.runs.len() as u32, run.job.clone());
        let mut built = self.push(run);
        for (number, value) in values {
            let labels = Labels::one("benchmark", number.to_string());
            built.point_of(metric, &job, labels, Point { run: index, value });
        }
        built
    }

    fn new_run(&self, day: i64, kind: Kind) -> Run {
        let number = self.history.runs.len();
        Run {
            id: SnapshotId::new(format!("run-{number:04}")).unwrap(),
            taken_at: at(day),
            kind,
            job: kind.to_string(),
            subject: "x".to_owned(),
            commit: None,
            branch: None,
            dirty: None,
            labels: Labels::none(),
            state: SectionState::Ok,
            reasons: Vec::new(),
            tool: "tool".to_owned(),
            tool_version: None,
            format: "format".to_owned(),
            simulated: false,
            configuration: None,
            voided: None,
        }
    }

    fn push(mut self, run: Run) -> Self {
        self.history.runs.push(run);
        self
    }

    fn point(&mut self, metric: &str, job: &str, host: Option<&str>, point: Point) {
        let labels = host.map_or_else(Labels::none, |host| Labels::one("host", host));
        self.point_of(metric, job, labels, point);
    }

    fn point_of(&mut self, metric: &str, job: &str, labels: Labels, point: Point) {
        let key = SeriesKey { metric: MetricId::new(metric), job: job.to_owned(), labels };
        match self.history.series.iter_mut().find(|s| s.key == key) {
            Some(series) => series.points.push(point),
            None => self.history.series.push(Series {
                key,
                kind: kind(metric),
                unit: Unit::Count,
                direction: direction(metric),
                points: vec![point],
            }),
        }
    }

    /// The history, its series sorted.
    pub(crate) fn build(mut self) -> History {
        self.history.series.sort_by(|a, b| a.key.cmp(&b.key));
        self.history
    }
}
