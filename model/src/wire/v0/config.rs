//! `reports/monitoring/config.json`: targets, thresholds and schedule, for `quarterdeck init` to take over.

use super::document::Document;
use super::node::Node;
use crate::wire::{WireError, WireErrorKind};
use std::collections::BTreeMap;

/// The monitoring configuration. Nested objects are flattened with dots: `latency.p99`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MonitoringConfig {
    /// Targets by name.
    pub performance_targets: BTreeMap<String, ConfigValue>,
    /// Thresholds that raise an alert, by name.
    pub alert_thresholds: BTreeMap<String, ConfigValue>,
    /// When what runs, by name.
    pub monitoring_schedule: BTreeMap<String, ConfigValue>,
}

/// One value of the configuration.
#[derive(Debug, Clone, PartialEq)]
pub enum ConfigValue {
    /// A number, or text that is one.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// Any other text.
    Text(String),
}

impl ConfigValue {
    /// The number, if it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            ConfigValue::Number(n) => Some(*n),
            _ => None,
        }
    }
}

/// Reads the monitoring configuration. Parts that are missing are empty; values of other types are left out.
///
/// # Errors
/// [`WireError`] with the place: not JSON, or none of the three parts is there.
pub fn read_config(bytes: &[u8]) -> Result<MonitoringConfig, WireError> {
    let document = Document::parse(bytes).map_err(|e| e.or_hint(super::LEAVE_OUT))?;
    let root = document.root();
    let parts = ["performance_targets", "alert_thresholds", "monitoring_schedule"].map(|key| root.get(key));
    if parts.iter().all(Option::is_none) {
        let message = "none of performance_targets, alert_thresholds, monitoring_schedule is at the top";
        return Err(WireError::new(WireErrorKind::Foreign, message)
            .at(crate::Place::Pointer(String::new()))
            .hint("name the old system's reports/monitoring/config.json"));
    }
    let [targets, alerts, schedule] = parts.map(|part| {
        let mut map = BTreeMap::new();
        if let Some(part) = part {
            flatten(&part, "", &mut map);
        }
        map
    });
    Ok(MonitoringConfig {
        performance_targets: targets,
        alert_thresholds: alerts,
        monitoring_schedule: schedule,
    })
}

/// Depth is bounded by the JSON parser's own limit.
fn flatten(node: &Node<'_>, prefix: &str, out: &mut BTreeMap<String, ConfigValue>) {
    for (key, value) in node.fields() {
        let name = if prefix.is_empty() { key.to_owned() } else { format!("{prefix}.{key}") };
        let plain = match (value.flag(), value.number(), value.text()) {
            (Some(flag), ..) => ConfigValue::Flag(flag),
            (_, Some(number), _) => ConfigValue::Number(number),
            (_, _, Some(text)) => ConfigValue::Text(text.to_owned()),
            _ => {
                flatten(&value, &name, out);
                continue;
            }
        };
        out.insert(name, plain);
    }
}
