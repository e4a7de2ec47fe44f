//! A figure that a report states outright.

use super::scalar::Labels;
use super::words::Direction;
use crate::payload as domain;
use serde::{Deserialize, Serialize};

/// One stated figure.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
pub(crate) struct Figure {
    /// Metric id, such as `resource.memory_mb`.
    metric: String,
    /// What tells it from others of the same metric.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    labels: Labels,
    /// The value.
    value: f64,
    /// Its unit.
    unit: String,
    /// Which way is better.
    direction: Direction,
}

impl From<&domain::Figure> for Figure {
    fn from(v: &domain::Figure) -> Self {
        Self {
            metric: v.metric.as_str().to_owned(),
            labels: v.labels.0.clone(),
            value: v.value,
            unit: v.unit.as_str().to_owned(),
            direction: v.direction.into(),
        }
    }
}

impl From<Figure> for domain::Figure {
    fn from(v: Figure) -> Self {
        Self {
            metric: crate::MetricId::new(v.metric),
            labels: crate::Labels(v.labels),
            value: v.value,
            unit: crate::Unit::parse(&v.unit),
            direction: v.direction.into(),
        }
    }
}
