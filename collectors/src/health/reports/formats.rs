//! Every format of health results that is read.

use super::{docker, gatus, health_json, kubectl_top, prometheus, readyz, spring_actuator, upptime};
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
    Format {
        info: FormatInfo {
            name: "upptime",
            kind: Kind::Health,
            tool: "Upptime",
            description: "Upptime's history/<site>.yml, history/summary.json and api/<site>/*.json (YAML, JSON)",
            example: "quarterdeck import git --kind health --file 'history/*.yml'",
            figures: "a file of the history is a probe at its time: good in percent, higher; latency in milliseconds, \
                lower; uptime and response time of whole periods are figures of Upptime's own",
            link: "https://upptime.js.org/docs/",
        },
        sniff: upptime::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(upptime::parse(input, origin)?))),
        // What follows the time of a site's file is not read.
        endless: Some(|text| text.contains("lastUpdated:")),
    },
    Format {
        info: FormatInfo {
            name: "docker-stats",
            kind: Kind::Health,
            tool: "Docker",
            description: "docker stats (JSON lines)",
            example: "docker stats --no-stream --format json > stats.jsonl",
            figures: "memory in MB and processor time in percent of one core, of each container, lower; the last reading \
                counts",
            link: "https://docs.docker.com/reference/cli/docker/container/stats/",
        },
        sniff: docker::sniff_stats,
        parse: Parse::Whole(|input, _| Ok(found(docker::parse_stats(input)?))),
        endless: Some(docker::may_end),
    },
    Format {
        info: FormatInfo {
            name: "docker-ps",
            kind: Kind::Health,
            tool: "Docker",
            description: "docker ps (JSON lines)",
            example: "docker ps --all --format json > containers.jsonl",
            figures: "each container is a probe at the time of reading, up when it runs and does not call itself \
                unhealthy; good in percent, higher",
            link: "https://docs.docker.com/reference/cli/docker/container/ls/",
        },
        sniff: docker::sniff_ps,
        parse: Parse::Whole(|input, origin| Ok(found(docker::parse_ps(input, origin)?))),
        endless: Some(docker::may_end),
    },
    Format {
        info: FormatInfo {
            name: "kubectl-top",
            kind: Kind::Health,
            tool: "Kubernetes",
            description: "kubectl top pods and kubectl top nodes (text)",
            example: "kubectl top pods --all-namespaces > top.txt",
            figures: "memory in MB and processor time in percent of one core, of each workload, lower; the pods of a \
                deployment are added up",
            link: "https://kubernetes.io/docs/reference/kubectl/generated/kubectl_top/",
        },
        sniff: kubectl_top::sniff,
        parse: Parse::Whole(|input, _| Ok(found(kubectl_top::parse(input)?))),
        endless: Some(|_| true),
    },
    Format {
        info: FormatInfo {
            name: "prometheus",
            kind: Kind::Health,
            tool: "Prometheus",
            description: "Prometheus' text exposition: blackbox exporter, federated up, memory of processes and nodes",
            example: "curl -s 'http://blackbox:9115/probe?target=https://shop.example' > shop.prom",
            figures: "probe_success and up are probes: good in percent, higher; probe_duration_seconds is latency in \
                milliseconds, lower; memory in MB, lower",
            link: "https://prometheus.io/docs/instrumenting/exposition_formats/",
        },
        sniff: prometheus::sniff,
        parse: Parse::Whole(|input, origin| Ok(found(prometheus::parse(input, origin)?))),
        endless: Some(|_| true),
    },
];

/// As what one file gave.
fn found(parsed: Parsed<Health>) -> Parsed<Reading> {
    parsed.map(|payload| Reading { payload: Payload::Health(payload), lines: None })
}
