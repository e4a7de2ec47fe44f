//! Files to begin with: runbooks that alerts lead to, and checklists of reviews. What is there is never replaced.

use crate::config::{self, Found};
use crate::error::CliError;
use crate::project;
use std::path::{Path, PathBuf};

macro_rules! texts {
    ($folder:literal: $($name:literal),+) => {
        [$(($name, include_str!(concat!("../../../starter/", $folder, "/", $name)))),+]
    };
}

/// Runbooks by their file names, which say what alerts they are for.
const RUNBOOKS: [(&str, &str); 6] = texts!("runbooks":
    "performance-degradation.md", "gate-failure.md", "test-suite-trouble.md", "system-outage.md",
    "performance-emergency.md", "security-incident.md");

/// Checklists that `review --notes` adds to the notes it begins.
const REVIEWS: [(&str, &str); 3] = texts!("reviews": "weekly.md", "monthly.md", "quarterly.md");

/// Writes what is missing into the folders that the configuration of `folder` names; gives the new files.
pub(super) fn write(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    let path = folder.join("quarterdeck.toml");
    let file = match path.is_file() {
        true => {
            let Found { file, .. } = config::find(Some(&path))?;
            file
        }
        false => config::File::default(),
    };
    let runbooks = folder.join(&file.project.runbooks);
    let templates = folder.join(&file.project.notes).join(project::TEMPLATES);
    let all = RUNBOOKS.iter().map(|(name, text)| (runbooks.join(name), text));
    let all = all.chain(REVIEWS.iter().map(|(name, text)| (templates.join(name), text)));
    let mut new = Vec::new();
    for (path, text) in all {
        if project::begin(&path, text)? {
            new.push(path);
        }
    }
    Ok(new)
}
