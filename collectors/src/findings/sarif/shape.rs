//! The parts of SARIF that are read. Everything is optional: tools leave out what the schema asks for.

use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
pub(super) struct Log {
    pub(super) version: Option<String>,
    pub(super) runs: Option<Vec<Run>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Run {
    pub(super) tool: Option<Tool>,
    pub(super) results: Option<Vec<Res>>,
    pub(super) invocations: Option<Vec<Invocation>>,
    pub(super) artifacts: Option<Vec<Artifact>>,
    pub(super) original_uri_base_ids: Option<BTreeMap<String, ArtifactLocation>>,
}

#[derive(Deserialize)]
pub(super) struct Tool {
    pub(super) driver: Option<Component>,
    pub(super) extensions: Option<Vec<Component>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Component {
    pub(super) name: Option<String>,
    pub(super) version: Option<String>,
    pub(super) semantic_version: Option<String>,
    pub(super) rules: Option<Vec<Rule>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule {
    pub(super) id: Option<String>,
    pub(super) default_configuration: Option<Configuration>,
    pub(super) message_strings: Option<BTreeMap<String, Text>>,
    pub(super) properties: Option<serde_json::Value>,
}

#[derive(Deserialize)]
pub(super) struct Configuration {
    pub(super) level: Option<String>,
}

/// A result.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Res {
    pub(super) rule_id: Option<String>,
    pub(super) rule_index: Option<i64>,
    pub(super) rule: Option<Reference>,
    pub(super) kind: Option<String>,
    pub(super) level: Option<String>,
    pub(super) message: Option<Text>,
    pub(super) locations: Option<Vec<Location>>,
    pub(super) suppressions: Option<Vec<Suppression>>,
    pub(super) baseline_state: Option<String>,
    /// Text by the schema; what is not is passed over.
    pub(super) partial_fingerprints: Option<BTreeMap<String, serde_json::Value>>,
    pub(super) properties: Option<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Reference {
    pub(super) id: Option<String>,
    pub(super) index: Option<i64>,
    pub(super) tool_component: Option<ComponentReference>,
}

#[derive(Deserialize)]
pub(super) struct ComponentReference {
    pub(super) index: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct Text {
    pub(super) text: Option<String>,
    pub(super) id: Option<String>,
    pub(super) arguments: Option<Vec<String>>,
}

#[derive(Deserialize)]
pub(super) struct Suppression {
    pub(super) status: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    pub(super) physical_location: Option<Physical>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Physical {
    pub(super) artifact_location: Option<ArtifactLocation>,
    pub(super) region: Option<Region>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactLocation {
    pub(super) uri: Option<String>,
    pub(super) uri_base_id: Option<String>,
    pub(super) index: Option<i64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    pub(super) start_line: Option<i64>,
    pub(super) snippet: Option<Text>,
}

#[derive(Deserialize)]
pub(super) struct Artifact {
    pub(super) location: Option<ArtifactLocation>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invocation {
    pub(super) execution_successful: Option<bool>,
    pub(super) tool_execution_notifications: Option<Vec<Notification>>,
    pub(super) tool_configuration_notifications: Option<Vec<Notification>>,
}

#[derive(Deserialize)]
pub(super) struct Notification {
    pub(super) level: Option<String>,
    pub(super) message: Option<Text>,
    pub(super) locations: Option<Vec<Location>>,
}
