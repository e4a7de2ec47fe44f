//! Badges: one standing in two phrases, for a README or another page.

mod standing;

use crate::catalogue;
use crate::context::Context;
use crate::format::{fixed, value};
use crate::page::overview::score as band;
use crate::page::rows::status_of;
use crate::routes;
use crate::text::{Shown, shorten, visible};
use quarterdeck_analysis::current::Reading;
use quarterdeck_analysis::gate::GateOutcome;
use quarterdeck_model::Kind;
use serde::Serialize;
use std::collections::BTreeMap;

/// Badges of metrics that a site holds at most, in the order of their keys: the same ones in every build.
pub const MOST: usize = 500;

/// The slug of the score's badge.
const SCORE: &str = "score";
/// The slug of the gate's badge.
const GATE: &str = "gate";
/// What slugs of areas begin with: a file `coverage.json` would be taken for a report of a tool.
const AREA: &str = "area-";

/// One badge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Badge {
    /// Its file name without ending.
    pub slug: String,
    /// `Line coverage (unit)`.
    pub label: String,
    /// `81.2 %, at risk`; `unknown` for what is not known.
    pub message: String,
    /// Style class: `bad`, `warn`, `none`, `ok` or `plain`.
    pub class: &'static str,
    /// The page that says more, from the root of the site.
    pub href: String,
}

/// How a badge is put somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BadgeLine {
    /// The drawing, relative to the page.
    pub svg_href: String,
    /// What it says.
    pub says: String,
    /// A line of Markdown that shows it and leads to its page.
    pub markdown: String,
}

impl Badge {
    /// Whether nobody should be able to paint it good: what fails, and what is not known.
    pub fn is_error(&self) -> bool {
        matches!(self.class, "bad" | "none")
    }
}

/// Every badge of the site: score, gate, each area, each metric that a limit judges.
pub fn badges(context: &Context<'_>) -> Vec<Badge> {
    let series = (0..context.history.series.len()).filter_map(|index| of_series(context, index));
    let mut metrics: BTreeMap<String, Badge> = BTreeMap::new();
    for badge in series.chain(standing::never_measured(context)).take(MOST) {
        metrics.entry(badge.slug.clone()).or_insert(badge);
    }
    fixed_badges(context).into_iter().chain(metrics.into_values()).collect()
}

/// Those that every project has.
pub(crate) fn fixed_badges(context: &Context<'_>) -> Vec<Badge> {
    let areas = Kind::ALL.into_iter().map(|kind| standing::area(context, kind));
    [score(context), gate(context)].into_iter().chain(areas).collect()
}

fn score(context: &Context<'_>) -> Badge {
    let score = &context.assessment.score;
    let status = band::status_of(score.band);
    let nothing = context.history.runs.is_empty() || score.parts.iter().all(|part| part.penalty.is_none());
    let (class, message) = match nothing {
        true => ("none", "unknown".to_owned()),
        false if score.is_known() => {
            (status.class, format!("{} of 100, {}", fixed(score.low, 1), score.band.as_str()))
        }
        false => (status.class, format!("{} of 100, not all known", band::shown(score))),
    };
    let (slug, href) = (SCORE.to_owned(), routes::INDEX.to_owned());
    Badge { slug, label: "quality score".to_owned(), message, class, href }
}

fn gate(context: &Context<'_>) -> Badge {
    let (class, message) = match context.assessment.gate.outcome {
        _ if context.history.runs.is_empty() => ("none", "unknown"),
        GateOutcome::Met => ("ok", "passes"),
        GateOutcome::NotMet => ("bad", "fails"),
        GateOutcome::Missing => ("none", "unknown"),
    };
    let (slug, href) = (GATE.to_owned(), routes::INDEX.to_owned());
    Badge { slug, label: "gate".to_owned(), message: message.to_owned(), class, href }
}

/// The badge of series number `index`; none where no limit judges it, or where another host has given it since.
pub(crate) fn of_series(context: &Context<'_>, index: usize) -> Option<Badge> {
    let (series, summary) = (context.series(index)?, context.summary(index)?);
    let state = context.state(index).filter(|_| !summary.superseded)?;
    let rule = context.policy.metrics.get(state.rule)?;
    (rule.target.is_some() || rule.alert.is_some()).then_some(())?;
    let slug = context.slugs().get(&series.key)?;
    let status = status_of(state.status);
    let message = match &state.reading {
        Reading::Known { value: v, .. } => format!("{}, {}", value(*v, &series.unit), standing::word(status)),
        Reading::Stale { value: v, .. } => format!("{}, stale", value(*v, &series.unit)),
        Reading::Unknown { .. } => "unknown".to_owned(),
    };
    let (name, detail) = (catalogue::series_name(series), catalogue::detail(&series.key));
    let (slug, href) = (own(slug), routes::metric(slug));
    Some(Badge { slug, label: label(&name, &detail), message, class: status.class, href })
}

/// The slug of a metric, apart from those of the fixed badges.
fn own(slug: &str) -> String {
    let taken = slug == SCORE || slug == GATE || slug.starts_with(AREA);
    if taken { format!("metric-{slug}") } else { slug.to_owned() }
}

fn label(name: &str, detail: &str) -> String {
    let name = shorten(&visible(name), 40);
    if detail.is_empty() { name } else { format!("{name} ({})", shorten(&visible(detail), 30)) }
}

/// How `badge` is put somewhere, told on a page `depth` folders down.
pub(crate) fn line(context: &Context<'_>, badge: &Badge, depth: usize) -> BadgeLine {
    let address = match context.address() {
        "" => "https://ADDRESS-OF-THIS-SITE/".to_owned(),
        address if address.ends_with('/') => address.to_owned(),
        address => format!("{address}/"),
    };
    let svg = routes::badge_svg(&badge.slug);
    // The label is data: what means something in Markdown is left out of the picture's words.
    let words: String = badge.label.chars().filter(|c| !r"\`*_[]<>&!|#~@".contains(*c)).collect();
    BadgeLine {
        says: Shown::new(&format!("{}: {}", badge.label, badge.message)).text,
        markdown: format!("[![{words}]({address}{svg})]({address}{})", badge.href),
        svg_href: routes::at_depth(depth, &svg),
    }
}
