//! A loaded project: what the commands share.

mod annotations;
mod changed;
mod git;
mod notes;
mod overlay;
mod pick;
pub(crate) mod place;
mod runbooks;

use crate::config::{self, Found};
use crate::error::CliError;
use crate::printer::Printer;
use quarterdeck_analysis::Policy;
use quarterdeck_analysis::annotation::without_voided;
use quarterdeck_analysis::policy::Runbook;
use quarterdeck_generator::Note;
use quarterdeck_model::{History, Run};
use quarterdeck_store::{Archive, Keep, Loaded, Shelved};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

pub(crate) use annotations::read as read_annotations;
pub(crate) use changed::changed;
pub(crate) use git::Git;
pub(crate) use notes::{TEMPLATES, begin, notes};
pub(crate) use overlay::{Look, overlay};
pub(crate) use pick::{Picked, pick};

/// The configuration with its paths made absolute to the project's folder.
pub(crate) struct Project {
    found: Found,
}

impl Project {
    /// Finds and reads the configuration.
    pub(crate) fn open(config: Option<&Path>) -> Result<Self, CliError> {
        let Found { root, file, path } = config::find(config)?;
        Ok(Self { found: Found { root, file: file.expecting_scheduled(), path } })
    }

    /// The project's folder.
    pub(crate) fn root(&self) -> &Path {
        &self.found.root
    }

    /// What the configuration says.
    pub(crate) fn config(&self) -> &config::File {
        &self.found.file
    }

    /// The configuration file, when there is one.
    pub(crate) fn config_path(&self) -> Option<&Path> {
        self.found.path.as_deref()
    }

    /// The name shown on pages.
    pub(crate) fn name(&self) -> String {
        let configured = self.config().project.name.clone();
        let folder = || {
            let root = self.root().canonicalize().unwrap_or_else(|_| self.root().to_owned());
            root.file_name().map(|name| name.to_string_lossy().into_owned())
        };
        configured.or_else(folder).unwrap_or_else(|| "project".to_owned())
    }

    /// The archive: the given folder (relative to here), else the configured one (relative to the project).
    pub(crate) fn archive(&self, given: Option<&Path>) -> Archive {
        Archive::new(self.place(given, &self.config().project.archive))
    }

    /// The site's folder, by the same rule.
    pub(crate) fn site(&self, given: Option<&Path>) -> PathBuf {
        self.place(given, &self.config().project.site)
    }

    /// The theme, by the same rule.
    pub(crate) fn theme(&self, given: Option<&Path>) -> Option<Look> {
        let configured = self.config().project.theme.as_deref().map(|named| Look::of(named, self.root()));
        given.map(|named| Look::of(named, Path::new(""))).or(configured)
    }

    /// Where the site is published; empty when the configuration does not say.
    pub(crate) fn address(&self) -> &str {
        self.config().project.address.as_deref().unwrap_or_default()
    }

    /// The folder of notes.
    pub(crate) fn notes_folder(&self) -> PathBuf {
        self.root().join(&self.config().project.notes)
    }

    /// The folder of annotations.
    pub(crate) fn annotations_folder(&self) -> PathBuf {
        self.root().join(&self.config().project.annotations)
    }

    /// What the configuration judges by, by the clocks of the zone that it names.
    pub(crate) fn rules(&self) -> Policy {
        Policy { zone: self.config().site.zone(), ..self.config().policy.clone() }
    }

    /// What everything is judged by: the configuration, and what people said.
    pub(crate) fn policy(&self) -> Result<Policy, CliError> {
        let said = annotations::annotations(&self.annotations_folder())?;
        let mut policy = self.rules().annotated(said);
        policy.runbooks = self.runbooks()?.into_iter().map(|(runbook, _)| runbook).collect();
        Ok(policy)
    }

    /// The folder of runbooks.
    pub(crate) fn runbooks_folder(&self) -> PathBuf {
        self.root().join(&self.config().project.runbooks)
    }

    /// Notes for the site: those of the project, and the texts of its runbooks.
    pub(crate) fn site_notes(&self) -> Result<Vec<Note>, CliError> {
        let texts = self.runbooks()?.into_iter().map(|(_, note)| note);
        Ok(notes(&self.notes_folder())?.into_iter().chain(texts).collect())
    }

    fn runbooks(&self) -> Result<Vec<(Runbook, Note)>, CliError> {
        runbooks::runbooks(&self.runbooks_folder(), &self.config().project.runbooks)
    }

    /// What grows in the folder by our own doing, from that folder: the archive and the site.
    pub(crate) fn grows_by_itself(&self, folder: &Path) -> Vec<String> {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let project = &self.config().project;
        let inside = |path: &PathBuf| {
            let path = self.root().join(path);
            let path = path.canonicalize().unwrap_or(path);
            let rest = path.strip_prefix(&folder).ok().filter(|rest| !rest.as_os_str().is_empty())?;
            Some(rest.to_string_lossy().replace('\\', "/"))
        };
        [&project.archive, &project.site].into_iter().filter_map(inside).collect()
    }

    fn place(&self, given: Option<&Path>, configured: &Path) -> PathBuf {
        given.map_or_else(|| self.root().join(configured), Path::to_owned)
    }

    /// The history that the site tells and the gate judges: runs of the configured branch, and of no branch.
    pub(crate) fn told<'a>(&self, history: Cow<'a, History>) -> Cow<'a, History> {
        let Some(branch) = self.config().project.branch.as_deref() else { return history };
        let is_told = |run: &Run| run.branch.as_deref().is_none_or(|b| b == branch);
        match history.runs.iter().all(is_told) {
            true => history,
            false => Cow::Owned(history.filtered(is_told)),
        }
    }
}

/// The history of an archive, without the figures that people said do not hold.
pub(crate) fn history<'a>(shelved: &'a Shelved, policy: &Policy) -> Cow<'a, History> {
    match policy.annotations.void.is_empty() {
        true => Cow::Borrowed(&shelved.history),
        false => Cow::Owned(without_voided(&shelved.history, &policy.annotations)),
    }
}

/// Reads the archive, printing what was remarked on the way, and keeps no more of each run than is said.
pub(crate) fn read(archive: &Archive, keep: Keep, printer: &Printer) -> Result<Shelved, CliError> {
    let spinner = printer.spinner("reading the archive");
    let shelved = archive.shelve(keep);
    spinner.finish_and_clear();
    let shelved = shelved?;
    printer.diagnostics(shelved.problems(), 10);
    Ok(shelved)
}

/// The same with every snapshot in memory.
pub(crate) fn read_whole(archive: &Archive, printer: &Printer) -> Result<Loaded, CliError> {
    let spinner = printer.spinner("reading the archive");
    let loaded = archive.read();
    spinner.finish_and_clear();
    let loaded = loaded?;
    printer.diagnostics(&loaded.problems, 10);
    Ok(loaded)
}
