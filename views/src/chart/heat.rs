//! A heat map: how a distribution moves over time. A column is a stretch of time, a row a stretch of response times, and
//! the fuller a cell's colour, the more of its column's response times lie in it. Every column is a whole of its own, so that a week with many
//! runs does not look slower than one with few.

use super::{Block, ChartSpec, Data, Datum, Field, Frame, Key, Table, Tone, share};
use crate::format::number::percentages;
use crate::format::{UNKNOWN, count, day_month_of, plainly, span_of, value};
use crate::page::rows::plural;
use chrono::NaiveDate;
use quarterdeck_model::Unit;

/// From where on a cell has each density, in per cent of its column.
const DENSITIES: [(f64, u8, &str); 5] = [
    (50.0, 5, "50 % and more"),
    (25.0, 4, "25 to below 50 %"),
    (10.0, 3, "10 to below 25 %"),
    (1.0, 2, "1 to below 10 %"),
    (0.0, 1, "below 1 %"),
];
/// Room for the words beside and below the cells, in tenths of a pixel.
const GUTTER: i32 = 780;
const FOOT: i32 = 220;
/// Least width of a label below, in tenths of a pixel.
const LABEL: i32 = 700;

/// What a map is of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    /// What gave the response times: `Runs`.
    pub(crate) runs: &'static str,
    /// What a column is made of: `Histograms of all valid runs`.
    pub(crate) made_of: &'static str,
}

/// One column.
#[derive(Debug, Clone)]
pub(crate) struct Slot {
    /// Its first and its last day.
    pub(crate) days: (NaiveDate, NaiveDate),
    /// Runs in it.
    pub(crate) runs: usize,
    /// Response times in each row, one more than there are edges, the fastest first; empty where no run kept any.
    pub(crate) counts: Vec<u64>,
}

impl Slot {
    /// Below its cells: `12 Oct`.
    fn label(&self) -> String {
        day_month_of(self.days.0)
    }

    /// In its tooltips: `12 to 18 Oct 2026`.
    fn name(&self) -> String {
        span_of(self.days.0, self.days.1)
    }

    fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The share of a row in per cent.
    fn share(&self, row: usize) -> Option<f64> {
        let many = self.counts.get(row).copied()?;
        let total = self.total();
        (total > 0).then(|| many as f64 * 100.0 / total as f64)
    }
}

/// The chart of `slots`, oldest first, whose rows are cut at `edges` (milliseconds, ascending); none where nothing was
/// counted. `every` is what a column is: `week`.
pub(crate) fn heat(
    (every, words): (&str, &Words),
    edges: &[f64],
    slots: &[Slot],
    frame: &Frame,
) -> Option<ChartSpec> {
    let newest = slots.iter().rev().find(|slot| slot.total() > 0)?;
    let (plain, names) = (plainly(|| names(edges)), names(edges));
    let most = (0..names.len()).max_by_key(|row| newest.counts.get(*row).copied().unwrap_or_default())?;
    let sentence = format!(
        "In {}, {} of {} response times were {}, more than in any other row.",
        newest.name(),
        percent(newest.share(most)),
        count(newest.total() as f64),
        names.get(most)?
    );
    let title = format!("Response times {every} by {every}");
    let data = data((every, words), (&plain, &names), slots);
    Some(ChartSpec {
        id: frame.id.clone(),
        width: frame.width,
        height: frame.height,
        caption: format!("the fuller the colour, the more of the {every}’s response times; lower is better"),
        sentence: format!("{title}: {sentence}"),
        notes: vec![format!("{} of a {every} put together; hatched where there is none.", words.made_of)],
        blocks: blocks(&names, slots, frame),
        keys: keys(),
        table: table(every, slots, &data),
        data,
        title,
        ..ChartSpec::default()
    })
}

/// What each row holds: `below 200 µs`, `200 µs to below 500 µs`, `500 µs or longer`.
fn names(edges: &[f64]) -> Vec<String> {
    let time = |ms: &f64| value(*ms, &Unit::Milliseconds);
    let below = edges.first().map(|first| format!("below {}", time(first)));
    let between = edges.windows(2).filter_map(|pair| match pair {
        [from, to] => Some(format!("{} to below {}", time(from), time(to))),
        _ => None,
    });
    let above = edges.last().map(|last| format!("{} or longer", time(last)));
    below.into_iter().chain(between).chain(above).collect()
}

fn percent(of: Option<f64>) -> String {
    of.map_or_else(|| UNKNOWN.to_owned(), share)
}

fn tone(share: f64) -> Tone {
    let density = DENSITIES.iter().find(|(from, ..)| share >= *from);
    Tone::Density(density.map_or(1, |(_, density, _)| *density))
}

fn keys() -> Vec<Key> {
    let known =
        DENSITIES.iter().rev().map(|(_, density, text)| Key::of(Tone::Density(*density), &percentages(text)));
    known.chain([Key::of(Tone::Unknown, "no response times are known")]).collect()
}

/// Edges of `many` equal parts of the room from `from` to `to`.
fn cuts(from: i32, to: i32, many: usize) -> Vec<i32> {
    let many = i32::try_from(many).unwrap_or(i32::MAX).max(1);
    (0..=many).map(|n| from + (to - from) * n / many).collect()
}

fn blocks(names: &[String], slots: &[Slot], frame: &Frame) -> Vec<Block> {
    let tenths = |px: u32| i32::try_from(px).unwrap_or(0).saturating_mul(10);
    let (width, floor) = (tenths(frame.width), tenths(frame.height) - FOOT);
    let columns = cuts(GUTTER, width, slots.len());
    // The fastest row lies lowest.
    let rows: Vec<i32> = cuts(0, floor, names.len()).into_iter().rev().collect();
    let mut out = Vec::new();
    for (name, pair) in names.iter().zip(rows.windows(2)) {
        let [low, high] = *pair else { continue };
        let short = name.split(" to below ").next().unwrap_or_default();
        let short = short.replace("below ", "< ").replace(" or longer", "");
        out.push(bare(0, high + (low - high - 190) / 2, GUTTER, short));
    }
    for (slot, pair) in slots.iter().zip(columns.windows(2)) {
        let [left, right] = *pair else { continue };
        out.extend(cells(slot, names, (left, right), &rows));
    }
    let every =
        usize::try_from(LABEL / ((width - GUTTER) / slots.len().max(1) as i32).max(1)).unwrap_or(0) + 1;
    for (slot, left) in slots.iter().zip(&columns).step_by(every) {
        out.push(bare(left - 40, floor + 10, LABEL.min(width - left + 40), slot.label()));
    }
    out
}

/// The cells of one column with anything in them; hatched as a whole where nothing is known.
fn cells(slot: &Slot, names: &[String], (left, right): (i32, i32), rows: &[i32]) -> Vec<Block> {
    let cell = |(low, high): (i32, i32), tone, title| {
        let (w, h) = ((right - left - 10).max(1), (low - high - 10).max(1));
        Block { x: left, y: high, w, h, tone, lines: Vec::new(), title }
    };
    if slot.total() == 0 {
        let whole = rows.first().copied().zip(rows.last().copied());
        let title = format!("{}: not known", slot.name());
        return whole.map(|edges| cell(edges, Tone::Unknown, title)).into_iter().collect();
    }
    let one = |(row, (name, pair)): (usize, (&String, &[i32]))| {
        let [low, high] = *pair else { return None };
        let share = slot.share(row).filter(|share| *share > 0.0)?;
        let title = format!("{}: {} {name}", slot.name(), percent(Some(share)));
        Some(cell((low, high), tone(share), title))
    };
    names.iter().zip(rows.windows(2)).enumerate().filter_map(one).collect()
}

fn bare(x: i32, y: i32, w: i32, text: String) -> Block {
    Block { x, y: y.max(0), w: w.max(1), h: 200, tone: Tone::Bare, lines: vec![text], title: String::new() }
}

/// A row a column of the drawing, oldest first.
fn data((every, words): (&str, &Words), (plain, names): (&[String], &[String]), slots: &[Slot]) -> Data {
    let first = every.chars().next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    let head = format!("{first}{}", every.get(first.len()..).unwrap_or_default());
    let heads = [
        Field::time(every, &head),
        Field::number(&words.runs.to_lowercase(), words.runs, Unit::Count),
        Field::number("response_times", "Response times", Unit::Count),
    ];
    let row = |slot: &Slot| {
        let counts = [Datum::count(slot.runs as u64), Datum::count(slot.total())];
        let shares = (0..names.len()).map(|row| Datum::maybe(slot.share(row)));
        std::iter::once(Datum::Days(slot.days.0, slot.days.1)).chain(counts).chain(shares).collect()
    };
    let columns = heads
        .into_iter()
        .chain(plain.iter().zip(names).map(|(plain, name)| Field::share(plain, plain).written(name)))
        .collect();
    Data { columns, rows: slots.iter().map(row).collect() }
}

/// Newest first.
fn table(every: &str, slots: &[Slot], data: &Data) -> Table {
    let many = format!("{every}s");
    let without = slots.iter().filter(|slot| slot.total() == 0).count();
    let note = match without {
        0 => String::new(),
        _ => format!("{} without response times.", plural(without, every, &many)),
    };
    Table { note, ..data.last(slots.len(), &many) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::THIN;

    const WORDS: Words = Words { runs: "Runs", made_of: "Histograms" };

    fn slot(day: u32, counts: &[u64]) -> Slot {
        let day = NaiveDate::from_ymd_opt(1970, 1, 1 + day).unwrap();
        Slot { days: (day, day), runs: 2, counts: counts.to_vec() }
    }

    #[test]
    fn cells_are_shares_of_their_column_and_the_unknown_is_hatched() {
        let slots = [slot(0, &[1, 99, 0]), slot(1, &[]), slot(2, &[0, 1, 9_999])];
        let spec = heat(("week", &WORDS), &[1.0, 2.0], &slots, &Frame::full("h")).unwrap();
        let tones = |tone: Tone| spec.blocks.iter().filter(|block| block.tone == tone).count();
        assert_eq!((tones(Tone::Density(5)), tones(Tone::Density(2)), tones(Tone::Density(1))), (2, 1, 1));
        assert_eq!(tones(Tone::Unknown), 1);
        // What holds nothing has no cell.
        assert_eq!(spec.blocks.iter().filter(|block| !block.title.is_empty()).count(), 5);
        let inside = |b: &Block| b.x >= 0 && b.y >= 0 && b.x + b.w <= 11_200 && b.y + b.h <= 3_200;
        assert!(spec.blocks.iter().all(inside), "{:?}", spec.blocks);
        let cells =
            |row: usize| spec.table.rows[row].cells.iter().map(|c| c.replace(THIN, " ")).collect::<Vec<_>>();
        assert_eq!(cells(0), ["3 Jan 1970", "2", "10 000", "0.0 %", "< 0.1 %", "99.9 %"]);
        assert_eq!(cells(1), ["2 Jan 1970", "2", "0", "—", "—", "—"]);
        assert_eq!(spec.table.note, "1 week without response times.");
        assert!(
            spec.sentence
                .contains("99.9\u{202f}% of 10\u{202f}000 response times were 2.00\u{202f}ms or longer"),
            "{}",
            spec.sentence
        );
        assert!(heat(("week", &WORDS), &[1.0], &[slot(1, &[])], &Frame::full("h")).is_none());
    }
}
