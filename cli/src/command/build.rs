//! `build`: renders the archive to a static site.

use super::Outcome;
use crate::args::{BuildArgs, Format};
use crate::error::CliError;
use crate::exit::Exit;
use crate::now;
use crate::printer::Printer;
use crate::project::{self, Git, Project};
use quarterdeck_analysis::gate::Changed;
use quarterdeck_generator::{Input, Site, generate};
use quarterdeck_model::Level;
use quarterdeck_model::plural;
use quarterdeck_store::Keep;
use quarterdeck_store::site::{self, Files, SiteWritten};
use serde_json::json;
use std::borrow::Cow;
use std::path::PathBuf;

/// What a build did.
pub(super) struct Built {
    /// Where the site stands.
    pub(super) folder: PathBuf,
    /// How many snapshots it tells of.
    pub(super) snapshots: usize,
    /// Files of the archive that could not be read.
    pub(super) unreadable: usize,
    /// What was written.
    pub(super) written: SiteWritten,
}

pub(super) fn run(args: &BuildArgs, project: &Project, printer: &Printer) -> Outcome {
    let built = build(args, project, printer)?;
    let SiteWritten { new, changed, same, removed } = built.written;
    let page = built.folder.join("index.html");
    let text = match args.answer.format {
        Format::Json => json!({
            "page": page, "snapshots": built.snapshots, "unreadable": built.unreadable,
            "files": {"new": new, "changed": changed, "same": same, "removed": removed},
        })
        .to_string(),
        Format::Human | Format::Markdown => format!(
            "{}\n{}; files: {new} new, {changed} changed, {same} as before, {removed} removed",
            page.display(),
            plural(built.snapshots, "snapshot", "snapshots")
        ),
    };
    printer.answer(&text)?;
    if built.unreadable > 0 {
        printer.warning(&format!(
            "{} of the archive could not be read; see \"About the data\" of the site",
            plural(built.unreadable, "file", "files")
        ));
        return Ok(Exit::Unreadable);
    }
    Ok(Exit::Done)
}

/// Reads, judges, renders, writes.
pub(super) fn build(args: &BuildArgs, project: &Project, printer: &Printer) -> Result<Built, CliError> {
    let now = now::now(args.now.as_deref())?;
    let loaded = project::read(&project.archive(args.archive.as_deref()), Keep::Texts, printer)?;
    let unreadable = loaded.problems().iter().filter(|d| d.level == Level::Error).count();
    let overlay = project::overlay(project.theme(args.theme.as_deref()))?;
    let fleet = args.rollup.as_deref().map(quarterdeck_store::rollup::read).transpose()?;
    let notes = project.site_notes()?;
    let policy = project.policy()?;
    let history = project::history(&loaded, &policy);
    let told = project.told(Cow::Borrowed(&history));
    let snapshots = loaded.history.runs.len();
    let spinner = printer.spinner("rendering pages");
    let changed = project::changed(&policy, &told, None, &Git::new(project.root()));
    let input = Input {
        changed: Changed::from(&changed),
        project: &project.name(),
        shelf: &loaded.shelf,
        history: &history,
        told: &told,
        policy: &policy,
        locale: project.config().site.locale(),
        now,
        fleet: fleet.as_ref(),
        address: project.address(),
        notes: &notes,
        overlay: &overlay,
        bundle: quarterdeck_dashboard_bundle::files(),
        version: env!("CARGO_PKG_VERSION"),
    };
    let folder = project.site(args.out.as_deref());
    let written = generate(&input, |made| site::write(&folder, &Pages(made)));
    spinner.finish_and_clear();
    Ok(Built { folder, snapshots, unreadable, written: written?? })
}

/// A generated site as files to write.
struct Pages<'a>(&'a Site<'a>);

impl Files for Pages<'_> {
    type Error = CliError;

    fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.paths()
    }

    fn bytes(&self, path: &str) -> Result<Cow<'_, [u8]>, CliError> {
        Ok(self.0.bytes(path)?)
    }
}
