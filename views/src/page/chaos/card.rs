//! One scenario as a card.

use super::{CountRow, FigureRow, ImpactRow, RunRow, ScenarioCard};
use crate::chart::{Dress, Frame, chart, probes};
use crate::context::Context;
use crate::format::{UNKNOWN, ago, count, date, maybe};
use crate::page::Fact;
use crate::page::permalink::chaos::recovery;
use crate::page::rows::{beyond, link, outdated, run_link, sentence, status_of, target};
use crate::{Figure, Shown, Status, catalogue, routes};
use quarterdeck_analysis::breaks::{Break, Why};
use quarterdeck_analysis::state::judge;
use quarterdeck_model::payload::{Experiment, Impact, Verdict};
use quarterdeck_model::{Kind, Labels, Timestamp, Unit};

/// Runs that are listed.
const MOST_RUNS: usize = 50;
/// Services that are listed.
const MOST_IMPACTS: usize = 50;
/// Reasons that are listed.
const MOST_REASONS: usize = 20;
/// Figures of a scenario; the trend of each is drawn.
const FIGURES: [&str; 2] = [RECOVERY, "chaos.availability_percent"];
const RECOVERY: &str = "chaos.recovery_s";

/// One run of a scenario: its number in the history and what came of it.
#[derive(Clone, Copy)]
pub(super) struct Made<'a> {
    pub(super) run: u32,
    pub(super) experiment: &'a Experiment,
    /// The stored one, or an error of the runner where the run as a whole does not count.
    pub(super) verdict: Verdict,
}

/// A scenario with its runs, oldest first.
pub(super) struct Scenario<'a> {
    pub(super) name: &'a str,
    pub(super) job: &'a str,
    pub(super) runs: Vec<Made<'a>>,
}

/// The look of a verdict: one that says nothing of the system is neither good nor bad.
pub(super) fn look(verdict: Verdict) -> Status {
    match verdict {
        Verdict::Pass => Status::MEETS.named("Passed"),
        Verdict::Fail => Status::FAILING.named("Failed"),
        Verdict::NotRecovered => Status::FAILING.named("Not recovered"),
        Verdict::Aborted => Status::NO_DATA.named("Aborted"),
        Verdict::NotInjected => Status::NO_DATA.named("Not injected"),
        Verdict::Error => Status::NO_DATA.named("Runner failed"),
    }
}

fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "Every criterion was met.",
        Verdict::Fail => "Some criterion was not met.",
        Verdict::NotRecovered => "It had not recovered when the watch ended.",
        Verdict::Aborted => "Its own abort condition stopped it: nothing is known of the system.",
        Verdict::NotInjected => "The fault could not be verified: nothing is known of the system.",
        Verdict::Error => "The runner itself failed: nothing is known of the system.",
    }
}

impl<'a> Scenario<'a> {
    /// The latest verdict; a good one from long ago says nothing of now.
    pub(super) fn status(&self, context: &Context<'_>) -> Status {
        match self.runs.last() {
            None => Status::NO_DATA,
            Some(made) if made.verdict == Verdict::Pass && outdated(context, made.run) => Status::STALE,
            Some(made) => look(made.verdict),
        }
    }

    /// Its series, one each of [`FIGURES`]; `None` for a figure that was never given.
    fn series(&self, context: &Context<'_>) -> [Option<usize>; FIGURES.len()] {
        FIGURES.map(|metric| {
            context.history.series.iter().position(|series| {
                series.kind == Kind::Chaos
                    && series.key.metric.as_str() == metric
                    && series.key.job == self.job
                    && series.key.labels.get("scenario") == Some(self.name)
            })
        })
    }

    /// Its card, the `n`-th of the page.
    pub(super) fn card(&self, context: &Context<'_>, n: usize) -> ScenarioCard {
        let series = self.series(context);
        let last = self.runs.last();
        let experiment = last.map(|made| made.experiment);
        let reasons = experiment.map(|e| e.reasons.as_slice()).unwrap_or_default();
        let impacts = experiment.map(|e| e.impacts.as_slice()).unwrap_or_default();
        ScenarioCard {
            anchor: routes::anchor(&format!("{} {}", self.name, self.job)),
            name: Shown::new(self.name),
            job: Shown::new(self.job),
            status: self.status(context),
            note: self.note(context),
            latest: last.map(|made| run_link(context, made.run, 0)).unwrap_or_default(),
            reasons: reasons.iter().take(MOST_REASONS).map(|r| Shown::cut(&sentence(r), 300)).collect(),
            facts: experiment.map(facts).unwrap_or_default(),
            figures: last.map(|made| figures(context, made, &series)).unwrap_or_default(),
            counts: Verdict::ALL.into_iter().filter_map(|verdict| self.count(verdict)).collect(),
            timeline: experiment.and_then(|e| self.timeline(e, n)),
            charts: series.iter().flatten().filter_map(|index| self.trend(context, *index, n)).collect(),
            impacts: impacts.iter().take(MOST_IMPACTS).map(impact).collect(),
            impacts_more: beyond(impacts.len(), MOST_IMPACTS, ("service", "services")),
            runs: self.runs.iter().rev().take(MOST_RUNS).map(|made| run_row(context, made)).collect(),
            runs_more: beyond(self.runs.len(), MOST_RUNS, ("run", "runs")),
        }
    }

    /// When the latest run was, what its verdict means, and the last one that says something.
    fn note(&self, context: &Context<'_>) -> String {
        let Some(last) = self.runs.last() else { return String::new() };
        let when = context.run(last.run).map(|run| ago(run.taken_at, context.now)).unwrap_or_default();
        let known = self.runs.iter().rev().find(|made| made.verdict.counts());
        let known = known.filter(|_| !last.verdict.counts()).map(|made| {
            let day = context.run(made.run).map(|run| date(run.taken_at)).unwrap_or_default();
            format!(
                " The last run that says something is of {day}: {}.",
                look(made.verdict).word.to_lowercase()
            )
        });
        format!("Latest run {when}. {}{}", meaning(last.verdict), known.unwrap_or_default())
    }

    /// The probes of one experiment.
    fn timeline(&self, experiment: &Experiment, n: usize) -> Option<Figure> {
        let frame = Frame { height: 240, ..Frame::full(format!("chaos-{n}-probes")) };
        let name = routes::chart_name("probes", self.job, Labels::one("scenario", self.name));
        Some(Figure::on_page(probes(experiment, &frame)?, routes::CHAOS, &name))
    }

    /// Runs of other scenarios between two of this one are no break of its line; those that gave nothing are.
    fn trend(&self, context: &Context<'_>, index: usize, n: usize) -> Option<Figure> {
        let series = context.series(index)?;
        let mut dress = Dress::of(context.history, series, context.policy);
        let own: Vec<Timestamp> =
            self.runs.iter().filter_map(|made| Some(context.run(made.run)?.taken_at)).collect();
        let between = |b: &Break| own.iter().any(|at| b.from < *at && *at < b.to);
        dress.breaks.retain(|b| b.why != Why::Failed || between(b));
        let spec = chart(context.history, series, &dress, &Frame::half(format!("chaos-{n}-{index}")));
        Some(Figure::of_metric(spec, context.slugs().get(&series.key), 0))
    }

    fn count(&self, verdict: Verdict) -> Option<CountRow> {
        let found = self.runs.iter().filter(|made| made.verdict == verdict).count();
        let row = CountRow { status: look(verdict), count: count(found as f64), counts: verdict.counts() };
        (found > 0).then_some(row)
    }
}

/// Recovery and availability; what counts for nothing and what is long ago is not judged.
fn figures(context: &Context<'_>, made: &Made<'_>, series: &[Option<usize>]) -> Vec<FigureRow> {
    let e = made.experiment;
    let values = [e.recovery.map(|r| r.seconds), e.availability_percent];
    let told = [recovery(e).text(), maybe(e.availability_percent, &Unit::Percent).text()];
    let all = FIGURES.iter().zip(series).zip(values.into_iter().zip(told));
    all.map(|((metric, index), (number, value))| {
        let found = index.and_then(|index| context.series(index));
        let href = found.map(|series| context.metric_href(&series.key, 0)).unwrap_or_default();
        let rule = found.and_then(|series| context.rule(series));
        let censored = *metric == RECOVERY && e.recovery.is_some_and(|r| r.censored);
        let status = match (number.filter(|_| made.verdict.counts()), rule) {
            (None, _) => Status::NO_DATA,
            _ if outdated(context, made.run) => Status::STALE,
            _ if censored => Status::FAILING.named("Not recovered"),
            (Some(_), None) => Status::NO_TARGET,
            (Some(number), Some(rule)) => status_of(judge(rule, number)),
        };
        let target = found.map(|series| target(context, series)).filter(|target| !target.is_empty());
        let target = target.unwrap_or_else(|| "none".to_owned());
        FigureRow { name: link(&catalogue::name(metric), href), status, value, target }
    })
    .collect()
}

fn facts(e: &Experiment) -> Vec<Fact> {
    let fact = |name: &str, value: String| Fact {
        name: name.to_owned(),
        value: Shown::new(&value),
        href: String::new(),
    };
    let percent = |share: Option<f64>| maybe(share, &Unit::Percent).text();
    let faults = e.faults_injected.map_or_else(|| UNKNOWN.to_owned(), |n| count(n as f64));
    vec![
        fact("Failed requests", percent(e.error_percent)),
        fact("Faults verified", faults),
        fact("From injection to end", maybe(e.duration_s, &Unit::Seconds).text()),
    ]
}

fn impact(i: &Impact) -> ImpactRow {
    ImpactRow {
        service: Shown::new(&i.service),
        role: if i.target { "target" } else { "not a target" },
        availability: maybe(i.availability_percent, &Unit::Percent).text(),
    }
}

fn run_row(context: &Context<'_>, made: &Made<'_>) -> RunRow {
    let percent = |share: Option<f64>| maybe(share, &Unit::Percent).text();
    RunRow {
        status: look(made.verdict),
        run: run_link(context, made.run, 0),
        recovery: recovery(made.experiment).text(),
        availability: percent(made.experiment.availability_percent),
        errors: percent(made.experiment.error_percent),
    }
}
