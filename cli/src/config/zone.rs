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

#[cfg(test)]
mod tests {
    use super::*;

    /// What clocks show at an instant, in hours ahead of UTC and by name.
    fn told(name: &str, at: &str) -> String {
        let zone = zone(name).unwrap();
        let at = quarterdeck_model::Timestamp::parse(at).unwrap();
        format!("{:+} {}", f64::from(zone.offset(at)) / 3600.0, zone.abbreviation(at))
    }

    #[test]
    fn clocks_are_those_of_the_iana_database() {
        for (name, at, expected) in [
            ("Europe/Stockholm", "2026-03-29T00:59:59Z", "+1 CET"),
            ("Europe/Stockholm", "2026-03-29T01:00:00Z", "+2 CEST"),
            ("Europe/Stockholm", "2026-10-25T01:00:00Z", "+1 CET"),
            ("Europe/Stockholm", "2061-07-01T00:00:00Z", "+2 CEST"),
            ("America/New_York", "2026-11-01T05:59:59Z", "-4 EDT"),
            ("America/New_York", "2026-11-01T06:00:00Z", "-5 EST"),
            ("Asia/Kathmandu", "2026-01-01T00:00:00Z", "+5.75 +0545"),
            ("Australia/Lord_Howe", "2026-01-01T00:00:00Z", "+11 +11"),
            ("Pacific/Apia", "2011-12-30T10:00:00Z", "+14 +14"),
            ("Europe/London", "2026-07-01T00:00:00Z", "+1 BST"),
            ("Asia/Tokyo", "1970-01-01T00:00:00Z", "+9 JST"),
            ("Asia/Tokyo", "1969-12-31T23:59:59Z", "+0 UTC"),
            ("Asia/Tokyo", "2100-01-01T00:00:00Z", "+0 UTC"),
        ] {
            assert_eq!(told(name, at), expected, "{name} {at}");
        }
        for name in ["UTC", "Etc/UTC", "Zulu"] {
            assert_eq!(zone(name), Some(Zone::default()), "{name}");
        }
        assert_eq!(zone("europe/berlin").unwrap().name(), "Europe/Berlin");
        assert!(zone("Europe/Atlantis").is_none() && names().len() > 400);
    }
}
