//! SARIF 2.1.0 (OASIS Standard, 27 March 2020), with every field optional, as tools leave them out.

mod address;
mod judge;
mod lookup;
mod shape;

use self::judge::{Judge, NO_RULE};
use self::shape::{Location, Log, Notification, Res, Rule, Run};
use super::{identity, payload};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::json;
use crate::notes::{Notes, harmless};
use quarterdeck_model::payload::{Class, Finding, Findings, Severity, ToolReport};
use quarterdeck_model::{Place, Section, SectionState, plural};

/// Whether the beginning looks like SARIF.
pub(crate) fn sniff(head: &str) -> bool {
    head.trim_start().starts_with('{') && (head.contains("\"runs\"") || head.contains("sarif-schema"))
}

/// Reads every run.
///
/// # Errors
/// When the file is not JSON of this shape, or has no `runs`.
pub(crate) fn parse(input: &Input, roots: &[String]) -> Result<Parsed<Findings>, CollectError> {
    let (text, warning) = input.text();
    let log: Log = json::read(&input.name, text.trim_start_matches('\u{feff}'))?;
    if let Some(version) = log.version.filter(|version| !version.starts_with("2.")) {
        let message = format!("is SARIF {}; expected 2.1.0", harmless(&version));
        return Err(CollectError::new(&input.name, message).at(Place::Pointer("/version".to_owned())));
    }
    let Some(runs) = log.runs else {
        return Err(CollectError::new(&input.name, "has no `runs`; expected a SARIF log"));
    };
    let (mut reports, mut items) = (Vec::new(), Vec::new());
    for run in &runs {
        let reader = Reader { run, judge: Judge::of(run), roots };
        let found = reader.items();
        reports.push(reader.report(&found));
        items.extend(found);
    }
    let section = match reports.is_empty() {
        true => Section::because(SectionState::Empty, "the log holds no run of a tool"),
        false => Section::of_parts(reports.iter().map(|r| &r.section)),
    };
    let tool = reports.iter().map(|r| r.tool.clone()).collect::<Vec<_>>().join("+");
    let tool_version = reports.first().filter(|_| reports.len() == 1).and_then(|r| r.version.clone());
    let tool = if tool.is_empty() { "sarif".to_owned() } else { tool };
    let diagnostics = Notes::new(&input.name, warning).finish();
    Ok(Parsed { payload: payload(reports, items), section, tool, tool_version, taken_at: None, diagnostics })
}

struct Reader<'a> {
    run: &'a Run,
    judge: Judge<'a>,
    roots: &'a [String],
}

impl Reader<'_> {
    /// Results that are open or suppressed failures, and the tool's own errors that have a place in a file.
    fn items(&self) -> Vec<Finding> {
        let results = self.run.results.iter().flatten().filter(|r| is_failure(r));
        let found = results.map(|r| self.finding(r));
        let errors = self.run.notifications().filter(|n| n.is_error()).filter_map(|n| self.syntax(n));
        found.chain(errors).collect()
    }

    fn finding(&self, result: &Res) -> Finding {
        let found = self.run.rule(result);
        let rule = result.rule_id().or_else(|| found?.id.clone()).unwrap_or_else(|| NO_RULE.to_owned());
        let at = self.place(result.locations.iter().flatten().next());
        let words = result.message.as_ref().and_then(|m| m.words(found, &result.arguments()));
        let message = words.unwrap_or_default();
        let (class, severity) = self.judge.judged(found, result, &rule, level(result, found));
        let print = result.fingerprint().unwrap_or_else(|| format!("{message}\0{}", at.snippet));
        let tool = self.judge.tool.clone();
        let identity = identity::of(&tool, &rule, &at.path, &print);
        let suppressed = result.is_suppressed();
        Finding { identity, tool, rule, class, severity, message, path: at.path, line: at.line, suppressed }
    }

    /// A file that the tool could not parse.
    fn syntax(&self, notification: &Notification) -> Option<Finding> {
        let At { path, line, .. } = self.place(notification.locations.iter().flatten().next());
        let message = notification.message.as_ref().and_then(|m| m.text.clone()).unwrap_or_default();
        let tool = self.judge.tool.clone();
        (!path.is_empty()).then(|| Finding {
            identity: identity::of(&tool, "notification", &path, &message),
            tool,
            rule: "notification".to_owned(),
            class: Class::Syntax,
            severity: Severity::High,
            message,
            path,
            line,
            suppressed: false,
        })
    }

    fn place(&self, location: Option<&Location>) -> At {
        let Some(physical) = location.and_then(|l| l.physical_location.as_ref()) else {
            return At::default();
        };
        let path = physical.artifact_location.as_ref().map(|a| self.run.path(a, self.roots));
        let region = physical.region.as_ref();
        let line = region.and_then(|r| r.start_line).and_then(|line| u64::try_from(line).ok());
        let snippet = region.and_then(|r| r.snippet.as_ref()?.text.clone()).unwrap_or_default();
        At { path: path.unwrap_or_default(), line: line.filter(|line| *line > 0), snippet }
    }

    /// What the run looked at, and whether it ran at all.
    fn report(&self, found: &[Finding]) -> ToolReport {
        ToolReport {
            tool: self.judge.tool.clone(),
            version: self.run.tool_version(),
            format: "sarif".to_owned(),
            section: self.section(),
            looked_for: self.judge.looked_for(found),
        }
    }

    fn section(&self) -> Section {
        let tool = &self.judge.tool;
        let unsuccessful =
            self.run.invocations.iter().flatten().any(|i| i.execution_successful == Some(false));
        let mut errors = self.run.notifications().filter(|n| n.is_error());
        let first =
            errors.next().map(|n| n.message.as_ref().and_then(|m| m.text.as_deref()).unwrap_or("no message"));
        match (&self.run.results, unsuccessful, first) {
            (None, ..) => {
                Section::because(SectionState::Failed, format!("{tool} has no results: it did not run"))
            }
            (Some(_), true, _) => {
                Section::because(SectionState::Failed, format!("{tool} says that it did not succeed"))
            }
            (Some(_), false, Some(first)) => {
                let errors = plural(errors.count() + 1, "error", "errors");
                let reason = format!("{tool} reports {errors} of its own: {}", harmless(first));
                Section::because(SectionState::Partial, reason)
            }
            (Some(_), false, None) => Section::ok(),
        }
    }
}

/// Where a result is.
#[derive(Default)]
struct At {
    path: String,
    line: Option<u64>,
    /// The text there, where the tool gives it.
    snippet: String,
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
