//! What a service says of itself: the `status` of a JSON answer by the health+json draft
//! (draft-inadarei-api-health-check-06, section 3.1) with its aliases, and by Spring Boot's actuator.

use serde::Deserialize;

/// What a service says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spoken {
    Pass,
    Warn,
    Fail,
}

/// The words, in lower case. `unknown` is no praise: a service that does not know is shown as degraded.
const WORDS: [(&str, Spoken); 13] = [
    ("pass", Spoken::Pass),
    ("ok", Spoken::Pass),
    ("up", Spoken::Pass),
    ("healthy", Spoken::Pass),
    ("warn", Spoken::Warn),
    ("warning", Spoken::Warn),
    ("degraded", Spoken::Warn),
    ("unknown", Spoken::Warn),
    ("fail", Spoken::Fail),
    ("error", Spoken::Fail),
    ("down", Spoken::Fail),
    ("unhealthy", Spoken::Fail),
    ("out_of_service", Spoken::Fail),
];

/// The top-level `status` of a body, if it is one of the known words.
pub(super) fn status(body: &[u8]) -> Option<(Spoken, &'static str)> {
    #[derive(Deserialize)]
    struct Body {
        status: serde_json::Value,
    }
    let body: Body = serde_json::from_slice(body).ok()?;
    let said = body.status.as_str()?.trim().to_ascii_lowercase();
    WORDS.iter().find(|(word, _)| *word == said).map(|(word, spoken)| (*spoken, *word))
}
