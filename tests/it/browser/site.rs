//! Sites that browsers open: a demonstration with everything that makes a page, and this repository's own archive.

use super::{file_url, probe};
use crate::export::{Engine, export, fleet};
use crate::harness::{NOW, Project, made};
use quarterdeck_views::routes;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A site with the probe on every page.
pub(super) struct Site {
    /// Keeps the folder alive.
    pub(super) project: Project,
    pub(super) folder: PathBuf,
}

/// Where a demonstration's site is.
const REPORTS: &str = "reports/dashboard";

impl Site {
    /// Of a demonstration, with runbooks.
    pub(super) fn new(snapshots: u32) -> Self {
        let make = || {
            let project = Project::demo(snapshots);
            project.ok(&["init", "--runbooks"]);
            project.site();
            project
        };
        Self::once(&format!("site-{snapshots}"), make, REPORTS)
    }

    /// Of a demonstration with more in its configuration.
    pub(super) fn configured(snapshots: u32, more: &str) -> Self {
        let project = Project::demo(snapshots);
        let config = project.path().join("quarterdeck.toml");
        let text = std::fs::read_to_string(&config).unwrap_or_default();
        std::fs::write(&config, format!("{text}{more}")).unwrap();
        project.site();
        Self::probed(project, REPORTS)
    }

    /// The same, with the page of projects where an engine can make a roll-up.
    pub(super) fn whole(snapshots: u32) -> Self {
        let make = || {
            let project = Project::demo(snapshots);
            project.ok(&["init", "--runbooks"]);
            if let Some(engine) = Engine::find("duckdb", "duckdb") {
                let [lake, out] = ["lake", "rolled"].map(|name| project.path().join(name));
                export(&fleet(), "parquet", &lake);
                engine.run(&lake, &out);
                project.ok(&["build", "--now", NOW, "--rollup", out.to_str().unwrap()]);
            } else {
                project.site();
            }
            project
        };
        Self::once(&format!("whole-{snapshots}"), make, REPORTS)
    }

    /// Of this repository's own archive.
    pub(super) fn own() -> Self {
        let make = || {
            let project = Project::new();
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
            let [config, folder] = [root.join("quarterdeck.toml"), project.path().join("site")];
            project.ok(&["build", "--config", config.to_str().unwrap(), "--out", folder.to_str().unwrap()]);
            project
        };
        Self::once("own", make, "site")
    }

    fn once(name: &str, make: impl FnOnce() -> Project, folder: &str) -> Self {
        Self::probed(made::once(name, make), folder)
    }

    fn probed(project: Project, folder: &str) -> Self {
        let folder = project.path().join(folder);
        probe::put_on_every_page(&folder);
        Self { project, folder }
    }

    /// The page's address on disk.
    pub(super) fn file(&self, page: &str) -> String {
        file_url(&self.folder.join(page))
    }

    /// One page of each sort: all of the top folder, and of each folder below the newest of each sort.
    pub(super) fn pages(&self) -> Vec<String> {
        let mut pages = html(&self.folder);
        for folder in ["s", "metric", "review", "runbook"] {
            let newest: BTreeMap<String, String> = html(&self.folder.join(folder))
                .into_iter()
                .map(|name| (self.sort(folder, &name), name))
                .collect();
            pages.extend(newest.into_values().map(|name| format!("{folder}/{name}")));
        }
        pages
    }

    /// What is on pages of one sort is alike: weeks, quarters, runs of one kind and their metrics.
    fn sort(&self, folder: &str, name: &str) -> String {
        match folder {
            "review" => name.chars().filter(char::is_ascii_alphabetic).collect(),
            "metric" => name.split('.').next().unwrap_or_default().to_owned(),
            "s" => {
                let page = std::fs::read_to_string(self.folder.join(folder).join(name)).unwrap();
                let heading = page.split("<h1>").nth(1).unwrap_or_default();
                heading.split([',', '\n']).next().unwrap_or_default().to_owned()
            }
            _ => String::new(),
        }
    }

    /// The same of a demonstration, where no sort of page is missing.
    pub(super) fn every_page(&self) -> Vec<String> {
        let pages = self.pages();
        // A test that misses one of them proves nothing about it.
        let missing: Vec<_> = routes::FIXED.iter().filter(|page| !pages.iter().any(|p| p == *page)).collect();
        assert!(missing.is_empty(), "the site lacks {missing:?}");
        for folder in ["s/", "metric/", "review/", "runbook/"] {
            assert!(pages.iter().any(|p| p.starts_with(folder)), "no page in {folder}");
        }
        pages
    }
}

/// Names of the pages in a folder, sorted; of numbered ones only the first.
fn html(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".html")).collect();
    names.retain(|name| !name.starts_with("snapshots-"));
    names.sort();
    names
}
