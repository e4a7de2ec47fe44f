//! `kubectl top pods` and `kubectl top nodes` (text), after
//! <https://kubernetes.io/docs/reference/kubectl/generated/kubectl_top/>.
//!
//! A table whose header says what it holds: optionally `NAMESPACE` and `POD`, `NAME`, `CPU(cores)`, `MEMORY(bytes)`, of
//! nodes also both in percent. Pods of one deployment or daemon set, and containers of one pod, are one service: their
//! use is added up. What `--sum` adds below is left out; `<unknown>` is unknown.

use super::status::finished;
use super::usage::{bytes, cpu, memory};
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use quarterdeck_model::payload::Health;
use std::collections::BTreeMap;

/// Which column is what.
struct Columns {
    namespace: Option<usize>,
    name: usize,
    cpu: usize,
    memory: usize,
    width: usize,
}

/// Whether the beginning of a file looks like it.
pub(crate) fn sniff(text: &str) -> bool {
    text.lines().next().and_then(Columns::of).is_some()
}

/// Reads one table.
///
/// # Errors
/// When the header is missing.
pub(crate) fn parse(input: &Input) -> Result<Parsed<Health>, CollectError> {
    let (text, mut notes) = input.noted();
    let mut lines = (1..).zip(text.lines());
    let columns = lines.next().and_then(|(_, header)| Columns::of(header)).ok_or_else(|| {
        CollectError::new(&input.name, "does not begin with the header of kubectl top")
            .at_line(1)
            .hint("expected `NAME  CPU(cores)  MEMORY(bytes)`; leave out `--no-headers`")
    })?;
    let mut services: BTreeMap<String, Option<(f64, f64)>> = BTreeMap::new();
    let whole = text.matches('\n').count() as u64;
    for (number, line) in lines {
        let cells: Vec<&str> = line.split_whitespace().collect();
        if cells.len() < columns.width || number > whole {
            // Nothing, or the sum below a rule of underscores.
            let expected = cells.is_empty() || line.contains("____") || line.starts_with(char::is_whitespace);
            if !expected {
                notes.warn(number, "was cut off".to_owned());
            }
            continue;
        }
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
        let service = columns.service(&cells);
        let used = percent(cell(columns.cpu)).zip(bytes(cell(columns.memory)));
        if used.is_none() {
            notes.warn(number, format!("the use of {service} is not known"));
        }
        let sum = services.entry(service).or_insert(Some((0.0, 0.0)));
        // One pod of which nothing is known makes the sum unknown.
        *sum = sum.zip(used).map(|((cpu, memory), (more_cpu, more))| (cpu + more_cpu, memory + more));
    }
    let mut health = Health::default();
    for (service, used) in services {
        let figures = used.map(|(percent, bytes)| [memory(&service, bytes), cpu(&service, percent)]);
        health.figures.extend(figures.into_iter().flatten());
    }
    Ok(finished(health, ("Kubernetes", None, None), notes))
}

impl Columns {
    fn of(header: &str) -> Option<Self> {
        let names: Vec<&str> = header.trim_start_matches('\u{feff}').split_whitespace().collect();
        let at = |name: &str| names.iter().position(|other| *other == name);
        Some(Self {
            namespace: at("NAMESPACE"),
            name: at("POD").or_else(|| at("NAME"))?,
            cpu: at("CPU(cores)")?,
            memory: at("MEMORY(bytes)")?,
            width: names.len(),
        })
    }

    fn service(&self, cells: &[&str]) -> String {
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
        let name = workload(cell(self.name));
        self.namespace.map_or_else(|| name.to_owned(), |at| format!("{}/{name}", cell(at)))
    }
}

/// Cores such as `250m`, `2`, `1500000n`, in percent of one core.
fn percent(text: &str) -> Option<f64> {
    let number = |suffix| text.strip_suffix(suffix).map(str::parse::<f64>);
    let percent = match (number('m'), number('u'), number('n')) {
        (Some(milli), ..) => milli.ok()? / 10.0,
        (_, Some(micro), _) => micro.ok()? / 1e4,
        (.., Some(nano)) => nano.ok()? / 1e7,
        _ => text.parse::<f64>().ok()? * 100.0,
    };
    (percent.is_finite() && percent >= 0.0).then_some(percent)
}

/// A pod's name without what Kubernetes appends for replicas: its alphabet has neither vowels nor 0, 1 and 3.
fn workload(pod: &str) -> &str {
    let random = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.chars().all(|c| "bcdfghjklmnpqrstvwxz2456789".contains(c))
    };
    let Some((rest, _)) = pod.rsplit_once('-').filter(|(_, last)| random(last, 5..=5)) else { return pod };
    match rest.rsplit_once('-') {
        Some((name, template)) if random(template, 6..=10) => name,
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::workload;

    #[test]
    fn replicas_of_one_workload_have_one_name() {
        for (pod, name) in [
            ("web-7d9c6b8f5d-x2x9k", "web"),
            ("fluent-bit-xk2lp", "fluent-bit"),
            ("postgres-0", "postgres-0"),
            ("ip-10-0-1-7.internal", "ip-10-0-1-7.internal"),
            ("web", "web"),
        ] {
            assert_eq!(workload(pod), name);
        }
    }
}
