//! `badge/*.svg` and `badge/*.json`: badges as pictures, and as shields.io reads them from an endpoint.

use crate::GenerateError;
use crate::published::internal;
use crate::site::Files;
use quarterdeck_charts::{badge_colour, badge_svg};
use quarterdeck_views::badge::{Badge, badges};
use quarterdeck_views::{Context, routes};
use serde::Serialize;

/// What an endpoint of shields.io answers (<https://shields.io/badges/endpoint-badge>, schema version 1).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Endpoint<'a> {
    schema_version: u32,
    label: &'a str,
    message: &'a str,
    color: &'static str,
    is_error: bool,
}

/// Writes every badge.
///
/// # Errors
/// [`GenerateError`] when one cannot be written as JSON, which would be a defect of ours.
pub(crate) fn write(files: &mut Files, context: &Context<'_>) -> Result<(), GenerateError> {
    for badge in badges(context) {
        let path = routes::badge_json(&badge.slug);
        let text = serde_json::to_string(&endpoint(&badge)).map_err(|e| internal(&path, &e))?;
        files.add(path, format!("{text}\n"));
        files.add(routes::badge_svg(&badge.slug), badge_svg(&badge));
    }
    Ok(())
}

fn endpoint(badge: &Badge) -> Endpoint<'_> {
    Endpoint {
        schema_version: 1,
        label: &badge.label,
        message: &badge.message,
        color: badge_colour(badge.class),
        is_error: badge.is_error(),
    }
}
