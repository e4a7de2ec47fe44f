//! One change of state in words. What is said of an opening does not depend on how long it lasted since.

use super::{Entry, What};
use crate::chart::limit_words;
use crate::context::Context;
use crate::format::{date_time, value};
use crate::page::alerts;
use crate::routes;
use crate::text::{shorten, visible};
use quarterdeck_analysis::alert::{Alert, AlertKind};
use quarterdeck_analysis::change::Change;
use quarterdeck_analysis::review;
use quarterdeck_model::{Run, Series};

/// What was said, before it becomes an entry.
struct Said {
    category: &'static str,
    /// Identity without the snapshot.
    key: String,
    title: String,
    text: String,
    href: String,
}

/// The entry of what changed with `run`.
pub(super) fn entry(context: &Context<'_>, run: u32, what: &What<'_>) -> Option<Entry> {
    let run = context.run(run)?;
    let said = match what {
        What::Opened(alert) => alert_words(context, alert, true),
        What::Closed(alert) => alert_words(context, alert, false),
        What::Level(series, change) => level(context, series, change),
        What::Release(what) => release(what)?,
    };
    let href = if said.href.is_empty() { routes::snapshot(&run.id) } else { said.href };
    Some(Entry {
        key: format!("{} {}", said.key, run.id),
        category: said.category,
        title: said.title,
        text: format!("{} {}", said.text, seen(run)),
        updated: run.taken_at.to_string(),
        href,
    })
}

/// `Seen in the snapshot of 23 Nov 2026 07:12 UTC (main @ 9f31c2a).`
fn seen(run: &Run) -> String {
    let source = crate::chart::source(run);
    let source = if source == crate::format::UNKNOWN { String::new() } else { format!(" ({source})") };
    format!("Seen in the snapshot of {}{source}.", date_time(run.taken_at))
}

fn alert_words(context: &Context<'_>, alert: &Alert, opened: bool) -> Said {
    let row = alerts::row(context, alert, 0);
    let incident = alert.kind == AlertKind::Incident;
    let verb = match (incident, opened) {
        (true, true) => "Incident began",
        (true, false) => "Incident ended",
        (false, true) => "Alert opened",
        (false, false) => "Alert resolved",
    };
    let series = alert.series.and_then(|index| context.series(index));
    let limit = match (alert.kind, alert.limit, series) {
        (AlertKind::Threshold, Some(limit), Some(series)) => {
            format!(", alert limit {}", limit_words(limit, &series.unit))
        }
        _ => String::new(),
    };
    let lasted = if opened { String::new() } else { format!(" It {}.", row.lasted) };
    let kind = alert.kind.as_str();
    Said {
        category: if incident { "incident" } else { "alert" },
        key: format!("{} {}", if opened { "opened" } else { "closed" }, alert.identity(context.history)),
        title: format!("{verb}: {}", named(&row.metric.text.text, &row.detail.text)),
        text: format!("Kind {kind}, severity {}{limit}.{lasted}", row.severity),
        href: row.metric.href,
    }
}

fn level(context: &Context<'_>, series: &Series, change: &Change) -> Said {
    let (name, detail) = context.names(series);
    let key = &series.key;
    let levels = [change.before.median, change.after.median].map(|median| value(median, &series.unit));
    Said {
        category: "change",
        key: format!("level {} {} {}", key.metric.as_str(), key.job, key.labels),
        title: format!("Change of level: {}", named(&name.text, &detail.text)),
        text: format!("Confirmed {}, from {} to {}.", change.meaning.as_str(), levels[0], levels[1]),
        href: context.metric_href(key, 0),
    }
}

fn release(what: &review::What) -> Option<Said> {
    let review::What::Release { label, name } = what else { return None };
    Some(Said {
        category: "release",
        key: format!("release {label} {name}"),
        title: format!("Release: {}", shorten(&visible(name), 60)),
        text: format!("The first run with this {label}."),
        href: String::new(),
    })
}

fn named(name: &str, detail: &str) -> String {
    if detail.is_empty() { name.to_owned() } else { format!("{name} ({detail})") }
}
