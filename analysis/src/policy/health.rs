//! What probes and certificates are judged by, and when work on a service was planned.

use super::Problem;
use quarterdeck_model::Timestamp;
use serde::{Deserialize, Serialize};

/// `[policy.health]`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct HealthRules {
    /// A certificate with fewer days left than this is to be looked at this week.
    pub certificate_warn_days: f64,
    /// A certificate with fewer days left than this is to be looked at now.
    pub certificate_critical_days: f64,
    /// Planned work: its time is neither up nor down.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub maintenance: Vec<Maintenance>,
}

/// One window of planned work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Maintenance {
    /// Only of these services; of all without any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<String>,
    /// Its beginning, RFC 3339.
    #[serde(deserialize_with = "super::since::date_text")]
    #[cfg_attr(feature = "schema", schemars(with = "super::Since"))]
    pub from: String,
    /// Its end, RFC 3339.
    #[serde(deserialize_with = "super::since::date_text")]
    #[cfg_attr(feature = "schema", schemars(with = "super::Since"))]
    pub until: String,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// How urgent the end of a certificate is. It says nothing of up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Not yet.
    None,
    /// This week.
    Warn,
    /// Now.
    Critical,
    /// It has ended.
    Expired,
}

impl Default for HealthRules {
    fn default() -> Self {
        Self { certificate_warn_days: 21.0, certificate_critical_days: 7.0, maintenance: Vec::new() }
    }
}

impl HealthRules {
    /// How urgent a certificate with so many days left is.
    pub fn urgency(&self, days: f64) -> Urgency {
        match () {
            () if days <= 0.0 => Urgency::Expired,
            () if days < self.certificate_critical_days => Urgency::Critical,
            () if days < self.certificate_warn_days => Urgency::Warn,
            () => Urgency::None,
        }
    }

    /// The windows of planned work of a service, in milliseconds since 1970: from the first to before the second.
    pub fn windows(&self, service: &str) -> Vec<(i64, i64)> {
        let of = |m: &&Maintenance| m.services.is_empty() || m.services.iter().any(|name| name == service);
        self.maintenance.iter().filter(of).filter_map(Maintenance::window).collect()
    }

    pub(super) fn problems(&self) -> Vec<Problem> {
        let (warn, critical) = (self.certificate_warn_days, self.certificate_critical_days);
        let mut out = Vec::new();
        if !(warn.is_finite() && critical >= 0.0 && warn >= critical) {
            let why = format!(
                "certificate_warn_days = {warn} and certificate_critical_days = {critical}; expected the first to \
                 be at least the second, and both to be finite and not negative"
            );
            out.push(Problem::new("certificate_warn_days", why));
        }
        for (index, window) in self.maintenance.iter().enumerate() {
            if window.window().is_none() {
                let why = format!(
                    "from = {:?}, until = {:?}; expected two times such as \
                     2026-11-23T07:00:00Z, the second after the first",
                    window.from, window.until
                );
                out.push(Problem::new(format!("maintenance[{index}].from"), why));
            }
        }
        out
    }
}

impl Maintenance {
    fn window(&self) -> Option<(i64, i64)> {
        let (from, until) = (Timestamp::parse(&self.from)?, Timestamp::parse(&self.until)?);
        (from < until).then_some((from.millis(), until.millis()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certificates_are_urgent_below_21_and_7_days() {
        let rules = HealthRules::default();
        let told = [22.0, 21.0, 20.9, 7.0, 6.9, 0.0, -1.0].map(|days| rules.urgency(days));
        use Urgency::{Critical, Expired, None, Warn};
        assert_eq!(told, [None, None, Warn, Warn, Critical, Expired, Expired]);
    }

    #[test]
    fn windows_are_of_the_services_that_they_name() {
        let window = |services: &[&str], from: &str, until: &str| Maintenance {
            services: services.iter().map(|s| (*s).to_owned()).collect(),
            from: from.to_owned(),
            until: until.to_owned(),
            reason: String::new(),
        };
        let (one, two) = ("1970-01-01T00:00:01Z", "1970-01-01T00:00:02Z");
        let maintenance = vec![window(&[], one, two), window(&["a"], one, two), window(&[], two, one)];
        let rules = HealthRules { maintenance, ..HealthRules::default() };
        assert_eq!((rules.windows("a").len(), rules.windows("b")), (2, vec![(1000, 2000)]));
        assert_eq!(rules.problems().len(), 1, "{:?}", rules.problems());
        let wrong = HealthRules { certificate_warn_days: 1.0, ..HealthRules::default() };
        assert_eq!(wrong.problems().len(), 1);
    }
}
