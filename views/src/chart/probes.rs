//! The timeline of an experiment: response times of every service, hatched where no good answer came, with the
//! instants of injection, clear and recovery. Times count from the injection.

use super::axis::{Wish, fit, nice_step};
use super::{
    ChartSpec, Data, Datum, Event, Field, Frame, Gap, Line, MAX_LINES, Mark, MarkKind, Segment, TimeAxis,
    TimeTick, Xy,
};
use crate::format::{count, fixed, value};
use crate::text::plural;
use crate::text::{shorten, visible};
use quarterdeck_model::Unit;
use quarterdeck_model::payload::{Experiment, Outcome, Track};

/// Most points of one line.
const MOST_POINTS: usize = 300;
/// Most hatched stretches.
const MOST_GAPS: usize = 100;
/// Most rows of the table.
const MOST_ROWS: usize = 200;
/// Most ticks.
const TICKS: f64 = 12.0;
/// Longest time that is drawn, in seconds: about a century.
const LONGEST: f64 = 3e9;

/// One probe: milliseconds from the injection, how it ended, how long it took.
type Probe = (i64, Outcome, Option<f64>);

/// A service with its probes.
struct Drawn<'a> {
    name: String,
    track: &'a Track,
    probes: Vec<Probe>,
}

/// The chart; none without probes.
pub(crate) fn probes(e: &Experiment, frame: &Frame) -> Option<ChartSpec> {
    let injected = e.events.iter().find(|event| event.what == "inject").map(|event| event.at_s);
    let zero = injected.filter(|at| at.is_finite()).unwrap_or_default();
    let drawn: Vec<Drawn<'_>> =
        e.tracks.iter().take(MAX_LINES).filter_map(|track| read(track, zero)).collect();
    let all = || drawn.iter().flat_map(|d| &d.probes);
    let (from, to) = (all().map(|p| p.0).min()?, all().map(|p| p.0).max()?);
    let slowest = all().filter(|p| good(p.1)).filter_map(|p| p.2).fold(1.0, f64::max);
    let wish =
        Wish { span: (0.0, slowest), unit: &Unit::Milliseconds, steps: frame.value_steps(), log: false };
    let fitted = fit(&wish);
    let data = seconds(&drawn);
    let lines: Vec<Line> = drawn.iter().zip(1..).map(|(d, style)| line(d, style)).collect();
    let title = format!("Probes of {}", shorten(&visible(&e.scenario), 60));
    Some(ChartSpec {
        id: frame.id.clone(),
        width: frame.width,
        height: frame.height,
        caption: format!(
            "response time of good answers in {}, seconds from the injection",
            fitted.scale.unit
        ),
        sentence: format!("{title}: {}.", sentence(&drawn)),
        title,
        notes: notes(e, &drawn),
        unit: Unit::Milliseconds,
        x: axis(from, to.max(from + 1)),
        y: fitted.axis,
        marks: lone(&lines),
        lines,
        gaps: drawn.iter().flat_map(gaps).take(MOST_GAPS).collect(),
        events: events(e, zero),
        table: data.first(MOST_ROWS, "rows"),
        data,
        ..ChartSpec::default()
    })
}

fn good(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Up | Outcome::Degraded)
}

/// Probes without an order in time cannot be drawn.
fn read(track: &Track, zero: f64) -> Option<Drawn<'_>> {
    if !(track.every_s > 0.0 && track.every_s < LONGEST && track.first_at_s.abs() < LONGEST) {
        return None;
    }
    let probe = |(at, outcome, took): (f64, Outcome, Option<f64>)| {
        (millis(at - zero), outcome, took.filter(|ms| ms.is_finite()).map(|ms| ms.clamp(0.0, 1e12)))
    };
    let probes: Vec<Probe> = track.probes().map(probe).collect();
    (!probes.is_empty()).then(|| Drawn { name: shorten(&visible(&track.service), 40), track, probes })
}

fn millis(seconds: f64) -> i64 {
    (seconds.clamp(-LONGEST, LONGEST) * 1e3).round() as i64
}

fn line(drawn: &Drawn<'_>, style: u8) -> Line {
    let step = drawn.probes.len().div_ceil(MOST_POINTS).max(1);
    let mut segments = vec![Segment::default()];
    for group in drawn.probes.chunks(step) {
        let slowest = group.iter().filter_map(|p| p.2).max_by(f64::total_cmp);
        let whole = group.iter().all(|p| good(p.1));
        match (group.first(), slowest, segments.last_mut()) {
            (Some(first), Some(value), Some(last)) if whole => last.points.push(Xy { at: first.0, value }),
            _ => segments.push(Segment::default()),
        }
    }
    segments.retain(|segment| !segment.points.is_empty());
    Line { name: role(drawn), style, label: String::new(), segments, ..Line::default() }
}

/// Good answers between two that did not come: no line would show them.
fn lone(lines: &[Line]) -> Vec<Mark> {
    let mark = |(line, p): (usize, &Xy)| Mark {
        line,
        at: p.at,
        value: p.value,
        kind: MarkKind::Lone,
        href: String::new(),
        title: value(p.value, &Unit::Milliseconds),
    };
    let all = lines.iter().enumerate().flat_map(|(number, line)| {
        let alone = line.segments.iter().filter(|segment| segment.points.len() == 1);
        alone.filter_map(|segment| segment.points.first()).map(move |point| (number, point))
    });
    all.map(mark).collect()
}

fn role(drawn: &Drawn<'_>) -> String {
    if drawn.track.target { format!("{} (target)", drawn.name) } else { drawn.name.clone() }
}

/// Stretches without a good answer, from the first probe to the one after the last.
fn gaps<'a>(drawn: &'a Drawn<'a>) -> impl Iterator<Item = Gap> + 'a {
    let after = millis(drawn.track.every_s).max(1);
    let stretches = drawn.probes.chunk_by(|a, b| good(a.1) == good(b.1));
    stretches.filter(|stretch| stretch.first().is_some_and(|p| !good(p.1))).filter_map(move |stretch| {
        let (first, last) = (stretch.first()?, stretch.last()?);
        Some(Gap { from: first.0, to: last.0 + after, label: format!("{}: no good answer", drawn.name) })
    })
}

fn events(e: &Experiment, zero: f64) -> Vec<Event> {
    let marked = ["inject", "clear", "end", "recovered"];
    let told =
        e.events.iter().filter(|event| marked.contains(&event.what.as_str()) && event.at_s.is_finite());
    told.take(12)
        .map(|event| {
            let at = millis(event.at_s - zero);
            let text = match &event.detail {
                Some(detail) => format!("{}: {}", event.what, shorten(&visible(detail), 120)),
                None => event.what.clone(),
            };
            Event { at, date: value(at as f64 / 1e3, &Unit::Seconds), label: event.what.clone(), text }
        })
        .collect()
}

fn axis(from: i64, to: i64) -> TimeAxis {
    let step = nice_step((to - from) as f64 / 1e3 / TICKS);
    let first = (from as f64 / 1e3 / step).ceil();
    let at = |n: u32| (first + f64::from(n)) * step;
    let decimals = if step < 1.0 { 1 } else { 0 };
    let inside = (0..32).map(at).take_while(|at| millis(*at) <= to);
    let tick = |at: f64| TimeTick { at: millis(at), label: format!("{}\u{202f}s", fixed(at, decimals)) };
    TimeAxis { from, to, ticks: inside.map(tick).collect() }
}

fn sentence(drawn: &[Drawn<'_>]) -> String {
    let one = |d: &Drawn<'_>| {
        let bad = d.probes.iter().filter(|p| !good(p.1)).count();
        format!(
            "{} gave no good answer to {} of {}",
            role(d),
            count(bad as f64),
            plural(d.probes.len(), "probe", "probes")
        )
    };
    drawn.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn notes(e: &Experiment, drawn: &[Drawn<'_>]) -> Vec<String> {
    let merged = drawn.iter().map(|d| d.probes.len().div_ceil(MOST_POINTS)).max().unwrap_or(1);
    let merged = (merged > 1).then(|| format!("Each point is the slowest of {merged} probes."));
    let left = e.tracks.len() - drawn.len();
    let left =
        (left > 0).then(|| format!("{} not drawn.", plural(left, "more service is", "more services are")));
    let hatched = Some("Hatched: no good answer came.".to_owned());
    hatched.into_iter().chain(merged).chain(left).collect()
}

/// The same second by second; seconds in which everything was good and quick are there too.
fn seconds(drawn: &[Drawn<'_>]) -> Data {
    let mut columns = vec![Field::number("second", "Second", Unit::Count), Field::text("service", "Service")];
    let counts = [("good", "Good"), ("failed", "Failed"), ("not_made", "Not made")];
    columns.extend(counts.map(|(name, title)| Field::number(name, title, Unit::Count)));
    columns.push(Field::number("slowest", "Slowest", Unit::Milliseconds));
    let mut rows = Vec::new();
    for d in drawn {
        let second = |p: &Probe| p.0.div_euclid(1000);
        for group in d.probes.chunk_by(|a, b| second(a) == second(b)) {
            rows.push((group.first().map_or(0, second), row(d, group)));
        }
    }
    rows.sort_by_key(|(second, _)| *second);
    Data { columns, rows: rows.into_iter().map(|(_, row)| row).collect() }
}

fn row(drawn: &Drawn<'_>, group: &[Probe]) -> Vec<Datum> {
    let of = |is: &dyn Fn(Outcome) -> bool| Datum::count(group.iter().filter(|p| is(p.1)).count() as u64);
    let slowest = group.iter().filter(|p| good(p.1)).filter_map(|p| p.2).max_by(f64::total_cmp);
    let second = group.first().map_or(0, |p| p.0.div_euclid(1000));
    vec![
        Datum::Number(second as f64),
        Datum::Text(drawn.name.clone()),
        of(&good),
        of(&|outcome| outcome == Outcome::Down),
        of(&|outcome| outcome == Outcome::Unknown),
        Datum::maybe(slowest),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use quarterdeck_model::payload::Verdict;

    fn chart(first_at_s: f64, every_s: f64, took_ms: Vec<f64>) -> Option<ChartSpec> {
        let outcomes = [Outcome::Up, Outcome::Down, Outcome::Down, Outcome::Up].repeat(200);
        let track = Track { service: "api".into(), target: true, first_at_s, every_s, outcomes, took_ms };
        let event =
            |at_s, what: &str| quarterdeck_model::payload::Event { at_s, what: what.into(), detail: None };
        let events = vec![event(10.0, "inject"), event(20.0, "clear"), event(f64::NAN, "recovered")];
        let e = Experiment { tracks: vec![track], events, ..Experiment::judged("crash", Verdict::Pass) };
        probes(&e, &Frame::full("x"))
    }

    #[test]
    fn times_count_from_the_injection() {
        let spec = chart(0.0, 0.05, vec![2.0; 800]).unwrap();
        assert_eq!((spec.x.from, spec.x.to), (-10_000, 29_950));
        assert_eq!(spec.gaps.len(), MOST_GAPS);
        assert_eq!((spec.gaps[0].from, spec.gaps[0].to), (-9950, -9850));
        assert_eq!(spec.events.iter().map(|e| e.at).collect::<Vec<_>>(), [0, 10_000]);
        assert_eq!(spec.sentence, "Probes of crash: api (target) gave no good answer to 400 of 800 probes.");
        assert_eq!(spec.table.rows.len(), 40);
        assert_eq!(spec.table.rows[0].cells, ["\u{2212}10", "api", "10", "10", "0", "2.00\u{202f}ms"]);
        let labels: Vec<&str> = spec.x.ticks.iter().map(|t| t.label.as_str()).collect();
        assert_eq!(labels.first(), Some(&"\u{2212}10\u{202f}s"));
    }

    #[test]
    fn a_good_answer_between_two_that_did_not_come_is_a_point() {
        let outcomes = [Outcome::Up, Outcome::Up, Outcome::Down, Outcome::Up, Outcome::Down].to_vec();
        let track = Track {
            service: "api".into(),
            target: true,
            first_at_s: 0.0,
            every_s: 1.0,
            outcomes,
            took_ms: vec![2.0; 5],
        };
        let e = Experiment { tracks: vec![track], ..Experiment::judged("crash", Verdict::Pass) };
        let spec = probes(&e, &Frame::full("x")).unwrap();
        let marks: Vec<_> = spec.marks.iter().map(|mark| (mark.line, mark.at, mark.value)).collect();
        assert_eq!(marks, [(0, 3000, 2.0)]);
    }

    #[test]
    fn odd_numbers_give_a_chart_or_none() {
        for first in [0.0, -1e300, 1e9, f64::NAN, f64::INFINITY] {
            for every in [0.0, -1.0, 1e-300, 1e300, 0.05, f64::NAN] {
                for took in [vec![], vec![f64::NAN; 3], vec![1e308, -1.0]] {
                    let Some(spec) = chart(first, every, took) else { continue };
                    assert!(spec.x.from < spec.x.to && spec.y.from < spec.y.to, "{first} {every}");
                    assert!(spec.x.ticks.len() <= 32 && spec.table.rows.len() <= MOST_ROWS);
                }
            }
        }
        assert!(chart(f64::NAN, 0.05, Vec::new()).is_none());
    }
}
