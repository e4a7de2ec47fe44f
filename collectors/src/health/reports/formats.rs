//! Every format of health results that is read.

use super::{gatus, health_json, readyz, spring_actuator};
use crate::collected::Parsed;
use crate::format::{Format, FormatInfo, Parse, Reading};
use quarterdeck_model::payload::Health;
use quarterdeck_model::{Kind, Payload};

/// Those that are recognised more surely first.
pub(crate) const FORMATS: &[Format] = &[
    Format {
        info: FormatInfo {
            name: "gatus",
            kind: Kind::Health,
            tool: "Gatus",
            description: "Gatus' statuses of endpoints and of suites (JSON)",
            example: "curl -s http://gatus:8080/api/v1/endpoints/statuses > gatus.json",
            figures: "each result is a probe at its time: good in percent, higher; latency in milliseconds, lower",
            link: "https://github.com/TwiN/gatus#api",
        },
        sniff: gatus::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(gatus::parse(input, origin)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "spring-actuator",
            kind: Kind::Health,
            tool: "Spring Boot Actuator",
            description: "Spring Boot Actuator's health, of 1.5 to 3 (JSON)",
            example: "curl -s http://localhost:8080/actuator/health > orders.json",
            figures: "one probe, of a service with the file's name, at the time of reading; good in percent, higher",
            link: "https://docs.spring.io/spring-boot/reference/actuator/endpoints.html",
        },
        sniff: spring_actuator::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(spring_actuator::parse(input, origin)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "health-json",
            kind: Kind::Health,
            tool: "services that answer application/health+json",
            description: "health check responses after the draft for HTTP APIs (JSON)",
            example: "curl -s http://localhost:8080/health > orders.json",
            figures: "one probe, of the service that is stated, else of the file's name; good in percent, higher; values \
                of checks are not taken",
            link: "https://datatracker.ietf.org/doc/html/draft-inadarei-api-health-check-06",
        },
        sniff: health_json::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(health_json::parse(input, origin)?))),
        endless: None,
    },
    Format {
        info: FormatInfo {
            name: "kubernetes-readyz",
            kind: Kind::Health,
            tool: "Kubernetes, etcd",
            description: "readyz, livez and healthz with ?verbose (text)",
            example: "kubectl get --raw '/readyz?verbose' > cluster.txt",
            figures: "one probe, of a service with the file's name, at the time of reading; good in percent, higher",
            link: "https://kubernetes.io/docs/reference/using-api/health-checks/",
        },
        sniff: readyz::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(readyz::parse(input, origin)?))),
        endless: None,
    },
];

/// As what one file gave.
fn found(parsed: Parsed<Health>) -> Parsed<Reading> {
    parsed.map(|payload| Reading { payload: Payload::Health(payload), lines: None })
}
