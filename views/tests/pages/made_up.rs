//! A made-up project: some runs of every kind, always the same.

mod measured;

pub(crate) use measured::{chaos, load_and_time, loaded};

use quarterdeck_analysis::review::{Known, Span};
use quarterdeck_analysis::{Assessment, Policy, assess};
use quarterdeck_model::payload::*;
use quarterdeck_model::{
    Collector, Diagnostic, Direction, History, Labels, MetricId, Section, Snapshot, SnapshotId, Source,
    Timestamp, Unit,
};
use quarterdeck_views::page::*;
use quarterdeck_views::{Context, page};
use serde_json::Value;

pub(crate) const DAY: i64 = 86_400_000;

/// 2026-11-23T09:00:00Z, a Monday.
pub(crate) fn now() -> Timestamp {
    Timestamp::parse("2026-11-23T09:00:00Z").unwrap()
}

/// An archive with what it means.
pub(crate) struct Archive {
    pub(crate) snapshots: Vec<(SnapshotId, Snapshot)>,
    pub(crate) history: History,
    pub(crate) policy: Policy,
    pub(crate) assessment: Assessment,
}

impl Archive {
    pub(crate) fn of(snapshots: Vec<(SnapshotId, Snapshot)>, problems: Vec<Diagnostic>) -> Self {
        let history = History::from_snapshots(snapshots.iter().map(|(id, s)| (id.clone(), s)), problems);
        let policy = Policy::default();
        let assessment = assess(&history, &policy, now());
        Self { snapshots, history, policy, assessment }
    }

    /// The same after its policy was changed.
    pub(crate) fn judged_again(self) -> Self {
        let assessment = assess(&self.history, &self.policy, now());
        Self { assessment, ..self }
    }

    pub(crate) fn context(&self) -> Context<'_> {
        Context::new("acme-core", &self.history, &self.assessment, &self.policy, "0.1.0")
    }

    pub(crate) fn by_id(&self) -> metric::Snapshots<'_> {
        self.snapshots.iter().map(|(id, snapshot)| (id, snapshot)).collect()
    }

    /// Every page as (path, JSON).
    pub(crate) fn pages(&self) -> Vec<(String, Value)> {
        let c = self.context();
        let mut all = vec![
            paged(&page::overview::build(&c)),
            paged(&page::trends::build(&c)),
            paged(&page::alerts::build(&c)),
            paged(&page::health::build(&c, &self.by_id())),
            paged(&page::objectives::build(&c)),
            paged(&page::test_results::build(&c, &self.by_id())),
            paged(&page::coverage::build(&c, &self.by_id())),
            paged(&page::findings::build(&c, &self.by_id())),
            paged(&page::benchmarks::build(&c, &self.by_id())),
            paged(&page::chaos::build(&c, &self.by_id())),
            paged(&page::compare::build(&c, &self.by_id())),
            paged(&page::about::build(&c)),
            paged(&page::explore::build(&c)),
        ];
        all.extend((1..=c.snapshot_pages()).map(|n| paged(&page::snapshots::build(&c, n))));
        let by_id = self.by_id();
        all.extend(
            (0..self.history.series.len()).map(|n| paged(&page::metric::build(&c, n, &by_id).unwrap())),
        );
        let told = self.reviews(&[]);
        all.push(paged(&page::review::list(
            &c,
            &page::review::plan(&self.history, now(), &Default::default()),
            &told.iter().collect::<Vec<_>>(),
        )));
        all.extend(told.iter().map(paged));
        let index = |id: &SnapshotId| self.history.runs.iter().position(|r| r.id == *id).unwrap();
        let permalinks =
            self.snapshots.iter().map(|(id, s)| page::permalink::build(&c, index(id), s).unwrap());
        all.extend(permalinks.map(|p| paged(&p)));
        all
    }

    /// Every review.
    pub(crate) fn reviews(&self, notes: &[review::PeriodNotes]) -> Vec<review::ReviewPage> {
        let (context, by_id) = (self.context(), self.by_id());
        let plan = page::review::plan(&self.history, now(), &Default::default());
        let known = |at| Known::at(&self.history, &self.policy, at);
        let tell = |span: Span| {
            let known = (known(span.eve().unwrap()), known(span.until));
            page::review::build(&context, &by_id, (&plan, notes), span, (&known.0, &known.1))
        };
        plan.spans().map(tell).collect()
    }

    /// The review of one period.
    pub(crate) fn review(&self, name: &str) -> review::ReviewPage {
        self.reviews(&[]).into_iter().find(|page| page.name == name).unwrap()
    }

    pub(crate) fn overview(&self) -> overview::OverviewPage {
        page::overview::build(&self.context())
    }
}

fn paged<P: serde::Serialize>(page: &P) -> (String, Value) {
    let json = serde_json::to_value(page).unwrap();
    (json["shell"]["path"].as_str().unwrap().to_owned(), json)
}

/// A run `days` days before now at 07:12.
pub(crate) fn run(days: i64, job: &str, payload: Payload) -> (SnapshotId, Snapshot) {
    let taken_at = Timestamp::from_millis(now().millis() - 108 * 60_000 - days * DAY).unwrap();
    let commit = format!("{:07x}{}", 0x9f3_1c2a_i64 + days, "0".repeat(33));
    let id = SnapshotId::new(format!("{}-{job}", taken_at.compact()));
    let id = id.unwrap_or_else(|| SnapshotId::new(format!("{}-x{}", taken_at.compact(), job.len())).unwrap());
    let collector = Collector {
        job: job.to_owned(),
        version: "0.1.0".to_owned(),
        tool: "tool".to_owned(),
        tool_version: Some("1.2".to_owned()),
        format: "format".to_owned(),
        simulated: false,
        configuration: None,
        from: Vec::new(),
    };
    let source = Source { commit: Some(commit), branch: Some("main".to_owned()), dirty: Some(false) };
    let snapshot = Snapshot {
        taken_at,
        subject: "acme-core".to_owned(),
        source,
        collector,
        labels: Labels::none(),
        section: Section::ok(),
        payload,
        diagnostics: Vec::new(),
        unknown: Default::default(),
    };
    (id, snapshot)
}

pub(crate) fn coverage(covered: u64) -> Payload {
    let line = Count { covered, total: 1000 };
    let counts = |covered, total| Counts { line: Some(Count { covered, total }), ..Counts::default() };
    let files = vec![
        FileCoverage { path: "src/good.rs".into(), counts: counts(90, 100) },
        FileCoverage { path: "src/bad.rs".into(), counts: counts(1, 100) },
        FileCoverage { path: "src/empty.rs".into(), counts: counts(0, 0) },
    ];
    Payload::Coverage(Coverage { totals: Counts { line: Some(line), ..Counts::default() }, files })
}

pub(crate) fn latency(ms: f64) -> Payload {
    let figure = Figure {
        metric: MetricId::new("benchmark.latency_p99_ms"),
        labels: Labels::none(),
        value: ms,
        unit: Unit::Milliseconds,
        direction: Direction::LowerIsBetter,
    };
    Payload::Benchmark(Benchmark { figures: vec![figure], ..Benchmark::default() })
}

pub(crate) fn findings(vulnerabilities: u64) -> Payload {
    let count = |class, severity, open| FindingCount { class, severity, open, suppressed: 1 };
    let item = Finding {
        identity: "x".into(),
        tool: "scanner".into(),
        rule: "R1".into(),
        class: Class::Security,
        severity: Severity::High,
        message: "do not".into(),
        path: "src/a.rs".into(),
        line: Some(3),
        suppressed: false,
    };
    let tool = ToolReport {
        tool: "scanner".into(),
        version: None,
        format: "sarif".into(),
        section: Section::ok(),
        looked_for: vec![Class::Security, Class::Lint, Class::Syntax],
    };
    let counts =
        vec![count(Class::Lint, Severity::Low, 41), count(Class::Security, Severity::High, vulnerabilities)];
    Payload::Findings(Findings { tools: vec![tool], items: vec![item], counts })
}

pub(crate) fn tests() -> Payload {
    let case = |n: u32, status| Case {
        suite: "unit".into(),
        class: "parser".into(),
        name: format!("reads_{n}"),
        occurrence: 0,
        status,
        duration_s: Some(f64::from(n) / 10.0),
        attempts: 1,
        message: (status == Status::Failed).then(|| "expected 3\nsecond line".to_owned()),
    };
    let cases = (0..30).map(|n| case(n, if n == 7 { Status::Failed } else { Status::Passed })).collect();
    Payload::Tests(Tests { cases, ..Tests::default() })
}

pub(crate) fn health(outcome: Outcome) -> Payload {
    let probe = Probe {
        planned_at: now(),
        sent_after_ms: 0.1,
        done_after_ms: Some(4.0),
        outcome,
        status: Some(200),
        phases: Phases { total_ms: Some(4.0), ..Phases::default() },
        detail: None,
    };
    let round = Round {
        service: "api".into(),
        target: "https://api.example/".into(),
        probes: vec![probe; 5],
        certificate: Some(Certificate { expires_at: now(), subject: "CN=api".into(), leaf_expires_at: None }),
        late_ms: Vec::new(),
    };
    Payload::Health(Health { rounds: vec![round], ..Health::default() })
}

pub(crate) fn code() -> Payload {
    let large_files = Some(vec![LargeFile { path: "src/big.rs".into(), lines: 900 }]);
    Payload::Code(Code { total_lines: Some(12_345), large_files, large_limit: 500, ..Code::default() })
}

/// Twenty days of every kind; the latency breaches its alert limit in the last three runs.
pub(crate) fn project() -> Vec<(SnapshotId, Snapshot)> {
    let mut all = Vec::new();
    for day in (0..20).rev() {
        let slow = if day < 3 { 0.3 } else { 0.0 };
        all.push(run(day, "unit-coverage", coverage(820 + day as u64)));
        all.push(run(day, "load", latency(0.3 + slow + (day % 3) as f64 / 1000.0)));
        all.push(run(day, "scanner", findings(2)));
        all.push(run(day, "unit", tests()));
        all.push(run(day, "probe", health(Outcome::Up)));
        all.push(run(day, "criterion", load_and_time()));
    }
    all.push(run(40, "crash", chaos()));
    all.push(run(2, "cloc", code()));
    all
}
