//! A figure that a report states outright, such as "P99 latency" of a performance report, or a service's memory.

use crate::{Direction, Labels, Metric, MetricId, Unit};

/// One stated figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Which metric (`benchmark.latency_p99_ms`, `resource.memory_mb`).
    pub metric: MetricId,
    /// What tells it from others of the same metric.
    pub labels: Labels,
    /// The value, finite.
    pub value: f64,
    /// Its unit.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
}

impl Figure {
    /// As a metric.
    pub fn metric(&self) -> Metric {
        Metric {
            id: self.metric.clone(),
            labels: self.labels.clone(),
            value: self.value,
            unit: self.unit.clone(),
            direction: self.direction,
        }
    }
}

/// Shorthand used by the payloads: a metric without labels of its own.
pub(super) fn metric(id: &str, labels: &Labels, value: f64, unit: Unit, direction: Direction) -> Metric {
    Metric { id: MetricId::new(id), labels: labels.clone(), value, unit, direction }
}
