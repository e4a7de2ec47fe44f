//! Runbooks: their list, and the page of each with the open alerts that lead to it.

use super::alerts::{AlertRow, row};
use super::rows::{link, plural};
use super::shell::Facing;
use super::{Drawings, Link, Shell};
use crate::context::Context;
use crate::{Shown, routes};
use quarterdeck_analysis::alert::Alert;
use quarterdeck_analysis::policy::Runbook;
use serde::Serialize;

/// The list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RunbooksPage {
    /// The frame.
    pub shell: Shell,
    /// `6 runbooks; 2 open alerts lead to one`.
    pub summary: String,
    /// Each of them.
    pub rows: Vec<RunbookRow>,
    /// What alerts lead to that is no runbook of this site.
    pub elsewhere: Vec<Link>,
}

/// One runbook of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RunbookRow {
    /// Its title, leading to its page.
    pub name: Link,
    /// Its file.
    pub path: Shown,
    /// How many open alerts lead to it, in words; empty for none.
    pub open: String,
}

/// One runbook.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RunbookPage {
    /// The frame.
    pub shell: Shell,
    /// Its title.
    pub name: Shown,
    /// Its file.
    pub path: Shown,
    /// The open alerts that lead to it.
    pub alerts: Vec<AlertRow>,
}

impl Drawings for RunbooksPage {}
impl Drawings for RunbookPage {}

/// Open alerts that lead to `path`.
fn leading<'a>(context: &Context<'a>, path: &str) -> Vec<&'a Alert> {
    let alerts = context.assessment.alerts.iter();
    alerts.filter(|alert| alert.is_open() && alert.runbook.as_deref() == Some(path)).collect()
}

/// Builds `runbooks.html`.
pub fn build(context: &Context<'_>) -> RunbooksPage {
    let own = &context.policy.runbooks;
    let mut led = 0;
    let mut rows = Vec::new();
    for runbook in own {
        let open = leading(context, &runbook.path).len();
        led += open;
        rows.push(RunbookRow {
            name: link(&runbook.title, routes::runbook(&runbook.slug)),
            path: Shown::new(&runbook.path),
            open: if open == 0 { String::new() } else { plural(open, "open alert", "open alerts") },
        });
    }
    let lead = if led == 1 { "leads" } else { "lead" };
    let summary = format!(
        "{}; {} {lead} to one",
        plural(own.len(), "runbook", "runbooks"),
        plural(led, "open alert", "open alerts")
    );
    let facing = Facing {
        path: routes::RUNBOOKS.to_owned(),
        title: "Runbooks".to_owned(),
        description: summary.clone(),
    };
    RunbooksPage { shell: Shell::of(context, facing), summary, rows, elsewhere: elsewhere(context) }
}

/// Configured addresses of other places, by kind of alert.
fn elsewhere(context: &Context<'_>) -> Vec<Link> {
    let configured = context.policy.alerts.runbooks.iter();
    let links = configured.map(|(kind, text)| link(&format!("{kind}: {text}"), super::rows::web(text)));
    links.filter(|link| !link.href.is_empty()).collect()
}

/// Builds the page of one runbook.
pub fn one(context: &Context<'_>, runbook: &Runbook) -> RunbookPage {
    let path = routes::runbook(&runbook.slug);
    let depth = routes::depth_of(&path);
    let alerts =
        leading(context, &runbook.path).into_iter().map(|alert| row(context, alert, depth)).collect();
    let name = Shown::new(&runbook.title);
    let description = format!("What to do: {}.", name.text);
    let facing = Facing { path, title: name.text.clone(), description };
    RunbookPage { shell: Shell::of(context, facing), name, path: Shown::new(&runbook.path), alerts }
}
