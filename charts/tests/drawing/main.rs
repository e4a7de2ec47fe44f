//! Drawings: what is in them, and what can never be.

#![allow(clippy::unwrap_used, reason = "helpers of tests say what must hold")]

mod surfaces;

use expect_test::expect;
use proptest::prelude::*;
use quarterdeck_charts::{plot, spark_svg, svg};
use quarterdeck_views::chart::*;

const DAY: i64 = 86_400_000;

fn spec(values: &[f64]) -> ChartSpec {
    let points = (0i64..).zip(values).map(|(i, v)| Xy { at: i * DAY, value: *v }).collect();
    let low = values.iter().copied().fold(0.0, f64::min);
    let high = values.iter().copied().fold(1.0, f64::max);
    ChartSpec {
        id: "c".into(),
        width: 200,
        height: 100,
        sentence: "It rose.".into(),
        x: TimeAxis { from: 0, to: 4 * DAY, ticks: vec![TimeTick { at: 2 * DAY, label: "3 Jan".into() }] },
        y: ValueAxis {
            from: low,
            to: high,
            ticks: vec![ValueTick { at: low, label: "0".into() }],
            log: false,
        },
        lines: vec![Line {
            style: 1,
            label: "1.0 ms".into(),
            segments: vec![Segment { points, envelope: vec![] }],
            ..Line::default()
        }],
        ..ChartSpec::default()
    }
}

/// Every attribute is quoted, every element closed, nothing in it is a script, a style or not a number.
fn check(drawing: &str) {
    let mut open = Vec::new();
    for tag in drawing.split('<').skip(1) {
        let inside = tag.split('>').next().unwrap();
        assert_eq!(inside.matches('"').count() % 2, 0, "{inside}");
        let name = inside.trim_matches('/').split(' ').next().unwrap();
        assert!(
            ["svg", "title", "defs", "pattern", "path", "rect", "circle", "text"].contains(&name),
            "{name}"
        );
        assert!(!inside.contains(" style=") && !inside.contains(" on"), "{inside}");
        if let Some(closed) = inside.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(closed));
        } else if !inside.ends_with('/') {
            open.push(name.to_owned());
        }
        let numbers = inside.split('"').skip(1).step_by(2);
        assert!(numbers.into_iter().all(|n| !n.contains("NaN") && !n.contains("inf")), "{inside}");
    }
    assert!(open.is_empty(), "{open:?} left open");
}

#[test]
fn a_small_chart_to_the_last_byte() {
    let drawing = svg(&spec(&[0.0, 0.5, 0.25, 1.0, 1.0]));
    check(&drawing);
    expect![[r#"
        <svg viewBox="0 0 200 100" width="200" height="100" role="img" tabindex="0" aria-labelledby="c-t" font-size="11" fill="var(--muted)">
        <title id="c-t">It rose.</title>
        <path d="M20 79h126.5" fill="none" stroke="var(--line)"/>
        <text x="14" y="82.9" text-anchor="end">0</text>
        <path d="M83.2 79v4" fill="none" stroke="var(--axis)"/>
        <text x="83.2" y="93" text-anchor="middle">3 Jan</text>
        <path d="M20 79h126.5" fill="none" stroke="var(--axis)"/>
        <path d="M20 79l31.6-34.5l31.6 17.3l31.6-51.8h31.7" fill="none" stroke="var(--chart-1)" stroke-width="2"/>
        <text x="154.5" y="13.9" font-weight="600" fill="var(--text)">1.0 ms</text>
        </svg>"#]].assert_eq(&drawing.replace("><", ">\n<"));
}

#[test]
fn a_sparkline_to_the_last_byte() {
    let points = vec![Xy { at: 0, value: 1.0 }, Xy { at: DAY, value: 3.0 }, Xy { at: 2 * DAY, value: 2.0 }];
    let last = Some((points[2], "bad"));
    let (x, y) = ((0, 2 * DAY), (1.0, 3.0));
    let segments = vec![points];
    let spec = SparkSpec {
        id: "s".into(),
        width: 150,
        height: 28,
        sentence: "from 1 to 2".into(),
        x,
        y,
        segments,
        target: Some(1.5),
        last,
    };
    let drawing = spark_svg(&spec);
    check(&drawing);
    expect![[r#"
        <svg class="spark" viewBox="0 0 150 28" width="150" height="28" role="img" aria-label="from 1 to 2">
        <path d="M0 19h146" fill="none" stroke="var(--muted)" stroke-dasharray="6 3"/>
        <path d="M0 24l73-20l73 10" fill="none" stroke="var(--chart-1)" stroke-width="1.5"/>
        <circle cx="146" cy="14" r="3" fill="var(--bad-fill)"/>
        </svg>"#]]
    .assert_eq(&drawing.replace("><", ">\n<"));
}

#[test]
fn everything_at_once_stays_inside_and_apart() {
    let mut all = spec(&[0.0, 0.5, 0.25, 1.0, 1.0]);
    all.bands = vec![Band { from: 0.8, to: 1.0, kind: BandKind::Alert, since: None, until: None }];
    let label = |text: &str| text.to_owned();
    let limit =
        |value, kind| LimitLine { value, label: label("target < 1 ms"), kind, from: None, until: None };
    all.limits = vec![limit(0.98, LimitKind::Target), limit(0.97, LimitKind::Alert)];
    all.gaps = vec![Gap { from: DAY, to: 2 * DAY, label: label("no runs") }];
    let event = |at| Event { at, date: label("1 Jan"), label: label("new format"), text: label("x") };
    all.events = vec![event(DAY), event(DAY + 1), event(3 * DAY)];
    all.changes = vec![Change {
        at: 3 * DAY,
        label: label("change +23 %"),
        before: Some((0, 0.3)),
        after: Some((4 * DAY, 1.0)),
    }];
    let mark = Mark {
        line: 0,
        at: 4 * DAY,
        value: 1.0,
        kind: MarkKind::Last,
        href: label("s/x.html"),
        title: label("1 Jan"),
    };
    all.marks = vec![mark];
    let drawing = svg(&all);
    check(&drawing);
    assert!(drawing.contains("url(#c-h)") && drawing.contains("<pattern id=\"c-h\""));
    assert_eq!(drawing.matches(">new format<").count(), 1, "labels that would touch are left out");
    let heights: Vec<f64> = drawing
        .split("<text ")
        .filter(|t| t.contains("target") || t.contains("1.0 ms"))
        .map(|t| t.split("y=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap())
        .collect();
    assert_eq!(heights.len(), 3);
    assert!(heights.windows(2).all(|w| w[1] - w[0] >= 13.0), "{heights:?}");
}

#[test]
fn hostile_text_stays_text() {
    let mut bad = spec(&[1.0, 0.0]);
    let name = "</title><script>alert(1)</script>\" onload=\"x\u{0}";
    bad.id = name.into();
    bad.sentence = name.into();
    bad.lines[0].label = name.into();
    bad.x.ticks[0].label = name.into();
    bad.y.ticks[0].label = name.into();
    bad.events = vec![Event { at: DAY, date: name.into(), label: name.into(), text: name.into() }];
    let mark =
        Mark { line: 9, at: 0, value: 1.0, kind: MarkKind::Alert, href: name.into(), title: name.into() };
    bad.marks = vec![mark];
    let drawing = svg(&bad);
    check(&drawing);
    assert!(!drawing.contains("<script") && !drawing.contains('\u{0}'));
}

#[test]
fn nothing_gives_a_frame() {
    for empty in [ChartSpec::default(), spec(&[]), spec(&[1.0]), spec(&[f64::NAN, f64::INFINITY])] {
        let drawing = svg(&empty);
        check(&drawing);
        let plot = plot(&empty);
        assert!(plot.left < plot.right && plot.top < plot.bottom);
    }
    check(&spark_svg(&SparkSpec::default()));
}

#[test]
fn a_logarithmic_axis_has_no_place_for_zero() {
    let mut log = spec(&[0.0, 1.0, 100.0]);
    log.y = ValueAxis {
        from: 0.1,
        to: 1000.0,
        ticks: vec![ValueTick { at: 10.0, label: "10".into() }],
        log: true,
    };
    let drawing = svg(&log);
    check(&drawing);
    let path = drawing.split("stroke=\"var(--chart-1)\"").next().unwrap().rsplit("d=\"").next().unwrap();
    let path = path.split('"').next().unwrap();
    assert_eq!(
        path.matches(['l', 'h', 'v']).count(),
        1,
        "a straight line through the two values above 0: {path}"
    );
}

fn any_value() -> impl Strategy<Value = f64> {
    prop_oneof![-10.0..10.0, any::<f64>(), Just(0.0), Just(1e300), Just(-1e300), Just(f64::NAN)]
}

proptest! {
    #[test]
    fn any_values_give_a_sound_drawing(
        values in prop::collection::vec(any_value(), 0..20),
        (low, high) in (any_value(), any_value()),
        (from, to) in (any::<i64>(), any::<i64>()),
        log in any::<bool>(),
        label in ".{0,30}",
    ) {
        let mut one = spec(&values);
        one.x = TimeAxis { from, to, ticks: vec![TimeTick { at: from, label: label.clone() }] };
        one.y = ValueAxis { from: low, to: high, ticks: vec![ValueTick { at: low, label }], log };
        let envelope = values.iter().map(|v| Range { at: from, low: *v, high: low }).collect();
        one.lines[0].segments[0].envelope = envelope;
        let drawing = svg(&one);
        check(&drawing);
        prop_assert_eq!(drawing, svg(&one));
    }
}
