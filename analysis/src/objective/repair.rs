//! Mean time to repair, over the incidents of all services that an objective is about.

use super::{Asked, Attained, Attainment, Evidence, Subject};
use crate::incident::Course;

const MINUTE: f64 = 60_000.0;

pub(super) fn judge(evidence: &Evidence<'_>, asked: Asked<'_>) -> Attained {
    let unknown = |why: String| asked.unknown(Subject::Project, why);
    let Some(span) = asked.window else { return unknown(String::new()) };
    let objective = asked.objective;
    let about = |course: &&Course| course.is(objective.service.as_deref(), objective.job.as_deref());
    let courses: Vec<&Course> = evidence.services.iter().filter(about).collect();
    let (from, until) = span.elapsed(evidence.now);
    let mut runs: Vec<u32> = courses.iter().flat_map(|course| course.runs_within(from, until)).collect();
    runs.sort_unstable();
    runs.dedup();
    let base = |attained| Attained { snapshots: runs.len(), run: runs.last().copied(), ..attained };
    if runs.is_empty() {
        return unknown("no service was probed in the window".to_owned());
    }
    if let Some(coarse) = courses.iter().find(|course| !course.repair(from, until).fine) {
        return base(unknown(format!(
            "{} is probed every {}; repair is told where probes are at most 5 minutes apart",
            coarse.service,
            apart(coarse.period as f64 / MINUTE)
        )));
    }
    let mut times: Vec<f64> = courses.iter().flat_map(|course| course.repairs(from, until)).collect();
    times.sort_by(f64::total_cmp);
    let mean = |times: &[f64]| times.iter().sum::<f64>() / times.len().max(1) as f64 / MINUTE;
    if times.is_empty() {
        return base(unknown("no incident that began in the window has ended".to_owned()));
    }
    let mut attained = base(asked.judged(Subject::Project, mean(&times), true));
    let open = courses.iter().filter_map(|course| course.open_for(from, evidence.now.millis()));
    times.extend(open);
    if attained.attainment == Attainment::Met && !objective.target.holds(mean(&times)) {
        attained.attainment = Attainment::AtRisk;
        "an incident is open; if it ended now, the mean would miss the target".clone_into(&mut attained.why);
    }
    attained
}

/// A time between probes, in the unit that people would say it in.
fn apart(minutes: f64) -> String {
    match minutes / 60.0 {
        hours if hours < 2.0 => format!("{minutes:.0} minutes"),
        hours if hours < 48.0 => format!("{hours:.0} hours"),
        hours => format!("{:.0} days", hours / 24.0),
    }
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn a_time_is_said_in_the_unit_that_people_use() {
        let told = [6.0, 119.0, 120.0, 1_440.0, 2_880.0, 10_540.0].map(apart);
        assert_eq!(told, ["6 minutes", "119 minutes", "2 hours", "24 hours", "2 days", "7 days"]);
    }
}
