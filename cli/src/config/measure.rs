//! `[[metric]]`: what a service uses, measured beside its probes.

use super::service::SCHEMES;
use quarterdeck_collectors::health::{Better, Measure, Reading, Service, Source, sample_name};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// One measurement. Exactly one source is named: `url`, `docker`, `kubectl`, `pid`, `pid_file` or `process`.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct MetricTable {
    /// The service that it is of.
    service: String,
    /// The metric, such as `resource.cache_hit_percent`; only with `url`.
    metric: Option<String>,
    /// A page in Prometheus' text format, or in JSON with `pointer`.
    url: Option<String>,
    /// Header fields of the request; `${NAME}` in a value is that environment variable.
    #[serde(default)]
    headers: BTreeMap<String, String>,
    /// PEM file of the authority that signed the page's certificate.
    ca_file: Option<PathBuf>,
    /// The value of this sample, such as `process_resident_memory_bytes`.
    sample: Option<String>,
    /// What this counter gains a second, such as `process_cpu_seconds_total`.
    rate: Option<String>,
    /// The counter of hits; with `misses` or `lookups`.
    hits: Option<String>,
    /// The counter of misses.
    misses: Option<String>,
    /// The counter of all look-ups.
    lookups: Option<String>,
    /// Whether hits are counted over the `round` \[default\] or over the `lifetime` of the counters.
    over: Option<Over>,
    /// A number in a JSON page, such as `/memory/bytes`.
    pointer: Option<String>,
    /// What the value is multiplied with [default: by the units that the names end with].
    scale: Option<f64>,
    /// `lower` or `higher` [default: `higher` for hits, else `lower`].
    better: Option<Way>,
    /// A container that `docker stats` knows.
    docker: Option<String>,
    /// A workload that `kubectl top pods` knows.
    kubectl: Option<String>,
    /// Its namespace.
    namespace: Option<String>,
    /// A process of this machine.
    pid: Option<u32>,
    /// The file with its number.
    pid_file: Option<PathBuf>,
    /// Its name.
    process: Option<String>,
    /// Cores that the service may use [default: of processes, those of this machine].
    cores: Option<f64>,
    /// Milliseconds of one reading.
    #[serde(default = "timeout")]
    timeout_ms: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
enum Over {
    Round,
    Lifetime,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
enum Way {
    Lower,
    Higher,
}

fn timeout() -> u64 {
    10_000
}

impl MetricTable {
    /// The service that it is of.
    pub(crate) fn service(&self) -> &str {
        &self.service
    }

    /// The metric, where it is named.
    pub(crate) fn metric(&self) -> Option<&str> {
        self.metric.as_deref()
    }

    /// What the collector measures. Paths are relative to `root`.
    pub(crate) fn to_measure(&self, root: &Path) -> Result<Measure, String> {
        if self.service.is_empty() {
            return Err("`service` is empty; expected the name of what is measured".to_owned());
        }
        if self.cores.is_some_and(|cores| !(cores.is_finite() && cores > 0.0)) {
            return Err("`cores` must be more than 0".to_owned());
        }
        let of_all = self.metric.as_deref() == Some("resource.cpu_percent");
        if of_all && self.rate.is_some() && self.cores.is_none() && self.scale.is_none() {
            return Err("resource.cpu_percent is of all cores: say how many by `cores`".to_owned());
        }
        let source = self.source(root)?;
        let own_id = matches!(source, Source::Samples { .. } | Source::Pointer { .. });
        let metric = match (&self.metric, own_id) {
            (Some(metric), true) if metric.contains('.') => metric.clone(),
            (Some(metric), true) => {
                return Err(format!("metric = {metric:?}; expected such as resource.memory_mb"));
            }
            (None, true) => return Err("`metric` is missing; expected such as resource.memory_mb".to_owned()),
            (Some(_), false) => {
                return Err("`metric` goes with `url`: this source has metrics of its own".to_owned());
            }
            (None, false) => String::new(),
        };
        let processes = matches!(source, Source::Pid(_) | Source::PidFile(_) | Source::ProcessName(_));
        let here = || std::thread::available_parallelism().ok().map(|cores| cores.get() as f64);
        Ok(Measure {
            service: self.service.clone(),
            metric,
            better: match self.better {
                Some(Way::Higher) => Better::Higher,
                None if self.hits.is_some() => Better::Higher,
                Some(Way::Lower) | None => Better::Lower,
            },
            cores: self.cores.or_else(|| here().filter(|_| processes)),
            timeout: Duration::from_millis(self.timeout_ms.max(1)),
            source,
        })
    }

    fn source(&self, root: &Path) -> Result<Source, String> {
        let named = [
            self.url.as_ref().map(|url| self.page(url, root)),
            self.docker.clone().map(|container| Ok(Source::Docker { container })),
            self.kubectl
                .clone()
                .map(|workload| Ok(Source::Kubectl { workload, namespace: self.namespace.clone() })),
            self.pid.map(|pid| Ok(Source::Pid(pid))),
            self.pid_file.as_ref().map(|path| Ok(Source::PidFile(root.join(path)))),
            self.process.clone().map(|name| Ok(Source::ProcessName(name))),
        ];
        let mut named: Vec<_> = named.into_iter().flatten().collect();
        match (named.len(), named.pop()) {
            (1, Some(source)) => source,
            _ => {
                Err("expected exactly one of `url`, `docker`, `kubectl`, `pid`, `pid_file`, `process`"
                    .to_owned())
            }
        }
    }

    fn page(&self, url: &str, root: &Path) -> Result<Source, String> {
        if !SCHEMES.iter().take(2).any(|scheme| url.starts_with(scheme)) {
            return Err(format!("url = {url:?} is no page; expected http://… or https://…"));
        }
        let page = Box::new(Service {
            headers: self.headers.clone().into_iter().collect(),
            ca_file: self.ca_file.as_ref().map(|path| root.join(path)),
            timeout: Duration::from_millis(self.timeout_ms.max(1)),
            ..Service::get(&self.service, url)
        });
        if let Some(pointer) = &self.pointer {
            let scale = self.scale(pointer);
            return Ok(Source::Pointer { page, pointer: pointer.clone(), scale });
        }
        let reading = self.reading()?;
        let (Reading::Value(selector) | Reading::Rate(selector) | Reading::Share { hits: selector, .. }) =
            &reading;
        let name = sample_name(selector)?;
        let scale = if self.hits.is_some() { self.scale.unwrap_or(1.0) } else { self.scale(&name) };
        Ok(Source::Samples { page, reading, scale })
    }

    fn reading(&self) -> Result<Reading, String> {
        let of = match (&self.misses, &self.lookups) {
            (Some(misses), None) => Some((misses.clone(), false)),
            (None, Some(lookups)) => Some((lookups.clone(), true)),
            _ => None,
        };
        let lifetime = self.over == Some(Over::Lifetime);
        match (&self.sample, &self.rate, &self.hits, of) {
            (Some(sample), None, None, None) => Ok(Reading::Value(sample.clone())),
            (None, Some(rate), None, None) => Ok(Reading::Rate(rate.clone())),
            (None, None, Some(hits), Some((of, total))) => {
                sample_name(&of)?;
                Ok(Reading::Share { hits: hits.clone(), of, total, lifetime })
            }
            _ => Err("of the page what? expected `sample`, `rate`, `hits` with `misses` or `lookups`, or `pointer`"
                .to_owned()),
        }
    }

    /// Processor time is told of one core, or of all.
    fn of_cores(&self) -> f64 {
        let of_all = self.metric.as_deref() == Some("resource.cpu_percent");
        self.cores.filter(|_| of_all).unwrap_or(1.0)
    }

    /// From the unit that the source's name ends with to that of the metric's.
    fn scale(&self, name: &str) -> f64 {
        let to = self.metric.as_deref().unwrap_or_default();
        let ends = |text: &str, end: &str| text.trim_end_matches("_total").ends_with(end);
        let by_names = match () {
            () if ends(name, "bytes") && ends(to, "_mb") => 1e-6,
            () if ends(name, "seconds") && ends(to, "_ms") => 1e3,
            // A second of processor time a second is one core in full.
            () if ends(name, "seconds") && ends(to, "_percent") => 100.0 / self.of_cores(),
            () if ends(name, "ratio") && ends(to, "_percent") => 100.0,
            () => 1.0,
        };
        self.scale.unwrap_or(by_names)
    }
}

#[cfg(test)]
mod tests {
    use crate::config::read;
    use quarterdeck_collectors::health::{Better, Source};
    use std::path::Path;

    fn told(table: &str) -> Result<String, String> {
        let text = format!("[[metric]]\nservice = \"cart\"\n{table}");
        let file = read(&text, "quarterdeck.toml").map_err(|e| e.to_string())?;
        let measure = file.metric[0].to_measure(Path::new("/p")).map_err(|e| e.to_owned())?;
        let scale = match &measure.source {
            Source::Samples { scale, .. } | Source::Pointer { scale, .. } => *scale,
            _ => 0.0,
        };
        Ok(format!("{} {scale} {}", measure.metric, if measure.better == Better::Higher { "+" } else { "-" }))
    }

    #[test]
    fn units_follow_from_names() {
        let url = "url = \"http://a/m\"\n";
        for (table, expected) in [
            (
                "metric = \"resource.memory_mb\"\nsample = \"process_resident_memory_bytes\"",
                "resource.memory_mb 0.000001 -",
            ),
            ("metric = \"resource.memory_mb\"\npointer = \"/rss/bytes\"", "resource.memory_mb 0.000001 -"),
            (
                "metric = \"resource.cpu_core_percent\"\nrate = \"process_cpu_seconds_total\"",
                "resource.cpu_core_percent 100 -",
            ),
            (
                "metric = \"resource.cache_hit_percent\"\nhits = 'h{c=\"a\"}'\nmisses = \"m\"",
                "resource.cache_hit_percent 1 +",
            ),
            ("metric = \"app.queue\"\nsample = \"queue\"\nscale = 2.0\nbetter = \"higher\"", "app.queue 2 +"),
        ] {
            assert_eq!(told(&format!("{url}{table}")).as_deref(), Ok(expected), "{table}");
        }
        assert_eq!(told("pid_file = \"cart.pid\"").as_deref(), Ok(" 0 -"));
    }

    #[test]
    fn what_is_missing_is_told() {
        for (table, expected) in [
            ("", "exactly one of `url`, `docker`"),
            ("pid = 1\ndocker = \"a\"", "exactly one of"),
            ("metric = \"a.b\"\npid = 1", "`metric` goes with `url`"),
            ("url = \"http://a/\"\nmetric = \"a.b\"", "of the page what?"),
            ("url = \"http://a/\"\nsample = \"x\"", "`metric` is missing"),
            ("url = \"http://a/\"\nmetric = \"a.b\"\nsample = \"x{\"", "selects no sample"),
            ("url = \"tcp://a:1\"\nmetric = \"a.b\"\nsample = \"x\"", "is no page"),
            ("pid = 1\ncores = 0.0", "`cores` must be more than 0"),
        ] {
            let said = told(table).unwrap_err();
            assert!(said.contains("quarterdeck.toml:") && said.contains(expected), "{said}");
        }
    }
}
