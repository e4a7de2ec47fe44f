//! Every page of the site as a job, so that all of them are rendered side by side.

use crate::GenerateError;
use crate::assets::Assets;
use crate::engine::insert;
use crate::pages::{Finished, Press};
use quarterdeck_model::{Shelf, Snapshots};
use quarterdeck_views::context::Context;
use quarterdeck_views::format::{Manner, within};
use quarterdeck_views::page::overview::OverviewPage;
use quarterdeck_views::page::{
    Shell, about, alerts, benchmarks, chaos, compare, coverage, explore, findings, health, metric,
    objectives, projects, runbooks, snapshots, test_results, trends,
};
use quarterdeck_views::routes;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The whole history and the part of it that is judged; the same context twice when nothing is left out.
#[derive(Clone, Copy)]
pub(crate) struct Told<'a> {
    pub(crate) all: &'a Context<'a>,
    pub(crate) part: &'a Context<'a>,
}

impl Told<'_> {
    /// Paths of all pages that a note may stand on.
    pub(crate) fn pages(&self) -> BTreeSet<String> {
        let fixed =
            routes::FIXED.into_iter().filter(|path| ![routes::MISSING, routes::REVIEWS].contains(path));
        let slug = |s: &quarterdeck_model::Series| self.all.slugs().get(&s.key).map(routes::metric);
        let fleet = self.part.fleet().map(|_| routes::PROJECTS);
        let runbooks = &self.all.policy.runbooks;
        let list = (!runbooks.is_empty()).then(|| routes::RUNBOOKS.to_owned());
        let runbooks = runbooks.iter().map(|runbook| routes::runbook(&runbook.slug)).chain(list);
        let metrics = self.all.history.series.iter().filter_map(slug);
        fixed.chain(fleet).map(str::to_owned).chain(metrics).chain(runbooks).collect()
    }
}

/// One page.
#[derive(Debug, Clone, Copy)]
enum Job {
    Index,
    Trends,
    Alerts,
    Health,
    Objectives,
    Tests,
    Coverage,
    Findings,
    Projects,
    Benchmarks,
    Chaos,
    Compare,
    Explore,
    About,
    Missing,
    /// Index among the notes with pages of their own.
    Note(usize),
    Runbooks,
    /// Index among the runbooks.
    Runbook(usize),
    /// Index of the series in the whole history.
    Metric(usize),
    /// 1-based page of the archive's list.
    List(usize),
}

/// What the jobs work with.
pub(crate) struct Jobs<'a> {
    pub(crate) told: Told<'a>,
    pub(crate) press: Press<'a>,
    /// How every page is written: on each thread that works on one.
    pub(crate) manner: Arc<Manner>,
    pub(crate) overview: OverviewPage,
    pub(crate) stale_at: BTreeMap<String, String>,
    pub(crate) assets: &'a Assets,
    pub(crate) manifest: Option<String>,
    pub(crate) shelf: &'a dyn Shelf,
    /// What the runs with findings say.
    pub(crate) found: &'a findings::Read<'a>,
}

impl Jobs<'_> {
    /// Renders every page but those about single runs.
    pub(crate) fn run(&self) -> Result<Vec<Finished>, GenerateError> {
        let history = self.told.all.history;
        let single = [
            Job::Trends,
            Job::Index,
            Job::Alerts,
            Job::Health,
            Job::Objectives,
            Job::Tests,
            Job::Coverage,
            Job::Findings,
            Job::Benchmarks,
            Job::Chaos,
            Job::Compare,
            Job::Explore,
            Job::About,
            Job::Missing,
        ];
        let jobs: Vec<Job> = single
            .into_iter()
            .chain(self.told.part.fleet().map(|_| Job::Projects))
            .chain((0..self.press.notes.own().len()).map(Job::Note))
            .chain(self.runbooks())
            .chain((0..history.series.len()).map(Job::Metric))
            .chain([Job::List(1)])
            .collect();
        jobs.into_par_iter().filter_map(|job| self.page(job).transpose()).collect()
    }

    fn page(&self, job: Job) -> Result<Option<Finished>, GenerateError> {
        within(&self.manner, || self.written(job))
    }

    fn written(&self, job: Job) -> Result<Option<Finished>, GenerateError> {
        let Told { all, part } = self.told;
        let stale = |c: &mut tera::Context| c.insert("stale_at", &self.stale_at);
        // What a page opens is closed again with it.
        let snapshots = Snapshots::on(self.shelf);
        let page = match job {
            Job::Index => self.press.page("index.html", self.overview.clone(), stale),
            Job::Trends => self.press.page("trends.html", trends::build(part), |_| ()),
            Job::Alerts => self.press.page("alerts.html", alerts::build(part), |_| ()),
            Job::Health => self.press.page("health.html", health::build(part, &snapshots), |_| ()),
            Job::Objectives => self.press.page("objectives.html", objectives::build(part), |_| ()),
            Job::Tests => self.press.page("tests.html", test_results::build(part, &snapshots), stale),
            Job::Coverage => self.press.page("coverage.html", coverage::build(part, &snapshots), stale),
            Job::Findings => self.press.page("findings.html", findings::page(part, self.found), stale),
            Job::Projects => self.press.page("projects.html", projects::build(part), |_| ()),
            Job::Benchmarks => {
                self.press.page("benchmarks.html", benchmarks::build(part, &snapshots), |_| ())
            }
            Job::Chaos => self.press.page("chaos.html", chaos::build(part, &snapshots), |_| ()),
            Job::Compare => {
                let page = compare::build(part, &snapshots);
                self.press
                    .page("compare.html", page, |c| c.insert("dashboard", &self.assets.dashboard.is_some()))
            }
            Job::Explore => self.explore(),
            Job::About => self.press.page("about.html", about::build(all), |c| {
                c.insert("note_pages", &self.press.notes.links());
            }),
            Job::Missing => self.missing(),
            Job::Note(index) => return self.note(index),
            Job::Runbooks => self.press.page("runbooks.html", runbooks::build(part), |_| ()),
            Job::Runbook(index) => return self.runbook(index),
            Job::Metric(index) => return self.metric(index, &snapshots),
            Job::List(number) => self.list(number),
        };
        page.map(Some)
    }

    /// The list and each page, where there are runbooks.
    fn runbooks(&self) -> impl Iterator<Item = Job> {
        let many = self.told.part.policy.runbooks.len();
        (many > 0).then_some(Job::Runbooks).into_iter().chain((0..many).map(Job::Runbook))
    }

    fn runbook(&self, index: usize) -> Result<Option<Finished>, GenerateError> {
        let Some(runbook) = self.told.part.policy.runbooks.get(index) else { return Ok(None) };
        self.press.page("runbook.html", runbooks::one(self.told.part, runbook), |_| ()).map(Some)
    }

    fn explore(&self) -> Result<Finished, GenerateError> {
        let mut page = explore::build(self.told.part);
        let boot = self.assets.dashboard.as_ref().map(|dashboard| dashboard.boot.clone());
        page.shell.early = self.manifest.iter().cloned().chain(boot).collect();
        self.press.page("explore.html", page, |c| {
            c.insert("stale_at", &self.stale_at);
            c.insert("dashboard", &self.assets.dashboard);
        })
    }

    fn missing(&self) -> Result<Finished, GenerateError> {
        let shell = Shell::plain(self.told.part, routes::MISSING, "Not found")
            .rooted(&base(self.told.part.address()));
        let mut context = tera::Context::new();
        insert(&mut context, routes::MISSING, "shell", &shell)?;
        let page = self.press.print("404.html", shell, context)?;
        Ok(Finished { page, beside: Vec::new() })
    }

    fn note(&self, index: usize) -> Result<Option<Finished>, GenerateError> {
        let Some(note) = self.press.notes.own().get(index) else { return Ok(None) };
        let shell = Shell::plain(self.told.part, &note.path, &note.name.text);
        let mut context = tera::Context::new();
        insert(&mut context, &note.path, "name", &note.name)?;
        let page = self.press.print("note.html", shell, context)?;
        Ok(Some(Finished { page, beside: Vec::new() }))
    }

    /// A series that is not among those judged has its page from the whole history.
    fn metric(&self, index: usize, snapshots: &Snapshots<'_>) -> Result<Option<Finished>, GenerateError> {
        let Told { all, part } = self.told;
        let Some(series) = all.history.series.get(index) else { return Ok(None) };
        let same = all.slugs().get(&series.key) == part.slugs().get(&series.key);
        let judged = part.history.series.binary_search_by(|s| s.key.cmp(&series.key)).ok().filter(|_| same);
        let (context, index) = judged.map_or((all, index), |index| (part, index));
        let page = metric::build(context, index, snapshots);
        page.map(|page| self.press.page("metric.html", page, |_| ())).transpose()
    }

    fn list(&self, number: usize) -> Result<Finished, GenerateError> {
        self.press.page("snapshots.html", snapshots::build(self.told.all, number), |_| ())
    }

    /// Page `number` of the archive's list.
    pub(crate) fn list_page(&self, number: usize) -> Result<Finished, GenerateError> {
        within(&self.manner, || self.list(number))
    }
}

/// The path of an address, with `/` at its end; empty of none.
fn base(address: &str) -> String {
    let Some((_, rest)) = address.split_once("://") else { return String::new() };
    let path = rest.split_once('/').map_or("", |(_, path)| path.trim_end_matches('/'));
    if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
}
