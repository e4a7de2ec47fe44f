//! How bad a result is and what it is about: by the rule where it says so, else by the tool.

use super::shape::{Res, Rule, Run};
use crate::findings::{ruff, tools};
use quarterdeck_model::payload::{Class, Finding, Severity};

/// Judges the results of one run.
pub(super) struct Judge<'a> {
    pub(super) tool: String,
    run: &'a Run,
    /// What a tool of this name is known to look for.
    known: Option<&'static [Class]>,
}

impl<'a> Judge<'a> {
    pub(super) fn of(run: &'a Run) -> Self {
        let tool = run.tool_name();
        Self { known: tools::looks_for(&tool), tool, run }
    }

    /// `security-severity` decides where there is one; else the level, higher for rules tagged security. ruff calls
    /// everything an error, so its rules decide.
    pub(super) fn judged(
        &self,
        rule: Option<&Rule>,
        result: &Res,
        id: &str,
        level: &str,
    ) -> (Class, Severity) {
        if self.is_ruff() {
            return ruff::judged(Some(id).filter(|id| *id != NO_RULE));
        }
        let score = result.security_severity().or_else(|| rule.and_then(Rule::security_severity));
        let security = score.is_some() || rule.is_some_and(Rule::is_security);
        let class = self.class(rule, security, id);
        let severity = match (score, result.issue_severity()) {
            (Some(score), _) => of_score(score),
            (None, Some("HIGH")) => Severity::High,
            (None, Some("MEDIUM")) => Severity::Medium,
            (None, Some("LOW")) => Severity::Low,
            _ => of_level(level, security),
        };
        (class, severity)
    }

    fn class(&self, rule: Option<&Rule>, security: bool, id: &str) -> Class {
        if id == "invalid-syntax" || id.starts_with("E9") || id == "syntax-error" {
            return Class::Syntax;
        }
        let known = self.known.unwrap_or_default();
        let of_tool =
            [Class::Dependency, Class::Security, Class::Type].into_iter().find(|c| known.contains(c));
        // Trivy and its like also look into configuration and for secrets.
        let in_code = |word| rule.is_some_and(|rule| rule.is_tagged(word));
        match of_tool {
            Some(Class::Dependency) if in_code("misconfiguration") || in_code("secret") => Class::Security,
            Some(class) => class,
            None if security => Class::Security,
            None => Class::Lint,
        }
    }

    /// The classes that the run looked for: by the tool's name, else by its rules; and those of what it found.
    pub(super) fn looked_for(&self, found: &[Finding]) -> Vec<Class> {
        let mut classes = match self.known {
            Some(classes) => classes.to_vec(),
            None => self.by_rules(),
        };
        if self.is_ruff() && self.run.rules().filter_map(|rule| rule.id.as_deref()).any(ruff::is_security) {
            classes.push(Class::Security);
        }
        classes.extend(found.iter().map(|finding| finding.class));
        classes.sort_unstable();
        classes.dedup();
        classes
    }

    /// What a tool that nobody knows looks for, when it names no rule, nobody knows either.
    fn by_rules(&self) -> Vec<Class> {
        let security = self.run.rules().any(Rule::is_security);
        let other = self.run.rules().any(|rule| !rule.is_security());
        let classes = [(other, Class::Lint), (security, Class::Security)];
        classes.into_iter().filter_map(|(there, class)| there.then_some(class)).collect()
    }

    fn is_ruff(&self) -> bool {
        self.tool.eq_ignore_ascii_case("ruff")
    }
}

/// The rule of a result that names none: what ruff calls a syntax error.
pub(super) const NO_RULE: &str = "no-rule";

/// Levels of §3.27.10; a tool's own word is not known to be harmless.
fn of_level(level: &str, security: bool) -> Severity {
    match (level.to_ascii_lowercase().as_str(), security) {
        ("error", true) => Severity::High,
        ("error", false) => Severity::Medium,
        ("warning", _) => Severity::Low,
        ("note" | "none", _) => Severity::Info,
        _ => Severity::Unknown,
    }
}

/// The bands by which GitHub reads `security-severity`; one that cannot be read is not low.
fn of_score(score: f64) -> Severity {
    match score {
        s if s.is_nan() => Severity::Unknown,
        s if s >= 9.0 => Severity::Critical,
        s if s >= 7.0 => Severity::High,
        s if s >= 4.0 => Severity::Medium,
        _ => Severity::Low,
    }
}
