//! What stands in the project: languages, tool output, the replaced system's files.

use super::legacy::{self, Legacy};
use super::outputs::OUTPUTS;
use crate::error::CliError;
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// A job that `collect all` can run with what was found or what the project's tools would write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundJob {
    /// Kind.
    pub(super) kind: &'static str,
    /// Format.
    pub(super) format: &'static str,
    /// Paths relative to the project.
    pub(super) from: Vec<String>,
}

/// All that was seen.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Name of the project.
    pub(super) name: String,
    /// Default branch, where git says so.
    pub(super) branch: Option<String>,
    /// `rust`, `python`, `javascript`.
    pub(super) languages: Vec<&'static str>,
    /// Jobs for files that are there.
    pub(super) jobs: Vec<FoundJob>,
    /// The replaced system's targets and thresholds.
    pub(super) legacy: Option<Legacy>,
    /// What could not be read.
    pub(super) remarks: Vec<String>,
}

/// Manifest files and the language that they tell of.
const MANIFESTS: [(&str, &str); 4] = [
    ("Cargo.toml", "rust"),
    ("pyproject.toml", "python"),
    ("setup.py", "python"),
    ("package.json", "javascript"),
];

/// Folders that hold no result of this project, however deep they are.
const PASSED_OVER: [&str; 8] =
    ["node_modules", ".git", ".venv", "venv", "site-packages", "__pycache__", "deps", "incremental"];

/// Looks at `folder`, at most five folders deep.
pub(super) fn inspect(folder: &Path) -> Result<Seen, CliError> {
    let absolute = folder.canonicalize().map_err(|e| CliError::io(folder, e))?;
    let name = absolute.file_name().map(|n| n.to_string_lossy().into_owned());
    let mut seen = Seen { name: name.unwrap_or_else(|| "project".to_owned()), ..Seen::default() };
    seen.branch = legacy::default_branch(&absolute);
    for (file, language) in MANIFESTS {
        if folder.join(file).is_file() && !seen.languages.contains(&language) {
            seen.languages.push(language);
        }
    }
    outputs(folder, &mut seen);
    match legacy::read(folder) {
        Ok(legacy) => seen.legacy = legacy,
        Err(remark) => seen.remarks.push(remark),
    }
    Ok(seen)
}

/// Adds a job for each kind and format of output that is there.
fn outputs(folder: &Path, seen: &mut Seen) {
    let walk = WalkDir::new(folder).max_depth(5).sort_by_file_name();
    let entries = walk.into_iter().filter_entry(|e| e.depth() == 0 || !passed_over(e));
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let text = path.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        let name = entry.file_name().to_string_lossy();
        if let Some((kind, format)) = output(&name, entry.file_type().is_dir()) {
            add(seen, kind, format, text);
        }
    }
}

fn passed_over(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.file_type().is_dir()
        && (PASSED_OVER.contains(&name.as_ref()) || entry.path().ends_with("reports/history"))
}

fn output(name: &str, folder: bool) -> Option<(&'static str, &'static str)> {
    if folder {
        return (name == "criterion").then_some(("benchmark", "criterion"));
    }
    OUTPUTS.iter().find(|(file, ..)| *file == name).map(|(_, kind, format)| (*kind, *format))
}

fn add(seen: &mut Seen, kind: &'static str, format: &'static str, path: String) {
    match seen.jobs.iter_mut().find(|j| j.kind == kind && j.format == format) {
        Some(job) => job.from.push(path),
        None => seen.jobs.push(FoundJob { kind, format, from: vec![path] }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_output_and_languages_and_passes_over_dependencies() {
        let folder = tempfile::tempdir().unwrap();
        for path in
            ["Cargo.toml", "package.json", "target/lcov.info", "node_modules/x/junit.xml", "out/junit.xml"]
        {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        std::fs::create_dir_all(folder.path().join("target/criterion/parse")).unwrap();
        let seen = inspect(folder.path()).unwrap();
        assert_eq!(seen.languages, ["rust", "javascript"]);
        let jobs: Vec<_> = seen.jobs.iter().map(|j| (j.kind, j.from.join(" "))).collect();
        let expected =
            [("tests", "out/junit.xml"), ("benchmark", "target/criterion"), ("coverage", "target/lcov.info")];
        assert_eq!(jobs, expected.map(|(kind, from)| (kind, from.to_owned())));
    }
}
