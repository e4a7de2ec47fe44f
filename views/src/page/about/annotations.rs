//! What people said beside the figures, and what of it is about nothing.

use crate::Status;
use crate::chart::{Column, Row, Table};
use crate::context::Context;
use crate::format::date_time;
use crate::page::permalink::Remark;
use crate::text::{Shown, shorten, visible};
use quarterdeck_analysis::annotation::Unmatched;
use quarterdeck_analysis::policy::annotation::{Verdict, When};
use quarterdeck_model::Timestamp;

/// Rows that are listed.
const MOST: usize = 200;

/// Every annotation, oldest first: when, what, about what, who, why.
pub(super) fn table(context: &Context<'_>) -> Table {
    let mut rows = rows(context);
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    let rest = rows.len().saturating_sub(MOST);
    let shown = rows.into_iter().rev().take(MOST);
    Table {
        columns: ["When", "What", "About", "Why", "Who"]
            .map(|text| Column { text: text.to_owned(), numeric: false })
            .to_vec(),
        rows: shown
            .map(|(at, cells)| {
                let when = Timestamp::from_millis(at).map(date_time).unwrap_or_default();
                let cells = cells.into_iter().map(|cell| shorten(&visible(&cell), 160));
                Row { cells: std::iter::once(when).chain(cells).collect(), href: String::new() }
            })
            .collect(),
        note: if rest > 0 { format!("{rest} more are not listed.") } else { String::new() },
    }
}

fn rows(context: &Context<'_>) -> Vec<(i64, [String; 4])> {
    let policy = context.policy;
    let said = &policy.annotations;
    let row = |at: When, what: &str, about: &str, why: &str, who: &str| {
        (at.millis(), [what, about, why, who].map(str::to_owned))
    };
    let mut rows = Vec::new();
    rows.extend(said.void.iter().map(|v| {
        let at = v.from.unwrap_or(When(Timestamp::from_millis(voided_at(context, v)).unwrap_or(context.now)));
        let about = v.snapshot.as_deref().or(v.job.as_deref()).unwrap_or_default();
        row(at, "voided", about, &v.reason, &v.by)
    }));
    rows.extend(said.reclassify.iter().map(|r| {
        let what = match r.is {
            Verdict::Up => "probes were up",
            Verdict::Degraded => "probes were degraded",
            Verdict::Down => "probes were down",
            Verdict::Unknown => "probes are not known",
        };
        row(r.from, what, &r.service, &r.reason, &r.by)
    }));
    rows.extend(said.cause.iter().map(|c| row(c.at, "cause of an incident", &c.service, &c.reason, &c.by)));
    rows.extend(
        said.note.iter().map(|n| row(n.at, "note", n.metric.as_deref().unwrap_or(""), &n.text, &n.by)),
    );
    rows.extend(said.acknowledge.iter().map(|a| row(a.at, "acknowledged", &a.alert, &a.reason, &a.by)));
    rows.extend(said.security.iter().map(|s| {
        let what = format!("{} security incidents stated", s.incidents);
        row(s.from, &what, &format!("until {}", date_time(s.until.0)), &s.reason, &s.by)
    }));
    rows.extend(
        policy
            .accepted
            .iter()
            .filter_map(|a| Some(row(When(a.begins()?), "level accepted", &a.metric, &a.reason, &a.author))),
    );
    rows.extend(policy.health.maintenance.iter().filter_map(|m| {
        let about = if m.services.is_empty() { "all services".to_owned() } else { m.services.join(", ") };
        Some(row(When::parse(&m.from).ok()?, "planned work", &about, &m.reason, ""))
    }));
    rows
}

/// When the snapshot was taken that a void names.
fn voided_at(context: &Context<'_>, void: &quarterdeck_analysis::policy::annotation::Void) -> i64 {
    let run = context.history.runs.iter().find(|run| void.is_of(run));
    run.map_or(context.now.millis(), |run| run.taken_at.millis())
}

/// One remark for each that is about nothing.
pub(super) fn remarks(context: &Context<'_>) -> Vec<Remark> {
    context.assessment.unmatched.iter().filter_map(|one| remark(context, *one)).collect()
}

fn remark(context: &Context<'_>, unmatched: Unmatched) -> Option<Remark> {
    let said = &context.policy.annotations;
    let (place, message, hint) = match unmatched {
        Unmatched::Acknowledge(at) => {
            let one = said.acknowledge.get(at)?;
            let message = format!("no alert {:?} was open at {}", one.alert, one.at);
            ("[[acknowledge]]", message, "take the identity from quarterdeck alerts")
        }
        Unmatched::Void(at) => {
            let one = said.void.get(at)?;
            let about = one.snapshot.as_deref().or(one.job.as_deref()).unwrap_or_default();
            ("[[void]]", format!("no snapshot of {about:?} lies there"), "take the identifier from its page")
        }
        Unmatched::Reclassify(at) => {
            let one = said.reclassify.get(at)?;
            let message =
                format!("no probe of {:?} lies between {} and {}", one.service, one.from, one.until);
            ("[[reclassify]]", message, "take the times from the page on health")
        }
        Unmatched::Cause(at) => {
            let one = said.cause.get(at)?;
            let message = format!("no incident of {:?} lasts at {}", one.service, one.at);
            ("[[cause]]", message, "take the time from the page on health")
        }
    };
    Some(Remark {
        status: Status::AT_RISK.named("Warning"),
        path: Shown::new("annotations"),
        place: Shown::new(place),
        message: Shown::cut(&message, 300),
        hint: Shown::new(hint),
    })
}

/// The same as lines for a terminal.
pub fn unmatched(context: &Context<'_>) -> Vec<String> {
    let line =
        |remark: Remark| format!("{}: {}; {}", remark.place.text, remark.message.text, remark.hint.text);
    remarks(context).into_iter().map(line).collect()
}
