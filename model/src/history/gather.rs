//! The history of runs that come in any order and are not kept: what it needs of each is taken down, and put in order at
//! the end.
//!
//! Names, labels and units repeat from run to run, so a [`Sheet`] has each once and a run only numbers and values.

use super::{Figure, History, Point, Run, Runs, Series, SeriesKey, figures, own_labels};
use crate::probes::{self, Probed};
use crate::{Diagnostic, Snapshot, SnapshotId};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// What the history needs of some runs.
#[derive(Debug, Default)]
pub struct Sheet {
    runs: Vec<Arc<Run>>,
    /// Where the values and probes of each run end.
    ends: Vec<(usize, usize)>,
    /// Number of the figure, and its value.
    values: Vec<(u32, f64)>,
    figures: Vec<Figure>,
    numbers: BTreeMap<Figure, u32>,
    /// Number of the service, and its probe.
    probes: Vec<(u32, Probed)>,
    services: Vec<probes::Service>,
    places: BTreeMap<probes::Service, u32>,
}

impl Sheet {
    /// Takes down a run; returns its number on this sheet.
    pub fn add(&mut self, id: SnapshotId, snapshot: &Snapshot) -> usize {
        for (figure, value) in figures(snapshot) {
            let number = numbered(&mut self.numbers, &mut self.figures, figure);
            self.values.push((number, value));
        }
        for (service, job, probed) in probes::of(0, snapshot) {
            let number = numbered(&mut self.places, &mut self.services, (service.to_owned(), job.to_owned()));
            self.probes.push((number, probed));
        }
        self.ends.push((self.values.len(), self.probes.len()));
        self.runs.push(Arc::new(Run::of(id, snapshot)));
        self.runs.len() - 1
    }

    /// The runs, in the order in which they came.
    pub fn runs(&self) -> &[Arc<Run>] {
        &self.runs
    }

    /// Where the values and the probes of a run lie.
    fn spans(&self, row: usize) -> (Range<usize>, Range<usize>) {
        let end = self.ends.get(row).copied().unwrap_or_default();
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        (start.0..end.0, start.1..end.1)
    }
}

/// The number of what is known, or a new one.
fn numbered<T: Ord + Clone>(numbers: &mut BTreeMap<T, u32>, all: &mut Vec<T>, one: T) -> u32 {
    if let Some(number) = numbers.get(&one) {
        return *number;
    }
    let number = u32::try_from(all.len()).unwrap_or(u32::MAX);
    all.push(one.clone());
    numbers.insert(one, number);
    number
}

/// A history that grows run by run, in order.
#[derive(Default)]
struct Growing {
    runs: Runs,
    series: Vec<Series>,
    places: BTreeMap<SeriesKey, usize>,
    probes: probes::ByService,
}

impl History {
    /// The history of the runs in `order`: by (`taken_at`, `id`), each once, as its sheet and its number there. What
    /// [`History::from_snapshots`] makes of the same runs.
    pub fn of_sheets(
        sheets: &[Sheet],
        order: impl IntoIterator<Item = (usize, usize)>,
        problems: Vec<Diagnostic>,
    ) -> Self {
        let mut growing = Growing::default();
        // Where a figure of a sheet goes never changes: the unit and the direction of a series are those of its first.
        let mut known: Vec<Vec<Option<usize>>> =
            sheets.iter().map(|sheet| vec![None; sheet.figures.len()]).collect();
        for (number, row) in order {
            let (Some(sheet), Some(known)) = (sheets.get(number), known.get_mut(number)) else { continue };
            growing.add(sheet, row, known);
        }
        let mut series = growing.series;
        series.sort_by(|a, b| a.key.cmp(&b.key));
        series.iter_mut().for_each(|series| series.points.shrink_to_fit());
        Self { runs: growing.runs, series, probes: probes::sorted(growing.probes), problems }
    }
}

impl Growing {
    fn add(&mut self, sheet: &Sheet, row: usize, known: &mut [Option<usize>]) {
        let Some(own) = sheet.runs.get(row) else { return };
        let run = u32::try_from(self.runs.len()).unwrap_or(u32::MAX);
        let (values, probes) = sheet.spans(row);
        for (figure, value) in sheet.values.get(values).unwrap_or_default() {
            let Some((named, place)) =
                sheet.figures.get(*figure as usize).zip(known.get_mut(*figure as usize))
            else {
                continue;
            };
            let place = *place.get_or_insert_with(|| self.place(named));
            let Some(series) = self.series.get_mut(place) else { continue };
            series.add(Point { run, value: *value });
        }
        for (service, probed) in sheet.probes.get(probes).unwrap_or_default() {
            let Some(service) = sheet.services.get(*service as usize) else { continue };
            let probed = Probed { run, ..*probed };
            match self.probes.get_mut(service) {
                Some(seen) => seen.push(probed),
                None => drop(self.probes.insert(service.clone(), vec![probed])),
            }
        }
        self.runs.push(Arc::clone(own));
    }

    /// The series of a figure.
    fn place(&mut self, figure: &Figure) -> usize {
        let mut key = figure.key.clone();
        own_labels(&mut key, &figure.unit, figure.direction, |key| {
            let known = self.places.get(key).and_then(|place| self.series.get(*place));
            known.is_some_and(|s| s.unit != figure.unit || s.direction != figure.direction)
        });
        if let Some(place) = self.places.get(&key) {
            return *place;
        }
        self.places.insert(key.clone(), self.series.len());
        self.series.push(Series {
            key,
            kind: figure.kind,
            unit: figure.unit.clone(),
            direction: figure.direction,
            points: Vec::new(),
        });
        self.series.len() - 1
    }
}
