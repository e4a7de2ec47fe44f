//! Prints an HTML page of sample charts, to be looked at: `cargo run -p quarterdeck-charts --example gallery > g.html`.

use quarterdeck_analysis::{Policy, assess};
use quarterdeck_charts::{draw, draw_spark};
use quarterdeck_model::payload::{Benchmark, Figure, Payload};
use quarterdeck_model::{
    Collector, Direction, History, Labels, MetricId, Section, SectionState, Series, Snapshot, SnapshotId,
    Source, Timestamp, Unit,
};
use quarterdeck_views::chart::{Change, Dress, Frame, chart, overlay, spark};
use quarterdeck_views::{Figure as Chart, SparkFigure, Status};
use std::io::Write as _;

const HOUR: i64 = 3_600_000;
const NOW: &str = "2026-11-23T07:12:00Z";

/// What one made-up run gives: metric, labels, value, unit, direction.
type Made = (&'static str, Labels, f64, Unit, Direction);

fn now() -> i64 {
    Timestamp::parse(NOW).map_or(0, Timestamp::millis)
}

fn snapshot(at: i64, format: &str, ok: bool, made: Vec<Made>) -> Option<(SnapshotId, Snapshot)> {
    let taken_at = Timestamp::from_millis(at)?;
    let figure = |(metric, labels, value, unit, direction): Made| Figure {
        metric: MetricId::new(metric),
        labels,
        value,
        unit,
        direction,
    };
    let figures = made.into_iter().map(figure).collect();
    let section = if ok { Section::ok() } else { Section::because(SectionState::Failed, "made to fail") };
    let snapshot = Snapshot {
        taken_at,
        subject: "acme-core".into(),
        source: Source {
            commit: Some(format!("{at:040x}")),
            branch: Some("main".into()),
            dirty: Some(false),
        },
        collector: Collector {
            job: "load".into(),
            version: "0".into(),
            tool: "made".into(),
            tool_version: None,
            format: format.into(),
            simulated: true,
            configuration: None,
            from: Vec::new(),
        },
        labels: Labels::none(),
        section,
        payload: Payload::Benchmark(Benchmark { figures, ..Benchmark::default() }),
        diagnostics: Vec::new(),
        unknown: Default::default(),
    };
    Some((SnapshotId::new(taken_at.compact())?, snapshot))
}

/// A number from −1 to 1 that looks random and is the same each time.
fn noise(i: i64) -> f64 {
    let mixed = (i.wrapping_mul(2_654_435_761) ^ (i << 7)).wrapping_mul(40_503) & 0xffff;
    mixed as f64 / 32_768.0 - 1.0
}

fn figures(i: i64, day: i64) -> Vec<Made> {
    let (lower, higher) = (Direction::LowerIsBetter, Direction::HigherIsBetter);
    let p99 = 0.29 + 0.02 * noise(i) + if day < 50 { 0.26 } else { 0.0 };
    let none = Labels::none;
    let mut all = vec![
        ("benchmark.latency_p99_ms", none(), p99, Unit::Milliseconds, lower),
        (
            "benchmark.throughput_rps",
            none(),
            2900.0 + 90.0 * noise(i * 3) - (180 - day) as f64,
            Unit::PerSecond,
            higher,
        ),
        ("resource.cache_hit_percent", none(), 96.5 + 1.2 * noise(i * 7), Unit::Percent, higher),
        ("findings.vulnerabilities", none(), (2.0 + 2.4 * noise(i / 9)).floor().max(0.0), Unit::Count, lower),
        ("tests.pass_percent", none(), 100.0, Unit::Percent, higher),
        ("huge", none(), 10f64.powi((i % 12) as i32 * 20), Unit::Seconds, lower),
    ];
    for (n, name) in
        ["parse/large", "render/10k", "query", "a name that is far too long to fit beside a chart"]
            .iter()
            .enumerate()
    {
        let base = 12.0 + n as f64 * 3.0 + noise(i * 5 + n as i64);
        all.push(("benchmark.time", Labels::one("benchmark", *name), base, Unit::Milliseconds, lower));
    }
    all
}

fn history(days: i64, hours: i64) -> History {
    let mut all = Vec::new();
    for i in 0..days * 24 / hours {
        let at = now() - days * 24 * HOUR + (i + 1) * hours * HOUR;
        let day = (now() - at) / (24 * HOUR);
        if (80..95).contains(&day) {
            continue;
        }
        let format = if day > 130 { "old" } else { "new" };
        all.extend(snapshot(at, format, day != 20, figures(i, day)));
    }
    let one = vec![("chaos.recovery_s", Labels::none(), 12.5, Unit::Seconds, Direction::LowerIsBetter)];
    all.extend(snapshot(now() - 5 * HOUR, "new", true, one));
    History::from_snapshots(all.iter().map(|(id, s)| (id.clone(), s)), Vec::new())
}

fn of<'a>(history: &'a History, metric: &'a str) -> Option<&'a Series> {
    history.series_of(metric).next()
}

fn charts(history: &History, policy: &Policy, wide: bool, prefix: &str) -> Vec<Chart> {
    let metrics = [
        "benchmark.latency_p99_ms",
        "benchmark.throughput_rps",
        "resource.cache_hit_percent",
        "findings.vulnerabilities",
        "tests.pass_percent",
        "chaos.recovery_s",
        "huge",
    ];
    let mut out = Vec::new();
    for metric in metrics {
        let Some(series) = of(history, metric) else { continue };
        let mut dress = Dress::of(history, series, policy);
        let id = format!("{prefix}{}", metric.replace('.', "-"));
        let mut frame = if wide { Frame::full(id) } else { Frame::half(id) };
        if metric == "benchmark.latency_p99_ms" {
            let at = now() - 50 * 24 * HOUR;
            let (before, after) = (Some((at - 80 * 24 * HOUR, 0.29)), Some((now(), 0.55)));
            dress.changes.push(Change { at, label: "change +90 % (9f31c2a)".into(), before, after });
        }
        frame.log = metric == "huge";
        out.push(chart(history, series, &dress, &frame).into());
    }
    out
}

fn overlays(history: &History, policy: &Policy) -> Vec<Chart> {
    let times: Vec<(&Series, String)> = history
        .series_of("benchmark.time")
        .map(|s| (s, s.key.labels.get("benchmark").unwrap_or_default().to_owned()))
        .collect();
    let mixed: Vec<(&Series, String)> = ["benchmark.latency_p99_ms", "benchmark.throughput_rps"]
        .iter()
        .filter_map(|m| Some((of(history, m)?, m.to_string())))
        .collect();
    vec![
        overlay(history, policy, &times, &Frame::half("over")).into(),
        overlay(history, policy, &mixed, &Frame::half("mixed")).into(),
    ]
}

fn sparks(history: &History, policy: &Policy) -> Vec<SparkFigure> {
    let range = (now() - 182 * 24 * HOUR, now());
    let one = |(n, series): (usize, &Series)| {
        let dress = Dress::of(history, series, policy);
        let status =
            [Status::FAILING, Status::AT_RISK, Status::MEETS, Status::NO_DATA, Status::NO_TARGET][n % 5];
        spark(history, series, range, (format!("s{n}"), &dress.breaks, dress.target.as_ref(), status))
    };
    history.series.iter().enumerate().filter_map(one).map(Into::into).collect()
}

fn main() -> std::io::Result<()> {
    let policy = Policy::default();
    let sparse = history(180, 24);
    let dense = history(700, 2);
    let judged = assess(
        &sparse,
        &policy,
        Timestamp::parse(NOW).unwrap_or(assess(&dense, &policy, dense.runs[0].taken_at).now),
    );
    let mut out = std::io::stdout().lock();
    let css = ["tokens.css", "base.css", "charts.css"].map(|f| {
        std::fs::read_to_string(format!("{}/../themes/default/assets/{f}", env!("CARGO_MANIFEST_DIR")))
            .unwrap_or_default()
    });
    writeln!(
        out,
        "<!doctype html><html lang=en data-theme={}><meta charset=utf-8><title>Gallery</title><style>{}body{{padding:16px}}.g{{display:grid;grid-template-columns:1fr 1fr;gap:16px;max-width:1160px}}.s{{display:grid;grid-template-columns:repeat(4,1fr);gap:12px;max-width:1160px}}section{{border:1px solid var(--line);border-radius:6px;padding:12px;background:var(--raised)}}</style><body>",
        std::env::args().nth(1).unwrap_or("light".into()),
        css.join("\n")
    )?;
    writeln!(out, "<p>{} series judged</p><div class=g>", judged.series.len())?;
    let mut half = charts(&sparse, &policy, false, "a-");
    half.extend(overlays(&sparse, &policy));
    half.extend(charts(&dense, &policy, false, "d-"));
    for mut figure in half {
        print(&mut out, &mut figure)?;
    }
    writeln!(out, "</div><div class=s>")?;
    for series in &sparse.series {
        let dress = Dress::of(&sparse, series, &policy);
        let mut figure =
            Chart::from(chart(&sparse, series, &dress, &Frame::small(format!("m{}", series.points.len()))));
        print(&mut out, &mut figure)?;
    }
    writeln!(out, "</div>")?;
    for mut figure in sparks(&sparse, &policy) {
        draw_spark(&mut figure);
        writeln!(out, "{} {}", figure.svg, figure.spec.sentence)?;
    }
    for mut figure in charts(&dense, &policy, true, "w-").into_iter().take(2) {
        print(&mut out, &mut figure)?;
    }
    writeln!(out, "</body></html>")
}

fn print(out: &mut impl std::io::Write, figure: &mut Chart) -> std::io::Result<()> {
    draw(figure);
    let spec = &figure.spec;
    writeln!(
        out,
        "<section><figure><figcaption><strong>{}</strong> <span class=muted>{}</span></figcaption>{}</figure><small>{} {} B, {} points B, {}</small></section>",
        spec.title.replace('<', "&lt;"),
        spec.caption,
        figure.svg,
        spec.notes.join(" "),
        figure.svg.len(),
        figure.points.len(),
        spec.sentence
    )
}
