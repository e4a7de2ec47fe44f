//! What a service uses of the machine, as figures of the service: memory in megabytes of 10^6 bytes, processor time in
//! percent of one core.

use quarterdeck_model::payload::Figure;
use quarterdeck_model::{Direction, Labels, MetricId, Unit};

/// Memory in use.
pub(super) fn memory(service: &str, bytes: f64) -> Figure {
    figure("resource.memory_mb", service, bytes / 1e6, Unit::Megabytes)
}

/// Processor time, 100 % being one core.
pub(super) fn cpu(service: &str, percent: f64) -> Figure {
    figure("resource.cpu_core_percent", service, percent, Unit::Percent)
}

fn figure(id: &str, service: &str, value: f64, unit: Unit) -> Figure {
    let labels = Labels::one("service", service);
    Figure { metric: MetricId::new(id), labels, value, unit, direction: Direction::LowerIsBetter }
}

/// A size such as `388KiB`, `1.5GB`, `64Mi` or `1024`, in bytes: units of 1024 have an `i`, those of 1000 none.
pub(super) fn bytes(text: &str) -> Option<f64> {
    let text = text.trim();
    let (number, unit) = text.split_at(text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len()));
    let power = match unit.trim_end_matches(['B', 'b']).trim_end_matches('i') {
        "" => 0,
        "k" | "K" => 1,
        "m" | "M" => 2,
        "g" | "G" => 3,
        "t" | "T" => 4,
        _ => return None,
    };
    let base: f64 = if unit.contains('i') { 1024.0 } else { 1000.0 };
    let value = number.trim().parse::<f64>().ok()? * base.powi(power);
    (value.is_finite() && value >= 0.0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn sizes_are_of_1024_or_of_1000() {
        for (text, expected) in [
            ("388KiB", Some(397_312.0)),
            ("1.5GB", Some(1.5e9)),
            ("64Mi", Some(67_108_864.0)),
            ("1024", Some(1024.0)),
            ("0B", Some(0.0)),
            ("12kB", Some(12_000.0)),
            ("--", None),
            ("5 parsecs", None),
            ("-1B", None),
            ("", None),
        ] {
            assert_eq!(bytes(text), expected, "{text}");
        }
    }
}
