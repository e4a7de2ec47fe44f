//! What the search box finds, as a classic script: a page opened from disk may load scripts and nothing else.
//!
//! `search.js` sets `self.quarterdeckSearch`; the box of a page loads it when it is used for the first time.

use crate::GenerateError;
use crate::jobs::Told;
use crate::published::internal;
use crate::script;
use crate::site::Files;
use quarterdeck_views::page::Link;
use quarterdeck_views::page::metric::Snapshots;
use quarterdeck_views::page::review::Plan;
use quarterdeck_views::{routes, search};

/// Writes the index of the site; `notes` are its pages of notes.
///
/// # Errors
/// [`GenerateError`] when it cannot be written as JSON, which would be a defect of ours.
pub(crate) fn write(
    files: &mut Files,
    told: Told<'_>,
    snapshots: &Snapshots<'_>,
    (plan, notes): (&Plan, &[Link]),
) -> Result<(), GenerateError> {
    let index = search::index((told.all, told.part), snapshots, plan, notes);
    let json = serde_json::to_string(&index).map_err(|e| internal(routes::SEARCH, &e))?;
    files.add(routes::SEARCH, format!("self.quarterdeckSearch = {};\n", script::escaped(&json)));
    Ok(())
}
