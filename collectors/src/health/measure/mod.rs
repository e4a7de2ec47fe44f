//! What a service uses, measured beside its probes: memory, processor time, cache hit rate.
//!
//! A figure that could not be obtained is absent, with its reason; it is never 0. What is counted (processor time, cache
//! look-ups) is read at the beginning and at the end of the round and is the difference; a counter that went back, or a
//! process that was started again in between, gives no figure.

mod containers;
mod counters;
mod page;
#[cfg(target_os = "linux")]
mod process;

pub use self::counters::{Reading, sample_name};

use super::prepared::Prepared;
use super::service::Service;
use crate::http::SystemRoots;
use quarterdeck_model::payload::Figure;
use quarterdeck_model::{Direction, Labels, MetricId, Unit};
use std::thread::ScopedJoinHandle;
use std::time::Duration;

/// What is to be measured of a service.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// The label `service` of the figure.
    pub service: String,
    /// The metric's id, such as `resource.memory_mb`; sources that give memory and processor time have ids of their own.
    pub metric: String,
    /// Which way is better.
    pub better: Better,
    /// Cores that the service may use: then processor time is told in percent of them as well.
    pub cores: Option<f64>,
    /// Longest time of one reading.
    pub timeout: Duration,
    /// Where the figure comes from.
    pub source: Source,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// Less is better.
    Lower,
    /// More is better.
    Higher,
}

/// Where a figure comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// A page in Prometheus' text format.
    Samples {
        /// How the page is asked for.
        page: Box<Service>,
        /// Which samples, and how the figure follows from them.
        reading: Reading,
        /// What the value is multiplied with.
        scale: f64,
    },
    /// A number in a JSON page.
    Pointer {
        /// How the page is asked for.
        page: Box<Service>,
        /// JSON pointer (RFC 6901).
        pointer: String,
        /// What the value is multiplied with.
        scale: f64,
    },
    /// `docker stats` of a container.
    Docker {
        /// The container's name.
        container: String,
    },
    /// `kubectl top pods` of a workload, its pods added up.
    Kubectl {
        /// The workload's name: that of its pods without what is appended for replicas.
        workload: String,
        /// The namespace; that of kubectl's context without one.
        namespace: Option<String>,
    },
    /// A process of this machine by its number.
    Pid(u32),
    /// A process whose number stands in a file.
    PidFile(std::path::PathBuf),
    /// The only process of that name.
    ProcessName(String),
}

/// A measure with its page made ready.
pub(super) struct Ready {
    measure: Measure,
    page: Option<Result<Prepared, String>>,
}

/// Makes a measure ready; what is wrong with it is told when its figures are asked for.
pub(super) fn prepare(measure: Measure, roots: &SystemRoots) -> Ready {
    let page = match &measure.source {
        Source::Samples { page, .. } | Source::Pointer { page, .. } => {
            Some(super::prepared::prepare(page, roots).map_err(|problem| problem.message))
        }
        _ => None,
    };
    Ready { measure, page }
}

/// The figures of a thread.
pub(super) fn joined(
    handle: ScopedJoinHandle<'_, Result<Vec<Figure>, String>>,
) -> Result<Vec<Figure>, String> {
    handle.join().unwrap_or_else(|_| Err("a measurement broke off; please report this".to_owned()))
}

impl Ready {
    /// Reads for as long as a round takes.
    pub(super) fn figures(&self, span: Duration) -> Result<Vec<Figure>, String> {
        let measure = &self.measure;
        let found = match &measure.source {
            Source::Samples { reading, scale, .. } => self
                .page()
                .and_then(|page| counters::read(page, reading, span))
                .and_then(|value| one(measure, value * scale)),
            Source::Pointer { pointer, scale, .. } => {
                self.page().and_then(|page| page::number(page, pointer)).and_then(|v| one(measure, v * scale))
            }
            Source::Docker { container } => containers::docker(container, measure.timeout)
                .map(|used| use_of(measure, used.memory, Some(used.cpu))),
            Source::Kubectl { workload, namespace } => {
                containers::kubectl(workload, namespace.as_deref(), measure.timeout)
                    .map(|used| use_of(measure, used.memory, Some(used.cpu)))
            }
            Source::Pid(_) | Source::PidFile(_) | Source::ProcessName(_) => return self.process(span),
        };
        found.map_err(|why| self.unknown(&measure.metric, &why))
    }

    fn page(&self) -> Result<&Prepared, String> {
        match &self.page {
            Some(Ok(page)) => Ok(page),
            Some(Err(why)) => Err(why.clone()),
            None => Err("no page is named".to_owned()),
        }
    }

    #[cfg(target_os = "linux")]
    fn process(&self, span: Duration) -> Result<Vec<Figure>, String> {
        let used = process::used(&self.measure.source, span)
            .map_err(|why| self.unknown("memory and processor time", &why))?;
        Ok(use_of(&self.measure, used.memory, Some(used.cpu)))
    }

    #[cfg(not(target_os = "linux"))]
    fn process(&self, _: Duration) -> Result<Vec<Figure>, String> {
        Err(self.unknown("memory and processor time", "processes are measured on Linux only"))
    }

    fn unknown(&self, what: &str, why: &str) -> String {
        let what = if what.is_empty() { "memory and processor time" } else { what };
        let why = match &self.page {
            Some(Ok(page)) => super::probe::shown(page, why),
            _ => why.to_owned(),
        };
        format!("{what} of {} is not known: {why}", self.measure.service)
    }
}

/// Bytes, and percent of one core.
struct Used {
    memory: f64,
    cpu: f64,
}

fn one(measure: &Measure, value: f64) -> Result<Vec<Figure>, String> {
    if !value.is_finite() {
        return Err("its value is no finite number".to_owned());
    }
    let unit = unit(&measure.metric);
    Ok(vec![figure(measure, &measure.metric, value, unit)])
}

/// Memory in megabytes, processor time in percent of one core and, where it is known how many there are, of all.
fn use_of(measure: &Measure, memory: f64, cpu: Option<f64>) -> Vec<Figure> {
    let memory = figure(measure, "resource.memory_mb", memory / 1e6, Unit::Megabytes);
    let core = cpu.map(|cpu| figure(measure, "resource.cpu_core_percent", cpu, Unit::Percent));
    let all = cpu.zip(measure.cores.filter(|cores| *cores > 0.0));
    let all = all.map(|(cpu, cores)| figure(measure, "resource.cpu_percent", cpu / cores, Unit::Percent));
    std::iter::once(memory).chain(core).chain(all).collect()
}

fn figure(measure: &Measure, metric: &str, value: f64, unit: Unit) -> Figure {
    let direction = match measure.better {
        Better::Lower => Direction::LowerIsBetter,
        Better::Higher => Direction::HigherIsBetter,
    };
    let labels = Labels::one("service", measure.service.clone());
    Figure { metric: MetricId::new(metric), labels, value, unit, direction }
}

/// The unit that a metric's id ends with.
fn unit(metric: &str) -> Unit {
    match metric.rsplit('_').next().unwrap_or_default() {
        "mb" => Unit::Megabytes,
        "percent" => Unit::Percent,
        "ms" => Unit::Milliseconds,
        "s" | "seconds" => Unit::Seconds,
        "days" => Unit::Days,
        "ratio" => Unit::Ratio,
        "bytes" => Unit::Bytes,
        "rps" => Unit::PerSecond,
        _ => Unit::Count,
    }
}
