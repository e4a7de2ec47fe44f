//! Finding and reading the configuration file.

use super::File;
use crate::error::CliError;
use quarterdeck_model::Kind;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The file name looked for.
pub(crate) const NAME: &str = "quarterdeck.toml";

/// A configuration, and the folder that its paths are relative to.
#[derive(Debug)]
pub(crate) struct Found {
    /// Project folder.
    pub(crate) root: PathBuf,
    /// What the file says; the defaults when there is none.
    pub(crate) file: File,
    /// The file itself, when there is one.
    pub(crate) path: Option<PathBuf>,
}

/// The given file, else the nearest `quarterdeck.toml` here or above, else the defaults with this folder as project.
pub(crate) fn find(given: Option<&Path>) -> Result<Found, CliError> {
    let here = std::env::current_dir().map_err(|e| CliError::io(".", e))?;
    let path = match given {
        Some(path) => Some(path.to_owned()),
        None => here.ancestors().map(|dir| dir.join(NAME)).find(|path| path.is_file()),
    };
    let Some(path) = path else { return Ok(Found { root: here, file: File::default(), path: None }) };
    let text = std::fs::read_to_string(&path).map_err(|e| CliError::io(&path, e))?;
    let file = read(&text, &path.display().to_string())?;
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty());
    Ok(Found { root: parent.map_or(here, Path::to_owned), file, path: Some(path) })
}

/// Reads the text of a configuration; mistakes are told with line, column and the line itself.
pub(crate) fn read(text: &str, name: &str) -> Result<File, CliError> {
    let wrong = |message: String| CliError::Config { path: name.to_owned(), message };
    let file: File = toml::from_str(text).map_err(|e| wrong(e.to_string().trim_end().to_owned()))?;
    let problems = file.problems();
    if problems.is_empty() { Ok(file) } else { Err(wrong(problems.join("; "))) }
}

impl File {
    /// What the shape alone cannot tell: every problem, each naming its table.
    fn problems(&self) -> Vec<String> {
        let jobs = self.collect.iter().enumerate().flat_map(|(i, job)| job.problems(i + 1));
        let here = Path::new("");
        let services = self.service.iter().filter_map(|s| s.to_service(&self.health, here).err());
        let measures = (1..).zip(&self.metric);
        let measures = measures.filter_map(|(number, m)| m.to_measure(here).err().map(|why| (number, why)));
        let measures = measures.map(|(number, why)| format!("[[metric]] number {number}: {why}"));
        let policy = self.policy.problems().into_iter().map(|p| format!("[policy] {p}"));
        jobs.chain(services).chain(measures).chain(self.scenario_problems()).chain(policy).collect()
    }

    fn scenario_problems(&self) -> Vec<String> {
        let services: Vec<String> = self.service.iter().map(|service| service.name.clone()).collect();
        let mut names = BTreeSet::new();
        let twice = self.scenario.iter().filter(|s| !names.insert(s.name.as_str()));
        let twice: Vec<String> =
            twice.map(|s| format!("[[scenario]] {:?}: another one has this name", s.name)).collect();
        let wrong = self.scenario.iter().filter_map(|s| s.to_scenario(&services).err()).flatten();
        wrong.chain(twice).collect()
    }
}

impl super::Job {
    fn problems(&self, number: usize) -> Vec<String> {
        let mut out = Vec::new();
        let kind = Kind::parse(&self.kind);
        if kind.is_none() {
            out.push(format!(
                "[[collect]] number {number}: kind = {:?} is not known; expected {} (services are [[service]] tables)",
                self.kind,
                Kind::ALL.map(Kind::as_str).join(", "),
            ));
        }
        // Code is measured where it stands; it needs no report.
        if kind != Some(Kind::Code) {
            out.extend(self.source_problem(kind).map(|why| format!("[[collect]] number {number}: {why}")));
        }
        out
    }

    /// What is wrong with where the figures come from.
    fn source_problem(&self, kind: Option<Kind>) -> Option<&'static str> {
        let (files, http, command) = (!self.from.is_empty(), self.http.is_some(), self.command.is_some());
        match u8::from(files) + u8::from(http) + u8::from(command) {
            _ if (http || command) && kind != Some(Kind::Benchmark) => Some(
                "`http` and `command` are for kind = \"benchmark\"; services to probe are [[service]] tables",
            ),
            0 if kind == Some(Kind::Benchmark) => Some(
                "`from` is empty; name at least one file or pattern, or an address as `http`, or a `command`",
            ),
            0 => Some("`from` is empty; name at least one file or pattern"),
            1 => None,
            _ => Some("more than one of `from`, `http` and `command`; expected one"),
        }
    }
}
