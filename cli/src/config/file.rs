//! The shape of `quarterdeck.toml`. Every table and key is optional; unknown ones are refused with their line.

use super::measure::MetricTable;
use super::notify::NotifyTable;
use super::scenario::ScenarioTable;
use super::schedule::ScheduleTable;
use super::service::ServiceTable;
use super::site::SiteTable;
use crate::args::{CommandOptions, LoadOptions};
use quarterdeck_analysis::policy::Policy;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The whole file.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub(crate) struct File {
    /// `[project]`
    pub(crate) project: Project,
    /// `[site]`: how the site is written.
    pub(crate) site: SiteTable,
    /// `[[collect]]`: the jobs of `collect all`.
    pub(crate) collect: Vec<Job>,
    /// `[[service]]`: the services that `collect health` probes.
    pub(crate) service: Vec<ServiceTable>,
    /// `[[metric]]`: what `collect health` measures beside them.
    pub(crate) metric: Vec<MetricTable>,
    /// `[health]`
    pub(crate) health: HealthTable,
    /// `[[scenario]]`: the experiments that `chaos run` makes.
    pub(crate) scenario: Vec<ScenarioTable>,
    /// `[[notify]]`: who is told when something changes.
    pub(crate) notify: Vec<NotifyTable>,
    /// `[schedule]`: what runs by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) schedule: Option<ScheduleTable>,
    /// `[policy]`: what the figures are judged by.
    pub(crate) policy: Policy,
}

impl File {
    /// Whether `collect health` has anything to look at.
    pub(crate) fn probes(&self) -> bool {
        !self.service.is_empty() || !self.metric.is_empty()
    }
}

/// `[health]`: what holds for all services.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub(crate) struct HealthTable {
    /// An address that should answer whatever becomes of the services: where it fails too, a service is unknown.
    pub(crate) canary: Option<String>,
}

/// `[project]`: names and folders. Paths are relative to the folder of the file.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Project {
    /// Name shown on every page [default: the folder's name].
    pub(crate) name: Option<String>,
    /// The branch whose history the site tells; runs of other branches are on the dashboard only.
    pub(crate) branch: Option<String>,
    /// Address of the published site, `https://…`: links of the feed and of badges are whole with it, and 404.html fits every address.
    pub(crate) address: Option<String>,
    /// Archive folder.
    pub(crate) archive: PathBuf,
    /// Site folder.
    pub(crate) site: PathBuf,
    /// A built-in theme (`default`, `high-contrast`), or a folder laid over the default theme file by file.
    pub(crate) theme: Option<PathBuf>,
    /// Folder of Markdown notes shown on the site.
    pub(crate) notes: PathBuf,
    /// Folder of Markdown runbooks, which alerts lead to.
    pub(crate) runbooks: PathBuf,
    /// Folder of annotations: acknowledgements, corrections, causes, notes.
    pub(crate) annotations: PathBuf,
}

impl Default for Project {
    fn default() -> Self {
        Self {
            name: None,
            branch: None,
            address: None,
            archive: PathBuf::from("reports/history"),
            site: PathBuf::from("reports/dashboard"),
            theme: None,
            notes: PathBuf::from("reports/notes"),
            runbooks: PathBuf::from("reports/runbooks"),
            annotations: PathBuf::from("reports/annotations"),
        }
    }
}

/// `[[collect]]`: one job of `collect all`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Job {
    /// `coverage`, `benchmark`, `tests`, `findings`, `health`, `chaos` or `code`.
    pub(crate) kind: String,
    /// Name of the stream [default: the kind].
    pub(crate) job: Option<String>,
    /// Files, folders or patterns; of `code`, which is measured, only reports of complexity.
    #[serde(default)]
    pub(crate) from: Vec<PathBuf>,
    /// Of `benchmark`: address to put load on, in place of `from`.
    pub(crate) http: Option<String>,
    /// Of `benchmark`: command to time, in place of `from`.
    pub(crate) command: Option<String>,
    /// Of `http` and `command`: name on pages.
    pub(crate) name: Option<String>,
    /// Of `http`: how load is put on; the keys are the options of `collect benchmark`.
    #[serde(default)]
    pub(crate) load: LoadOptions,
    /// Of `command`: how it is timed.
    #[serde(default)]
    pub(crate) runs: CommandOptions,
    /// Format.
    #[serde(default = "auto")]
    pub(crate) format: String,
    /// Treat every warning as a failure.
    #[serde(default)]
    pub(crate) strict: bool,
    /// Labels of the run.
    #[serde(default)]
    pub(crate) labels: BTreeMap<String, String>,
}

fn auto() -> String {
    "auto".to_owned()
}
