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
            return ruff::judged(Some(id));
        }
        let score = result.security_severity().or_else(|| rule.and_then(Rule::security_severity));
        let security = score.is_some() || rule.is_some_and(Rule::is_security);
        let class = self.class(rule, security, id);
        let severity = match (score, result.issue_severity()) {
            (Some(score), _) => of_score(score),
            (None, Some("HIGH")) => Severity::High,
            (None, Some("MEDIUM")) => Severity::Medium,
            (None, Some("LOW")) => Severity::Low,
            _ => match (level, security) {
                ("error", true) => Severity::High,
                ("error", false) => Severity::Medium,
                ("warning", _) => Severity::Low,
                _ => Severity::Info,
            },
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

    fn by_rules(&self) -> Vec<Class> {
        let security = self.run.rules().filter(|rule| rule.is_security()).count();
        let all = self.run.rules().count();
        let security = (security > 0, security < all || all == 0);
        match security {
            (true, false) => vec![Class::Security],
            (true, true) => vec![Class::Lint, Class::Security],
            (false, _) => vec![Class::Lint],
        }
    }

    fn is_ruff(&self) -> bool {
        self.tool.eq_ignore_ascii_case("ruff")
    }
}

/// The bands by which GitHub reads `security-severity`.
fn of_score(score: f64) -> Severity {
    match score {
        s if s >= 9.0 => Severity::Critical,
        s if s >= 7.0 => Severity::High,
        s if s >= 4.0 => Severity::Medium,
        _ => Severity::Low,
    }
}
