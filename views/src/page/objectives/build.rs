//! Builds the page.

use super::{BudgetRow, Link, ObjectiveRow, ObjectivesPage, words};
use crate::context::Context;
use crate::format::{count, fixed, value};
use crate::page::health::{self, length};
use crate::page::rows::{beyond, plural, run_link, sentence};
use crate::page::shell::{Facing, Shell};
use crate::{Shown, routes};
use quarterdeck_analysis::objective::{Attained, Attainment, Budget, Burn, Subject};
use quarterdeck_model::Unit;

/// Rows that are listed.
const MOST: usize = 200;

/// Builds `objectives.html`.
pub fn build(context: &Context<'_>) -> ObjectivesPage {
    let all = &context.assessment.objectives;
    let summary = summary(all);
    let facing = Facing {
        path: routes::OBJECTIVES.to_owned(),
        title: "Objectives".to_owned(),
        description: summary.clone(),
    };
    ObjectivesPage {
        shell: Shell::of(context, facing),
        summary,
        rows: all.iter().take(MOST).map(|attained| row(context, attained)).collect(),
        more: beyond(all.len(), MOST, ("objective", "objectives")),
        zone: context.policy.zone.name().to_owned(),
        budgets: all.iter().filter_map(|attained| budget(context, attained)).take(MOST).collect(),
    }
}

fn summary(all: &[Attained]) -> String {
    let of = |attainment| all.iter().filter(|attained| attained.attainment == attainment).count();
    if all.is_empty() {
        return "No objective is configured.".to_owned();
    }
    format!(
        "{} met, {} at risk, {} missed, {} without enough data.",
        of(Attainment::Met),
        of(Attainment::AtRisk),
        of(Attainment::Missed),
        of(Attainment::NotEnough)
    )
}

/// The anchor of an objective: its number, and what it is about.
pub(crate) fn anchor_of(context: &Context<'_>, attained: &Attained) -> String {
    let about = match attained.subject {
        Subject::Project => String::new(),
        Subject::Service(at) => {
            let course = context.assessment.services.get(at);
            course.map(|c| routes::anchor(&format!("{} {}", c.service, c.job))).unwrap_or_default()
        }
        Subject::Series(at) => {
            let slug = context.series(at).and_then(|series| context.slugs().get(&series.key));
            slug.unwrap_or_default().to_owned()
        }
    };
    format!("objective-{}{}{about}", attained.objective + 1, if about.is_empty() { "" } else { "-" })
}

fn row(context: &Context<'_>, attained: &Attained) -> ObjectiveRow {
    let (text, about) = words::names(context, attained);
    let objective = words::objective(context, attained);
    let target = |limit| words::limit(context, attained, limit);
    ObjectiveRow {
        anchor: anchor_of(context, attained),
        status: words::status(attained.attainment),
        name: Link { text, href: href(context, attained) },
        about,
        figure: words::figures(context, attained),
        target: objective.map(|o| target(o.target)).unwrap_or_default(),
        stretch: objective.and_then(|o| o.stretch).map(target).unwrap_or_default(),
        stretch_met: match attained.stretch {
            Some(true) => "met",
            Some(false) => "not met",
            None => "",
        },
        window: words::window(context, attained),
        snapshots: plural(attained.snapshots, "snapshot", "snapshots"),
        latest: attained.run.map(|run| run_link(context, run, 0)).unwrap_or_default(),
        why: Shown::cut(&if attained.why.is_empty() { String::new() } else { sentence(&attained.why) }, 240),
    }
}

/// The page of what it is about.
fn href(context: &Context<'_>, attained: &Attained) -> String {
    match attained.subject {
        Subject::Project => String::new(),
        Subject::Service(at) => context.assessment.services.get(at).map_or(String::new(), |course| {
            format!("{}#{}", routes::HEALTH, health::anchor_of(&course.service, &course.job))
        }),
        Subject::Series(at) => {
            context.series(at).map(|series| context.metric_href(&series.key, 0)).unwrap_or_default()
        }
    }
}

fn budget(context: &Context<'_>, attained: &Attained) -> Option<BudgetRow> {
    let budget = attained.budget.as_ref()?;
    let (_, about) = words::names(context, attained);
    let left = budget.left();
    let enough = attained.attainment != Attainment::NotEnough;
    let spent = match budget.spent {
        0 => "nothing was down".to_owned(),
        spent => format!("{} were down", length(spent as f64)),
    };
    let allowed = length(budget.allowed);
    Some(BudgetRow {
        status: words::status(attained.attainment),
        service: Link { text: about, href: href(context, attained) },
        left: match left {
            _ if !enough => format!("not known: too little of the window is; in what is, {spent}"),
            Some(left) if left >= 0.0 => format!("{} % of {allowed}; {spent}", fixed(left, 0)),
            Some(_) => format!("none of {allowed}; {spent}"),
            None => "none: the whole window is planned work".to_owned(),
        },
        bar: enough,
        percent: left.unwrap_or(0.0).clamp(0.0, 100.0).round(),
        rate: budget.rate.map_or("not known".to_owned(), times),
        burns: budget.burns.iter().filter(|b| b.long.is_some() || b.short.is_some()).map(burn).collect(),
        coverage: value(budget.coverage, &Unit::Percent),
        probes: probes(budget),
    })
}

/// `0.4 times what may fail`.
fn times(rate: f64) -> String {
    format!("{} times what may fail", fixed(rate, if rate < 10.0 { 1 } else { 0 }))
}

fn burn(burn: &Burn) -> String {
    let rate = |rate: Option<f64>| rate.map_or("not known".to_owned(), |rate| fixed(rate, 1));
    let alarm = if burn.fires() { ", too fast" } else { "" };
    format!(
        "{} in {}, {} in {} (limit {}){alarm}",
        rate(burn.long),
        length(burn.long_ms as f64),
        rate(burn.short),
        length(burn.short_ms as f64),
        fixed(burn.limit, 1)
    )
}

/// How many, within which bounds, and whether they would show the target.
fn probes(budget: &Budget) -> String {
    let percent = |share: f64| value(share, &Unit::Percent);
    let bounds = budget.bounds.map(|(low, high)| format!("; {} to {}", percent(low), percent(high)));
    let needed = budget.needed.filter(|needed| *needed > budget.probes);
    let needed = needed.map(|n| format!("; {} unbroken ones would show the target", count(n as f64)));
    format!("{}{}{}", count(budget.probes as f64), bounds.unwrap_or_default(), needed.unwrap_or_default())
}
