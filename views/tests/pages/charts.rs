//! What charts show of histories with gaps, breaks and limits.

use crate::made_up::{Archive, DAY, latency, now, run};
use quarterdeck_analysis::policy::Since;
use quarterdeck_model::{Section, SectionState, Timestamp};
use quarterdeck_views::chart::{BandKind, ChartSpec, Dress, Frame, LimitKind, MarkKind, chart, overlay};

fn drawn(archive: &Archive, frame: &Frame) -> ChartSpec {
    let series = &archive.history.series[0];
    chart(&archive.history, series, &Dress::of(&archive.history, series, &archive.policy), frame)
}

fn daily(days: impl Iterator<Item = i64>) -> Archive {
    Archive::of(days.map(|d| run(d, "load", latency(0.3 + (d % 4) as f64 / 100.0))).collect(), Vec::new())
}

#[test]
fn a_gap_breaks_the_line_and_is_said() {
    let archive = daily((0..60).filter(|d| !(20..35).contains(d)));
    let spec = drawn(&archive, &Frame::half("c"));
    assert_eq!(spec.lines[0].segments.len(), 2);
    assert_eq!(spec.gaps.iter().map(|g| g.label.as_str()).collect::<Vec<_>>(), ["no runs"]);
    assert_eq!((spec.gaps[0].to - spec.gaps[0].from) / DAY, 16);
}

#[test]
fn a_failed_run_is_a_break_and_never_a_zero() {
    let mut all: Vec<_> = (0..30).map(|d| run(d, "load", latency(0.3))).collect();
    all[10].1.section = Section::because(SectionState::Failed, "the target did not answer");
    let spec = drawn(&Archive::of(all, Vec::new()), &Frame::half("c"));
    assert_eq!(spec.lines[0].segments.len(), 2);
    assert_eq!(spec.gaps[0].label, "no data");
    assert!(spec.lines[0].segments.iter().flat_map(|s| &s.points).all(|p| p.value == 0.3));
}

#[test]
fn a_change_of_format_is_an_event_and_a_break() {
    let mut all: Vec<_> = (0..40).map(|d| run(d, "load", latency(0.3 + (d % 2) as f64 / 10.0))).collect();
    all.iter_mut().take(20).for_each(|(_, s)| s.collector.format = "new".into());
    let spec = drawn(&Archive::of(all, Vec::new()), &Frame::half("c"));
    assert_eq!(spec.lines[0].segments.len(), 2);
    assert_eq!((spec.events.len(), spec.events[0].text.as_str()), (1, "format format → new"));
    let noise = spec.bands.iter().find(|b| b.kind == BandKind::Noise).unwrap();
    assert_eq!(noise.since, Some(spec.events[0].at), "natural limits begin with the new format");
}

#[test]
fn limits_come_with_their_zones_and_alerts_as_points() {
    let all = (0..20).map(|d| run(d, "load", latency(if d == 5 { 0.7 } else { 0.3 }))).collect();
    let spec = drawn(&Archive::of(all, Vec::new()), &Frame::half("c"));
    let kinds: Vec<LimitKind> = spec.limits.iter().map(|l| l.kind).collect();
    assert_eq!(kinds, [LimitKind::Target, LimitKind::Alert]);
    let zone = |kind| spec.bands.iter().find(|b| b.kind == kind).map(|b| (b.from, b.to));
    assert_eq!(zone(BandKind::Warn), Some((0.328, 0.5)));
    assert_eq!(zone(BandKind::Alert).map(|b| b.0), Some(0.5));
    let alerts: Vec<_> = spec.marks.iter().filter(|m| m.kind == MarkKind::Alert).collect();
    assert_eq!((alerts.len(), alerts[0].value), (1, 0.7));
    assert!(alerts[0].href.starts_with("s/"));
}

#[test]
fn limits_that_changed_are_steps_and_old_points_keep_their_old_limit() {
    let all = (0..20).map(|d| run(d, "load", latency(if d == 15 { 0.45 } else { 0.3 }))).collect();
    let mut archive = Archive::of(all, Vec::new());
    let changed = now().millis() - 10 * DAY;
    let mut stricter = archive.policy.metrics[0].clone();
    stricter.since = Since::parse(&Timestamp::from_millis(changed).unwrap().to_string()).ok();
    stricter.target = "< 0.3".parse().ok();
    stricter.alert = "> 0.4".parse().ok();
    archive.policy.metrics.push(stricter);
    let spec = drawn(&archive, &Frame::half("c"));
    let lines: Vec<_> = spec
        .limits
        .iter()
        .map(|l| (l.kind, l.value, l.from.is_some(), l.until, l.label.is_empty()))
        .collect();
    assert_eq!(
        lines,
        [
            (LimitKind::Target, 0.328, false, Some(changed), true),
            (LimitKind::Alert, 0.5, false, Some(changed), true),
            (LimitKind::Target, 0.3, true, None, false),
            (LimitKind::Alert, 0.4, true, None, false),
        ]
    );
    assert!(!spec.marks.iter().any(|m| m.kind == MarkKind::Alert), "0.45 ms was no alert in its time");
    assert!(
        spec.sentence.contains("misses its target"),
        "the last point is judged by the new limit: {}",
        spec.sentence
    );
    assert!(spec.notes.iter().any(|n| n.starts_with("Before") && n.contains("target <")), "{:?}", spec.notes);
    let zone = |kind| spec.bands.iter().filter(|b| b.kind == kind).map(|b| b.until).collect::<Vec<_>>();
    assert_eq!(zone(BandKind::Warn), [Some(changed), None]);
}

#[test]
fn ten_thousand_points_are_drawn_by_a_few_hundred_with_their_extremes() {
    let hour = |i: i64| {
        let (id, mut s) = run(0, &format!("h{i}"), latency(if i == 4321 { 9.0 } else { 0.3 }));
        s.collector.job = "load".into();
        s.taken_at = Timestamp::from_millis(now().millis() - i * 3_600_000).unwrap();
        (id, s)
    };
    let archive = Archive::of((1..10_000).map(hour).collect(), Vec::new());
    let spec = drawn(&archive, &Frame::full("c"));
    let points: usize = spec.lines[0].segments.iter().map(|s| s.points.len()).sum();
    assert!(points <= 401, "{points}");
    assert!(spec.lines[0].segments.iter().flat_map(|s| &s.envelope).any(|r| r.high == 9.0));
    assert!(spec.marks.iter().any(|m| m.kind == MarkKind::Alert && m.value == 9.0));
    assert!(spec.notes[0].starts_with("Line: median of each "), "{:?}", spec.notes);
    let last = spec.lines[0].segments.last().unwrap().points.last().unwrap();
    assert_eq!(Some(last.at), spec.marks.last().map(|m| m.at), "the line ends where its label stands");
}

#[test]
fn series_of_different_units_share_an_axis_as_percent_of_their_first_value() {
    let archive = Archive::of(crate::made_up::project(), Vec::new());
    let find = |metric: &'static str| archive.history.series_of(metric).next().unwrap();
    let chosen = [
        (find("benchmark.latency_p99_ms"), "p99".to_owned()),
        (find("coverage.line_percent"), "lines".to_owned()),
    ];
    let spec = overlay(&archive.history, &archive.policy, &chosen, &Frame::half("o"));
    assert!(spec.caption.starts_with("% of each first value"), "{}", spec.caption);
    assert!(spec.lines.iter().all(|l| l.segments[0].points[0].value == 100.0));
    assert_eq!(spec.lines.iter().map(|l| l.style).collect::<Vec<_>>(), [1, 2]);
    let same: Vec<_> = std::iter::repeat_n(chosen[0].clone(), 7).collect();
    let spec = overlay(&archive.history, &archive.policy, &same, &Frame::half("o"));
    assert_eq!(
        (spec.lines.len(), spec.notes.as_slice()),
        (5, ["2 more series are not drawn.".to_owned()].as_slice())
    );
}

#[test]
fn points_are_readable_by_a_script() {
    let spec = drawn(&daily(0..30), &Frame::half("c"));
    let figure = quarterdeck_views::Figure::from(spec);
    let points: Vec<serde_json::Value> = serde_json::from_str(&figure.points).unwrap();
    assert_eq!(points.len(), 30);
    assert_eq!((points[0][0].as_i64(), points[29][0].as_i64()), (Some(0), Some(1000)));
    assert!(points[29][3].as_str().unwrap().starts_with("s/"), "the last point leads to its snapshot");
}
