//! Upptime: `history/<site>.yml`, `history/summary.json` and the answers of its `api/` folder, after
//! <https://upptime.js.org/docs/>.
//!
//! A file of the history is one probe at `lastUpdated`, of a service named by the file; its past states are the commits
//! that changed it. The summary has a probe a site, without a time, and percentages of whole periods, which are Upptime's
//! own: they are stated figures and no measure of ours. A response time of 0 is none, and a code of 0 no answer.

use super::status::{Status, finished, round, stem};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::notes::Notes;
use crate::origin::Origin;
use crate::{json, yaml};
use quarterdeck_model::payload::{Figure, Health, Outcome};
use quarterdeck_model::{Direction, Labels, MetricId, Timestamp, Unit};
use serde::Deserialize;
use std::path::Path;

/// `history/<site>.yml`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Site {
    url: String,
    status: String,
    #[serde(default)]
    code: u16,
    #[serde(default)]
    response_time: f64,
    last_updated: String,
}

/// One of `history/summary.json`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    url: String,
    slug: String,
    status: String,
    #[serde(default)]
    uptime: String,
    #[serde(default)]
    uptime_day: String,
    #[serde(default)]
    uptime_week: String,
    #[serde(default)]
    uptime_month: String,
    #[serde(default)]
    uptime_year: String,
    #[serde(default)]
    time: f64,
}

/// `api/<site>/uptime-week.json` and its like: what a badge shows.
#[derive(Deserialize)]
struct Badge {
    label: String,
    message: String,
}

/// Whether the beginning of a file looks like one of them.
pub(crate) fn sniff(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    is_site(text) || is_summary(text) || is_badge(text)
}

fn is_site(text: &str) -> bool {
    let key = |key: &str| text.lines().any(|line| line.starts_with(key));
    key("generator: Upptime") || ["url: ", "status: ", "lastUpdated: ", "startTime: "].into_iter().all(key)
}

fn is_summary(text: &str) -> bool {
    text.starts_with('[') && ["\"slug\"", "\"uptimeDay\""].iter().all(|key| text.contains(key))
}

fn is_badge(text: &str) -> bool {
    let label = |word: &str| text.contains(&format!("\"label\":\"{word}"));
    text.starts_with("{\"schemaVersion\":1,") && (label("uptime") || label("response time"))
}

/// Reads one of them.
///
/// # Errors
/// When it is not of the shape that its beginning promises.
pub(crate) fn parse(input: &Input, origin: &Origin) -> Result<Parsed<Health>, CollectError> {
    let (text, mut notes) = input.noted();
    let text = text.trim_start_matches('\u{feff}');
    let (health, at) = if text.trim_start().starts_with('[') {
        let sites: Vec<Summary> = json::read(&input.name, text)?;
        (summary(sites, origin, &mut notes), None)
    } else if text.trim_start().starts_with('{') {
        (badge(json::read(&input.name, text)?, &input.name, &mut notes), None)
    } else {
        site(input, yaml::read(&input.name, text)?)?
    };
    Ok(finished(health, ("Upptime", None, at), notes))
}

fn site(input: &Input, site: Site) -> Result<(Health, Option<Timestamp>), CollectError> {
    let at = Timestamp::parse(&site.last_updated).ok_or_else(|| {
        CollectError::new(&input.name, "has a `lastUpdated` that is no time")
            .hint("expected a time such as 2026-01-02T03:04:05.000Z")
    })?;
    let status = Status {
        at,
        outcome: outcome(&site.status),
        latency_ms: Some(site.response_time),
        code: (site.code > 0).then_some(site.code),
        detail: (site.status != "up").then(|| format!("Upptime says {}", site.status)),
    };
    let rounds = vec![round(stem(&input.name), &site.url, vec![status])];
    Ok((Health { rounds, ..Health::default() }, Some(at)))
}

fn summary(sites: Vec<Summary>, origin: &Origin, notes: &mut Notes) -> Health {
    let mut health = Health::default();
    for site in sites {
        let mut status = Status::new(origin.read_at, outcome(&site.status));
        status.latency_ms = Some(site.time);
        if site.status != "up" {
            status = status.because(format!("Upptime says {}", site.status));
        }
        for (period, percent) in site.periods() {
            match share(percent) {
                Some(percent) => health.figures.push(uptime(&site.slug, period, percent)),
                None if percent.is_empty() => {}
                None => notes.warn_all(format!("{}: the uptime `{percent}` is no percentage", site.slug)),
            }
        }
        health.rounds.push(round(site.slug, &site.url, vec![status]));
    }
    health
}

impl Summary {
    fn periods(&self) -> [(&'static str, &str); 5] {
        [
            ("all", &self.uptime),
            ("day", &self.uptime_day),
            ("week", &self.uptime_week),
            ("month", &self.uptime_month),
            ("year", &self.uptime_year),
        ]
    }
}

/// A badge is one figure, of a service named by its folder.
fn badge(badge: Badge, name: &str, notes: &mut Notes) -> Health {
    let folder = Path::new(name).parent().and_then(Path::file_name);
    let service = folder.map_or_else(|| stem(name), |folder| folder.to_string_lossy().into_owned());
    let words: Vec<&str> = badge.label.split(' ').collect();
    let period = match *words.last().unwrap_or(&"") {
        "24h" => "day",
        "7d" => "week",
        "30d" => "month",
        "1y" => "year",
        _ => "all",
    };
    let time = badge.message.strip_suffix("ms").and_then(|ms| ms.trim().parse::<f64>().ok());
    let figure = match words.first() {
        Some(&"uptime") => share(&badge.message).map(|percent| uptime(&service, period, percent)),
        _ => time.filter(|ms| *ms > 0.0).map(|ms| response(&service, period, ms)),
    };
    if figure.is_none() {
        notes.warn_all(format!("`{}` of {service} is no figure", badge.message));
    }
    Health { figures: figure.into_iter().collect(), ..Health::default() }
}

fn uptime(service: &str, period: &str, percent: f64) -> Figure {
    let (id, direction) = ("health.reported_uptime_percent", Direction::HigherIsBetter);
    Figure {
        metric: MetricId::new(id),
        labels: over(service, period),
        value: percent,
        unit: Unit::Percent,
        direction,
    }
}

fn response(service: &str, period: &str, ms: f64) -> Figure {
    let (id, direction) = ("health.reported_response_ms", Direction::LowerIsBetter);
    Figure {
        metric: MetricId::new(id),
        labels: over(service, period),
        value: ms,
        unit: Unit::Milliseconds,
        direction,
    }
}

fn over(service: &str, period: &str) -> Labels {
    Labels::one("service", service).with("period", period)
}

/// `97.82%`.
fn share(text: &str) -> Option<f64> {
    text.strip_suffix('%')?.parse::<f64>().ok().filter(|percent| (0.0..=100.0).contains(percent))
}

fn outcome(status: &str) -> Outcome {
    match status {
        "up" => Outcome::Up,
        "degraded" => Outcome::Degraded,
        "down" => Outcome::Down,
        _ => Outcome::Unknown,
    }
}
