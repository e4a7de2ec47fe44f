//! A load run of our own as plain text: what was asked and achieved, how sure it is, and what the client was.

use crate::format::{UNKNOWN, maybe, value};
use crate::text::Shown;
use crate::text::plural;
use quarterdeck_model::Unit;
use quarterdeck_model::payload::{Client, Load, Measured, MedianSpread};

/// A few lines on a load run; `None` of one that another tool made.
pub fn load(load: &Load) -> Option<String> {
    let measured = load.measured.as_ref()?;
    let mut lines = vec![format!("  {}", Shown::cut(&load.name, 120).text)];
    if !measured.repeats.is_empty() {
        lines.extend(repeats(load, measured));
    }
    if !measured.steps.is_empty() {
        let kept = measured.steps.iter().filter(|step| step.too_much.is_none()).count();
        lines.push(format!("    capacity   {} rates tried, {kept} kept", measured.steps.len()));
    }
    lines.extend(client(&measured.client));
    Some(lines.join("\n"))
}

fn repeats(load: &Load, measured: &Measured) -> Vec<String> {
    let valid = measured.repeats.iter().filter(|repeat| repeat.section.state.counts()).count();
    let rate = |rate: Option<f64>| maybe(rate, &Unit::PerSecond).text();
    let spread = |q: f64| measured.over_repeats(q).map_or_else(|| UNKNOWN.to_owned(), millis);
    let errors = load.errors.map_or_else(|| UNKNOWN.to_owned(), |n| n.to_string());
    vec![
        format!("    rate       {} asked, {} achieved", rate(load.rate_asked), rate(load.rate_achieved)),
        format!("    p50        {}", spread(0.5)),
        format!("    p99        {}", spread(0.99)),
        format!("    errors     {errors} of {}", plural(load.requests as usize, "request", "requests")),
        format!("    validity   {valid} of {} valid", plural(measured.repeats.len(), "repeat", "repeats")),
    ]
}

/// `0.312 ms (MAD 0.004 ms)`
fn millis(spread: MedianSpread) -> String {
    let text = |ms: f64| value(ms, &Unit::Milliseconds);
    format!("{} (MAD {})", text(spread.median), text(spread.mad))
}

fn client(client: &Client) -> [String; 2] {
    let percent = |share: Option<f64>| maybe(share, &Unit::Percent).text();
    let used = format!(
        "    client     CPU {} of {} cores (spinning {}), {} connections, steal {}, waiting for CPU {}",
        percent(client.cpu_percent),
        client.cores,
        percent(client.spin_percent),
        client.connections,
        percent(client.steal_percent),
        percent(client.pressure_percent),
    );
    [used, format!("    scheduling {}", Shown::cut(&client.scheduling, 120).text)]
}
