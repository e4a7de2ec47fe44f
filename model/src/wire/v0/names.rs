//! Names of metrics in reports, as metric ids.

use super::node::Node;
use crate::payload::Figure;
use crate::{Diagnostic, Direction, Labels, MetricId, Unit};

/// How a value becomes the metric's own unit.
#[derive(Clone, Copy, PartialEq)]
enum Scale {
    /// Multiplied.
    By(f64),
    /// A share: up to 1 it is a ratio, above it percent.
    Share,
}

struct Known {
    id: &'static str,
    unit: Unit,
    direction: Direction,
    scale: Scale,
}

/// The metric that a name such as `P99 latency`, `p99_latency_ms` or `throughput` means, if it is a known one.
pub fn metric_of(name: &str) -> Option<MetricId> {
    known(&slug(name)).map(|k| MetricId::new(k.id))
}

/// Lower-case ASCII words joined by `_`, at most 60 characters.
fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars().map(|c| c.to_ascii_lowercase()) {
        match c.is_ascii_alphanumeric() {
            true => out.push(c),
            false if out.ends_with('_') || out.is_empty() => {}
            false => out.push('_'),
        }
    }
    let short: String = out.chars().take(60).collect();
    short.trim_end_matches('_').to_owned()
}

fn known(slug: &str) -> Option<Known> {
    let words: Vec<&str> = slug.split('_').collect();
    let has = |word: &str| words.contains(&word);
    let lower = Direction::LowerIsBetter;
    let higher = Direction::HigherIsBetter;
    let quantiles = [
        ("benchmark.latency_p50_ms", has("p50") || has("median")),
        ("benchmark.latency_p95_ms", has("p95")),
        ("benchmark.latency_p99_ms", has("p99")),
    ];
    if let Some((id, _)) = quantiles.into_iter().find(|(_, fits)| *fits) {
        return Some(Known {
            id,
            unit: Unit::Milliseconds,
            direction: lower,
            scale: Scale::By(to_ms(&words)),
        });
    }
    let row = |id, unit, direction, scale| Some(Known { id, unit, direction, scale });
    match () {
        () if has("throughput") || has("rps") || slug.contains("requests_per_second") => {
            row("benchmark.throughput_rps", Unit::PerSecond, higher, Scale::By(1.0))
        }
        () if has("cache") && has("hit") => {
            row("resource.cache_hit_percent", Unit::Percent, higher, Scale::Share)
        }
        () if has("memory") && !has("percent") => {
            row("resource.memory_mb", Unit::Megabytes, lower, Scale::By(to_mb(&words)))
        }
        () if has("cpu") => row("resource.cpu_percent", Unit::Percent, lower, Scale::By(1.0)),
        () if has("error") && has("percent") => {
            row("benchmark.error_percent", Unit::Percent, lower, Scale::By(1.0))
        }
        () if has("error") && has("rate") => {
            row("benchmark.error_percent", Unit::Percent, lower, Scale::Share)
        }
        () => None,
    }
}

fn to_ms(words: &[&str]) -> f64 {
    match words.last() {
        Some(&("ns" | "nanoseconds")) => 1e-6,
        Some(&("us" | "microseconds")) => 1e-3,
        Some(&("s" | "sec" | "seconds")) => 1e3,
        _ => 1.0,
    }
}

fn to_mb(words: &[&str]) -> f64 {
    match words.last() {
        Some(&"bytes") => 1e-6,
        Some(&"kb") => 1e-3,
        Some(&"gb") => 1e3,
        _ => 1.0,
    }
}

/// A ratio as percent, without the noise of binary fractions (0.29 × 100 = 28.999999999999996).
pub(super) fn percent_of(ratio: f64) -> f64 {
    (ratio * 1e11).round() / 1e9
}

/// The figures of one report as they are read.
#[derive(Default)]
pub(super) struct Figures {
    pub(super) figures: Vec<Figure>,
    /// What was not measured.
    pub(super) missing: Vec<String>,
    pub(super) remarks: Vec<Diagnostic>,
}

impl Figures {
    /// Adds the value at `node` of the metric `name`. Zero means not measured: that system wrote it for want of a
    /// figure.
    pub(super) fn add(&mut self, name: &str, node: Option<Node<'_>>) {
        let quoted = crate::wire::header::quoted(name);
        if let Some(text) = node.as_ref().filter(|n| n.number().is_none()) {
            self.remarks.push(text.warning(format!("a number was expected for {quoted}")));
        }
        let number = node.as_ref().and_then(Node::number).filter(|n| *n != 0.0);
        let (Some(node), Some(number)) = (node, number) else {
            self.missing.push(format!("{quoted} was not measured"));
            return;
        };
        let slug = slug(name);
        let Some(known) = known(&slug) else {
            self.unknown(name, &slug, number, &node);
            return;
        };
        let value = match known.scale {
            Scale::By(factor) => number * factor,
            Scale::Share if number <= 1.0 => {
                let percent = percent_of(number);
                self.remarks.push(node.note(format!("{number} was taken as a ratio, {percent} %")));
                percent
            }
            Scale::Share => number,
        };
        let Known { id, unit, direction, .. } = known;
        let (metric, labels) = (MetricId::new(id), Labels::none());
        self.push(name, Figure { metric, labels, value, unit, direction });
    }

    /// Keeps a metric of a name that nobody told us about.
    fn unknown(&mut self, name: &str, slug: &str, value: f64, node: &Node<'_>) {
        let slug = if slug.is_empty() { "unnamed" } else { slug };
        let id = MetricId::new(format!("benchmark.{slug}"));
        let message = format!("no known metric has this name: kept as {id} without unit and direction");
        self.remarks.push(node.warning(message));
        let (labels, unit, direction) = (Labels::none(), Unit::Other(String::new()), Direction::Neutral);
        self.push(name, Figure { metric: id, labels, value, unit, direction });
    }

    /// A second figure of one metric is told from the first by its name.
    fn push(&mut self, name: &str, mut figure: Figure) {
        if self.figures.iter().any(|f| f.metric == figure.metric) {
            figure.labels = Labels::one("name", name);
        }
        self.figures.push(figure);
    }
}
