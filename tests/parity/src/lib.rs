//! Every view of an archive as JSON: what a browser computes must be what this machine computes, to the last bit.

use quarterdeck_analysis::annotation::without_voided;
use quarterdeck_analysis::review::{Known, Span};
use quarterdeck_analysis::{Assessment, Policy, assess};
use quarterdeck_model::fleet::Month;
use quarterdeck_model::{
    EncodedHistogram, Fleet, History, Payload, Snapshot, SnapshotId, Standing, Timestamp, wire,
};
use quarterdeck_views::chart::Frame;
use quarterdeck_views::format::{Locale, Manner, within};
use quarterdeck_views::page::{self, metric::Snapshots, review};
use quarterdeck_views::percentiles::{Percentiles, Sample, percentiles};
use quarterdeck_views::{Context, alert_log, api, badge, feed, notice, objective_list, routes, search};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// An archive, and what it is judged by.
#[derive(Debug, Serialize, Deserialize)]
pub struct Input {
    /// The rules.
    pub policy: Policy,
    /// How numbers and dates are written; in the zone of the policy.
    #[serde(default)]
    pub locale: String,
    /// The instant of the verdicts, RFC 3339.
    pub now: String,
    /// Each snapshot: its identifier and the text of its file.
    pub snapshots: Vec<(String, String)>,
}

/// All that was computed.
#[derive(Debug, Serialize)]
struct Views {
    /// What the figures mean; the text gives every number with all its digits.
    assessment: String,
    /// Each page: its path and what stands on it, as JSON.
    pages: Vec<(String, String)>,
}

/// The views of an [`Input`] in JSON, as JSON.
///
/// # Errors
/// What of the input cannot be read.
pub fn every_view(input: &str) -> Result<String, String> {
    let input: Input = serde_json::from_str(input).map_err(|e| e.to_string())?;
    let now = Timestamp::parse(&input.now).ok_or_else(|| format!("{:?} is no time", input.now))?;
    let snapshots = input.snapshots.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let history = History::from_snapshots(snapshots.iter().map(|(id, s)| (id.clone(), s)), Vec::new());
    let history = without_voided(&history, &input.policy.annotations);
    let assessment = assess(&history, &input.policy, now);
    let locale = Locale::of(&input.locale).unwrap_or_default();
    let manner = Arc::new(Manner { locale, zone: input.policy.zone.clone() });
    let views = Views {
        assessment: format!("{assessment:?}"),
        pages: within(&manner, || pages(&snapshots, &history, &assessment, &input.policy))?,
    };
    serde_json::to_string(&views).map_err(|e| e.to_string())
}

fn read((id, text): &(String, String)) -> Result<(SnapshotId, Snapshot), String> {
    let id = SnapshotId::new(id).ok_or_else(|| format!("{id:?} is no identifier"))?;
    let snapshot = wire::decode(text.as_bytes()).map_err(|e| format!("{id}: {e}"))?;
    Ok((id, snapshot))
}

/// The whole alert log.
const ALL: alert_log::Choice = alert_log::Choice { closed: true, kind: None };

fn pages(
    snapshots: &[(SnapshotId, Snapshot)],
    history: &History,
    assessment: &Assessment,
    policy: &Policy,
) -> Result<Vec<(String, String)>, String> {
    let fleet = fleet(assessment.now);
    let context = Context::new("parity", history, assessment, policy, "0").with_fleet(Some(&fleet));
    let by_id: Snapshots<'_> = snapshots.iter().map(|(id, snapshot)| (id, snapshot)).collect();
    let mut pages = vec![
        (routes::INDEX.to_owned(), json(&page::overview::build(&context))?),
        (routes::TRENDS.to_owned(), json(&page::trends::build(&context))?),
        (routes::ALERTS.to_owned(), json(&page::alerts::build(&context))?),
        (routes::HEALTH.to_owned(), json(&page::health::build(&context, &by_id))?),
        (routes::OBJECTIVES.to_owned(), json(&page::objectives::build(&context))?),
        (routes::TESTS.to_owned(), json(&page::test_results::build(&context, &by_id))?),
        (routes::COVERAGE.to_owned(), json(&page::coverage::build(&context, &by_id))?),
        (routes::FINDINGS.to_owned(), json(&page::findings::build(&context, &by_id))?),
        (routes::TESTS_JSON.to_owned(), json(&page::test_results::TestsList::of(&context, &by_id))?),
        (routes::COVERAGE_JSON.to_owned(), json(&page::coverage::CoverageList::of(&context, &by_id))?),
        (routes::FINDINGS_JSON.to_owned(), json(&page::findings::FindingsList::of(&context, &by_id))?),
        (routes::BENCHMARKS.to_owned(), json(&page::benchmarks::build(&context, &by_id))?),
        (routes::CHAOS.to_owned(), json(&page::chaos::build(&context, &by_id))?),
        (routes::COMPARE.to_owned(), json(&page::compare::build(&context, &by_id))?),
        (routes::PROJECTS.to_owned(), json(&page::projects::build(&context))?),
        (routes::RUNBOOKS.to_owned(), json(&page::runbooks::build(&context))?),
        (routes::ABOUT.to_owned(), json(&page::about::build(&context))?),
        (routes::EXPLORE.to_owned(), json(&page::explore::build(&context))?),
    ];
    pages.extend(documents(&context)?);
    pages.extend(told_elsewhere(&context)?);
    pages.extend(reviews(&context, &by_id)?);
    pages.push(("percentiles".to_owned(), json(&merged(history, &by_id)?)?));
    for number in 1..=context.snapshot_pages() {
        pages.push((
            format!("{} {number}", routes::SNAPSHOTS),
            json(&page::snapshots::build(&context, number))?,
        ));
    }
    for (number, series) in history.series.iter().enumerate() {
        let path = context.slugs().get(&series.key).map(routes::metric).unwrap_or_default();
        pages.push((path, json(&page::metric::build(&context, number, &by_id))?));
    }
    for (number, run) in history.runs.iter().enumerate() {
        let snapshot = by_id.get(&run.id).ok_or_else(|| format!("{} is lost", run.id))?;
        pages.push((routes::snapshot(&run.id), json(&page::permalink::build(&context, number, snapshot))?));
    }
    Ok(pages)
}

/// What is published for programs alone.
fn documents(context: &Context<'_>) -> Result<Vec<(String, String)>, String> {
    Ok(vec![
        (routes::OBJECTIVES_JSON.to_owned(), json(&objective_list::ObjectiveList::of(context))?),
        (routes::ALERTS_JSON.to_owned(), json(&alert_log::AlertLog::of(context, ALL))?),
        (routes::INDEX_JSON.to_owned(), json(&api::Index::of(context))?),
        (routes::LATEST_JSON.to_owned(), json(&api::Latest::of(context))?),
    ])
}

/// What is told beside the pages.
fn told_elsewhere(context: &Context<'_>) -> Result<[(String, String); 3], String> {
    Ok([
        ("badges".to_owned(), json(&badge::badges(context))?),
        (routes::FEED.to_owned(), json(&feed::Feed::of(context))?),
        ("notice".to_owned(), json(&notice::Standing::of(context))?),
    ])
}

/// Percentiles of all load runs, from histograms as a site publishes them.
fn merged(history: &History, snapshots: &Snapshots<'_>) -> Result<Percentiles, String> {
    let mut plain = Vec::new();
    for run in &history.runs {
        let Some(Payload::Benchmark(payload)) = snapshots.get(&run.id).map(|s| &s.payload) else { continue };
        for load in payload.loads.iter().filter(|load| load.section.state.counts()) {
            let responses = load.response.as_ref().map(EncodedHistogram::to_plain).transpose();
            plain.push((run, load.name.as_str(), responses.map_err(|e| e.to_string())?));
        }
    }
    let samples =
        plain.iter().map(|(run, name, responses)| Sample { run, name, responses: responses.as_ref() });
    Ok(percentiles(samples.collect(), &[], &Frame::half("percentiles")))
}

/// Projects of which all is known, some, and nothing.
fn fleet(now: Timestamp) -> Fleet {
    let month = |(number, low): (i64, f64)| Month { number, low, high: 100.0 };
    let known = Standing {
        project: "known".to_owned(),
        score: Some((61.3, 61.3)),
        worst: Some(("coverage.line_percent".to_owned(), 20.0)),
        unknown_metrics: Some(0),
        critical_alerts: Some(2),
        warning_alerts: Some(0),
        newest_at: Some(now),
        runs: Some(1234),
        runs_without_figures: Some(3),
        simulated_runs: Some(1),
        months: [(24_310, 70.0), (24_311, 68.25), (24_314, 61.3)].map(month).to_vec(),
    };
    let partly = Standing {
        project: "partly".to_owned(),
        score: Some((59.9, 79.9)),
        unknown_metrics: Some(1),
        newest_at: Timestamp::from_millis(now.millis() - 90 * 86_400_000),
        ..Standing::default()
    };
    let nothing = Standing { project: "<nothing>".to_owned(), ..Standing::default() };
    Fleet { projects: vec![nothing, known, partly] }
}

/// Every review of the site, their list, and what the search box finds, which names them.
fn reviews(context: &Context<'_>, snapshots: &Snapshots<'_>) -> Result<Vec<(String, String)>, String> {
    let plan = review::plan(context.history, context.now, &context.policy.zone);
    let known = |at| Known::at(context.history, context.policy, at);
    let tell = |span: Span| {
        let before = span.eve().map(known).unwrap_or_default();
        review::build(context, snapshots, (&plan, &[]), span, (&before, &known(span.until)))
    };
    let told: Vec<review::ReviewPage> = plan.spans().map(tell).collect();
    let found = search::index((context, context), snapshots, &plan, &[]);
    let list = review::list(context, &plan, &told.iter().collect::<Vec<_>>());
    let mut pages =
        vec![(routes::SEARCH.to_owned(), json(&found)?), (routes::REVIEWS.to_owned(), json(&list)?)];
    for page in &told {
        pages.push((page.shell.path.clone(), json(page)?));
        pages.push((page.markdown_href.clone(), review::markdown(page, &[])));
    }
    Ok(pages)
}

/// In the order of the fields: that of a tree depends on which other crates are built along.
fn json(page: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(page).map_err(|e| e.to_string())
}
