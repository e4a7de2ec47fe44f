//! One load as a card.

use super::course::{LoadRun, SeriesOf};
use super::heat;
use super::{InvalidRow, LoadCard, LoadFigure};
use crate::chart::{Curve, Dress, Frame, Gap, chart, curve};
use crate::context::Context;
use crate::format::{UNKNOWN, ago, count, maybe, value};
use crate::page::metric::Snapshots;
use crate::page::metric::windows::{LoadKey, merged, percentiles};
use crate::page::rows::{beyond, metric_row, outdated, plural, run_link, sentence};
use crate::page::{Fact, MetricRow};
use crate::{Figure, Shown, Status, catalogue, format, routes};
use quarterdeck_analysis::current::Reading;
use quarterdeck_model::histogram::quantile_ms;
use quarterdeck_model::payload::Load;
use quarterdeck_model::{Point, SectionState, Unit};

/// Invalid runs that are listed.
const MOST_INVALID: usize = 20;
/// Figures of a load, and which percentile each is.
const FIGURES: [(&str, Option<f64>); 6] = [
    ("benchmark.latency_p50_ms", Some(0.5)),
    ("benchmark.latency_p95_ms", Some(0.95)),
    ("benchmark.latency_p99_ms", Some(0.99)),
    ("benchmark.throughput_rps", None),
    ("benchmark.error_percent", None),
    (CAPACITY, None),
];
const CAPACITY: &str = "benchmark.capacity_rps";
/// Figures whose trend is drawn.
const DRAWN: [&str; 2] = ["benchmark.latency_p99_ms", "benchmark.throughput_rps"];

/// A load with all its runs, oldest first.
pub(super) struct Told<'a> {
    pub(super) key: LoadKey<'a>,
    pub(super) runs: Vec<LoadRun<'a>>,
    /// Its series, one each of [`FIGURES`]; `None` for a figure that was never given.
    series: [Option<usize>; FIGURES.len()],
}

impl<'a> Told<'a> {
    pub(super) fn of((key, runs): (LoadKey<'a>, Vec<LoadRun<'a>>), all: &SeriesOf<'a>) -> Self {
        Self { key, runs, series: FIGURES.map(|(metric, _)| all.get(metric, key)) }
    }

    /// Series that its card shows.
    pub(super) fn shown(&self) -> impl Iterator<Item = usize> + '_ {
        self.series.iter().copied().flatten()
    }

    /// The verdict on the latest run; one from long ago says nothing of now.
    pub(super) fn status(&self, context: &Context<'_>) -> Status {
        match self.runs.last() {
            None => Status::NO_DATA,
            Some(run) if !run.valid() => Status::FAILING.named("Invalid"),
            Some(run) if outdated(context, run.run) => Status::STALE,
            Some(run) if run.load.is_some_and(|l| l.section.state == SectionState::Partial) => {
                Status::AT_RISK.named("Valid in part")
            }
            Some(_) => Status::MEETS.named("Valid"),
        }
    }

    /// Its card, the `n`-th of the page.
    pub(super) fn card(&self, context: &Context<'_>, snapshots: &Snapshots<'_>, n: usize) -> LoadCard {
        let host = self.key.host.map(|host| format!(" on {host}")).unwrap_or_default();
        let name = if self.key.name.is_empty() { self.key.job } else { self.key.name };
        let last = self.runs.last();
        let invalid: Vec<&LoadRun<'_>> = self.runs.iter().rev().filter(|run| !run.valid()).collect();
        LoadCard {
            anchor: routes::anchor(&format!("{} {} {}", self.key.name, self.key.job, host.trim())),
            name: Shown::new(name),
            detail: Shown::cut(&format!("job {}{host}", self.key.job), 160),
            status: self.status(context),
            note: self.note(context),
            latest: last.map(|last| run_link(context, last.run, 0)).unwrap_or_default(),
            reasons: last
                .iter()
                .flat_map(|l| l.reasons())
                .take(8)
                .map(|r| Shown::cut(&sentence(r), 300))
                .collect(),
            facts: last.and_then(|last| last.load).map(facts).unwrap_or_default(),
            figures: self.figures(context),
            charts: self.trends(context, n),
            curve: self.curve(context, snapshots, n),
            heat: heat::map(context, self, n),
            windows: percentiles(context, self.key, snapshots),
            invalid: invalid.iter().take(MOST_INVALID).map(|run| invalid_row(context, run)).collect(),
            invalid_more: beyond(invalid.len(), MOST_INVALID, ("invalid run", "invalid runs")),
        }
    }

    fn note(&self, context: &Context<'_>) -> String {
        let at = |run: &LoadRun<'_>| context.run(run.run).map(|r| ago(r.taken_at, context.now));
        let last = self.runs.last().and_then(at).unwrap_or_else(|| UNKNOWN.to_owned());
        let valid = self.runs.iter().filter(|run| run.valid()).count();
        format!("Latest run {last}; {valid} of {} valid.", plural(self.runs.len(), "run", "runs"))
    }

    /// A figure that was never given is unknown; of the capacity only where it was looked for.
    fn figures(&self, context: &Context<'_>) -> Vec<LoadFigure> {
        let looked =
            self.runs.iter().filter_map(|run| run.load?.measured.as_ref()).any(|m| !m.steps.is_empty());
        let wanted = |metric: &str, index: Option<usize>| index.is_some() || metric != CAPACITY || looked;
        let all = FIGURES.iter().zip(self.series).filter(|((metric, _), index)| wanted(metric, *index));
        all.map(|((metric, percentile), index)| match index {
            None => never(metric),
            Some(index) => LoadFigure {
                // The card says already which load it is.
                row: MetricRow { name: Shown::new(&catalogue::name(metric)), ..self.row(context, index) },
                mad: percentile
                    .and_then(|q| self.mad(context, index, q))
                    .map_or_else(|| UNKNOWN.to_owned(), |ms| value(ms, &Unit::Milliseconds)),
            },
        })
        .collect()
    }

    /// The row of a figure. Where later runs of the job measured other loads, it is that of this load's latest run; it is
    /// shown as being of an earlier one, and not judged.
    fn row(&self, context: &Context<'_>, index: usize) -> MetricRow {
        let row = metric_row(context, index, 0);
        let Some((point, series)) = self.earlier(context, index).zip(context.series(index)) else {
            return row;
        };
        let when = context.run(point.run).map(|run| ago(run.taken_at, context.now)).unwrap_or_default();
        MetricRow {
            status: Some(Status::NO_DATA.named("Earlier run")),
            reason: format!("Of this load's latest run, {when}; later runs of its job measured others."),
            now: format::quantity(point.value, &series.unit),
            ..row
        }
    }

    /// The value of this load's latest run, if that is valid and is not the latest of its job.
    fn earlier(&self, context: &Context<'_>, index: usize) -> Option<Point> {
        let summary = context.summary(index).filter(|summary| !summary.superseded)?;
        let last = self.runs.last().filter(|run| run.valid() && !outdated(context, run.run))?;
        let unknown = matches!(summary.reading, Reading::Unknown { .. });
        context.series(index)?.points.last().copied().filter(|point| unknown && point.run == last.run)
    }

    /// The spread of the run that the shown value is of.
    fn mad(&self, context: &Context<'_>, index: usize, q: f64) -> Option<f64> {
        let run = match context.summary(index)?.reading {
            Reading::Known { run, .. } | Reading::Stale { run, .. } => run,
            Reading::Unknown { .. } => self.earlier(context, index)?.run,
        };
        let load = self.runs.iter().rev().find(|r| r.run == run)?.load?;
        let measured = load.measured.as_ref()?;
        let valid = measured.repeats.iter().filter(|repeat| repeat.section.state.counts()).count();
        // One repeat has no spread; that is not a spread of nothing.
        measured.over_repeats(q).filter(|_| valid > 1).map(|spread| spread.mad)
    }

    fn trends(&self, context: &Context<'_>, n: usize) -> Vec<Figure> {
        let drawn = FIGURES.iter().zip(self.series).filter(|((metric, _), _)| DRAWN.contains(metric));
        let figure = |(at, index): (usize, usize)| {
            let series = context.series(index)?;
            let dress = Dress::of(context.history, series, context.policy);
            let first = series.points.first().and_then(|p| context.run(p.run))?.taken_at;
            let frame = Frame::half(format!("load-{n}-{at}")).over(first, context.now);
            let mut spec = chart(context.history, series, &dress, &frame);
            // The line ends before a latest run that is invalid: what is hatched says that there was one.
            let last = series.points.last().and_then(|p| context.run(p.run)).map(|r| r.taken_at.millis());
            let open = self.runs.last().is_some_and(|run| !run.valid());
            let from = last.filter(|last| open && spec.gaps.iter().all(|gap| gap.to <= *last));
            let to = spec.x.to;
            spec.gaps.extend(from.map(|from| Gap { from, to, label: "no valid run".to_owned() }));
            Some(Figure::of_metric(spec, context.slugs().get(&series.key), 0))
        };
        drawn.filter_map(|(_, index)| index).enumerate().filter_map(figure).collect()
    }

    /// The last valid run against all of the last month.
    fn curve(&self, context: &Context<'_>, snapshots: &Snapshots<'_>, n: usize) -> Option<Figure> {
        let last = self.runs.iter().rev().find(|run| run.valid())?;
        let responses = last.load?.responses();
        let month = merged(context, self.key, snapshots, 30);
        let of_last = |q: f64| quantile_ms(responses.as_ref()?, q);
        let of_month = |q: f64| month.as_ref()?.percentile_ms(q);
        let runs = month.as_ref().map_or(0, |month| month.runs);
        let names = || {
            let day = context.run(last.run).map(|run| format::date(run.taken_at)).unwrap_or_default();
            [format!("Run of {day}"), format!("Last 30 days, {}", plural(runs, "run", "runs"))]
        };
        let ([run, days], [plain_run, plain_days]) = (names(), format::plainly(names));
        let curves = [
            Curve { name: run, plain: plain_run, at: &of_last },
            Curve { name: days, plain: plain_days, at: &of_month },
        ];
        let frame = Frame::full(format!("curve-{n}"));
        let spec = curve("Response times by percentile", &curves, &Frame { height: 240, ..frame })?;
        Some(Figure::on_page(spec, routes::BENCHMARKS, &self.key.chart_name("percentiles")))
    }
}

fn never(metric: &str) -> LoadFigure {
    let mut out = LoadFigure { mad: UNKNOWN.to_owned(), ..LoadFigure::default() };
    out.row.name = Shown::new(&catalogue::name(metric));
    out.row.status = Some(Status::NO_DATA);
    out.row.now = format::Quantity::unknown();
    out.row.reason = "No valid run gave it.".to_owned();
    out
}

fn facts(load: &Load) -> Vec<Fact> {
    let fact = |name: &str, value: String| Fact {
        name: name.to_owned(),
        value: Shown::new(&value),
        href: String::new(),
    };
    let rate = |rate: Option<f64>| maybe(rate, &Unit::PerSecond).text();
    let failed = load.errors.map_or_else(|| "unknown".to_owned(), |n| count(n as f64));
    let share = load.errors.filter(|_| load.requests > 0).map(|n| n as f64 * 100.0 / load.requests as f64);
    // A few failures of many requests are not 0.00 %.
    let few = |share: f64| if share > 0.0 && share < 0.01 { ("< ", 0.01) } else { ("", share) };
    let told = |(less, share): (&str, f64)| format!(" ({less}{})", value(share, &Unit::Percent));
    let share = share.map(|share| told(few(share))).unwrap_or_default();
    let mut out = vec![
        fact("Asked", load.rate_asked.map_or_else(|| "not stated".to_owned(), |r| rate(Some(r)))),
        fact("Achieved", rate(load.rate_achieved)),
        fact(
            "Failed",
            format!("{failed} of {}{share}", plural(load.requests as usize, "request", "requests")),
        ),
        fact("Measured for", maybe(load.duration_s, &Unit::Seconds).text()),
    ];
    if let Some(measured) = &load.measured {
        let valid = measured.repeats.iter().filter(|repeat| repeat.section.state.counts()).count();
        out.push(fact("Repeats", format!("{valid} of {} valid", measured.repeats.len())));
        let kept = measured.steps.iter().filter(|step| step.too_much.is_none()).count();
        if !measured.steps.is_empty() {
            out.push(fact("Rates tried", format!("{}, {kept} kept", measured.steps.len())));
        }
    }
    out
}

fn invalid_row(context: &Context<'_>, run: &LoadRun<'_>) -> InvalidRow {
    let reasons: Vec<&str> = run.reasons().take(8).map(String::as_str).collect();
    let told = if reasons.is_empty() { "no reason is stored".to_owned() } else { reasons.join("; ") };
    InvalidRow { run: run_link(context, run.run, 0), reasons: Shown::cut(&sentence(&told), 300) }
}
