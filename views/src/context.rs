//! Everything the pages are built from, with the indexes that make one page cost no more than its own content.

use crate::catalogue;
use crate::routes::{self, Slugs};
use crate::text::Shown;
use quarterdeck_analysis::assess::SeriesSummary;
use quarterdeck_analysis::policy::MetricRule;
use quarterdeck_analysis::state::MetricState;
use quarterdeck_analysis::{Assessment, Policy};
use quarterdeck_model::{Diagnostic, Fleet, History, Kind, Level, Run, Series, SeriesKey, Timestamp};
use std::collections::BTreeMap;

/// A project's history, judged, and what is needed to tell of it.
pub struct Context<'a> {
    /// The project's name, as the configuration or the newest run says.
    pub project: String,
    /// All runs.
    pub history: &'a History,
    /// What they mean.
    pub assessment: &'a Assessment,
    /// What they were judged by.
    pub policy: &'a Policy,
    /// The instant they were judged at.
    pub now: Timestamp,
    /// Problems besides [`History::problems`], such as those of the configuration.
    pub problems: &'a [Diagnostic],
    /// Quarterdeck's version.
    pub version: String,
    /// Other projects beside this one.
    fleet: Option<&'a Fleet>,
    /// Where the site is published; empty for not known.
    address: &'a str,
    slugs: Slugs,
    /// Runs of every (kind, job), in order.
    streams: BTreeMap<(Kind, &'a str), Vec<u32>>,
    /// For every run, the one before and the one after of the same kind and job.
    neighbours: Vec<(Option<u32>, Option<u32>)>,
    /// For every series, its state under the first rule that selects it.
    states: Vec<Option<usize>>,
    open_alerts: usize,
    simulated: bool,
    unread: usize,
}

impl<'a> Context<'a> {
    /// Indexes `history`. `assessment` must be of that history under that policy; `project` may be empty, then the
    /// newest run says what it is called.
    pub fn new(
        project: &str,
        history: &'a History,
        assessment: &'a Assessment,
        policy: &'a Policy,
        version: &str,
    ) -> Self {
        let subject = history.runs.last().map_or("project", |r| r.subject.as_str());
        let streams = streams(history);
        Self {
            project: if project.is_empty() { subject.to_owned() } else { project.to_owned() },
            history,
            assessment,
            policy,
            now: assessment.now,
            problems: &[],
            fleet: None,
            address: "",
            version: version.to_owned(),
            slugs: Slugs::of(&history.series),
            neighbours: neighbours(history, &streams),
            streams,
            states: states(history, assessment),
            simulated: history.simulated(),
            unread: unread(&history.problems),
            open_alerts: assessment.alerts.iter().filter(|a| a.is_open() && a.acknowledged.is_none()).count(),
        }
    }

    /// The same with further problems to be listed.
    #[must_use]
    pub fn with_problems(self, problems: &'a [Diagnostic]) -> Self {
        Self { problems, unread: unread(&self.history.problems) + unread(problems), ..self }
    }

    /// The same with the projects of a roll-up: they have a page then.
    #[must_use]
    pub fn with_fleet(self, fleet: Option<&'a Fleet>) -> Self {
        Self { fleet, ..self }
    }

    /// The same of a site that is published at `address`.
    #[must_use]
    pub fn with_address(self, address: &'a str) -> Self {
        Self { address, ..self }
    }

    /// Where the site is published; empty for not known.
    pub fn address(&self) -> &'a str {
        self.address
    }

    /// The projects of a roll-up, where one is given.
    pub fn fleet(&self) -> Option<&'a Fleet> {
        self.fleet
    }

    /// Addresses of metrics.
    pub fn slugs(&self) -> &Slugs {
        &self.slugs
    }

    /// How many alerts are open and nobody looks after.
    pub fn open_alerts(&self) -> usize {
        self.open_alerts
    }

    /// Whether any run is simulated.
    pub fn simulated(&self) -> bool {
        self.simulated
    }

    /// How many files could not be read.
    pub(crate) fn unread(&self) -> usize {
        self.unread
    }

    /// How many pages the archive list has: at least one.
    pub fn snapshot_pages(&self) -> usize {
        self.history.runs.len().div_ceil(routes::SNAPSHOTS_A_PAGE).max(1)
    }

    /// The address of a series' page from a page `depth` folders down; empty when there is none.
    pub(crate) fn metric_href(&self, key: &SeriesKey, depth: usize) -> String {
        let slug = self.slugs.get(key);
        slug.map(|s| routes::at_depth(depth, &routes::metric(s))).unwrap_or_default()
    }

    /// The address of a run's page from a page `depth` folders down; empty when there is none.
    pub(crate) fn run_href(&self, run: u32, depth: usize) -> String {
        let run = self.run(run);
        run.map(|r| routes::at_depth(depth, &routes::snapshot(&r.id))).unwrap_or_default()
    }

    pub(crate) fn run(&self, run: u32) -> Option<&'a Run> {
        self.history.runs.get(run as usize)
    }

    pub(crate) fn series(&self, index: usize) -> Option<&'a Series> {
        self.history.series.get(index)
    }

    pub(crate) fn summary(&self, index: usize) -> Option<&'a SeriesSummary> {
        self.assessment.series.get(index)
    }

    /// The state of a series under its first rule.
    pub(crate) fn state(&self, index: usize) -> Option<&'a MetricState> {
        let state = self.states.get(index).copied().flatten()?;
        self.assessment.states.get(state)
    }

    /// The first rule about a series that was in force at its last point.
    pub(crate) fn rule(&self, series: &Series) -> Option<&'a MetricRule> {
        let last = series.points.last().and_then(|point| self.history.run(*point));
        self.policy.rule_at(series, last.map_or(self.now, |run| run.taken_at))
    }

    /// The runs before and after of the same kind and job.
    pub(crate) fn neighbours(&self, run: u32) -> (Option<u32>, Option<u32>) {
        self.neighbours.get(run as usize).copied().unwrap_or_default()
    }

    /// Every job of a kind with its runs, oldest first, voided ones among them.
    pub(crate) fn jobs(&self, kind: Kind) -> impl Iterator<Item = (&'a str, &[u32])> {
        let own = self.streams.iter().filter(move |((of, _), _)| *of == kind);
        own.map(|((_, job), runs)| (*job, runs.as_slice()))
    }

    /// The newest run that holds of every kind and job, in the order of kinds.
    pub(crate) fn latest(&self) -> Vec<u32> {
        let holds = |run: &&u32| self.run(**run).is_some_and(|run| run.voided.is_none());
        let order = |kind: Kind| Kind::ALL.iter().position(|k| *k == kind);
        let mut latest: Vec<(_, u32)> = self
            .streams
            .iter()
            .filter_map(|((kind, job), runs)| Some(((order(*kind), *job), *runs.iter().rev().find(holds)?)))
            .collect();
        latest.sort_unstable();
        latest.into_iter().map(|(_, run)| run).collect()
    }

    /// A series by name and by what tells it from others.
    pub(crate) fn names(&self, series: &Series) -> (Shown, Shown) {
        (Shown::new(&catalogue::series_name(series)), Shown::new(&catalogue::detail(&series.key)))
    }
}

fn unread(problems: &[Diagnostic]) -> usize {
    problems.iter().filter(|p| p.level == Level::Error).count()
}

fn streams(history: &History) -> BTreeMap<(Kind, &str), Vec<u32>> {
    let mut streams: BTreeMap<(Kind, &str), Vec<u32>> = BTreeMap::new();
    for (index, run) in (0u32..).zip(&history.runs) {
        streams.entry((run.kind, run.job.as_str())).or_default().push(index);
    }
    streams
}

fn neighbours(
    history: &History,
    streams: &BTreeMap<(Kind, &str), Vec<u32>>,
) -> Vec<(Option<u32>, Option<u32>)> {
    let mut all = vec![(None, None); history.runs.len()];
    for runs in streams.values() {
        for (i, run) in runs.iter().enumerate() {
            let before = i.checked_sub(1).and_then(|b| runs.get(b)).copied();
            if let Some(slot) = all.get_mut(*run as usize) {
                *slot = (before, runs.get(i + 1).copied());
            }
        }
    }
    all
}

fn states(history: &History, assessment: &Assessment) -> Vec<Option<usize>> {
    let mut all = vec![None; history.series.len()];
    for (index, state) in assessment.states.iter().enumerate() {
        if let Some(slot @ None) = state.series.and_then(|s| all.get_mut(s)) {
            *slot = Some(index);
        }
    }
    all
}
