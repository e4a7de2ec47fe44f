//! From an archive in memory to the files of its site.

use crate::assets::{self, Assets, Bundle};
use crate::engine::Engine;
use crate::jobs::{Jobs, Told};
use crate::layout::Layouts;
use crate::notes::{Note, Notes};
use crate::pages::{Finished, Press};
use crate::published::Manifest;
use crate::site::{Files, Site};
use crate::theme::Theme;
use crate::{GenerateError, api, badges, feed, loads, reviews, search, staleness, summary};
use quarterdeck_analysis::gate::{Changed, Inputs};
use quarterdeck_analysis::period::DAY_MS;
use quarterdeck_analysis::{Assessment, Policy, Zone, assess_with};
use quarterdeck_model::{Fleet, History, Shelf, Snapshots, Timestamp};
use quarterdeck_views::context::Context;
use quarterdeck_views::format::{Locale, Manner, within};
use quarterdeck_views::page::review::plan;
use quarterdeck_views::page::{findings, overview};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a site is made from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The project's name; empty: the newest run says.
    pub project: &'a str,
    /// Every readable snapshot: each page opens those that it tells of.
    pub shelf: &'a dyn Shelf,
    /// The history of all of them: snapshot pages, the archive's list and the explorer show it.
    pub history: &'a History,
    /// The part of it that is judged, such as the runs of the main branch: overview, trends, alerts and metric pages.
    /// The same as `history` when nothing is left out.
    pub told: &'a History,
    /// What figures are judged by, and in which zone days, weeks and quarters are counted and times are told.
    pub policy: &'a Policy,
    /// How numbers and dates are written where people read them.
    pub locale: &'static Locale,
    /// The files that changed since the runs before, for conditions of the gate that ask for them.
    pub changed: Changed<'a>,
    /// The instant of the build: every age and every verdict is as of then.
    pub now: Timestamp,
    /// Other projects, rolled up by an engine of tables; they have a page then.
    pub fleet: Option<&'a Fleet>,
    /// Where the site is published, for links that leave it; empty when that is not known.
    pub address: &'a str,
    /// Markdown notes of the project.
    pub notes: &'a [Note],
    /// Files laid over the built-in theme: path relative to the theme → text.
    pub overlay: &'a BTreeMap<String, String>,
    /// The dashboard's files; empty for a site without explorer.
    pub bundle: &'a Bundle,
    /// Quarterdeck's version.
    pub version: &'a str,
}

/// Makes the whole site and gives it to `then`. The same input gives the same bytes, whatever the machine and the number
/// of its cores.
///
/// # Errors
/// [`GenerateError`] when the theme overlay does not fit: it names file, line and what was expected.
pub fn generate<T>(input: &Input<'_>, then: impl FnOnce(&Site<'_>) -> T) -> Result<T, GenerateError> {
    // The browser gets no more of the zone than the history needs, and every page is told by the same part.
    let policy = Policy { zone: zone_of(input), ..input.policy.clone() };
    let input = &Input { policy: &policy, ..*input };
    let manner = Arc::new(Manner { locale: input.locale, zone: policy.zone.clone() });
    let theme = Theme::with_overlay(input.overlay)?;
    let engine = Engine::new(&theme)?;
    let mut files = Files::default();
    let assets = assets::write(&mut files, &theme, input.bundle)?;
    let shelf = input.shelf;
    let manifest = manifest(&mut files, input, &assets)?;
    let (all, part) = judged(input);
    let context = |history, assessment| {
        Context::new(input.project, history, assessment, input.policy, input.version)
            .with_fleet(input.fleet)
            .with_address(input.address)
    };
    let all = context(input.history, &all);
    let part = part.as_ref().map(|assessment| context(input.told, assessment));
    let told = Told { all: &all, part: part.as_ref().unwrap_or(&all) };
    files.add("summary.md", summary::summary(&overview::build(told.part)));
    let desk = Snapshots::on(shelf);
    let found = findings::Read::of(told.part, &desk);
    beside(&mut files, told.part, (shelf, &found), input.address)?;
    let overview = within(&manner, || overview::build(told.part));
    let layouts = Layouts::new(&engine, &assets);
    let plan = plan(told.part.history, input.now, &policy.zone);
    let standing = told.pages().into_iter().chain(reviews::pages(&plan)).collect();
    let notes = Notes::new(input.notes, &standing);
    let press = Press { engine: &engine, layouts: &layouts, notes: &notes };
    let stale_at = staleness::instants(told.part.history, told.part.slugs(), input.policy, input.now);
    let (assets, found) = (&assets, &found);
    let jobs = Jobs { told, press, manner, overview, stale_at, assets, manifest, shelf, found };
    let manner = &jobs.manner;
    // One page of each kind before the first is written: a template that does not fit then leaves the site as it was.
    let first = jobs.runs().next().map(|(index, ..)| jobs.snapshot(index)).transpose()?;
    let periods = reviews::of_periods(input.notes);
    let told_reviews = reviews::tell(told.part, (shelf, manner), &plan, &periods);
    let told_reviews = reviews::print((&jobs.press, manner), told.part, (&plan, &periods), told_reviews)?;
    let printed = jobs.run()?.into_iter().chain(first).flat_map(Finished::files);
    printed.chain(told_reviews).for_each(|(path, text)| files.add(path, text));
    api::index(&mut files, told.all)?;
    within(manner, || search::write(&mut files, told, &Snapshots::on(shelf), (&plan, &notes.links())))?;
    Ok(then(&Site::new(files, &jobs)?))
}

/// What the whole history means and, where that is not the same, the part of it that is told.
fn judged(input: &Input<'_>) -> (Assessment, Option<Assessment>) {
    let snapshots = &Snapshots::on(input.shelf);
    let inputs = Inputs { snapshots: Some(snapshots), changed: input.changed, ..Inputs::default() };
    let judged = |history| assess_with(history, input.policy, input.now, &inputs);
    // A part of the history that is as long as the whole is the whole.
    let whole = input.told.runs.len() == input.history.runs.len();
    rayon::join(|| judged(input.history), || (!whole).then(|| judged(input.told)))
}

/// Publishes the history for the explorer, when there is one; returns the manifest's path.
fn manifest(files: &mut Files, input: &Input<'_>, assets: &Assets) -> Result<Option<String>, GenerateError> {
    let Some(dashboard) = &assets.dashboard else { return Ok(None) };
    let loads = loads::publish(files, input.history, input.shelf)?;
    let manifest = Manifest {
        project: input.project,
        now: input.now,
        locale: input.locale,
        policy: input.policy,
        loads,
        dashboard,
    };
    manifest.publish(files, input.history).map(Some)
}

/// The zone as far as the history needs it: calendar windows, the quarter of the year before, axes and what is due reach
/// beyond its first and last run.
fn zone_of(input: &Input<'_>) -> Zone {
    const MARGIN_MS: i64 = 3 * 366 * DAY_MS;
    let first = input.history.runs.first().map_or(input.now, |run| run.taken_at.min(input.now));
    let last = input.history.runs.last().map_or(input.now, |run| run.taken_at.max(input.now));
    let moved = |at: Timestamp, by: i64| Timestamp::from_millis(at.millis() + by).unwrap_or(at);
    input.policy.zone.between(moved(first, -MARGIN_MS), moved(last, MARGIN_MS))
}

/// What stands beside the pages, for machines: in English and UTC whatever the site is written in.
fn beside(
    files: &mut Files,
    told: &Context<'_>,
    (shelf, found): (&dyn Shelf, &findings::Read<'_>),
    address: &str,
) -> Result<(), GenerateError> {
    api::schemas(files);
    api::standing(files, told)?;
    api::areas(files, told, &Snapshots::on(shelf), found)?;
    badges::write(files, told)?;
    feed::write(files, told, address);
    files.add(".nojekyll", "");
    Ok(())
}
