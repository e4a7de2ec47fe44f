//! Security incidents: what people stated, since no tool can tell that there was none.

use super::{Asked, Attained, Attainment, Evidence, Subject};
use crate::incident::{ENOUGH, union};
use crate::policy::annotation::SecurityStatement;

pub(super) fn judge(evidence: &Evidence<'_>, asked: Asked<'_>) -> Attained {
    let unknown = |why: String| asked.unknown(Subject::Project, why);
    let Some(span) = asked.window else { return unknown(String::new()) };
    let (from, until) = span.elapsed(evidence.now);
    let inside = |one: &&SecurityStatement| one.from.millis() < until && one.until.millis() > from;
    let stated: Vec<&SecurityStatement> =
        evidence.policy.annotations.security.iter().filter(inside).collect();
    if stated.is_empty() {
        return unknown("nobody stated how many there were".to_owned());
    }
    let windows: Vec<(i64, i64)> = stated.iter().map(|one| (one.from.millis(), one.until.millis())).collect();
    let known: i64 = union(&windows, from, until).iter().map(|(from, until)| until - from).sum();
    let percent = known as f64 * 100.0 / (until - from).max(1) as f64;
    let count = stated.iter().map(|one| f64::from(one.incidents)).sum();
    let mut attained = asked.judged(Subject::Project, count, true);
    // Cut, so that 89.96 does not read as enough.
    attained.why = format!("stated for {:.1} % of the time so far", (percent * 10.0).floor() / 10.0);
    if percent < ENOUGH && attained.attainment == Attainment::Met {
        attained.attainment = Attainment::NotEnough;
        attained.why = format!("{}; {ENOUGH} % is needed", attained.why);
    }
    attained
}
