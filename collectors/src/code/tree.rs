//! The tree of source files: lines by language as tokei counts them, and files that are too long.
//!
//! What git ignores is not looked at. A file belongs to one language, with what is embedded in it: the sum over the
//! languages is the number of lines of all files. Large files are those that people write: data, text and markup may
//! be long.

use crate::paths;
use quarterdeck_model::payload::{Language, LargeFile};
use std::path::{Path, PathBuf};
use tokei::{Config, LanguageType, Languages, Report};

/// What the tree holds.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The largest language first.
    pub(super) languages: Vec<Language>,
    /// The longest file first.
    pub(super) large: Vec<LargeFile>,
    /// Languages in which a file could not be read.
    pub(super) inaccurate: Vec<String>,
}

impl Tree {
    /// Counts the folder, without what stands in `left_out` (paths from the folder).
    pub(super) fn of(folder: &Path, left_out: &[String], large_limit: u64) -> Self {
        let mut counted = Languages::new();
        counted.get_statistics(&[folder], &[], &Config::default());
        let left_out: Vec<PathBuf> = left_out.iter().map(|path| folder.join(path)).collect();
        let (roots, mut tree) = (paths::roots(folder), Self::default());
        for (kind, language) in &counted {
            let reports = language.reports.iter();
            let reports: Vec<&Report> =
                reports.filter(|report| !left_out.iter().any(|path| report.name.starts_with(path))).collect();
            if language.inaccurate {
                tree.inaccurate.push(kind.name().to_owned());
            }
            tree.add(*kind, &reports, large_limit, &roots);
        }
        tree.languages.sort_by(|a, b| b.code.cmp(&a.code).then_with(|| a.name.cmp(&b.name)));
        tree.large.sort_by(|a, b| b.lines.cmp(&a.lines).then_with(|| a.path.cmp(&b.path)));
        tree
    }

    fn add(&mut self, kind: LanguageType, reports: &[&Report], large_limit: u64, roots: &[String]) {
        let name = kind.name().to_owned();
        let files = reports.len() as u64;
        let mut language = Language { name, files, code: 0, comments: 0, blanks: 0 };
        for report in reports {
            // With what is embedded, such as code in documentation.
            let stats = report.stats.summarise();
            language.code += stats.code as u64;
            language.comments += stats.comments as u64;
            language.blanks += stats.blanks as u64;
            let lines = stats.lines() as u64;
            if lines > large_limit && is_written(kind) {
                let path = paths::normalised(&report.name.to_string_lossy(), roots);
                self.large.push(LargeFile { path, lines });
            }
        }
        if files > 0 {
            self.languages.push(language);
        }
    }

    /// Lines of all files.
    pub(super) fn lines(&self) -> u64 {
        self.languages.iter().map(|language| language.code + language.comments + language.blanks).sum()
    }

    /// All files.
    pub(super) fn files(&self) -> u64 {
        self.languages.iter().map(|language| language.files).sum()
    }
}

/// Whether people write such files by hand as code: not data, text or markup.
fn is_written(kind: LanguageType) -> bool {
    use LanguageType::{Html, Json, Jupyter, Markdown, ReStructuredText, Svg, Text, Toml, Xml, Yaml};
    ![Html, Json, Jupyter, Markdown, ReStructuredText, Svg, Text, Toml, Xml, Yaml].contains(&kind)
}
