//! What `detect` prints.

use quarterdeck_analysis::change::{Change, Drift, Findings, Level, Meaning, Tier};
use quarterdeck_model::plural;
use quarterdeck_views::format::number::significant;
use quarterdeck_views::text::{visible, visible_lines};
use serde_json::{Value, json};

/// A series' name and what was found in it.
type Told<'a> = (&'a str, &'a Findings);

/// One line of the table.
type Row = [String; 7];

const HEAD: [&str; 7] = ["series", "at", "what", "change", "before", "after", "p"];

pub(super) fn json(all: &[Told], rate: f64) -> Value {
    let series: Vec<Value> = all
        .iter()
        .map(|(name, found)| {
            json!({
                "name": name,
                "points": found.points,
                "judged": found.judged,
                "change_points": found.changes.iter().map(change).collect::<Vec<_>>(),
                "drifts": found.drifts.iter().map(drift).collect::<Vec<_>>(),
                "level": found.level.as_ref().map(level),
            })
        })
        .collect();
    let judged = all.iter().filter(|(_, found)| found.judged).count();
    json!({"series": series, "judged": judged, "false_discovery_rate": rate})
}

fn change(c: &Change) -> Value {
    json!({
        "index": c.at,
        "tier": c.tier.as_str(),
        "direction": c.meaning.as_str(),
        "before": c.before.median,
        "after": c.after.median,
        "change_percent": c.percent,
        "p_value": c.p_value,
        "overlap": c.overlap,
        "present": c.present,
        "accepted": c.accepted,
        "before_level": level(&c.before),
        "after_level": level(&c.after),
    })
}

fn drift(d: &Drift) -> Value {
    json!({
        "from": d.from,
        "to": d.to,
        "direction": d.meaning.as_str(),
        "before": d.before,
        "after": d.after,
        "change_percent": d.percent,
    })
}

fn level(level: &Level) -> Value {
    json!({"median": level.median, "low": level.low, "high": level.high, "points": level.points})
}

/// A table, and how many series there were.
pub(super) fn human(all: &[Told]) -> String {
    let mut rows = vec![HEAD.map(str::to_owned)];
    rows.extend(rows_of(all));
    let mut lines = vec![summary(all)];
    if rows.len() > 1 {
        let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..HEAD.len()).map(width).collect();
        let cell = |(text, width): (&String, &usize)| format!("{text:<width$}");
        let line = |row: &Row| row.iter().zip(&widths).map(cell).collect::<Vec<_>>().join("  ");
        lines.splice(0..0, rows.iter().map(|row| line(row).trim_end().to_owned()));
    }
    visible_lines(&lines.join("\n"))
}

pub(super) fn markdown(all: &[Told]) -> String {
    let line = |row: Row| format!("| {} |\n", row.map(|cell| cell.replace('|', "\\|")).join(" | "));
    let head = format!("| {} |\n|---|---|---|---|---|---|---|\n", HEAD.join(" | "));
    let rows = rows_of(all);
    let table = if rows.is_empty() {
        String::new()
    } else {
        rows.into_iter().map(line).fold(head, |a, b| a + &b) + "\n"
    };
    table + &summary(all) + "\n"
}

fn rows_of(all: &[Told]) -> Vec<Row> {
    let rows = all.iter().flat_map(|(name, found)| {
        let changes = found.changes.iter().map(|c| change_row(name, c));
        changes.chain(found.drifts.iter().map(|d| drift_row(name, d)))
    });
    rows.collect()
}

fn change_row(name: &str, c: &Change) -> Row {
    let mut what = format!("{} {}", c.tier.as_str(), c.meaning.as_str());
    if c.accepted {
        what += ", accepted";
    } else if !c.present {
        what += ", gone since";
    }
    let interval =
        |level: &Level| format!("{} ({}–{})", figure(level.median), figure(level.low), figure(level.high));
    [
        visible(name),
        c.at.to_string(),
        what,
        percent(c.percent),
        interval(&c.before),
        interval(&c.after),
        format!("{:.1e}", c.p_value),
    ]
}

fn drift_row(name: &str, d: &Drift) -> Row {
    let what = match d.meaning {
        Meaning::Regression => "drift, worse",
        Meaning::Improvement => "drift, better",
        Meaning::Shift => "drift",
    };
    let place = format!("{}–{}", d.from, d.to);
    [
        visible(name),
        place,
        what.to_owned(),
        percent(d.percent),
        figure(d.before),
        figure(d.after),
        String::new(),
    ]
}

fn figure(value: f64) -> String {
    significant(value, 4)
}

fn percent(percent: Option<f64>) -> String {
    percent.map_or_else(|| "from 0".to_owned(), |percent| format!("{percent:+.1} %"))
}

fn summary(all: &[Told]) -> String {
    let judged = all.iter().filter(|(_, found)| found.judged).count();
    let of = |tier: Tier| all.iter().flat_map(|(_, f)| &f.changes).filter(|c| c.tier == tier).count();
    let drifts: usize = all.iter().map(|(_, found)| found.drifts.len()).sum();
    let short = match all.len() - judged {
        0 => String::new(),
        few => format!(" ({few} more with too few points)"),
    };
    let (confirmed, suspected) = (of(Tier::Confirmed), of(Tier::Suspected));
    format!(
        "{judged} series judged{short}: {}, {suspected} suspected, {}",
        plural(confirmed, "confirmed change", "confirmed changes"),
        plural(drifts, "drift", "drifts")
    )
}
