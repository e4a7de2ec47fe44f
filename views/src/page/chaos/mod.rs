//! Chaos: every scenario with its latest verdict, how long recoveries took, what other services felt, and its runs.

mod build;
mod card;

pub use build::build;

use super::{Drawings, Fact, Link, MetricRow, Shell};
use crate::{Figure, Shown, Status};
use serde::Serialize;

/// `chaos.html`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ChaosPage {
    /// Its frame.
    pub shell: Shell,
    /// `3 scenarios, latest verdicts: 1 failed, 2 passed.`
    pub summary: String,
    /// Worst first.
    pub scenarios: Vec<ScenarioCard>,
    /// How many scenarios are not shown; empty for none.
    pub more: String,
    /// Figures over all scenarios.
    pub metrics: Vec<MetricRow>,
}

/// One scenario of one job.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ScenarioCard {
    /// Its anchor.
    pub anchor: String,
    /// Its name.
    pub name: Shown,
    /// The job that makes it.
    pub job: Shown,
    /// The latest verdict.
    pub status: Status,
    /// When that was, and what the verdict means where it says nothing of the system.
    pub note: String,
    /// The page of that run.
    pub latest: Link,
    /// What the verdict rests on: one sentence a criterion.
    pub reasons: Vec<Shown>,
    /// Failed requests, faults and length of the latest run.
    pub facts: Vec<Fact>,
    /// Recovery and availability of the latest run, judged.
    pub figures: Vec<FigureRow>,
    /// Verdicts of all runs so far: those that occurred.
    pub counts: Vec<CountRow>,
    /// Every probe of the latest run, where they are stored.
    pub timeline: Option<Figure>,
    /// Trends of recovery and availability.
    pub charts: Vec<Figure>,
    /// What each service felt in the latest run.
    pub impacts: Vec<ImpactRow>,
    /// How many services are not listed; empty for none.
    pub impacts_more: String,
    /// Runs, newest first.
    pub runs: Vec<RunRow>,
    /// How many runs are not listed; empty for none.
    pub runs_more: String,
}

/// A figure of the latest run.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct FigureRow {
    /// Its name and its page.
    pub name: Link,
    /// Against its target; no data where the run says nothing of the system.
    pub status: Status,
    /// `32.0 s ± 50.0 ms`, or `> 2.00 min` where the watch ended first.
    pub value: String,
    /// `< 60.0 s`, or `none`.
    pub target: String,
}

/// How often a verdict was given.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct CountRow {
    /// The verdict.
    pub status: Status,
    /// How often.
    pub count: String,
    /// Whether such runs enter trends.
    pub counts: bool,
}

/// What one service felt.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ImpactRow {
    /// The service.
    pub service: Shown,
    /// Target or not.
    pub role: &'static str,
    /// Good probes of all planned; `—` where it was not measured.
    pub availability: String,
}

/// One run of a scenario.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct RunRow {
    /// Its verdict.
    pub status: Status,
    /// Its page.
    pub run: Link,
    /// Time to recover.
    pub recovery: String,
    /// Good probes of all planned.
    pub availability: String,
    /// Failed requests.
    pub errors: String,
}

impl Drawings for ChaosPage {
    fn figures(&mut self) -> Vec<&mut Figure> {
        self.scenarios.iter_mut().flat_map(|card| card.timeline.iter_mut().chain(&mut card.charts)).collect()
    }
}
