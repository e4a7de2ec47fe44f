//! Locust's `--csv` statistics (`…_stats.csv`), <https://docs.locust.io/en/stable/retrieving-stats.html>.
//!
//! Times are milliseconds from the sending, rounded to two digits above 100; failed requests are among them. Each method
//! and name is a load run of its own; the row `Aggregated` is their sum and only compared.

use super::{Run, Told, finished};
use crate::collected::Parsed;
use crate::csv;
use crate::error::CollectError;
use crate::input::Input;
use quarterdeck_model::payload::Benchmark;

/// Names of a column, those of old versions behind.
const REQUESTS: [&str; 2] = ["request count", "# requests"];
const FAILURES: [&str; 2] = ["failure count", "# failures"];
const QUANTILES: [(&str, f64); 4] = [("50%", 0.5), ("90%", 0.9), ("95%", 0.95), ("99%", 0.99)];

/// Whether the beginning of a file looks like it.
pub(crate) fn sniff(text: &str) -> bool {
    let head = text.lines().next().unwrap_or_default().to_ascii_lowercase().replace('"', "");
    let has = |names: [&str; 2]| names.iter().any(|name| head.contains(name));
    head.trim_start_matches('\u{feff}').starts_with("type,name,") && has(REQUESTS) && has(FAILURES)
}

/// Reads the statistics.
///
/// # Errors
/// When the columns are not Locust's, or the file cannot be read.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Benchmark>, CollectError> {
    let (text, mut notes) = input.noted();
    if !sniff(&text) {
        return Err(CollectError::new(
            &input.name,
            "does not begin with Locust's columns: Type,Name,Request Count",
        )
        .hint("of the files that --csv writes, take the one that ends in _stats.csv"));
    }
    let mut bytes = text.as_bytes();
    let failed = |e: std::io::Error| CollectError::new(&input.name, e.to_string());
    let head = csv::next(&mut bytes).map_err(failed)?.map(|record| record.fields).unwrap_or_default();
    let head: Vec<String> = head.iter().map(|name| name.trim().to_ascii_lowercase()).collect();
    let (mut payload, mut total, mut sum) = (Benchmark::default(), None, 0_u64);
    while let Some(record) = csv::next(&mut bytes).map_err(failed)? {
        let row = Row { head: &head, fields: &record.fields };
        // Locust ends its last row without a line's end.
        let Some(run) = row.run().filter(|_| record.fields.len() == head.len()) else {
            notes.warn_all(format!("row {:?} is no whole row of Locust", record.fields.join(",")));
            continue;
        };
        if run.name == "Aggregated" || run.name == "Total" {
            total = Some(run.requests);
        } else {
            sum = sum.saturating_add(run.requests);
            run.add_to(&mut payload, &mut notes);
        }
    }
    match total {
        None => notes.warn_all("has no row Aggregated: the file is cut off".to_owned()),
        Some(total) if total != sum => {
            notes.note(format!("says {total} requests in all; its rows have {sum}"))
        }
        Some(_) => {}
    }
    Ok(finished(payload, Told { tool: "Locust", version: None, at: None }, notes))
}

struct Row<'a> {
    head: &'a [String],
    fields: &'a [String],
}

impl Row<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.fields.get(self.head.iter().position(|column| column == name)?).map(|field| field.trim())
    }

    /// A number; `N/A` stands for one of no request.
    fn number(&self, name: &str) -> Option<f64> {
        self.get(name)?.parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0)
    }

    fn run(&self) -> Option<Run> {
        let count = |names: [&str; 2]| names.iter().find_map(|name| self.get(name)?.parse::<u64>().ok());
        let (requests, failed) = (count(REQUESTS)?, count(FAILURES)?);
        let name = format!("{} {}", self.get("type").unwrap_or_default(), self.get("name")?);
        let rate = self.number("requests/s").filter(|rate| *rate > 0.0);
        Some(Run {
            name: name.trim().trim_start_matches("None ").to_owned(),
            seconds: rate.map(|rate| requests as f64 / rate),
            requests,
            failed,
            samples: requests,
            latencies: QUANTILES.iter().filter_map(|(name, q)| Some((*q, self.number(name)?))).collect(),
            failed_among: true,
            ..Run::default()
        })
    }
}
