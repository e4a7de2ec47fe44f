//! `/readyz?verbose`, `/livez?verbose` and `/healthz?verbose` of Kubernetes and etcd, after
//! <https://kubernetes.io/docs/reference/using-api/health-checks/>.
//!
//! A line a check: `[+]name ok`, `[-]name failed: …`, `[+]name excluded: ok`; then the verdict, `readyz check passed` or
//! `failed`, of etcd `ok`. One answer is one service: up when the verdict is good and no check failed. Without the verdict
//! the answer was cut off and says nothing. It has no time and no latency.

use super::status::{Status, finished, harmless_words, round, stem};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::origin::Origin;
use quarterdeck_model::payload::{Health, Outcome};

/// Whether the beginning of a file looks like it.
pub(crate) fn sniff(text: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or_default().trim_end();
    let check = first.starts_with("[+]") && first.ends_with(" ok") || first.starts_with("[-]");
    check && !first.contains('\0') || first.contains(" check ") && verdict(first).is_some()
}

/// Reads one answer.
///
/// # Errors
/// When it has no verdict.
pub(crate) fn parse(input: &Input, origin: &Origin) -> Result<Parsed<Health>, CollectError> {
    let (text, mut notes) = input.noted();
    let (mut said, mut checked, mut failed) = (None, 0_u64, Vec::new());
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if let Some(verdict) = verdict(line) {
            said = Some(verdict);
        } else if let Some(check) = line.strip_prefix("[-]") {
            (checked, said) = (checked + 1, None);
            failed.push(harmless_words(check));
        } else if line.starts_with("[+]") {
            said = None;
            checked += u64::from(!line.ends_with("excluded: ok"));
        } else if !line.is_empty() {
            notes.doubt(number, "is neither a check nor the verdict");
        }
    }
    let Some(passed) = said else {
        let hint = "the file was cut off, or something else answered; fetch it with `?verbose`";
        return Err(CollectError::new(
            &input.name,
            "has no verdict at its end; expected `readyz check passed`",
        )
        .hint(hint));
    };
    let mut health = Health::default();
    if checked > 0 || !passed {
        if passed && !failed.is_empty() {
            notes.note("the verdict is good, though a check failed".to_owned());
        }
        let up = passed && failed.is_empty();
        let status = Status::new(origin.read_at, if up { Outcome::Up } else { Outcome::Down });
        health.rounds.push(round(stem(&input.name), "", vec![status.because(failed.join("; "))]));
    }
    Ok(finished(health, ("Kubernetes", None, None), notes))
}

/// Whether a line is the verdict, and a good one.
fn verdict(line: &str) -> Option<bool> {
    match line {
        "ok" | "readyz check passed" | "livez check passed" | "healthz check passed" => Some(true),
        "readyz check failed" | "livez check failed" | "healthz check failed" => Some(false),
        _ => None,
    }
}
