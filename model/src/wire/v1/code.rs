//! Payload of kind `code`: size, churn, large files, complexity.

use crate::payload as domain;
use serde::{Deserialize, Serialize};

/// Size, churn, large files and complexity.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Code {
    /// All lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    total_lines: Option<u64>,
    /// All files.
    #[serde(skip_serializing_if = "Option::is_none")]
    total_files: Option<u64>,
    /// By language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    languages: Vec<Language>,
    /// What changed over a period.
    #[serde(skip_serializing_if = "Option::is_none")]
    churn: Option<Churn>,
    /// More lines than this make a file large.
    large_limit: u64,
    /// Large files; absent when not looked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    large_files: Option<Vec<LargeFile>>,
    /// Complexity of functions.
    #[serde(skip_serializing_if = "Option::is_none")]
    complexity: Option<Complexity>,
}

/// Complexity of all functions that were looked at.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Complexity {
    /// Functions looked at.
    functions: u64,
    /// A higher complexity than this is too much.
    limit: u64,
    /// Functions over the limit, the most complex first.
    over: Vec<Function>,
}

/// One function.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Function {
    /// Path of its file.
    path: String,
    /// Its name.
    name: String,
    /// Its first line.
    line: u64,
    /// Cyclomatic complexity.
    complexity: u64,
    /// Its lines of code.
    lines: u64,
}

/// One language.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Language {
    /// Its name.
    name: String,
    /// Files.
    files: u64,
    /// Lines of code.
    code: u64,
    /// Comment lines.
    comments: u64,
    /// Blank lines.
    blanks: u64,
}

/// What changed over a period.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Churn {
    /// Length of the period.
    days: u32,
    /// Lines added.
    added: u64,
    /// Lines deleted.
    deleted: u64,
    /// Files changed.
    files: u64,
}

/// A file over the limit.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct LargeFile {
    /// Path.
    path: String,
    /// Its lines.
    lines: u64,
}

impl From<&domain::Code> for Code {
    fn from(v: &domain::Code) -> Self {
        Self {
            total_lines: v.total_lines,
            total_files: v.total_files,
            languages: v.languages.iter().map(Into::into).collect(),
            churn: v.churn.as_ref().map(Into::into),
            large_limit: v.large_limit,
            large_files: v.large_files.as_ref().map(|rows| rows.iter().map(Into::into).collect()),
            complexity: v.complexity.as_ref().map(Into::into),
        }
    }
}

impl From<Code> for domain::Code {
    fn from(v: Code) -> Self {
        Self {
            total_lines: v.total_lines,
            total_files: v.total_files,
            languages: v.languages.into_iter().map(Into::into).collect(),
            churn: v.churn.map(Into::into),
            large_limit: v.large_limit,
            large_files: v.large_files.map(|rows| rows.into_iter().map(Into::into).collect()),
            complexity: v.complexity.map(Into::into),
        }
    }
}

impl From<&domain::Language> for Language {
    fn from(v: &domain::Language) -> Self {
        Self { name: v.name.clone(), files: v.files, code: v.code, comments: v.comments, blanks: v.blanks }
    }
}

impl From<Language> for domain::Language {
    fn from(v: Language) -> Self {
        Self { name: v.name, files: v.files, code: v.code, comments: v.comments, blanks: v.blanks }
    }
}

impl From<&domain::Churn> for Churn {
    fn from(v: &domain::Churn) -> Self {
        Self { days: v.days, added: v.added, deleted: v.deleted, files: v.files }
    }
}

impl From<Churn> for domain::Churn {
    fn from(v: Churn) -> Self {
        Self { days: v.days, added: v.added, deleted: v.deleted, files: v.files }
    }
}

impl From<&domain::LargeFile> for LargeFile {
    fn from(v: &domain::LargeFile) -> Self {
        Self { path: v.path.clone(), lines: v.lines }
    }
}

impl From<LargeFile> for domain::LargeFile {
    fn from(v: LargeFile) -> Self {
        Self { path: v.path, lines: v.lines }
    }
}

impl From<&domain::Complexity> for Complexity {
    fn from(v: &domain::Complexity) -> Self {
        Self { functions: v.functions, limit: v.limit, over: v.over.iter().map(Into::into).collect() }
    }
}

impl From<Complexity> for domain::Complexity {
    fn from(v: Complexity) -> Self {
        Self { functions: v.functions, limit: v.limit, over: v.over.into_iter().map(Into::into).collect() }
    }
}

impl From<&domain::Function> for Function {
    fn from(v: &domain::Function) -> Self {
        let (path, name) = (v.path.clone(), v.name.clone());
        Self { path, name, line: v.line, complexity: v.complexity, lines: v.lines }
    }
}

impl From<Function> for domain::Function {
    fn from(v: Function) -> Self {
        Self { path: v.path, name: v.name, line: v.line, complexity: v.complexity, lines: v.lines }
    }
}
