//! The zones of the world: from the database within this program to the plain list that judging and writing use.

use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use quarterdeck_analysis::Zone;
use quarterdeck_analysis::zone::Step;

/// The years that a list reaches over: earlier and later times are UTC and are called so.
const FROM: &str = "1970-01-01T00:00:00Z";
const UNTIL: &str = "2100-01-01T00:00:00Z";

/// Every name of the database.
pub(super) fn names() -> Vec<String> {
    TimeZoneDatabase::bundled().available().map(|name| name.to_string()).collect()
}

/// The zone of that name; `None` for one that is not in the database.
pub(super) fn zone(name: &str) -> Option<Zone> {
    let found = TimeZoneDatabase::bundled().get(name).ok()?;
    let (from, until) = (FROM.parse::<Timestamp>().ok()?, UNTIL.parse::<Timestamp>().ok()?);
    let changes = found.following(from).map(|change| change.timestamp());
    let all = std::iter::once(from).chain(changes.take_while(|at| *at < until));
    let mut steps: Vec<Step> = all.map(|at| step(&found, at)).collect();
    // A change of rules that no clock shows is no step.
    steps.dedup_by(|later, earlier| (later.1, &later.2) == (earlier.1, &earlier.2));
    steps.push(Step(until.as_millisecond(), 0, "UTC".to_owned()));
    let canonical = found.iana_name().unwrap_or(name);
    let zone = Zone::new(canonical, steps);
    Some(if zone.is_utc() { Zone::default() } else { zone })
}

fn step(zone: &TimeZone, at: Timestamp) -> Step {
    let info = zone.to_offset_info(at);
    Step(at.as_millisecond(), info.offset().seconds(), info.abbreviation().to_owned())
}
