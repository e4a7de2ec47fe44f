//! Builds the page of one review.

use super::given::Given;
use super::notes::PeriodNotes;
use super::plan::Plan;
use super::words::{heading, word};
use super::{
    ReviewPage, Topic, actions, area, code, events, figures, movers, objectives, quality, sentences,
    services, thresholds, warnings,
};
use crate::context::Context;
use crate::format::{count, date_time, zoned};
use crate::page::metric::Snapshots;
use crate::page::overview::score;
use crate::page::overview::verdict::verdict;
use crate::page::rows::{link, plural};
use crate::page::shell::Facing;
use crate::page::{Link, Shell};
use crate::{catalogue, routes};
use quarterdeck_analysis::Zone;
use quarterdeck_analysis::gate::Inputs;
use quarterdeck_analysis::period::Period;
use quarterdeck_analysis::review::{Facts, Known, Span, as_of, assess_then, records, review};
use quarterdeck_model::Run;

/// Movers listed each way in a week.
const MOVERS: usize = 5;
/// Regressions listed in a quarter.
const LARGEST: usize = 10;

/// Builds `review/<period>.html`. `site` is the context of the whole history as it is told; `known` is what was known of
/// it before the period and at its end.
pub fn build(
    site: &Context<'_>,
    snapshots: &Snapshots<'_>,
    (plan, notes): (&Plan, &[PeriodNotes]),
    span: Span,
    known: (&Known, &Known),
) -> ReviewPage {
    build_with(site, (snapshots, plan, notes), span, known, |write| write())
}

/// The same with the period judged once and written as often as `then` does so, such as in two manners.
pub fn build_with<T>(
    site: &Context<'_>,
    (snapshots, plan, notes): (&Snapshots<'_>, &Plan, &[PeriodNotes]),
    span: Span,
    (before, end): (&Known, &Known),
    then: impl FnOnce(&dyn Fn() -> ReviewPage) -> T,
) -> T {
    let history = as_of(site.history, span.until);
    let inputs = Inputs { snapshots: Some(snapshots), ..Inputs::default() };
    let assessment = assess_then(&history, site.policy, span.until, &inputs, end);
    let known_then = Context::new(&site.project, &history, &assessment, site.policy, &site.version);
    let known_before = before.by_key();
    let snapshot = |run: &Run| snapshots.get(&run.id);
    let facts = Facts {
        history: &history,
        assessment: &assessment,
        policy: site.policy,
        known_before: &known_before,
        snapshot: &snapshot,
    };
    let review = review(&facts, span);
    let records = records(&facts, span);
    let given = Given { then: &known_then, facts, review: &review, records: &records };
    let (earlier, later) = plan.neighbours(span.period);
    let quarterly = matches!(span.period, Period::Quarter { .. });
    then(&|| {
        let actions = actions::topic(notes, span.period);
        let topics = if quarterly { quarter(&given, actions) } else { week(&given, actions) };
        page(site, &given, (earlier, later), topics)
    })
}

/// In the order of the meeting.
fn week(given: &Given<'_>, actions: Topic) -> Vec<Topic> {
    let mut topics = vec![actions, warnings::attention_topic(given), movers::topic(given, MOVERS)];
    topics.extend([figures::topic(given), objectives::topic(given), warnings::alerts_topic(given)]);
    topics.push(services::incidents(given));
    topics.extend(Some(services::chaos(given)).filter(|_| !given.records.scenarios.is_empty()));
    topics.extend([
        code::coverage(given),
        thresholds::topic(given),
        events::topic(given),
        quality::topic(given),
    ]);
    topics
}

/// A topic a page; what belongs together and is short shares one.
fn quarter(given: &Given<'_>, actions: Topic) -> Vec<Topic> {
    let mut topics = vec![actions, joined(warnings::attention_topic(given)), figures::topic(given)];
    topics.push(objectives::topic(given));
    topics.extend(area::topics(given));
    topics.extend([movers::largest(given, LARGEST), joined(movers::topic(given, LARGEST))]);
    topics.extend([services::incidents(given), joined(warnings::alerts_topic(given))]);
    topics.extend([joined(services::chaos(given)), code::coverage(given)]);
    topics.extend(code::code(given).map(joined));
    topics.push(thresholds::topic(given));
    topics.extend([joined(events::topic(given)), joined(quality::topic(given)), definitions()]);
    topics
}

fn joined(topic: Topic) -> Topic {
    Topic { joined: true, ..topic }
}

fn page(
    site: &Context<'_>,
    given: &Given<'_>,
    (earlier, later): (Option<Period>, Option<Period>),
    topics: Vec<Topic>,
) -> ReviewPage {
    let span = given.span();
    let score = &given.facts.assessment.score;
    let unknown: Vec<String> =
        score.parts.iter().filter(|p| p.penalty.is_none()).map(|p| catalogue::name(&p.metric)).collect();
    let unknown =
        if unknown.is_empty() { String::new() } else { format!(", {} unknown", unknown.join(", ")) };
    let name = span.period.name();
    let verdict = verdict(given.then);
    let facing = Facing {
        path: routes::review(span.period),
        title: format!("Review {name}"),
        description: verdict.headline.clone(),
    };
    let to = |period: Option<Period>| -> Link {
        period.map(|p| link(&p.name(), format!("{}.html", p.name()))).unwrap_or_default()
    };
    ReviewPage {
        shell: if span.complete { Shell::lasting(site, facing) } else { Shell::of(site, facing) },
        quarterly: matches!(span.period, Period::Quarter { .. }),
        heading: heading(span.period),
        so_far: if span.complete {
            String::new()
        } else {
            format!("so far: up to {}", date_time(span.until))
        },
        basis: basis(given),
        sentences: sentences::sentences(given),
        score: score::shown(score),
        band: format!("{}{unknown}", score.band.as_str()),
        score_status: score::status_of(score.band),
        verdict,
        topics,
        before: to(earlier),
        after: to(later),
        markdown_href: format!("{name}.md"),
        notes_hint: format!(
            "Nothing was written down yet. Write {name}.md in the folder of notes (quarterdeck review {name} --notes begins \
             one); a later build shows it here and never changes it."
        ),
        name,
    }
}

/// What it is told from, and as of when.
fn basis(given: &Given<'_>) -> String {
    let span = given.span();
    let runs = &given.then.history.runs;
    let inside = runs.iter().filter(|run| span.holds(run.taken_at)).count();
    let newest = runs.last().map(|run| format!(", the newest of {}", date_time(run.taken_at)));
    let running = if span.complete { "" } else { " The period has not ended: its end is that instant." };
    format!(
        "Told as of {} from {} in the {} and {} before it{}.{running} {}; what was measured later is not in it.",
        date_time(span.until),
        plural(inside, "snapshot", "snapshots"),
        word(span.period),
        count((runs.len() - inside) as f64),
        newest.unwrap_or_default(),
        clocks(&given.facts.policy.zone),
    )
}

/// By which clocks periods and times are: a text that is kept in git has its times in UTC.
fn clocks(zone: &Zone) -> String {
    match zoned(|shown| shown == zone) {
        true if zone.is_utc() => "Periods and times are UTC".to_owned(),
        true => format!("Periods and times are those of {}", zone.name()),
        false => format!("Periods are those of {}, times are UTC", zone.name()),
    }
}

/// What the words of the deck mean: its last page.
fn definitions() -> Topic {
    use crate::page::grid::{column, text};
    let rows = WORDS.iter().map(|(word, meaning)| {
        vec![text(word), super::Cell { text: crate::Shown::cut(meaning, 400), ..text("") }]
    });
    Topic {
        anchor: "definitions",
        title: "Definitions".to_owned(),
        sub: "what the words of this review mean".to_owned(),
        grids: vec![
            super::Grid::of(vec![column("Word"), column("Meaning")], "").filled(rows.collect(), WORDS.len()),
        ],
        ..Topic::default()
    }
}

const WORDS: [(&str, &str); 9] = [
    (
        "Period",
        "ISO week, Monday to Sunday, or calendar quarter, in UTC unless the project names another zone.",
    ),
    (
        "As of the end",
        "Judged with the snapshots up to the end of the period and no later one, by the targets and rules in force then and today's annotations.",
    ),
    (
        "Level",
        "The median of the figures of all runs that count, so that one bad run does not make a bad period; of percentiles of \
         response times the percentile of all runs' histograms put together, where every run kept one.",
    ),
    (
        "Regression, improvement",
        "A new level that is worse or better by the metric's direction, found by its ranks against chance; suspected with few runs, confirmed with more. It is listed in the period in which it became known.",
    ),
    ("In target", "Runs whose figure met the target, of the runs of the period that gave one."),
    (
        "Alert",
        "Opened by the first run beyond the alert limit, by a confirmed regression or a failed collection; resolved by the first run that is not.",
    ),
    (
        "Incident",
        "From the first failing probe of a service that went down until it was up again; it went down after 3 failing probes in a row.",
    ),
    (
        "Quality score",
        "100 less the penalties of the rules; with an input unknown an interval, judged by its low end.",
    ),
    (
        "Gap",
        "No run of a job for more than twice its cadence or, without one, five usual intervals and a day.",
    ),
];
