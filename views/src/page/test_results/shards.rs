//! How the tests spread over machines that run side by side.

use crate::chart::{Block, ChartSpec, Data, Datum, Field, Frame, Tone};
use crate::format::{count, fixed, value};
use crate::page::area::AreaPart;
use crate::page::grid::{Grid, column, numbers, text};
use crate::page::rows::plural;
use crate::text::{Shown, visible};
use crate::{Figure, routes};
use quarterdeck_analysis::shards::{Plan, Unit as Piece, plan as spread};
use quarterdeck_analysis::suite::Suite;
use quarterdeck_model::payload::Tests;
use quarterdeck_model::{Labels, Unit};

/// Numbers of machines for which the plan is told.
const MACHINES: [usize; 4] = [2, 4, 8, 16];
/// The number whose plan is drawn.
const DRAWN: usize = 4;
/// Rows of the table below the drawing.
const MOST_ROWS: usize = 200;
/// Sizes of the drawing in tenths of a pixel.
const ROW: i32 = 340;
const LEFT: i32 = 260;
const TOP: i32 = 20;

/// The plan: from the times of the newest results, and so only as good as they are.
pub(super) fn plan(tests: &Tests, job: &str, n: usize) -> AreaPart {
    let suite = Suite::of(&[], &tests.cases, DRAWN, |_| None);
    let part = AreaPart::titled("Spread over machines");
    if suite.units.is_empty() || suite.plan.total_s <= 0.0 {
        return part.saying("Without the times of the tests nothing can be planned.");
    }
    let plans: Vec<(usize, Plan)> =
        MACHINES.iter().map(|machines| (*machines, spread(&suite.units, *machines))).collect();
    let second = |seconds: f64| value(seconds, &Unit::Seconds);
    let row = |(machines, plan): &(usize, Plan)| {
        let gain = if plan.makespan_s > 0.0 { plan.total_s / plan.makespan_s } else { 1.0 };
        vec![
            text(&count(*machines as f64)),
            text(&second(plan.makespan_s)),
            text(&second(plan.ideal_s)),
            text(&format!("{} times as fast as one", fixed(gain, 1))),
        ]
    };
    let columns =
        vec![numbers("Machines"), numbers("Takes"), numbers("At least").only("medium"), column("Gain")];
    let grid = Grid::of(columns, "").filled(plans.iter().map(row).collect(), MACHINES.len());
    let longest = suite.units.iter().max_by(|a, b| {
        a.seconds.unwrap_or(0.0).total_cmp(&b.seconds.unwrap_or(0.0)).then_with(|| b.name.cmp(&a.name))
    });
    let held = longest.and_then(|unit| Some((Shown::new(name(unit)).text, unit.seconds?)));
    let held = held.map(|(name, seconds)| {
        let most = fixed((suite.plan.total_s / seconds).ceil(), 0);
        format!(" The longest piece, {name}, takes {}: more than {most} machines gain nothing while it is one piece.", second(seconds))
    });
    let sentence = format!(
        "{} that run as one, longest first, each to the machine with the least to do (LPT).{}{}",
        plural(suite.units.len(), "piece", "pieces"),
        held.unwrap_or_default(),
        untimed(&suite)
    );
    part.saying(sentence).grids(vec![grid]).wide(vec![figure(&suite, job, n)])
}

fn untimed(suite: &Suite) -> String {
    match suite.plan.untimed {
        0 => String::new(),
        some => format!(
            " {} have no time: they are dealt out by number, and every figure is a lower bound.",
            plural(usize::try_from(some).unwrap_or(usize::MAX), "piece", "pieces")
        ),
    }
}

fn name(piece: &Piece) -> &str {
    if piece.name.is_empty() { "(no suite)" } else { &piece.name }
}

/// A row a machine, a block a piece, as long as it takes.
fn figure(suite: &Suite, job: &str, n: usize) -> Figure {
    let frame = Frame::full(format!("plan-{n}"));
    let width = i32::try_from(frame.width).unwrap_or(1120) * 10 - LEFT;
    let scale = f64::from(width) / suite.plan.makespan_s.max(f64::MIN_POSITIVE);
    let (mut blocks, mut rows) = (Vec::new(), Vec::new());
    for ((number, shard), y) in (1..).zip(&suite.plan.shards).zip((0..).map(|at| TOP + at * ROW)) {
        blocks.push(bare((0, y), LEFT, vec![number.to_string()]));
        let mut from = 0.0;
        for piece in shard.units.iter().filter_map(|at| suite.units.get(*at)) {
            let Some(seconds) = piece.seconds else { continue };
            let span = ((from * scale) as i32, ((from + seconds) * scale) as i32);
            from += seconds;
            rows.push(listed(piece, seconds, number));
            blocks.extend(drawn((piece, seconds), number, span, y));
        }
    }
    let takes = value(suite.plan.makespan_s, &Unit::Seconds);
    let height = TOP + ROW * i32::try_from(suite.plan.shards.len()).unwrap_or(0);
    let data = data(rows);
    let spec = ChartSpec {
        id: frame.id,
        width: frame.width,
        height: u32::try_from(height / 10).unwrap_or(120),
        title: format!("A plan for {DRAWN} machines"),
        caption: format!("a row a machine, as long as it takes; the longest takes {takes}"),
        sentence: format!("A plan for {DRAWN} machines: the longest of them takes {takes}."),
        blocks,
        table: data.first(MOST_ROWS, "pieces"),
        data,
        ..ChartSpec::default()
    };
    Figure::on_page(spec, routes::TESTS, &routes::chart_name("plan", job, Labels::none()))
}

fn listed(piece: &Piece, seconds: f64, machine: usize) -> Vec<Datum> {
    let (machine, tests) = (Datum::count(machine as u64), Datum::count(piece.tests));
    vec![machine, Datum::Text(name(piece).to_owned()), tests, Datum::Number(seconds)]
}

/// The block of a piece, if it is wide enough to be seen.
fn drawn((piece, seconds): (&Piece, f64), machine: usize, (x, end): (i32, i32), y: i32) -> Option<Block> {
    let (shown, took) = (Shown::new(name(piece)).text, value(seconds, &Unit::Seconds));
    (end - x >= 10).then(|| Block {
        x: LEFT + x,
        y,
        w: end - x,
        h: ROW - 40,
        tone: Tone::Part,
        lines: vec![visible(&shown), took.clone()],
        title: format!("{shown}: {took}, machine {machine}"),
    })
}

fn data(rows: Vec<Vec<Datum>>) -> Data {
    let columns = vec![
        Field::number("machine", "Machine", Unit::Count),
        Field::text("piece", "Piece"),
        Field::number("tests", "Tests", Unit::Count),
        Field::number("time", "Time", Unit::Seconds),
    ];
    Data { columns, rows }
}

fn bare((x, y): (i32, i32), w: i32, lines: Vec<String>) -> Block {
    Block { x, y, w, h: ROW - 40, tone: Tone::Bare, lines, title: String::new() }
}
