//! Every address of the site: relative, ending in a file name, so that it works from disk and under any sub-path.
//!
//! Functions give paths from the root of the site; [`at_depth`] makes one relative to a page in a sub-folder.

pub mod slug;

pub use slug::{Slugs, slug, slugs};

use quarterdeck_analysis::period::Period;
use quarterdeck_model::{Labels, MetricId, SeriesKey, SnapshotId};

/// The overview.
pub const INDEX: &str = "index.html";
/// Small multiples, the shortest range first.
pub const TRENDS: &str = "trends.html";
/// The work list.
pub const ALERTS: &str = "alerts.html";
/// Promises, and whether they are kept.
pub const OBJECTIVES: &str = "objectives.html";
/// Many projects side by side; only where a roll-up is given.
pub const PROJECTS: &str = "projects.html";
/// Services, their time up and their incidents.
pub const HEALTH: &str = "health.html";
/// Test results, job by job.
pub const TESTS: &str = "tests.html";
/// Coverage by folder and file.
pub const COVERAGE: &str = "coverage.html";
/// Open findings by severity, rule and age.
pub const FINDINGS: &str = "findings.html";
/// Load runs and micro-benchmarks.
pub const BENCHMARKS: &str = "benchmarks.html";
/// Experiments, scenario by scenario.
pub const CHAOS: &str = "chaos.html";
/// The latest runs against those before.
pub const COMPARE: &str = "compare.html";
/// What to do about alerts.
pub const RUNBOOKS: &str = "runbooks.html";
/// Weeks and quarters that were reviewed.
pub const REVIEWS: &str = "reviews.html";
/// The archive, newest page first.
pub const SNAPSHOTS: &str = "snapshots.html";
/// The explorer.
pub const EXPLORE: &str = "explore.html";
/// What figures mean and what could not be read.
pub const ABOUT: &str = "about.html";
/// What is answered where there is no page.
pub const MISSING: &str = "404.html";
/// Pages that every site has, whatever its archive holds.
pub const FIXED: [&str; 16] = [
    INDEX, TRENDS, ALERTS, HEALTH, OBJECTIVES, TESTS, COVERAGE, FINDINGS, BENCHMARKS, CHAOS, COMPARE,
    REVIEWS, SNAPSHOTS, EXPLORE, ABOUT, MISSING,
];
/// What the search box finds, as a classic script. Its name has no hash: pages of single runs outlive it.
pub const SEARCH: &str = "search.js";
/// Changes of state as an Atom feed.
pub const FEED: &str = "feed.atom";
/// What there is for programs, and where it lies.
pub const INDEX_JSON: &str = "api/v1/index.json";
/// Where the project stands, as JSON.
pub const LATEST_JSON: &str = "api/v1/latest.json";
/// The alert log as JSON.
pub const ALERTS_JSON: &str = "api/v1/alerts.json";
/// The objectives as JSON.
pub const OBJECTIVES_JSON: &str = "api/v1/objectives.json";
/// What the page on tests says, as JSON.
pub const TESTS_JSON: &str = "api/v1/tests.json";
/// Every test of the latest runs as CSV.
pub const TESTS_CSV: &str = "tests.csv";
/// What the page on coverage says, as JSON.
pub const COVERAGE_JSON: &str = "api/v1/coverage.json";
/// Every file of the latest reports as CSV.
pub const COVERAGE_CSV: &str = "coverage.csv";
/// What the page on findings says, as JSON.
pub const FINDINGS_JSON: &str = "api/v1/findings.json";
/// Every open finding of the latest runs as CSV.
pub const FINDINGS_CSV: &str = "findings.csv";
/// Rows of one page of the archive list.
pub const SNAPSHOTS_A_PAGE: usize = 200;

/// Page `number` (1-based) of the archive list: `snapshots.html`, `snapshots-2.html`.
pub fn snapshots(number: usize) -> String {
    if number <= 1 { SNAPSHOTS.to_owned() } else { format!("snapshots-{number}.html") }
}

/// The page of one snapshot.
pub fn snapshot(id: &SnapshotId) -> String {
    format!("s/{id}.html")
}

/// The review of one week or quarter.
pub fn review(period: Period) -> String {
    format!("review/{}.html", period.name())
}

/// The same as Markdown.
pub fn review_markdown(period: Period) -> String {
    format!("review/{}.md", period.name())
}

/// The page of one runbook.
pub fn runbook(slug: &str) -> String {
    format!("runbook/{slug}.html")
}

/// The page of one metric.
pub fn metric(slug: &str) -> String {
    format!("metric/{slug}.html")
}

/// The values of one metric as CSV.
pub fn metric_csv(slug: &str) -> String {
    format!("metrics/{slug}.csv")
}

/// The values of one metric as JSON.
pub fn metric_json(slug: &str) -> String {
    format!("api/v1/metrics/{slug}.json")
}

/// The name of a chart's files on its page: what it shows, of which job, and what tells that from others.
pub fn chart_name(what: &str, job: &str, labels: Labels) -> String {
    slug(&SeriesKey { metric: MetricId::new(what), job: job.to_owned(), labels })
}

/// The numbers of a chart of its own on `page` as CSV.
pub fn chart_csv(page: &str, name: &str) -> String {
    format!("charts/{}/{name}.csv", page.trim_end_matches(".html"))
}

/// The same as JSON.
pub fn chart_json(page: &str, name: &str) -> String {
    format!("api/v1/charts/{}/{name}.json", page.trim_end_matches(".html"))
}

/// The explorer's comparison of two sides as seen from a page at the root: each the id of a snapshot, or days such as
/// `2026-11-01..2026-11-07`, one end of which may be open.
pub fn comparison(a: &str, b: &str) -> String {
    format!("{EXPLORE}#v=1&a={a}&b={b}")
}

/// A badge as a picture.
pub fn badge_svg(slug: &str) -> String {
    format!("badge/{slug}.svg")
}

/// The same for shields.io.
pub fn badge_json(slug: &str) -> String {
    format!("badge/{slug}.json")
}

/// A snapshot as it is stored.
pub fn snapshot_json(id: &SnapshotId) -> String {
    format!("api/v1/snapshots/{id}.json")
}

/// A file of the published data, such as `index.js`.
pub fn data(file: &str) -> String {
    format!("data/{file}")
}

/// The anchor of an alert or a group, made of ASCII letters, digits and `-`.
pub fn anchor(text: &str) -> String {
    slug::safe(text, 48).text
}

/// `""` for pages at the root, `"../"` for pages one folder down.
pub fn prefix(depth: usize) -> String {
    "../".repeat(depth)
}

/// `path` as seen from a page `depth` folders below the root.
pub fn at_depth(depth: usize, path: &str) -> String {
    format!("{}{path}", prefix(depth))
}

/// How many folders below the root a page at `path` lies.
pub fn depth_of(path: &str) -> usize {
    path.matches('/').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_relative_to_the_page() {
        assert_eq!(at_depth(1, &metric("a")), "../metric/a.html");
        assert_eq!(at_depth(0, INDEX), "index.html");
        assert_eq!((snapshots(1), snapshots(2)), ("snapshots.html".into(), "snapshots-2.html".into()));
        let id = SnapshotId::new("20261123T071200123Z-9f31c2a-1a2b").unwrap();
        assert_eq!(snapshot_json(&id), "api/v1/snapshots/20261123T071200123Z-9f31c2a-1a2b.json");
        assert_eq!(depth_of(&snapshot(&id)), 1);
    }
}
