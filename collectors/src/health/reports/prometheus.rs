//! Prometheus' text exposition format, after
//! <https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format>.
//!
//! Any program may expose anything, so only what has one meaning everywhere is taken: the blackbox exporter's
//! `probe_success`, with its duration, status and certificate, as a probe; `up` of a federated server as a probe of its
//! instance; `process_resident_memory_bytes` and node exporter's used memory as figures. Counters need two readings and
//! are not taken. `NaN` is no value, and a certificate's end before 1970 is Go's zero time: none.

pub(crate) mod sample;

use self::sample::{Sample, sample};
use super::status::{Status, finished, round, stem};
use super::usage::memory;
use crate::collected::Parsed;
use crate::error::CollectError;
use crate::input::Input;
use crate::origin::Origin;
use quarterdeck_model::payload::{Certificate, Health, Outcome};
use quarterdeck_model::{Labels, Timestamp};
use std::collections::BTreeMap;

/// Names that are taken; of all others only the syntax is looked at.
const TAKEN: [&str; 8] = [
    "probe_success",
    "probe_duration_seconds",
    "probe_http_status_code",
    "probe_ssl_earliest_cert_expiry",
    "up",
    "process_resident_memory_bytes",
    "node_memory_MemTotal_bytes",
    "node_memory_MemAvailable_bytes",
];

/// What is known of one instance.
#[derive(Default)]
struct Instance {
    values: BTreeMap<String, f64>,
    at: Option<Timestamp>,
}

/// Whether the beginning of a file looks like it.
pub(crate) fn sniff(text: &str) -> bool {
    let comment = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().take(4).collect();
        match words.as_slice() {
            ["#", "TYPE", _, kind] => ["counter", "gauge", "histogram", "summary", "untyped"].contains(kind),
            _ => false,
        }
    };
    text.trim_start().starts_with("# ") && text.lines().take(200).any(comment)
}

/// Reads one scrape.
///
/// # Errors
/// When it holds no sample at all.
pub(crate) fn parse(input: &Input, origin: &Origin) -> Result<Parsed<Health>, CollectError> {
    let (text, mut notes) = input.noted();
    let mut instances: BTreeMap<String, Instance> = BTreeMap::new();
    let mut samples = 0_u64;
    let whole = text.matches('\n').count() as u64;
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim_matches(['\u{feff}', ' ', '\t', '\r']);
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if number > whole {
            notes.warn(number, "was cut off: every line ends with a line feed".to_owned());
            continue;
        }
        let Some(sample) = sample(line) else {
            notes.warn(number, "is no sample; expected `name{label=\"value\"} 1.5`".to_owned());
            continue;
        };
        samples += 1;
        if TAKEN.contains(&sample.name) {
            let instance = instances.entry(service(&sample, &input.name)).or_default();
            instance.at = instance.at.max(sample.at);
            instance.values.insert(sample.name.to_owned(), sample.value);
        }
    }
    if samples == 0 {
        return Err(CollectError::new(&input.name, "holds no sample")
            .hint("fetch the address with curl, and look whether its answer is an error"));
    }
    let mut health = Health::default();
    for (service, instance) in instances {
        instance.add(service, origin.read_at, &mut health);
    }
    if health.rounds.is_empty() && health.figures.is_empty() {
        let words = "states neither probe_success, up nor memory: nothing of it is taken";
        notes.warn_all(words.to_owned());
    }
    Ok(finished(health, ("Prometheus", None, None), notes))
}

/// Who is meant: by its labels, else by the file's name.
fn service(sample: &Sample<'_>, file: &str) -> String {
    let label = |key: &str| sample.labels.get(key).map(str::to_owned);
    let of_server = || Some(format!("{}/{}", label("job")?, label("instance")?));
    of_server().or_else(|| label("instance")).or_else(|| label("job")).unwrap_or_else(|| stem(file))
}

impl Instance {
    fn add(self, service: String, read_at: Timestamp, health: &mut Health) {
        let value = |name: &str| self.values.get(name).copied().filter(|value| value.is_finite());
        let total = value("node_memory_MemTotal_bytes");
        let used = total.zip(value("node_memory_MemAvailable_bytes")).map(|(total, free)| total - free);
        let resident = value("process_resident_memory_bytes");
        health
            .figures
            .extend(resident.or(used).filter(|used| *used >= 0.0).map(|used| memory(&service, used)));
        if !["probe_success", "up"].iter().any(|name| self.values.contains_key(*name)) {
            return;
        }
        let success = value("probe_success").or(value("up")).map(|success| success > 0.0);
        let status = Status {
            at: self.at.unwrap_or(read_at),
            outcome: match success {
                Some(true) => Outcome::Up,
                Some(false) => Outcome::Down,
                None => Outcome::Unknown,
            },
            latency_ms: value("probe_duration_seconds").map(|seconds| seconds * 1000.0),
            code: value("probe_http_status_code")
                .filter(|code| (100.0..600.0).contains(code))
                .map(|code| code as u16),
            detail: match success {
                Some(true) => None,
                Some(false) => Some("the exporter says that it failed".to_owned()),
                None => Some("its success is NaN".to_owned()),
            },
        };
        let mut round = round(service, "", vec![status]);
        let ends = value("probe_ssl_earliest_cert_expiry").filter(|seconds| (1.0..1e11).contains(seconds));
        round.certificate = ends.and_then(|seconds| {
            let expires_at = Timestamp::from_millis((seconds * 1000.0) as i64)?;
            Some(Certificate { expires_at, subject: String::new(), leaf_expires_at: None })
        });
        health.rounds.push(round);
    }
}
