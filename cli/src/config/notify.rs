//! `[[notify]]`: who is told when something changes.

use super::File;
use quarterdeck_analysis::policy::{Problem, Severity};
use quarterdeck_collectors::Secrets;
use quarterdeck_publish::{Receiver, Way};
use quarterdeck_views::notice::What;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

/// A receiver of changes. Exactly one of `webhook`, `slack` and `command` is named. `${NAME}` in an address, a header
/// value or an argument is that environment variable, which reaches no file and no message of ours.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct NotifyTable {
    /// Its name [default: `webhook`, `slack` or `command`].
    pub(crate) name: Option<String>,
    /// Address that gets the message as JSON by POST.
    webhook: Option<String>,
    /// Address of a chat that takes Slack's webhooks.
    slack: Option<String>,
    /// Program and arguments that get the JSON on standard input; exit code 0 takes it.
    #[serde(default)]
    command: Vec<String>,
    /// Of addresses: further header fields.
    #[serde(default)]
    headers: BTreeMap<String, String>,
    /// What it is told: `alert`, `incident`, `gate`, `objective` [default: all].
    #[serde(default)]
    pub(crate) on: Vec<String>,
    /// Alerts and incidents of this severity or worse.
    #[serde(default = "warning")]
    pub(crate) severity: Severity,
    /// Address of the published site, to which messages link.
    pub(crate) link: Option<String>,
    /// Seconds that one delivery may take.
    #[serde(default = "ten")]
    timeout_s: f64,
}

fn warning() -> Severity {
    Severity::Warning
}

fn ten() -> f64 {
    10.0
}

/// Addresses that are secrets as a whole.
const SECRET: [&str; 3] = ["hooks.slack.com", "discord.com/api/webhooks", "webhook.office.com"];

impl NotifyTable {
    /// Its name, under which messages wait for it.
    pub(crate) fn name(&self) -> &str {
        let way = match (&self.webhook, &self.slack) {
            (Some(_), _) => "webhook",
            (_, Some(_)) => "slack",
            _ => "command",
        };
        self.name.as_deref().unwrap_or(way)
    }

    /// Whether it gets the form of chats.
    pub(crate) fn is_chat(&self) -> bool {
        self.slack.is_some()
    }

    /// Whether it is told of `what`.
    pub(crate) fn wants(&self, what: What) -> bool {
        self.on.is_empty() || self.on.iter().any(|on| on == what.as_str())
    }

    /// With the values of environment variables; `root` is where programs run.
    pub(crate) fn receiver(&self, root: &Path) -> Result<Receiver, String> {
        let mut secrets = Secrets::default();
        let mut fill = |text: &String| {
            secrets.expand(text).map_err(|why| format!("[[notify]] {:?}: {why}", self.name()))
        };
        let way = match self.webhook.as_ref().or(self.slack.as_ref()) {
            Some(url) => {
                let fields = self.headers.iter().map(|(name, value)| Ok((name.clone(), fill(value)?)));
                let headers = fields.collect::<Result<_, String>>()?;
                Way::Post { url: fill(url)?, headers }
            }
            None => {
                let words = self.command.iter().map(&mut fill).collect::<Result<_, String>>()?;
                Way::Command { words, folder: root.to_owned() }
            }
        };
        Ok(Receiver { name: self.name().to_owned(), way, timeout: Duration::from_secs_f64(self.timeout_s) })
    }

    /// What is wrong with it: the key and why.
    fn problems(&self) -> Vec<(&'static str, String)> {
        let mut out = Vec::new();
        let url = self
            .webhook
            .as_deref()
            .map(|url| ("webhook", url))
            .or(self.slack.as_deref().map(|url| ("slack", url)));
        let ways = [self.webhook.is_some(), self.slack.is_some(), !self.command.is_empty()];
        if ways.into_iter().filter(|given| *given).count() != 1 {
            out.push(("", "give exactly one of `webhook`, `slack` and `command`".to_owned()));
        }
        if let Some((key, url)) = url {
            out.extend(address(url).map(|why| (key, format!("{key}: {why}"))));
        }
        if !self.command.is_empty() && !self.headers.is_empty() {
            out.push(("headers", "`headers` are for addresses".to_owned()));
        }
        if self.name().trim().is_empty() || self.name().contains(|c: char| c.is_control()) {
            out.push(("name", "`name` is empty or has line breaks".to_owned()));
        }
        if !(self.timeout_s >= 0.1 && self.timeout_s <= 300.0) {
            out.push(("timeout_s", format!("timeout_s = {}: expected 0.1 to 300", self.timeout_s)));
        }
        if self
            .link
            .as_deref()
            .is_some_and(|link| !link.starts_with("https://") && !link.starts_with("http://"))
        {
            out.push((
                "link",
                "`link` is no address; expected such as \"https://team.example/quality/\"".to_owned(),
            ));
        }
        out
    }
}

/// What is wrong with an address, as far as that can be told before variables are filled in.
fn address(url: &str) -> Option<String> {
    if SECRET.iter().any(|host| url.contains(host)) {
        let why =
            "whoever knows such an address can write there: keep it in an environment variable, \"${NAME}\"";
        return Some(why.to_owned());
    }
    let authority = url.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or_default());
    if authority.split_once('@').is_some_and(|(user, _)| !user.contains("${")) {
        return Some("credentials belong into an environment variable, \"${NAME}\"".to_owned());
    }
    let plain = url.starts_with("https://") || url.starts_with("http://") || url.starts_with("${");
    (!plain).then(|| "expected an address that begins with https:// or http://, or \"${NAME}\"".to_owned())
}

/// What the shape alone cannot tell about these tables.
pub(in crate::config) fn problems(file: &File) -> Vec<Problem> {
    let mut out = Vec::new();
    let mut names = BTreeSet::new();
    for (index, table) in file.notify.iter().enumerate() {
        let at = |key: &str| {
            let dot = if key.is_empty() { "" } else { "." };
            format!("notify[{index}]{dot}{key}")
        };
        if !names.insert(table.name()) {
            let why = format!("another [[notify]] has the name {:?}; give each a `name`", table.name());
            out.push(Problem::new(at("name"), why));
        }
        out.extend(table.problems().into_iter().map(|(key, why)| Problem::new(at(key), why)));
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::config::read;

    #[test]
    fn mistakes_are_told_and_secrets_have_no_place_here() {
        for (text, says) in [
            ("", "give exactly one of"),
            ("webhook = 'https://a/'\nslack = 'https://a/'", "give exactly one of"),
            ("webhok = 'https://a/'", "did you mean `webhook`?"),
            ("slack = 'https://hooks.slack.com/services/T/B/x'", "keep it in an environment variable"),
            ("webhook = 'https://me:pass@a/'", "credentials belong into an environment variable"),
            ("webhook = 'ftp://a/'", "begins with https://"),
            ("command = ['x']\nheaders = { A = 'b' }", "`headers` are for addresses"),
            ("command = ['x']\non = ['alerts']", "did you mean `alert`?"),
            ("command = ['x']\nseverity = 'critcal'", "did you mean `critical`?"),
            ("command = ['x']\ntimeout_s = 0", "expected 0.1 to 300"),
            ("command = ['x']\nlink = 'site'", "`link` is no address"),
            ("command = ['x']\n[[notify]]\ncommand = ['x']", "another [[notify]] has the name \"command\""),
        ] {
            let told = read(&format!("[[notify]]\n{text}\n"), "quarterdeck.toml").unwrap_err().to_string();
            assert!(told.contains(says), "{text}: {told}");
        }
        for text in [
            "slack = '${SLACK}'",
            "webhook = 'https://${USER}:${PASS}@a/'",
            "webhook = 'http://127.0.0.1:9/'",
        ] {
            read(&format!("[[notify]]\n{text}\n"), "quarterdeck.toml").unwrap();
        }
    }

    #[test]
    fn variables_are_filled_in_only_to_send() {
        let text =
            "[[notify]]\nwebhook = '${CARGO_MANIFEST_DIR}'\n[[notify]]\nslack = '${QUARTERDECK_NOT_SET}'\n";
        let file = read(text, "quarterdeck.toml").unwrap();
        let known = file.notify[0].receiver(std::path::Path::new(".")).unwrap();
        assert!(!format!("{known:?}").contains(env!("CARGO_MANIFEST_DIR")));
        let missing = file.notify[1].receiver(std::path::Path::new(".")).unwrap_err();
        assert_eq!(missing, "[[notify]] \"slack\": environment variable QUARTERDECK_NOT_SET is not set");
    }
}
