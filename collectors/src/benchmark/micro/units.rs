//! Units as benchmark tools write them: what is measured, in which of our units, and which way is better.

use quarterdeck_model::{Direction, Unit};

/// What a unit says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Measure {
    /// What is measured.
    pub(super) name: String,
    pub(super) unit: Unit,
    pub(super) direction: Direction,
    /// Turns a value into our unit.
    pub(super) factor: f64,
}

/// A time, lower is better.
pub(super) fn time(unit: Unit) -> Measure {
    Measure { name: "time".to_owned(), unit, direction: Direction::LowerIsBetter, factor: 1.0 }
}

impl Measure {
    /// The same, called otherwise.
    pub(super) fn called(self, name: &str) -> Self {
        Self { name: slug(name), ..self }
    }

    /// The same with a direction that the source states.
    pub(super) fn directed(self, direction: Direction) -> Self {
        Self { direction, ..self }
    }
}

/// What a unit says by itself. One that says nothing of the better way is neutral: a guess would make wins of losses.
pub(super) fn measure(text: &str) -> Measure {
    let text = text.trim();
    let of = |name: &str, unit, direction, factor| Measure { name: name.to_owned(), unit, direction, factor };
    let (lower, higher) = (Direction::LowerIsBetter, Direction::HigherIsBetter);
    if let Some(unit) = duration(text) {
        return time(unit);
    }
    match text {
        "B/op" | "bytes" | "B" | "Bytes" => of("memory", Unit::Bytes, lower, 1.0),
        "KB" | "kB" => of("memory", Unit::Bytes, lower, 1e3),
        "KiB" => of("memory", Unit::Bytes, lower, 1024.0),
        "MB" => of("memory", Unit::Bytes, lower, 1e6),
        "MiB" => of("memory", Unit::Bytes, lower, 1024.0 * 1024.0),
        "allocs/op" => of("allocations", Unit::Count, lower, 1.0),
        "B/s" | "bytes/s" => of("throughput", Unit::BytesPerSecond, higher, 1.0),
        "KB/s" | "kB/s" => of("throughput", Unit::BytesPerSecond, higher, 1e3),
        "MB/s" => of("throughput", Unit::BytesPerSecond, higher, 1e6),
        "GB/s" => of("throughput", Unit::BytesPerSecond, higher, 1e9),
        "ops/s" | "op/s" | "ops/sec" | "iter/sec" | "iter/s" | "req/s" | "requests/s" | "it/s" => {
            of("rate", Unit::PerSecond, higher, 1.0)
        }
        rate if rate.ends_with("/s") || rate.ends_with("/sec") => {
            of(&slug(rate), Unit::Other(rate.to_owned()), higher, 1.0)
        }
        "%" => of("share", Unit::Percent, Direction::Neutral, 1.0),
        "" => of("value", Unit::Count, Direction::Neutral, 1.0),
        other => of(&slug(other), Unit::Other(other.to_owned()), Direction::Neutral, 1.0),
    }
}

/// `ns`, also of an operation or an iteration.
fn duration(text: &str) -> Option<Unit> {
    let unit = ["/op", "/iter", "/iteration"].iter().find_map(|per| text.strip_suffix(per)).unwrap_or(text);
    Some(match unit {
        "ns" | "nsec" | "nanoseconds" => Unit::Nanoseconds,
        "us" | "usec" | "µs" | "μs" | "microseconds" => Unit::Microseconds,
        "ms" | "msec" | "milliseconds" => Unit::Milliseconds,
        "s" | "sec" | "seconds" => Unit::Seconds,
        _ => return None,
    })
}

/// Small letters and digits, all else as `_`: part of a metric's name.
pub(super) fn slug(text: &str) -> String {
    let part = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let plain: String = text.replace('/', "_per_").chars().map(part).collect();
    let parts: Vec<&str> = plain.split('_').filter(|part| !part.is_empty()).collect();
    let joined = parts.join("_");
    if joined.is_empty() { "value".to_owned() } else { joined.chars().take(60).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_say_what_is_measured_and_which_way_is_better() {
        for (text, expected) in [
            ("ns/op", "time ns LowerIsBetter"),
            ("ns/iter", "time ns LowerIsBetter"),
            ("µs", "time us LowerIsBetter"),
            ("B/op", "memory bytes LowerIsBetter"),
            ("allocs/op", "allocations count LowerIsBetter"),
            ("MB/s", "throughput bytes_per_second HigherIsBetter"),
            ("iter/sec", "rate per_second HigherIsBetter"),
            ("frames/s", "frames_per_s frames/s HigherIsBetter"),
            ("p99-lag", "p99_lag p99-lag Neutral"),
            ("日本", "value 日本 Neutral"),
            ("", "value count Neutral"),
        ] {
            let Measure { name, unit, direction, .. } = measure(text);
            assert_eq!(format!("{name} {unit} {direction:?}"), expected, "{text:?}");
        }
    }
}
