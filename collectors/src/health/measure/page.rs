//! A number in a JSON page.

use crate::health::prepared::Prepared;
use crate::health::probe;
use serde_json::Value;

/// The number at a JSON pointer; a string that is a number counts as one.
pub(super) fn number(page: &Prepared, pointer: &str) -> Result<f64, String> {
    let answer = probe::fetch(page).map_err(|failure| failure.detail)?;
    if answer.cut {
        return Err("the page is longer than 1 MiB".to_owned());
    }
    let body: Value =
        serde_json::from_slice(&answer.body).map_err(|e| format!("the page is not JSON: {e}"))?;
    let found = body.pointer(pointer).ok_or_else(|| format!("nothing at {pointer} of the page"))?;
    let number = found.as_f64().or_else(|| found.as_str()?.trim().parse().ok());
    number.ok_or_else(|| format!("no number at {pointer} of the page"))
}
