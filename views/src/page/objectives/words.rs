//! Objectives in words: names, figures and targets in the units of their kinds.

use crate::chart::limit_words;
use crate::context::Context;
use crate::format::{THIN, day_month_of, fixed, value};
use crate::text::Shown;
use crate::{Status, catalogue};
use quarterdeck_analysis::objective::{Attained, Attainment, Subject};
use quarterdeck_analysis::policy::{Limit, Objective, ObjectiveKind, WindowKind};
use quarterdeck_model::{Timestamp, Unit};

/// The objective behind a verdict.
pub(crate) fn objective<'a>(context: &Context<'a>, attained: &Attained) -> Option<&'a Objective> {
    context.policy.objectives.get(attained.objective)
}

/// What it is called, and what it is about.
pub(crate) fn names(context: &Context<'_>, attained: &Attained) -> (Shown, Shown) {
    let Some(objective) = objective(context, attained) else { return Default::default() };
    let own = match (&objective.name, objective.kind, &objective.metric) {
        (Some(name), ..) => name.clone(),
        (None, ObjectiveKind::Metric, Some(metric)) => catalogue::name(metric),
        (None, kind, _) => name(kind).to_owned(),
    };
    let about = match attained.subject {
        Subject::Project => String::new(),
        Subject::Service(at) => {
            let course = context.assessment.services.get(at);
            course.map(|c| format!("{}, job {}", c.service, c.job)).unwrap_or_default()
        }
        Subject::Series(at) => context.series(at).map_or(String::new(), |series| {
            let detail = catalogue::detail(&series.key);
            match objective.kind {
                ObjectiveKind::Deviation => format!("{} {detail}", catalogue::series_name(series)),
                _ => detail,
            }
        }),
    };
    (Shown::new(&own), Shown::cut(about.trim(), 120))
}

fn name(kind: ObjectiveKind) -> &'static str {
    match kind {
        ObjectiveKind::Uptime => "Time up",
        ObjectiveKind::Mttr => "Mean time to repair",
        ObjectiveKind::Score => "Quality score",
        ObjectiveKind::Deviation => "Performance deviation",
        ObjectiveKind::Metric => "Metric",
        ObjectiveKind::ScoreImprovement => "Quality score improvement",
        ObjectiveKind::PerformanceImprovement => "Performance improvement",
        ObjectiveKind::SecurityIncidents => "Security incidents",
    }
}

fn unit(context: &Context<'_>, attained: &Attained, objective: &Objective) -> Unit {
    match (objective.kind, attained.subject) {
        (ObjectiveKind::Metric, Subject::Series(at)) => {
            context.series(at).map_or(Unit::Count, |series| series.unit.clone())
        }
        (ObjectiveKind::Metric, _) => {
            let named = objective.metric.as_deref().unwrap_or_default();
            if named.ends_with("_percent") { Unit::Percent } else { Unit::Count }
        }
        (ObjectiveKind::Uptime | ObjectiveKind::Deviation | ObjectiveKind::PerformanceImprovement, _) => {
            Unit::Percent
        }
        _ => Unit::Count,
    }
}

/// A figure as it is shown: `99.86 %`, `12.4 min`, `88.2 points`.
pub(crate) fn figure(context: &Context<'_>, attained: &Attained, v: f64) -> String {
    let Some(objective) = objective(context, attained) else { return String::new() };
    match objective.kind {
        ObjectiveKind::Mttr => format!("{}{THIN}min", fixed(v, 1)),
        ObjectiveKind::Score | ObjectiveKind::ScoreImprovement => format!("{}{THIN}points", fixed(v, 1)),
        _ => value(v, &unit(context, attained, objective)),
    }
}

/// The figure of a verdict, an interval where it is one.
pub(crate) fn figures(context: &Context<'_>, attained: &Attained) -> String {
    let Some(low) = attained.value else { return crate::format::UNKNOWN.to_owned() };
    let high = attained.high.map(|high| format!(" to {}", figure(context, attained, high)));
    format!("{}{}", figure(context, attained, low), high.unwrap_or_default())
}

/// A limit as it is shown: `≥ 99.9 %`, `< 15 min`.
pub(crate) fn limit(context: &Context<'_>, attained: &Attained, limit: Limit) -> String {
    let Some(objective) = objective(context, attained) else { return String::new() };
    let words = limit_words(limit, &unit(context, attained, objective));
    match objective.kind {
        ObjectiveKind::Mttr => format!("{words}{THIN}min"),
        ObjectiveKind::Score | ObjectiveKind::ScoreImprovement => format!("{words}{THIN}points"),
        _ => words,
    }
}

/// `Time up was 99.2 %; the target is ≥ 99.9 % a month.`, of an interval `Quality score was 0.0 points to 80.0 points; …`.
pub(crate) fn broken(context: &Context<'_>, attained: &Attained, v: f64) -> String {
    let Some(objective) = objective(context, attained) else { return String::new() };
    let (name, _) = names(context, attained);
    let over = match objective.over() {
        WindowKind::Latest => String::new(),
        window => format!(" over a {}", window.as_str()),
    };
    let target = limit(context, attained, objective.target);
    let was =
        if attained.value == Some(v) { figures(context, attained) } else { figure(context, attained, v) };
    format!("{} was {was}; the target is {target}{over}.", name.text)
}

/// `Nov 2026, so far`, `latest`.
pub(crate) fn window(context: &Context<'_>, attained: &Attained) -> String {
    let kind = objective(context, attained).map_or("", |objective| objective.over().as_str());
    let Some(span) = attained.window else { return kind.to_owned() };
    let zone = &context.policy.zone;
    let day = |ms: i64| Timestamp::from_millis(ms).map(|at| day_month_of(zone.day(at))).unwrap_or_default();
    format!("{kind}: {} to {}", day(span.from), day(span.until - 1))
}

/// Its look.
pub(crate) fn status(attainment: Attainment) -> Status {
    match attainment {
        Attainment::Met => Status::MEETS.named("Met"),
        Attainment::AtRisk => Status::AT_RISK,
        Attainment::Missed => Status::FAILING.named("Missed"),
        Attainment::NotEnough => Status::NO_DATA.named("Not enough data"),
    }
}
