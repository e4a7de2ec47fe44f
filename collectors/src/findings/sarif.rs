//! SARIF 2.1.0 (OASIS Standard, 27 March 2020), with every field optional, as tools leave them out.

mod shape;

use self::shape::{Log, Notification, Res, Rule, Run};
use super::{identity, payload, tools};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::notes::Notes;
use crate::{json, paths};
use quarterdeck_model::payload::{Class, Finding, Findings, Severity, ToolReport};
use quarterdeck_model::{Section, SectionState};

/// Whether the beginning looks like SARIF.
pub fn sniff(head: &str) -> bool {
    head.trim_start().starts_with('{') && head.contains("\"runs\"") || head.contains("sarif-schema")
}

/// Reads every run.
///
/// # Errors
/// When the file is not JSON of this shape, or has no `runs`.
pub fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Findings>, CollectError> {
    let (text, warning) = input.text();
    let log: Log = json::read(&input.name, text.trim_start_matches('\u{feff}'))?;
    let Some(runs) = log.runs else {
        return Err(CollectError::new(&input.name, "has no `runs`; expected a SARIF log"));
    };
    let (mut reports, mut items) = (Vec::new(), Vec::new());
    for run in &runs {
        let reader = Reader { run, tool: run.tool_name(), roots };
        let found = reader.items();
        reports.push(reader.report(&found));
        items.extend(found);
    }
    let section = Section::of_parts(reports.iter().map(|r| &r.section));
    let tool = reports.iter().map(|r| r.tool.clone()).collect::<Vec<_>>().join("+");
    let tool_version = reports.first().filter(|_| reports.len() == 1).and_then(|r| r.version.clone());
    let tool = if tool.is_empty() { "sarif".to_owned() } else { tool };
    let diagnostics = Notes::new(&input.name, warning).finish();
    Ok(Parsed { payload: payload(reports, items), section, tool, tool_version, taken_at: None, diagnostics })
}

struct Reader<'a> {
    run: &'a Run,
    tool: String,
    roots: &'a [String],
}

impl Reader<'_> {
    /// Results that are open or suppressed failures, and the tool's own errors that have a place in a file.
    fn items(&self) -> Vec<Finding> {
        let results = self.run.results.iter().flatten().filter(|r| is_failure(r));
        let found = results.filter_map(|r| self.finding(r));
        let errors = self.run.notifications().filter(|n| n.is_error()).filter_map(|n| self.syntax(n));
        found.chain(errors).collect()
    }

    fn finding(&self, result: &Res) -> Option<Finding> {
        let rule = self.run.rule(result);
        let id = result.rule_id().or_else(|| rule?.id.clone()).unwrap_or_else(|| "no-rule".to_owned());
        let level = level(result, rule);
        if level == "none" {
            return None;
        }
        let (path, line) = self.place(result.locations.iter().flatten().next());
        let message =
            result.message.as_ref().and_then(|m| m.words(rule, &result.arguments())).unwrap_or_default();
        let (class, severity) = self.judged(rule, result, &id, level);
        let print = result.partial_fingerprints.iter().flatten().next();
        let identity = match print {
            Some((key, value)) => format!("{}:{id}:{key}={}", self.tool, value),
            None => identity::of(&self.tool, &id, &path, &message),
        };
        let suppressed = result.is_suppressed();
        Some(Finding {
            identity,
            tool: self.tool.clone(),
            rule: id,
            class,
            severity,
            message,
            path,
            line,
            suppressed,
        })
    }

    /// A file that the tool could not parse.
    fn syntax(&self, notification: &Notification) -> Option<Finding> {
        let (path, line) = self.place(notification.locations.iter().flatten().next());
        let message = notification.message.as_ref().and_then(|m| m.text.clone()).unwrap_or_default();
        (!path.is_empty()).then(|| Finding {
            identity: identity::of(&self.tool, "notification", &path, &message),
            tool: self.tool.clone(),
            rule: "notification".to_owned(),
            class: Class::Syntax,
            severity: Severity::High,
            message,
            path,
            line,
            suppressed: false,
        })
    }

    fn place(&self, location: Option<&shape::Location>) -> (String, Option<u64>) {
        let Some(physical) = location.and_then(|l| l.physical_location.as_ref()) else {
            return Default::default();
        };
        let uri = physical.artifact_location.as_ref().and_then(|a| self.run.uri(a)).unwrap_or_default();
        let line = physical.region.as_ref().and_then(|r| r.start_line).filter(|line| *line > 0);
        (paths::normalised(&uri, self.roots), line)
    }

    /// `security-severity` decides where a rule has it; else the level, higher for rules tagged security.
    fn judged(&self, rule: Option<&Rule>, result: &Res, id: &str, level: &str) -> (Class, Severity) {
        let score = result.security_severity().or_else(|| rule.and_then(Rule::security_severity));
        let security = score.is_some() || rule.is_some_and(Rule::is_security);
        let class = self.class(security, id);
        let severity = match score {
            Some(s) if s >= 9.0 => Severity::Critical,
            Some(s) if s >= 7.0 => Severity::High,
            Some(s) if s >= 4.0 => Severity::Medium,
            Some(_) => Severity::Low,
            None => match (level, security) {
                ("error", true) => Severity::High,
                ("error", false) => Severity::Medium,
                ("warning", _) => Severity::Low,
                _ => Severity::Info,
            },
        };
        (class, severity)
    }

    fn class(&self, security: bool, id: &str) -> Class {
        if id == "invalid-syntax" || id.starts_with("E9") || id == "syntax-error" {
            return Class::Syntax;
        }
        let known = tools::looks_for(&self.tool).unwrap_or_default();
        let of_tool =
            [Class::Dependency, Class::Security, Class::Type].into_iter().find(|c| known.contains(c));
        match (security, of_tool) {
            (_, Some(class)) => class,
            (true, None) => Class::Security,
            (false, None) => Class::Lint,
        }
    }

    /// What the run looked at, and whether it ran at all.
    fn report(&self, found: &[Finding]) -> ToolReport {
        let mut looked_for: Vec<Class> = match tools::looks_for(&self.tool) {
            Some(classes) => classes.to_vec(),
            None if self.run.rules().any(Rule::is_security) => vec![Class::Security],
            None => vec![Class::Lint],
        };
        for finding in found {
            if !looked_for.contains(&finding.class) {
                looked_for.push(finding.class);
            }
        }
        looked_for.sort();
        ToolReport {
            tool: self.tool.clone(),
            version: self.run.tool_version(),
            format: "sarif".to_owned(),
            section: self.section(),
            looked_for,
        }
    }

    fn section(&self) -> Section {
        let failed = self.run.invocations.iter().flatten().any(|i| i.execution_successful == Some(false));
        let errors = self.run.notifications().filter(|n| n.is_error()).count();
        match (&self.run.results, failed) {
            (None, _) => Section::because(
                SectionState::Failed,
                format!("{} has no results: it did not run", self.tool),
            ),
            (Some(_), true) => {
                Section::because(SectionState::Failed, format!("{} says that it did not succeed", self.tool))
            }
            (Some(_), false) if errors > 0 => Section::because(
                SectionState::Partial,
                format!("{} reports {errors} errors of its own", self.tool),
            ),
            _ => Section::ok(),
        }
    }
}

/// Only failures are findings, and none that was there before and is gone (§3.27.9, §3.27.24).
fn is_failure(result: &Res) -> bool {
    result.kind.as_deref().is_none_or(|kind| kind == "fail")
        && result.baseline_state.as_deref() != Some("absent")
}

/// The result's level, else its rule's, else `warning` (§3.27.10).
fn level<'a>(result: &'a Res, rule: Option<&'a Rule>) -> &'a str {
    let of_rule = || rule.and_then(|r| r.default_configuration.as_ref()?.level.as_deref());
    result.level.as_deref().or_else(of_rule).unwrap_or("warning")
}
