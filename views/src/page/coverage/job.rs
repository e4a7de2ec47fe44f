//! One job as a card.

use super::{lists, rows};
use crate::chart::{Frame, counted, percent, treemap};
use crate::context::Context;
use crate::format::delta;
use crate::page::area::{AreaJob, AreaPart, Base, Stream, streams};
use crate::page::grid::{Cell, Grid, column, linked, numbers, status, text};
use crate::page::metric::Snapshots;
use crate::page::rows::{series_status, target};
use crate::{Figure, Shown, Status, routes};
use quarterdeck_analysis::tree::Tree;
use quarterdeck_model::payload::{Count, Coverage, Payload};
use quarterdeck_model::{Direction, Kind, Labels, Unit};

/// Metrics by which a job is judged, the first that it has.
const JUDGED: [&str; 4] = ["line", "statement", "region", "instruction"];
/// Charts of trends.
const MOST_TRENDS: usize = 4;

/// A job with its newest report that counts.
pub(super) struct Job<'a> {
    pub(super) stream: Stream<'a>,
    /// The number of the run and what it holds.
    pub(super) told: Option<(u32, &'a Coverage)>,
    /// What that is compared with.
    pub(super) base: Option<(Base, &'a Coverage)>,
    /// Its folders; none where the report counts nothing.
    pub(super) tree: Option<Tree>,
}

/// Every job, by name.
pub(super) fn jobs<'a>(context: &Context<'a>, snapshots: &'a Snapshots<'_>) -> Vec<Job<'a>> {
    let all = streams(context, Kind::Coverage).into_iter();
    all.map(|stream| Job::of(context, snapshots, stream)).collect()
}

impl<'a> Job<'a> {
    fn of(context: &Context<'a>, snapshots: &'a Snapshots<'_>, stream: Stream<'a>) -> Self {
        let coverage = |(run, payload): (u32, &'a Payload)| match payload {
            Payload::Coverage(coverage) => Some((run, coverage)),
            _ => None,
        };
        let told = stream.payloads(context, snapshots).rev().find_map(coverage);
        let base = told.and_then(|(run, _)| stream.base(context, run)).and_then(|base| {
            let payload = &snapshots.get(&context.run(base.run)?.id)?.payload;
            coverage((base.run, payload)).map(|(_, coverage)| (base, coverage))
        });
        let tree = told.and_then(|(_, now)| Tree::of(now, base.map(|(_, before)| before)));
        Self { stream, told, base, tree }
    }

    /// Whether what is told is of the latest run.
    pub(super) fn current(&self) -> bool {
        self.told.is_some_and(|(run, _)| run == self.stream.latest)
    }

    /// That of its first metric that has a rule; without a rule it is only known.
    pub(super) fn status(&self, context: &Context<'a>) -> Status {
        let found = JUDGED.iter().find_map(|what| self.stream.series(context, &metric(what)));
        let status = found.map_or(Status::NO_DATA, |(index, _)| series_status(context, index));
        self.stream.status(context, status)
    }

    /// Its card, the `n`-th of the page.
    pub(super) fn card(&self, context: &Context<'a>, n: usize) -> AreaJob {
        let card = self.stream.card(context, self.status(context), self.told.map(|(run, _)| run));
        let Some((_, now)) = self.told else { return card };
        let mut parts = vec![self.totals(context, now), self.trends(context, n)];
        if let Some(tree) = &self.tree {
            parts.extend(self.map(tree, n));
            parts.push(rows::part(tree, self.base.is_some()));
            parts.push(lists::missing(tree));
            parts.push(lists::changed(context, now, self.base));
        }
        parts.retain(|part| !part.title.is_empty());
        let compared = Base::sentence(self.base.map(|(base, _)| base), context);
        AreaJob { compared, parts, ..card }
    }

    /// Every kind of thing that is counted.
    fn totals(&self, context: &Context<'a>, now: &Coverage) -> AreaPart {
        let before = self.base.map(|(_, coverage)| coverage.totals.named());
        let counted_kinds = now.totals.named().into_iter().enumerate();
        let rows: Vec<Vec<Cell>> = counted_kinds
            .filter_map(|(at, (what, count))| {
                let then = before.and_then(|all| all.get(at).and_then(|(_, count)| *count));
                Some(self.total(context, (what, count?, then)))
            })
            .collect();
        let columns = vec![
            column("What"),
            column("Status"),
            numbers("Covered"),
            numbers("Count").only("medium"),
            numbers("Δ baseline"),
            column("Target").only("medium"),
        ];
        let most = rows.len();
        let grid = Grid::of(columns, "The report counts nothing.").filled(rows, most);
        AreaPart::titled("The whole").grids(vec![grid])
    }

    fn total(&self, context: &Context<'a>, (what, now, then): (&str, Count, Option<Count>)) -> Vec<Cell> {
        let found = self.stream.series(context, &metric(what));
        let name = Shown::new(&crate::catalogue::name(&metric(what)));
        let href = found.map(|(_, series)| context.metric_href(&series.key, 0)).unwrap_or_default();
        let state = found.filter(|_| self.current()).map(|(index, _)| series_status(context, index));
        let change =
            delta(then.and_then(Count::percent), now.percent(), &Unit::Percent, Direction::HigherIsBetter);
        vec![
            linked(name, href),
            status(state.unwrap_or(Status::NO_DATA)),
            text(&percent(Some(now))),
            text(&counted(Some(now))),
            text(&change.text).with_sub(change.word),
            text(&found.map(|(_, series)| target(context, series)).unwrap_or_default()),
        ]
    }

    fn trends(&self, context: &Context<'a>, n: usize) -> AreaPart {
        let all = ["line", "branch", "function", "statement", "region", "instruction"];
        let id = format!("coverage-{n}");
        let figures = all.iter().filter_map(|what| self.stream.trend(context, &metric(what), &id));
        AreaPart::titled("Over time").figures(figures.take(MOST_TRENDS).collect())
    }

    fn map(&self, tree: &Tree, n: usize) -> Option<AreaPart> {
        let frame = Frame { height: 460, ..Frame::full(format!("map-{n}")) };
        let spec = treemap(tree, &frame)?;
        let sentence = spec.sentence.clone();
        let name = routes::chart_name("files", self.stream.job, Labels::none());
        Some(
            AreaPart::titled("Where the code is, and how much of it is covered")
                .saying(sentence)
                .wide(vec![Figure::on_page(spec, routes::COVERAGE, &name)]),
        )
    }
}

fn metric(what: &str) -> String {
    format!("coverage.{what}_percent")
}
