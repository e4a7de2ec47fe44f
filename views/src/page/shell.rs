//! What surrounds every page: title, navigation, banners, provenance.

use super::rows::plural;
use crate::context::Context;
use crate::format::{UNKNOWN, ago, date_time};
use crate::routes;
use crate::text::{shorten, visible};
use quarterdeck_analysis::objective::Attainment;
use quarterdeck_model::{Kind, Run};
use serde::Serialize;

/// The frame of a page.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Shell {
    /// The project's name.
    pub project: String,
    /// The document title: `Line coverage · acme-core`.
    pub title: String,
    /// One sentence for `<meta name="description">`.
    pub description: String,
    /// `""` at the root, `"../"` one folder down: what assets are found by.
    pub root: String,
    /// This page's own address from the root.
    pub path: String,
    /// Scripts that are asked for first, from the root: the explorer's, which ask for its data and program.
    pub early: Vec<String>,
    /// The main navigation.
    pub nav: Vec<NavItem>,
    /// Whether any data is simulated.
    pub simulated: bool,
    /// What must be said above everything: simulated data, unreadable files. Empty for nothing.
    pub banners: Vec<Banner>,
    /// `main @ 9f31c2a, 23 Nov 2026 07:12 UTC (2 h ago)`.
    pub provenance: String,
    /// The page of that snapshot; empty without one.
    pub provenance_href: String,
    /// When the newest snapshot was taken, RFC 3339; empty without one. The browser compares it with its own clock.
    pub newest: String,
    /// When the page was built, written out; empty on a page that tells one moment for good.
    pub generated: String,
    /// The same, RFC 3339, or empty.
    pub generated_iso: String,
    /// Quarterdeck's version.
    pub version: String,
}

/// One item of the navigation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NavItem {
    /// `Alerts`.
    pub label: &'static str,
    /// A count beside it; 0 shows none.
    pub count: usize,
    /// Where it leads.
    pub href: String,
    /// Whether it is this page.
    pub current: bool,
}

/// A line above everything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Banner {
    /// `simulated`, `problems`, `stale` or `empty`.
    pub kind: &'static str,
    /// What it says.
    pub text: String,
    /// Where to read more; empty for nowhere.
    pub href: String,
}

/// What a page says of itself.
pub(crate) struct Facing {
    /// Its address from the root.
    pub(crate) path: String,
    /// Its own title; the project's name is added.
    pub(crate) title: String,
    /// One sentence.
    pub(crate) description: String,
}

impl Shell {
    /// The frame of a page.
    pub(crate) fn of(context: &Context<'_>, facing: Facing) -> Self {
        let depth = routes::depth_of(&facing.path);
        let project = shorten(&visible(&context.project), 60);
        let newest = context.history.runs.len().checked_sub(1).and_then(|i| u32::try_from(i).ok());
        let run = newest.and_then(|n| context.run(n));
        Self {
            title: format!("{} · {project}", facing.title),
            project,
            description: facing.description,
            root: routes::prefix(depth),
            early: Vec::new(),
            nav: nav(context, &facing.path, depth),
            simulated: context.simulated(),
            banners: banners(context, depth),
            provenance: run.map(|r| provenance(context, r)).unwrap_or_default(),
            provenance_href: newest.map(|n| context.run_href(n, depth)).unwrap_or_default(),
            newest: run.map(|r| r.taken_at.to_string()).unwrap_or_default(),
            generated: date_time(context.now),
            generated_iso: context.now.to_string(),
            version: visible(&context.version),
            path: facing.path,
        }
    }

    /// The frame of a page about one run. It says nothing of the day of the build or of later runs, so that a rebuild
    /// leaves thousands of such pages as they are: nothing to write, to upload or to keep in git again.
    pub(crate) fn lasting(context: &Context<'_>, facing: Facing) -> Self {
        let mut shell = Self::of(context, facing);
        for item in &mut shell.nav {
            item.count = 0;
        }
        shell.banners.retain(|banner| banner.kind == "simulated");
        Self {
            provenance: String::new(),
            provenance_href: String::new(),
            newest: String::new(),
            generated: String::new(),
            generated_iso: String::new(),
            ..shell
        }
    }

    /// The same for a page at the root that is answered under every address, as a not-found page is: its links begin at
    /// `base`, the path under which the site is published. An empty one leaves them relative.
    #[must_use]
    pub fn rooted(mut self, base: &str) -> Self {
        let banners = self.banners.iter_mut().map(|banner| &mut banner.href).filter(|href| !href.is_empty());
        let nav = self.nav.iter_mut().map(|item| &mut item.href);
        let run = Some(&mut self.provenance_href).filter(|href| !href.is_empty());
        for href in banners.chain(nav).chain(run) {
            href.insert_str(0, base);
        }
        self.root.insert_str(0, base);
        self
    }

    /// A frame for a page that is not built here (a note, a not-found page) at `path` from the root.
    pub fn plain(context: &Context<'_>, path: &str, title: &str) -> Self {
        let title = shorten(&visible(title), 120);
        Self::of(context, Facing { path: path.to_owned(), title, description: String::new() })
    }
}

fn provenance(context: &Context<'_>, run: &Run) -> String {
    let source = crate::chart::source(run);
    let known = if source == UNKNOWN { String::new() } else { format!("{source}, ") };
    format!("{known}{} ({})", date_time(run.taken_at), ago(run.taken_at, context.now))
}

/// The pages of the main navigation, in its order: label and address from the root.
pub(crate) fn pages(context: &Context<'_>) -> Vec<(&'static str, &'static str)> {
    let first = [
        ("Overview", routes::INDEX),
        ("Trends", routes::TRENDS),
        ("Alerts", routes::ALERTS),
        ("Health", routes::HEALTH),
    ];
    let promised = judged(context).then_some(("Objectives", routes::OBJECTIVES));
    let fleet = context.fleet().map(|_| ("Projects", routes::PROJECTS));
    let last = [
        ("Reviews", routes::REVIEWS),
        ("Snapshots", routes::SNAPSHOTS),
        ("Explore", routes::EXPLORE),
        ("About", routes::ABOUT),
    ];
    first.into_iter().chain(promised).chain(areas(context)).chain(fleet).chain(last).collect()
}

fn nav(context: &Context<'_>, path: &str, depth: usize) -> Vec<NavItem> {
    let count = |to: &str| match to {
        routes::ALERTS => context.open_alerts(),
        routes::ABOUT => context.unread(),
        _ => 0,
    };
    let item = |(label, to): (&'static str, &'static str)| NavItem {
        label,
        count: count(to),
        href: routes::at_depth(depth, to),
        current: to == path,
    };
    pages(context).into_iter().map(item).collect()
}

/// Whether any objective could be judged.
pub(super) fn judged(context: &Context<'_>) -> bool {
    context.assessment.objectives.iter().any(|attained| attained.attainment != Attainment::NotEnough)
}

/// Pages of areas that not every project has: those of which the archive holds a run.
pub(super) fn areas<'a>(context: &'a Context<'_>) -> impl Iterator<Item = (&'static str, &'static str)> + 'a {
    let all = [
        (Kind::Tests, "Tests", routes::TESTS),
        (Kind::Coverage, "Coverage", routes::COVERAGE),
        (Kind::Findings, "Findings", routes::FINDINGS),
        (Kind::Benchmark, "Benchmarks", routes::BENCHMARKS),
        (Kind::Chaos, "Chaos", routes::CHAOS),
    ];
    let held = |kind: Kind| context.history.runs.iter().any(|run| run.kind == kind);
    all.into_iter().filter(move |(kind, ..)| held(*kind)).map(|(_, label, to)| (label, to))
}

fn banners(context: &Context<'_>, depth: usize) -> Vec<Banner> {
    let about = routes::at_depth(depth, routes::ABOUT);
    let banner = |kind, text: String, href: &str| Banner { kind, text, href: href.to_owned() };
    let mut banners = Vec::new();
    if context.simulated() {
        let text = "Simulated data: these figures were made up by quarterdeck demo.";
        banners.push(banner("simulated", text.to_owned(), ""));
    }
    if context.history.runs.is_empty() {
        let text = "There is no snapshot yet: run quarterdeck collect, then build again.";
        banners.push(banner("empty", text.to_owned(), ""));
    }
    let unread = context.unread();
    if unread > 0 {
        let text = format!("{} could not be read.", plural(unread, "file", "files"));
        banners.push(banner("problems", text, &about));
    }
    banners
}
