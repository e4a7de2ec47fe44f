//! What the page on health says.

use crate::made_up::{Archive, DAY, now, run};
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::*;
use quarterdeck_views::page::health::HealthPage;
use quarterdeck_views::{format, page};

/// A round of five probes ten minutes before each of the last `days` days' 09:00; `bad` says how they end.
fn archive(days: i64, bad: impl Fn(i64) -> Outcome, ends_in: i64) -> Archive {
    let at = |millis: i64| Timestamp::from_millis(millis).unwrap();
    let round = |back: i64| {
        let began = now().millis() - 600_000 - back * DAY;
        let probe = |n: i64| Probe {
            planned_at: at(began + n * 200),
            sent_after_ms: 0.1,
            done_after_ms: Some(4.0),
            outcome: bad(back),
            status: None,
            // A failed probe tells how long we waited.
            phases: Phases {
                total_ms: Some(if bad(back) == Outcome::Up { 4.0 } else { 900.0 }),
                ..Phases::default()
            },
            detail: None,
        };
        let expires_at = at(now().millis() + ends_in * DAY);
        let certificate =
            Certificate { expires_at, subject: "CN=ca".into(), leaf_expires_at: Some(at(began)) };
        let (service, target) = ("api".to_owned(), "tls://a:443".to_owned());
        Round {
            service,
            target,
            probes: (0..5).map(probe).collect(),
            certificate: Some(certificate),
            late_ms: vec![],
        }
    };
    let health = |back| Payload::Health(Health { rounds: vec![round(back)], ..Health::default() });
    Archive::of((0..days).rev().map(|back| run(back, "probes", health(back))).collect(), Vec::new())
}

fn built(archive: &Archive) -> HealthPage {
    page::health::build(&archive.context(), &archive.by_id())
}

fn plain(text: &str) -> String {
    text.replace(format::THIN, " ")
}

#[test]
fn an_incident_keeps_both_bounds_and_the_state_its_reason() {
    let page =
        built(&archive(40, |back| if (5..7).contains(&back) { Outcome::Down } else { Outcome::Up }, 100));
    assert_eq!(page.summary, "1 service: 1 up. No incident is open.");
    let card = &page.services[0];
    assert_eq!((card.status.word, card.note.as_str()), ("Up", "Last probed 9 min ago."));
    assert_eq!(card.stale_at, "2026-11-25T08:50:00.800Z");
    assert_eq!(plain(&card.target.text), "tls://a:443, every 24.0 h");
    let [incident] = page.incidents.as_slice() else { panic!("{:?}", page.incidents) };
    assert_eq!((incident.status.word, incident.evidence.as_str()), ("Closed", "10 failing probes"));
    assert_eq!(incident.start_bounds, "after 16 Nov 08:50:00, by 17 Nov 08:50:00");
    assert_eq!(incident.end_bounds, "after 18 Nov 08:50:00, by 19 Nov 08:50:00");
    assert_eq!(plain(&incident.lasted), "2.0 days ± 24.0 h");
    assert!(card.repair[0].starts_with("1 closed incident of the last 90 days: mean time to repair "));
    assert!(card.repair.iter().any(|s| s.contains("cannot tell whether a repair took less than 15 minutes")));
}

#[test]
fn time_up_has_its_coverage_and_its_bounds_and_too_little_is_not_told() {
    let page = built(&archive(40, |back| if back == 3 { Outcome::Down } else { Outcome::Up }, 100));
    let told: Vec<(String, String)> =
        page.services[0].uptime.iter().map(|u| (u.window.clone(), plain(&u.up))).collect();
    assert_eq!(told[0], ("24 hours".to_owned(), "100.0 %".to_owned()));
    assert_eq!(told[1].1, "85.7 %");
    assert_eq!(told[3], ("90 days".to_owned(), "not enough data".to_owned()));
    let month = &page.services[0].uptime[2];
    assert_eq!((plain(&month.coverage), month.probes.as_str()), ("100.0 %".to_owned(), "145 of 150"));
    assert_eq!(plain(&month.bounds), "92.4 % to 98.6 %");
    let words: Vec<&str> = page.services[0].strip.iter().rev().take(5).map(|c| c.status.word).collect();
    assert_eq!(words, ["Up", "Up", "Down for a time", "Down for a time", "Up"]);
    assert_eq!(page.services[0].strip.len(), 30);
}

#[test]
fn what_was_not_probed_lately_is_stale_and_what_could_not_be_is_unknown() {
    let mut old = archive(10, |_| Outcome::Up, 100);
    old.snapshots.truncate(7);
    let old = Archive::of(old.snapshots, Vec::new());
    let page = built(&old);
    assert_eq!(
        (page.services[0].status.word, page.summary.as_str()),
        ("Stale", "1 service: 1 stale. No incident is open.")
    );
    assert_eq!(page.services[0].strip.last().map(|c| c.status.word), Some("Unknown"));
    let page = built(&archive(10, |_| Outcome::Unknown, 100));
    assert_eq!(
        (page.services[0].status.word, page.services[0].note.as_str()),
        ("Unknown", "No probe could be made.")
    );
    assert_eq!(page.services[0].uptime[1].up, "not enough data");
}

#[test]
fn certificates_are_judged_apart_from_up_and_down() {
    for (days, word) in [(30, "Valid"), (20, "Ends soon"), (6, "Ends now"), (-1, "Expired")] {
        let page = built(&archive(2, |_| Outcome::Up, days));
        assert_eq!((page.certificates[0].status.word, page.services[0].status.word), (word, "Up"));
        assert_eq!(page.certificates[0].leaf, "23 Nov 2026");
    }
}

#[test]
fn planned_work_is_neither_up_nor_down() {
    let mut archive = archive(10, |back| if back == 2 { Outcome::Down } else { Outcome::Up }, 100);
    archive.policy.health.maintenance.push(quarterdeck_analysis::policy::Maintenance {
        services: vec!["api".into()],
        from: "2026-11-21T08:00:00Z".into(),
        until: "2026-11-21T20:00:00Z".into(),
        reason: "move".into(),
    });
    let page = built(&archive.judged_again());
    assert!(page.incidents.is_empty(), "{:?}", page.incidents);
    assert_eq!(plain(&page.services[0].uptime[1].planned), "12.0 h");
    assert_eq!(plain(&page.services[0].uptime[1].down), "none");
}

#[test]
fn response_times_are_those_of_good_probes() {
    use quarterdeck_views::chart::{Datum, Tone};
    let mixed = |back: i64| if back == 1 { Outcome::Down } else { Outcome::Up };
    let page = built(&archive(3, mixed, 90));
    let spec = &page.services[0].heat.as_ref().unwrap().spec;
    let column = |n: usize| spec.data.rows.iter().map(|row| row[n].clone()).collect::<Vec<_>>();
    let counts = [5.0, 0.0, 5.0].map(Datum::Number);
    assert_eq!(column(2), counts, "what failed has no response time: {:?}", spec.data);
    assert_eq!(spec.blocks.iter().filter(|block| block.tone == Tone::Unknown).count(), 1);
    let failing = built(&archive(3, |_| Outcome::Down, 90));
    assert!(failing.services[0].heat.is_none());
}
