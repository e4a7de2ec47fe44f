//! Small archives with payloads: a run a day.

use crate::builder::at;
use quarterdeck_analysis::compare::Snapshots;
use quarterdeck_model::payload::{
    Case, Class, Count, Counts, Coverage, FileCoverage, Finding, Findings, Severity, Status, Tests,
    ToolReport,
};
use quarterdeck_model::{
    Collector, History, Labels, Payload, Section, SectionState, Snapshot, SnapshotId, Source,
};

/// An archive.
#[derive(Default)]
pub(crate) struct Archive {
    snapshots: Vec<(SnapshotId, Snapshot)>,
}

impl Archive {
    /// One run more, on day `day`, of the job that is named after its kind.
    pub(crate) fn run(self, day: i64, payload: Payload) -> Self {
        self.run_as(day, payload, |_| {})
    }

    /// The same with an envelope that is changed by `change`.
    pub(crate) fn run_as(mut self, day: i64, payload: Payload, change: impl Fn(&mut Snapshot)) -> Self {
        let collector = Collector {
            job: payload.kind().to_string(),
            version: "0".to_owned(),
            tool: "tool".to_owned(),
            tool_version: Some("1".to_owned()),
            format: "format".to_owned(),
            simulated: false,
            configuration: None,
            from: Vec::new(),
        };
        let commit = format!("{:040x}", 0xabc_0000 + day);
        let mut snapshot = Snapshot {
            taken_at: at(day),
            subject: "x".to_owned(),
            source: Source { commit: Some(commit), branch: None, dirty: Some(false) },
            collector,
            labels: Labels::none(),
            section: Section::ok(),
            payload,
            diagnostics: Vec::new(),
            unknown: Default::default(),
        };
        change(&mut snapshot);
        let id = SnapshotId::new(format!("run-{:04}", self.snapshots.len())).unwrap();
        self.snapshots.push((id, snapshot));
        self
    }

    /// As columns.
    pub(crate) fn history(&self) -> History {
        History::from_snapshots(self.snapshots.iter().map(|(id, s)| (id.clone(), s)), Vec::new())
    }

    /// By identifier.
    pub(crate) fn by_id(&self) -> Snapshots<'_> {
        self.snapshots.iter().map(|(id, s)| (id, s)).collect()
    }
}

/// Makes a run's envelope that of a failed collection.
pub(crate) fn failed(snapshot: &mut Snapshot) {
    snapshot.section = Section::because(SectionState::Failed, "it broke");
}

/// An open lint finding.
pub(crate) fn lint(path: &str, line: u64, rule: &str, message: &str) -> Finding {
    Finding {
        identity: String::new(),
        tool: "ruff".to_owned(),
        rule: rule.to_owned(),
        class: Class::Lint,
        severity: Severity::Low,
        message: message.to_owned(),
        path: path.to_owned(),
        line: Some(line),
        suppressed: false,
    }
}

/// What one tool, which looked for lint and syntax, found.
pub(crate) fn findings(items: Vec<Finding>) -> Findings {
    let tool = ToolReport {
        tool: "ruff".to_owned(),
        version: None,
        format: "ruff".to_owned(),
        section: Section::ok(),
        looked_for: vec![Class::Lint, Class::Syntax],
    };
    Findings { tools: vec![tool], counts: Findings::count_items(&items), items }
}

/// Line coverage of files.
pub(crate) fn coverage(files: &[(&str, u64, u64)]) -> Coverage {
    let counts = |covered, total| Counts { line: Some(Count { covered, total }), ..Counts::default() };
    let files: Vec<FileCoverage> = files
        .iter()
        .map(|(path, covered, total)| FileCoverage {
            path: (*path).to_owned(),
            counts: counts(*covered, *total),
        })
        .collect();
    let totals = files.iter().fold(Counts::default(), |sum, file| sum.plus(&file.counts));
    Coverage { totals, files }
}

/// Cases by name and status.
pub(crate) fn tests(cases: &[(&str, Status)]) -> Tests {
    let case = |(name, status): &(&str, Status)| Case {
        suite: "unit".into(),
        class: "".into(),
        name: (*name).to_owned(),
        occurrence: 0,
        status: *status,
        duration_s: None,
        attempts: 1,
        message: None,
    };
    Tests { cases: cases.iter().map(case).collect(), ..Tests::default() }
}
