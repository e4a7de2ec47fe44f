//! What happened to the series of a chart: changes of level, alerts, releases, notes. The explorer adds it to a drawing
//! after the runs were filtered, so that what is marked follows from what is shown.

use super::build::noted;
use super::{Change, ChartSpec, Event};
use crate::format::date;
use crate::text::{shorten, visible};
use quarterdeck_analysis::change::{Findings, Tier};
use quarterdeck_analysis::review::{Event as Happened, What, releases};
use quarterdeck_analysis::{Assessment, Policy};
use quarterdeck_model::{History, Series};

/// Changes drawn of one series: the newest.
const MOST_CHANGES: usize = 20;
/// Changes drawn of each of several series: the newest.
const FEW_CHANGES: usize = 3;
/// Releases and alerts drawn on one chart, of each: the newest.
const MOST_EVENTS: usize = 12;

/// A history and what was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// The runs.
    pub history: &'a History,
    /// What they mean.
    pub assessment: &'a Assessment,
    /// What they were judged by.
    pub policy: &'a Policy,
}

/// Marks of the confirmed changes, and of suspected ones under that name.
pub fn change_marks(history: &History, series: &Series, found: &Findings) -> Vec<Change> {
    let time = |at: usize| history.run(*series.points.get(at)?).map(|run| run.taken_at.millis());
    let starts: Vec<usize> = found.changes.iter().map(|change| change.at).collect();
    let all = found.changes.iter().enumerate().filter_map(|(number, change)| {
        let begins = number.checked_sub(1).and_then(|before| starts.get(before)).copied().unwrap_or(0);
        let ends = starts.get(number + 1).copied().unwrap_or(series.points.len()).checked_sub(1)?;
        let tier = match (change.accepted, change.tier) {
            (true, _) => "accepted",
            (_, Tier::Confirmed) => "change",
            (_, Tier::Suspected) => "suspected",
        };
        Some(Change {
            at: time(change.at)?,
            label: format!("{tier} {}", percent(change.percent)),
            before: time(begins).map(|at| (at, change.before.median)),
            after: time(ends).map(|at| (at, change.after.median)),
        })
    });
    newest(all.collect(), MOST_CHANGES)
}

/// How far a level is from the one before.
pub(crate) fn percent(percent: Option<f64>) -> String {
    let Some(percent) = percent else { return "from 0".to_owned() };
    let sign = if percent < 0.0 { "−" } else { "+" };
    format!("{sign}{}", crate::format::percent(&crate::format::fixed(percent.abs(), 1)))
}

/// Adds to the drawing of the series with these indices and names what happened to them within its time. Of one series
/// the drawing has the notes and the levels already; of several, levels would lie over each other and are left out.
pub fn add_happened(spec: &mut ChartSpec, judged: Judged<'_>, shown: &[(usize, String)]) {
    let (from, to) = (spec.x.from, spec.x.to);
    let inside = |at: i64| (from..=to).contains(&at);
    let alone = shown.len() == 1;
    for (index, name) in shown {
        let found = judged.assessment.changes.get(*index).zip(judged.history.series.get(*index));
        let Some((found, series)) = found else { continue };
        let mut marks = change_marks(judged.history, series, found);
        marks.retain(|change| inside(change.at));
        if !alone {
            marks = newest(marks, FEW_CHANGES);
            for mark in &mut marks {
                *mark = Change {
                    label: format!("{} {}", mark.label, shorten(name, 24)),
                    before: None,
                    after: None,
                    ..mark.clone()
                };
            }
        }
        spec.changes.extend(marks);
    }
    let mut events = told_releases(judged.history);
    events.extend(alerts(judged, shown));
    events.retain(|event| inside(event.at));
    if !alone {
        let series: Vec<&Series> =
            shown.iter().filter_map(|(index, _)| judged.history.series.get(*index)).collect();
        let all = &judged.policy.annotations.note;
        let on: Vec<_> =
            all.iter().filter(|note| series.iter().any(|one| note.is_on(one))).cloned().collect();
        events.extend(noted(&on, (from, to)));
    }
    spec.events.extend(events);
    spec.events.sort_by_key(|event| event.at);
    spec.changes.sort_by_key(|change| change.at);
}

/// The first run of every release that runs are labelled with.
fn told_releases(history: &History) -> Vec<Event> {
    let event = |at: &Happened| {
        let What::Release { name, .. } = &at.what else { return None };
        let run = history.runs.get(at.run as usize)?;
        Some(Event {
            at: run.taken_at.millis(),
            date: date(run.taken_at),
            label: shorten(&visible(name), 14),
            text: format!("release {}", shorten(&visible(name), 60)),
        })
    };
    newest(releases(history).iter().filter_map(event).collect(), MOST_EVENTS)
}

/// When alerts on the series opened.
fn alerts(judged: Judged<'_>, shown: &[(usize, String)]) -> Vec<Event> {
    let mut all: Vec<Event> = Vec::new();
    for alert in &judged.assessment.alerts {
        let on = shown.iter().find(|(index, _)| alert.series == Some(*index));
        let opened = judged.history.runs.get(alert.opened as usize);
        let Some(((_, name), opened)) = on.zip(opened) else { continue };
        let until = alert.closed.and_then(|run| judged.history.runs.get(run as usize));
        let until =
            until.map_or_else(|| "still open".to_owned(), |run| format!("until {}", date(run.taken_at)));
        all.push(Event {
            at: opened.taken_at.millis(),
            date: date(opened.taken_at),
            label: "alert".to_owned(),
            text: format!("{name}: {}, {until}", visible(&alert.message)),
        });
    }
    all.sort_by_key(|event| event.at);
    newest(all, MOST_EVENTS)
}

fn newest<T>(mut all: Vec<T>, most: usize) -> Vec<T> {
    all.drain(..all.len().saturating_sub(most));
    all
}
