//! The 6–12 chart: six trailing weeks and twelve trailing months side by side on one value axis, the same layout for
//! every metric (the weekly business review of Amazon). What a period without a run would show stays empty.

use super::axis::{Wish, fit};
use super::build::caption;
use super::{
    ChartSpec, Data, Datum, Dress, Field, Frame, Gap, Line, Mark, MarkKind, Segment, TimeAxis, TimeTick, Xy,
    limits,
};
use crate::format::{month_of, month_year_of, value};
use crate::text::plural;
use chrono::{Datelike as _, NaiveDate};
use quarterdeck_analysis::period::{Period, months};
use quarterdeck_analysis::review::{Facts, figures};
use quarterdeck_model::{Series, Timestamp};

/// Weeks on the left.
const WEEKS: usize = 6;
/// Months on the right.
const MONTHS: u32 = 12;
/// The axis counts in places: between the panels this many are free.
const FREE: usize = 1;
/// Units of the axis for one place.
const PLACE: i64 = 100;

/// One week or month.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Slot {
    /// `W47`, `Nov`, `Jan 2026`.
    pub(crate) label: String,
    /// What it is called in a sentence: `week 2026-W47`, `Nov 2026`.
    name: String,
    /// The same for programs: `2026-W47`, `2026-11`.
    plain: String,
    /// The level of its runs; `None` without one.
    pub(crate) level: Option<f64>,
    /// Its runs.
    pub(crate) runs: usize,
}

/// Six weeks and twelve months of one series.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Trailing {
    weeks: Vec<Slot>,
    months: Vec<Slot>,
}

/// The weeks and months of `series` up to `now`, the last of each as far as it has gone.
pub(crate) fn trailing(facts: &Facts<'_>, series: &Series, now: Timestamp) -> Trailing {
    let slot = |label: String, [name, plain]: [String; 2], (from, until): (Timestamp, Timestamp)| {
        let found = figures(facts, series, (from, until.min(now)));
        Slot { label, name, plain, level: found.map(|f| f.level), runs: found.map_or(0, |f| f.runs) }
    };
    let zone = &facts.policy.zone;
    let weeks = std::iter::successors(Some(Period::week_of(now, zone)), |week| week.previous());
    let week = |period: Period| {
        let label = period.name().split_once('-').map(|(_, week)| week.to_owned()).unwrap_or_default();
        let names = [format!("week {}", period.name()), period.name()];
        Some(slot(label, names, (period.start(zone)?, period.end(zone)?)))
    };
    let mut weeks: Vec<Slot> = weeks.take(WEEKS).filter_map(week).collect();
    weeks.reverse();
    let all = months(now, MONTHS, zone);
    let month = |(at, (day, bounds)): (usize, &(NaiveDate, (Timestamp, Timestamp)))| {
        // The year stands with every January, and with the first month unless January comes next.
        let (january, december) = (day.month() == 1, day.month() == 12);
        let full = january || (at == 0 && !december);
        let label = if full { month_year_of(*day) } else { month_of(*day) };
        slot(label, [month_year_of(*day), format!("{:04}-{:02}", day.year(), day.month())], *bounds)
    };
    Trailing { weeks, months: all.iter().enumerate().map(month).collect() }
}

impl Trailing {
    /// Weeks, then months.
    pub(crate) fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.weeks.iter().chain(&self.months)
    }

    /// The chart. Its numbers are to stand below it, so it has no table of its own.
    pub(crate) fn chart(&self, series: &Series, dress: &Dress, frame: &Frame) -> ChartSpec {
        let known: Vec<f64> = self.slots().filter_map(|slot| slot.level).collect();
        let least = known.iter().copied().min_by(f64::total_cmp).unwrap_or(0.0);
        let largest = known.iter().copied().max_by(f64::total_cmp).unwrap_or(1.0);
        let mut span = (least, largest);
        let mut notes = vec!["Left six weeks, right twelve months, on the same axis: each point is the level of its runs; the last week and month as far as they have gone.".to_owned()];
        for limit in dress.target.iter().chain(&dress.alert) {
            match limits::include(span, limit.value, &series.unit) {
                Some(wider) => span = wider,
                None => notes.push(format!("Outside the chart: {}.", limit.label)),
            }
        }
        let fitted = fit(&Wish { span, unit: &series.unit, steps: frame.value_steps(), log: false });
        let y = (fitted.axis.from, fitted.axis.to);
        let (target, alert) = (dress.target.as_ref(), dress.alert.as_ref());
        let after = self.weeks.len() + FREE;
        let lines = vec![
            line("6 weeks", 1, &self.weeks, 0, series),
            line("12 months", 2, &self.months, after, series),
        ];
        ChartSpec {
            id: frame.id.clone(),
            width: frame.width,
            height: frame.height,
            title: dress.name.clone(),
            caption: caption(series, &fitted),
            sentence: self.sentence(series, dress),
            notes,
            unit: series.unit.clone(),
            x: self.axis(),
            bands: limits::zones(target, alert, y),
            limits: limits::lines(target, alert, y),
            gaps: gaps(&self.weeks, 0).chain(gaps(&self.months, after)).collect(),
            marks: self.marks(series, after),
            lines,
            data: self.data(series),
            y: fitted.axis,
            ..ChartSpec::default()
        }
    }

    /// Weeks, then months, oldest first.
    fn data(&self, series: &Series) -> Data {
        let row = |slot: &Slot| {
            let runs = Datum::count(slot.runs as u64);
            vec![Datum::Text(slot.plain.clone()), Datum::maybe(slot.level), runs]
        };
        let columns = vec![
            Field::text("period", "Period"),
            Field::number("level", "Level", series.unit.clone()),
            Field::number("runs", "Runs", quarterdeck_model::Unit::Count),
        ];
        Data { columns, rows: self.slots().map(row).collect() }
    }

    fn axis(&self) -> TimeAxis {
        let after = self.weeks.len() + FREE;
        let places = (0..self.weeks.len()).chain((0..self.months.len()).map(|at| at + after));
        let ticks =
            places.zip(self.slots()).map(|(at, slot)| TimeTick { at: x(at), label: slot.label.clone() });
        TimeAxis { from: -PLACE / 2, to: x(after + self.months.len()) - PLACE / 2, ticks: ticks.collect() }
    }

    /// The last month beside the first known one.
    fn sentence(&self, series: &Series, dress: &Dress) -> String {
        let known = |slots: &[Slot]| -> Vec<(String, f64)> {
            slots.iter().filter_map(|slot| Some((slot.name.clone(), slot.level?))).collect()
        };
        let (weeks, months) = (known(&self.weeks), known(&self.months));
        let ends = |all: &[(String, f64)]| match (all.first(), all.last()) {
            (Some((first, a)), Some((last, b))) if all.len() > 1 => {
                let (a, b) = (value(*a, &series.unit), value(*b, &series.unit));
                format!("from {a} in {first} to {b} in {last}")
            }
            (Some((only, v)), _) => format!("{} in {only}", value(*v, &series.unit)),
            _ => "no data".to_owned(),
        };
        format!("{}: by weeks {}; by months {}.", dress.name, ends(&weeks), ends(&months))
    }

    /// Every known point is drawn as one, so that one between two gaps is seen.
    fn marks(&self, series: &Series, after: usize) -> Vec<Mark> {
        let of = |line: usize, slots: &[Slot], first: usize| -> Vec<Mark> {
            let last = slots.iter().rposition(|slot| slot.level.is_some());
            let mark = |(at, slot): (usize, &Slot)| {
                let level = slot.level?;
                let kind = if Some(at) == last { MarkKind::Last } else { MarkKind::Lone };
                let title = format!(
                    "{}, {}, {}",
                    slot.name,
                    value(level, &series.unit),
                    plural(slot.runs, "run", "runs")
                );
                Some(Mark { line, at: x(first + at), value: level, kind, href: String::new(), title })
            };
            slots.iter().enumerate().filter_map(mark).collect()
        };
        let mut marks = of(0, &self.weeks, 0);
        marks.extend(of(1, &self.months, after));
        marks
    }
}

fn x(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(0) * PLACE
}

/// Unbroken parts between slots without a run.
fn line(name: &str, style: u8, slots: &[Slot], first: usize, series: &Series) -> Line {
    let mut segments: Vec<Segment> = Vec::new();
    let mut open = false;
    for (at, slot) in slots.iter().enumerate() {
        let Some(level) = slot.level.filter(|v| v.is_finite()) else {
            open = false;
            continue;
        };
        let point = Xy { at: x(first + at), value: level };
        match segments.last_mut().filter(|_| open) {
            Some(segment) => segment.points.push(point),
            None => segments.push(Segment { points: vec![point], envelope: Vec::new() }),
        }
        open = true;
    }
    let last = segments.last().and_then(|segment| segment.points.last());
    let label = last.map(|p| value(p.value, &series.unit)).unwrap_or_default();
    Line { name: name.to_owned(), style, label, segments, ..Line::default() }
}

/// Slots without a run, neighbours put together.
fn gaps(slots: &[Slot], first: usize) -> impl Iterator<Item = Gap> {
    let mut out: Vec<Gap> = Vec::new();
    for (at, _) in slots.iter().enumerate().filter(|(_, slot)| slot.level.is_none()) {
        let (from, to) = (x(first + at) - PLACE / 2, x(first + at) + PLACE / 2);
        match out.last_mut() {
            Some(gap) if gap.to == from => gap.to = to,
            _ => out.push(Gap { from, to, label: "no runs".to_owned() }),
        }
    }
    out.into_iter()
}
