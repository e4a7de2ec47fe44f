//! What only a load run of our own knows, as tables: its repeats, the rates it tried, its client.

use super::Section;
use super::payload::{cell, number, table};
use crate::chart::column;
use crate::format::{UNKNOWN, maybe, value};
use quarterdeck_model::Unit;
use quarterdeck_model::histogram::quantile_ms;
use quarterdeck_model::payload::{Client, Load, Measured, MedianSpread, Repeat, Step};

/// The tables of a load run; none of one that another tool made.
pub(super) fn sections(load: &Load) -> Vec<Section> {
    let Some(measured) = &load.measured else { return Vec::new() };
    let name = cell(&load.name);
    let repeats = Some(measured).filter(|m| !m.repeats.is_empty()).map(|m| repeats(m, &name));
    let steps = Some(measured).filter(|m| !m.steps.is_empty()).map(|m| steps(&m.steps, &name));
    repeats.into_iter().chain(steps).chain([client(&measured.client, &name)]).collect()
}

fn millis(ms: Option<f64>) -> String {
    maybe(ms, &Unit::Milliseconds).text()
}

fn repeats(measured: &Measured, name: &str) -> Section {
    let rows = measured.repeats.iter().enumerate().map(|(index, repeat): (usize, &Repeat)| {
        let responses = repeat.response.as_ref().and_then(|encoded| encoded.decode().ok());
        let at = |q: f64| millis(responses.as_ref().and_then(|histogram| quantile_ms(histogram, q)));
        vec![
            (index + 1).to_string(),
            value(repeat.rate_achieved, &Unit::PerSecond),
            at(0.5),
            at(0.95),
            at(0.99),
            format!("{} of {}", number(repeat.errors), number(repeat.requests)),
            validity(repeat),
        ]
    });
    let mut columns = ["Repeat", "Achieved", "p50", "p95", "p99", "Errors"].map(|t| column(t, true)).to_vec();
    columns.push(column("Validity", false));
    Section {
        title: format!("Repeats of {name}"),
        summary: summary(measured),
        table: table(columns, rows, measured.repeats.len()),
    }
}

/// An invalid repeat enters nothing; a valid one with a reserve says which.
fn validity(repeat: &Repeat) -> String {
    let word = if repeat.section.state.counts() { "valid" } else { "invalid" };
    match repeat.section.reasons.as_slice() {
        [] => word.to_owned(),
        reasons => format!("{word}: {}", cell(&reasons.join("; "))),
    }
}

/// `4 of 5 valid. p99 312 µs (MAD 4 µs), the median of the valid ones.`
fn summary(measured: &Measured) -> String {
    let valid = measured.repeats.iter().filter(|repeat| repeat.section.state.counts()).count();
    let told = |spread: MedianSpread| {
        let text = |ms: f64| value(ms, &Unit::Milliseconds);
        format!(" p99 {} (MAD {}), the median of the valid ones.", text(spread.median), text(spread.mad))
    };
    let p99 = measured.over_repeats(0.99).map(told).unwrap_or_default();
    format!("{valid} of {} valid.{p99}", measured.repeats.len())
}

fn steps(steps: &[Step], name: &str) -> Section {
    let rows = steps.iter().map(|step| {
        let verdict = step.too_much.as_deref().map_or_else(|| "kept".to_owned(), cell);
        let rate = |rate: f64| value(rate, &Unit::PerSecond);
        vec![rate(step.rate_asked), rate(step.rate_achieved), millis(step.p99_ms), verdict]
    });
    let mut columns = ["Asked", "Achieved", "p99"].map(|t| column(t, true)).to_vec();
    columns.push(column("Verdict", false));
    Section {
        title: format!("Rates tried on {name}"),
        summary: "In order; a rate that was not kept was tried twice.".to_owned(),
        table: table(columns, rows, steps.len()),
    }
}

fn client(client: &Client, name: &str) -> Section {
    let percent = |share: Option<f64>| maybe(share, &Unit::Percent).text();
    let load = client.load_average.map_or_else(|| UNKNOWN.to_owned(), |load| value(load, &Unit::Count));
    let rows = [
        ("CPU time, of its cores", percent(client.cpu_percent)),
        ("Of that, waiting for an instant by spinning", percent(client.spin_percent)),
        ("Cores", number(u64::from(client.cores))),
        ("Connections", number(u64::from(client.connections))),
        ("Load average", load),
        ("Steal", percent(client.steal_percent)),
        ("Tasks waited for a CPU", percent(client.pressure_percent)),
        ("Scheduling", cell(&client.scheduling)),
    ];
    let (count, rows) = (rows.len(), rows.into_iter().map(|(what, text)| vec![what.to_owned(), text]));
    let columns = vec![column("What", false), column("Value", true)];
    Section {
        title: format!("Client of {name}"),
        summary: "The worst of its repeats; a busy client measures itself.".to_owned(),
        table: table(columns, rows, count),
    }
}
