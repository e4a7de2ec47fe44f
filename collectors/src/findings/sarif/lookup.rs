//! Looking things up in a run as the specification says: rules, levels, messages.

use super::shape::{Component, Notification, Res, Rule, Run, Text};

impl Run {
    fn driver(&self) -> Option<&Component> {
        self.tool.as_ref()?.driver.as_ref()
    }

    pub(super) fn tool_name(&self) -> String {
        self.driver().and_then(|d| d.name.clone()).unwrap_or_else(|| "unnamed tool".to_owned())
    }

    pub(super) fn tool_version(&self) -> Option<String> {
        let driver = self.driver()?;
        driver.semantic_version.clone().or_else(|| driver.version.clone())
    }

    /// Rules of the driver and of its extensions.
    pub(super) fn rules(&self) -> impl Iterator<Item = &Rule> {
        let extensions = self.tool.iter().flat_map(|t| t.extensions.iter().flatten());
        self.driver().into_iter().chain(extensions).flat_map(|c| c.rules.iter().flatten())
    }

    /// The rule of a result: by index into its component, else by id (§3.52.3).
    pub(super) fn rule(&self, result: &Res) -> Option<&Rule> {
        let reference = result.rule.as_ref();
        let extension =
            reference.and_then(|r| r.tool_component.as_ref()?.index).and_then(|i| usize::try_from(i).ok());
        let component = match extension {
            Some(index) => self.tool.as_ref()?.extensions.as_ref()?.get(index),
            None => self.driver(),
        };
        let index = result.rule_index.or_else(|| reference?.index).and_then(|i| usize::try_from(i).ok());
        let by_index = index.and_then(|i| component?.rules.as_ref()?.get(i));
        let Some(id) = result.rule_id() else { return by_index };
        // `CA1000/1` is a finer form of the rule `CA1000` (§3.5.4).
        let coarse = id.rsplit_once('/').map(|(coarse, _)| coarse);
        let fits = |rule: &&Rule| {
            rule.id.is_none() || rule.id.as_deref() == Some(&*id) || rule.id.as_deref() == coarse
        };
        // An index that leads to another rule is wrong: the id counts.
        by_index.filter(fits).or_else(|| {
            let named = |id: &str| self.rules().find(|rule| rule.id.as_deref() == Some(id));
            named(&id).or_else(|| named(coarse?))
        })
    }

    pub(super) fn notifications(&self) -> impl Iterator<Item = &Notification> {
        self.invocations.iter().flatten().flat_map(|i| {
            i.tool_execution_notifications
                .iter()
                .flatten()
                .chain(i.tool_configuration_notifications.iter().flatten())
        })
    }
}

impl Rule {
    /// `security-severity`, which is text by convention and a number by mistake.
    pub(super) fn security_severity(&self) -> Option<f64> {
        severity(self.properties.as_ref())
    }

    pub(super) fn is_security(&self) -> bool {
        self.is_tagged("security") || self.security_severity().is_some()
    }

    /// Whether a tag holds that word.
    pub(super) fn is_tagged(&self, word: &str) -> bool {
        let tags = self.properties.as_ref().and_then(|p| p.get("tags")?.as_array());
        tags.is_some_and(|tags| {
            tags.iter().filter_map(|t| t.as_str()).any(|tag| tag.to_ascii_lowercase().contains(word))
        })
    }
}

/// Its number; not a number when it is there and cannot be read.
fn severity(properties: Option<&serde_json::Value>) -> Option<f64> {
    let value = properties?.get("security-severity").filter(|value| !value.is_null())?;
    let score = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok());
    Some(score.filter(|score| (0.0..=10.0).contains(score)).unwrap_or(f64::NAN))
}

impl Res {
    pub(super) fn rule_id(&self) -> Option<String> {
        self.rule_id.clone().or_else(|| self.rule.as_ref()?.id.clone())
    }

    pub(super) fn security_severity(&self) -> Option<f64> {
        severity(self.properties.as_ref())
    }

    /// Bandit's own word for how bad it is.
    pub(super) fn issue_severity(&self) -> Option<&str> {
        self.properties.as_ref()?.get("issue_severity")?.as_str()
    }

    /// What the tool itself says makes the result the same one. Semgrep puts a plea to log in there.
    pub(super) fn fingerprint(&self) -> Option<String> {
        let prints = self.partial_fingerprints.iter().flatten();
        let texts = prints.filter_map(|(key, value)| Some((key, value.as_str()?)));
        let real = texts.filter(|(_, value)| !value.is_empty() && *value != "requires login");
        let all: Vec<String> = real.map(|(key, value)| format!("{key}={value}")).collect();
        (!all.is_empty()).then(|| all.join(" "))
    }

    pub(super) fn arguments(&self) -> Vec<String> {
        self.message.as_ref().and_then(|m| m.arguments.clone()).unwrap_or_default()
    }

    /// Suppressed when there is a suppression and every one is accepted (§3.27.23, §3.35.3); an empty list is none.
    pub(super) fn is_suppressed(&self) -> bool {
        let list = self.suppressions.as_deref().unwrap_or_default();
        !list.is_empty() && list.iter().all(|s| s.status.as_deref().is_none_or(|status| status == "accepted"))
    }
}

impl Text {
    /// The text, or the rule's message string of that id with its arguments put in (§3.11.7).
    pub(super) fn words(&self, rule: Option<&Rule>, arguments: &[String]) -> Option<String> {
        let template = self
            .text
            .clone()
            .or_else(|| rule?.message_strings.as_ref()?.get(self.id.as_deref()?)?.text.clone())?;
        let put_in = |text: String, (number, argument): (usize, &String)| {
            text.replace(&format!("{{{number}}}"), argument)
        };
        Some(arguments.iter().enumerate().fold(template, put_in))
    }
}

impl Notification {
    pub(super) fn is_error(&self) -> bool {
        self.level.as_deref() == Some("error")
    }
}
