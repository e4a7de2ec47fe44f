//! Time up, of each service.

use super::budget::burns;
use super::{Asked, Attained, Attainment, Budget, Evidence, Span, Subject};
use crate::incident::{Course, ENOUGH, Uptime, needed};

pub(super) fn judge(evidence: &Evidence<'_>, asked: Asked<'_>) -> Vec<Attained> {
    let Some(span) = asked.window else { return Vec::new() };
    let objective = asked.objective;
    let about = |course: &Course| course.is(objective.service.as_deref(), objective.job.as_deref());
    let courses = evidence.services.iter().enumerate().filter(|(_, course)| about(course));
    let out: Vec<Attained> = courses.map(|(at, course)| one(evidence, asked, span, (at, course))).collect();
    if out.is_empty() { vec![asked.unknown(Subject::Project, "no service was ever probed")] } else { out }
}

fn one(evidence: &Evidence<'_>, asked: Asked<'_>, span: Span, (at, course): (usize, &Course)) -> Attained {
    let (from, until) = span.elapsed(evidence.now);
    let uptime = course.uptime(from, until);
    let subject = Subject::Service(at);
    let error = (100.0 - asked.objective.target.value) / 100.0;
    let budget = budget(course, span, &uptime, (until, error));
    let runs = course.runs_within(from, until);
    let base = |attained: Attained| Attained {
        snapshots: runs.len(),
        run: runs.last().copied(),
        budget: Some(budget.clone()),
        ..attained
    };
    let Some(value) = uptime.told() else {
        return base(asked.unknown(subject, not_told(&uptime)));
    };
    let mut attained = base(asked.judged(subject, value, span.is_over(evidence.now)));
    // Even if all the rest is up: more failed than the whole window allows.
    if attained.attainment == Attainment::AtRisk && budget.spent as f64 > budget.allowed {
        attained.attainment = Attainment::Missed;
        "the error budget of the whole window is spent".clone_into(&mut attained.why);
    } else if attained.attainment == Attainment::AtRisk {
        "below the target so far; the rest of the window can still make up for it"
            .clone_into(&mut attained.why);
    } else if let Some(burn) = budget.burning().filter(|_| attained.attainment == Attainment::Met) {
        attained.attainment = Attainment::AtRisk;
        attained.why = format!("the error budget burns {:.1} times too fast", burn.long.unwrap_or_default());
    }
    attained
}

fn not_told(uptime: &Uptime) -> String {
    match uptime.coverage() {
        _ if uptime.n == 0 => "no probe in the window".to_owned(),
        // Cut, so that 89.96 does not read as enough.
        Some(coverage) if coverage < ENOUGH => {
            format!("{:.1} % of the time is known; {ENOUGH} % is needed", (coverage * 10.0).floor() / 10.0)
        }
        _ => "nothing is known of the window".to_owned(),
    }
}

fn budget(course: &Course, span: Span, uptime: &Uptime, (until, error): (i64, f64)) -> Budget {
    let ahead = course.planned_within(span.from, span.until);
    let rate = uptime.told().map(|up| (100.0 - up) / 100.0 / error);
    Budget {
        allowed: (span.until - span.from - ahead) as f64 * error,
        spent: uptime.down,
        coverage: uptime.coverage().unwrap_or(0.0),
        probes: uptime.n,
        bounds: uptime.bounds(),
        needed: needed(1.0 - error),
        rate,
        burns: burns(course, until, error),
    }
}
