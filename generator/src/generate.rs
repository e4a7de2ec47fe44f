//! From an archive in memory to the files of its site.

use crate::assets::{self, Assets, Bundle};
use crate::engine::Engine;
use crate::jobs::{Jobs, Told};
use crate::layout::Layouts;
use crate::notes::{Note, Notes};
use crate::pages::Press;
use crate::published::Manifest;
use crate::site::Site;
use crate::theme::Theme;
use crate::{GenerateError, api, staleness, summary};
use quarterdeck_analysis::{Assessment, Policy, assess};
use quarterdeck_model::{History, Snapshot, SnapshotId, Timestamp};
use quarterdeck_views::context::Context;
use quarterdeck_views::page::metric::Snapshots;
use quarterdeck_views::page::overview;
use std::collections::BTreeMap;

/// What a site is made from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The project's name; empty: the newest run says.
    pub project: &'a str,
    /// Every readable snapshot with its identifier.
    pub snapshots: &'a [(SnapshotId, Snapshot)],
    /// The history of all of them: snapshot pages, the archive's list and the explorer show it.
    pub history: &'a History,
    /// The part of it that is judged, such as the runs of the main branch: overview, trends, alerts and metric pages.
    /// The same as `history` when nothing is left out.
    pub told: &'a History,
    /// What figures are judged by.
    pub policy: &'a Policy,
    /// The instant of the build: every age and every verdict is as of then.
    pub now: Timestamp,
    /// Markdown notes of the project.
    pub notes: &'a [Note],
    /// Files laid over the built-in theme: path relative to the theme → text.
    pub overlay: &'a BTreeMap<String, String>,
    /// The dashboard's files; empty for a site without explorer.
    pub bundle: &'a Bundle,
    /// Quarterdeck's version.
    pub version: &'a str,
}

/// Makes the whole site. The same input gives the same bytes, whatever the machine and the number of its cores.
///
/// # Errors
/// [`GenerateError`] when the theme overlay does not fit: it names file, line and what was expected.
pub fn generate(input: &Input<'_>) -> Result<Site, GenerateError> {
    let theme = Theme::with_overlay(input.overlay)?;
    let engine = Engine::new(&theme)?;
    let mut site = Site::default();
    let assets = assets::write(&mut site, &theme, input.bundle)?;
    let manifest = manifest(&mut site, input, &assets)?;
    let judged = |history| assess(history, input.policy, input.now);
    // A part of the history that is as long as the whole is the whole.
    let whole = input.told.runs.len() == input.history.runs.len();
    let (all, part): (Assessment, Option<Assessment>) =
        rayon::join(|| judged(input.history), || (!whole).then(|| judged(input.told)));
    let context =
        |history, assessment| Context::new(input.project, history, assessment, input.policy, input.version);
    let all = context(input.history, &all);
    let part = part.as_ref().map(|assessment| context(input.told, assessment));
    let told = Told { all: &all, part: part.as_ref().unwrap_or(&all) };
    let overview = overview::build(told.part);
    let layouts = Layouts::new(&engine, &assets);
    let notes = Notes::new(input.notes, &told.pages());
    let press = Press { engine: &engine, layouts: &layouts, notes: &notes };
    let stale_at = staleness::instants(told.part.history, told.part.slugs(), input.policy, input.now);
    site.add("summary.md", summary::summary(&overview));
    let jobs = Jobs {
        told,
        press,
        overview,
        stale_at,
        assets: &assets,
        manifest,
        snapshots: by_id(input.snapshots),
    };
    for (path, text) in jobs.run()? {
        site.add(path, text);
    }
    api::snapshots(&mut site, input.snapshots);
    api::metrics(&mut site, input.history, all.slugs());
    site.add(".nojekyll", "");
    Ok(site)
}

/// Publishes the history for the explorer, when there is one; returns the manifest's path.
fn manifest(site: &mut Site, input: &Input<'_>, assets: &Assets) -> Result<Option<String>, GenerateError> {
    let Some(dashboard) = &assets.dashboard else { return Ok(None) };
    let manifest = Manifest { project: input.project, now: input.now, policy: input.policy, dashboard };
    manifest.publish(site, input.history).map(Some)
}

fn by_id(snapshots: &[(SnapshotId, Snapshot)]) -> Snapshots<'_> {
    snapshots.iter().map(|(id, snapshot)| (id, snapshot)).collect()
}
