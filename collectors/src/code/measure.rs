//! One look at the code: the tree, what changed, and the complexity that lizard found.

use super::churn::churn;
use super::tree::Tree;
use crate::collect::{Request, collect};
use crate::collected::Collected;
use crate::error::CollectError;
use quarterdeck_model::payload::{Churn, Code, Complexity};
use quarterdeck_model::{Diagnostic, Kind, Labels, Level, Payload, Section, SectionState, Timestamp};
use std::path::{Path, PathBuf};

/// What to look at.
#[derive(Debug, Clone)]
pub struct CodePlan<'a> {
    /// The folder.
    pub folder: &'a Path,
    /// What in it is not counted, from the folder: the archive and the site, which grow by themselves.
    pub left_out: Vec<String>,
    /// Files with more lines are large.
    pub large_limit: u64,
    /// Days of the churn.
    pub days: u32,
    /// The end of those days.
    pub until: Timestamp,
    /// Reports of complexity; none is complexity that nobody measured.
    pub complexity: Vec<PathBuf>,
}

/// Looks at the code. What cannot be found out is left unknown and makes the section partial.
///
/// # Errors
/// When the folder is not there, or a report of complexity is not.
pub fn measure(plan: &CodePlan) -> Result<Collected, CollectError> {
    let shown = plan.folder.display().to_string();
    if !plan.folder.is_dir() {
        return Err(CollectError::new(shown, "is no folder").hint("name the folder that holds the code"));
    }
    let tree = Tree::of(plan.folder, &plan.left_out, plan.large_limit);
    let unread = |language: &String| format!("a file of {language} could not be read");
    let mut doubts =
        Doubts { reasons: tree.inaccurate.iter().map(unread).collect(), diagnostics: Vec::new() };
    let code = Code {
        total_lines: Some(tree.lines()),
        total_files: Some(tree.files()),
        churn: changed(plan, &mut doubts),
        complexity: complexity(plan, &mut doubts)?,
        languages: tree.languages,
        large_files: Some(tree.large),
        large_limit: plan.large_limit,
    };
    let section = match (code.total_files, doubts.reasons.is_empty()) {
        (Some(0) | None, _) => {
            Section::because(SectionState::Empty, format!("{shown} holds no code that is known"))
        }
        (_, true) => Section::ok(),
        (_, false) => Section { state: SectionState::Partial, reasons: doubts.reasons },
    };
    Ok(Collected {
        payload: Payload::Code(code),
        section,
        tool: "tokei".to_owned(),
        tool_version: None,
        format: "tokei".to_owned(),
        taken_at: None,
        labels: Labels::none(),
        diagnostics: doubts.diagnostics,
    })
}

/// What could not be found out, and remarks.
struct Doubts {
    reasons: Vec<String>,
    diagnostics: Vec<Diagnostic>,
}

fn changed(plan: &CodePlan, doubts: &mut Doubts) -> Option<Churn> {
    match churn(plan.folder, plan.days, plan.until, &plan.left_out) {
        Ok(churn) => Some(churn),
        Err(CollectError(mut diagnostic)) => {
            diagnostic.level = Level::Warning;
            doubts.reasons.push(format!("churn is not known: {}", diagnostic.message));
            doubts.diagnostics.push(diagnostic);
            None
        }
    }
}

fn complexity(plan: &CodePlan, doubts: &mut Doubts) -> Result<Option<Complexity>, CollectError> {
    if plan.complexity.is_empty() {
        return Ok(None);
    }
    let read = collect(&Request {
        kind: Kind::Code,
        paths: plan.complexity.clone(),
        format: None,
        strict: false,
        root: plan.folder.to_owned(),
        now: plan.until,
    })?;
    if read.section.state != SectionState::Ok {
        doubts.reasons.extend(read.section.reasons);
    }
    doubts.diagnostics.extend(read.diagnostics);
    match read.payload {
        Payload::Code(code) => Ok(code.complexity),
        _ => Ok(None),
    }
}
