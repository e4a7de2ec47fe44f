//! Load on a real server that freezes, errs, stands still or is not there; and commands that are timed.

use crate::harness::stand_in::StandIn;
use crate::harness::{Project, Ran};
use quarterdeck_model::EncodedHistogram;
use serde_json::Value;
use std::thread;
use std::time::Duration;

/// The only snapshot that is stored.
fn stored(project: &Project) -> Value {
    let files = project.files("reports/history");
    assert_eq!(files.len(), 1, "{files:?}");
    serde_json::from_str(&project.read(&format!("reports/history/{}", files[0]))).unwrap()
}

/// A short run; the p99 target is far above what a busy machine makes of a request.
fn put(project: &Project, url: &str, more: &[&str]) -> Ran {
    let usual = ["collect", "benchmark", "--http", url, "--warmup", "300ms", "--p99", "1s", "--repeat", "1"];
    project.run(&[&usual[..], more].concat())
}

/// A percentile of a histogram as it is stored, in milliseconds.
fn percentile(histogram: &Value, q: f64) -> f64 {
    let text = histogram.as_str().unwrap_or_else(|| panic!("no histogram: {histogram}"));
    let decoded = EncodedHistogram(text.to_owned()).decode().unwrap();
    decoded.value_at_quantile(q) as f64 / 1000.0
}

/// The 99th percentile of response times by the server's own log, in milliseconds: what it took from the instant for
/// which a request was planned to the instant of its answer, first come first served. The plan begins where no answer
/// came before its request.
fn p99_by_log(log: &[(u64, String)], requests: usize, every_us: f64) -> f64 {
    let mut answers: Vec<u64> = log.iter().filter(|(_, what)| what == "200").map(|(at, _)| *at).collect();
    answers.sort_unstable();
    // The warm-up came first.
    let measured = &answers[answers.len() - requests..];
    let since = |k: usize| (measured[k] - measured[0]) as f64 - every_us * k as f64;
    let begin = (0..requests).map(since).fold(f64::INFINITY, f64::min);
    let mut took: Vec<f64> = (0..requests).map(|k| (since(k) - begin) / 1000.0).collect();
    took.sort_by(f64::total_cmp);
    took[(requests as f64 * 0.99).ceil() as usize - 1]
}

#[test]
fn a_second_in_which_a_server_stands_still_is_seen() {
    let project = Project::new();
    let Some(server) = StandIn::start(project.path()) else { return };
    let ran = thread::scope(|scope| {
        let url = server.url();
        let (project, args) = (&project, ["--rate", "500", "--duration", "10s"]);
        let run = scope.spawn(move || put(project, &url, &args));
        while server.log().len() < 1000 && !run.is_finished() {
            thread::sleep(Duration::from_millis(5));
        }
        server.control("freeze?1000");
        run.join().unwrap()
    });
    let stored = stored(&project);
    let repeat = &stored["payload"]["loads"][0]["measured"]["repeats"][0];
    let requests = repeat["requests"].as_f64().unwrap();
    assert_eq!((requests, repeat["errors"].as_u64()), (5000.0, Some(0)), "{ran:?}");
    // A closed loop would show nothing: it asks nothing while the server stands still.
    let truth = p99_by_log(&server.log(), 5000, 2000.0);
    let p99 = percentile(&repeat["response"], 0.99);
    println!("p99 {p99:.1} ms, by the server's log {truth:.1} ms");
    // All but the slowest hundredth, planned one every 2 ms, waited less than nine tenths of the second.
    assert!(truth >= 890.0, "{truth}");
    assert!((p99 - truth).abs() <= truth * 0.05, "p99 {p99} ms, by the server's log {truth} ms; {ran:?}");
}

#[test]
fn a_client_that_is_overloaded_has_measured_itself() {
    let project = Project::new();
    let Some(server) = StandIn::start(project.path()) else { return };
    let ran = put(&project, &server.url(), &["--rate", "500000", "--duration", "1s", "--connections", "2"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    let load = stored(&project)["payload"]["loads"][0].clone();
    assert_eq!(load["section"]["state"], "failed", "{ran:?}");
    // Who of the two was slower depends on the machine; neither is a figure of the service.
    let reasons = load["section"]["reasons"].to_string();
    assert!(reasons.contains("client CPU") || reasons.contains("no free connection"), "{reasons}");
    assert!(load.get("response").is_none() && !ran.out.contains("benchmark.latency"), "{ran:?}");
}

/// A run against the address with TLS whose certificate is trusted; gives the only repeat.
fn over_tls(project: &Project, server: &StandIn, more: &[&str]) -> Value {
    let ran = put(project, &server.tls_url(), &[&["--ca-file", "ca.pem"], more].concat());
    let stored = stored(project);
    let repeat = stored["payload"]["loads"][0]["measured"]["repeats"][0].clone();
    assert_eq!(repeat["errors"], 0, "{ran:?}");
    repeat
}

#[test]
fn a_handshake_before_the_plan_is_in_no_response_time_and_one_within_it_is() {
    let project = Project::new();
    let Some(server) = StandIn::start(project.path()) else { return };
    server.control("handshake?150");
    // Connections that are kept shook hands before the first request was planned.
    let kept = ["--rate", "50", "--duration", "2s", "--connections", "8"];
    let kept = over_tls(&project, &server, &kept);
    let p50 = percentile(&kept["response"], 0.5);
    assert!(p50 < 75.0, "{p50} ms");
    // One that is closed after each answer must be opened again, and every request waits for that.
    let project = Project::new();
    let Some(server) = StandIn::start(project.path()) else { return };
    server.control("handshake?150");
    server.control("close?1");
    let closed = ["--rate", "20", "--duration", "1s", "--connections", "1", "--timeout", "20s"];
    let closed = over_tls(&project, &server, &closed);
    let p50 = percentile(&closed["response"], 0.5);
    assert!(p50 >= 150.0, "{p50} ms");
}

#[test]
fn a_certificate_that_is_not_trusted_is_no_service() {
    let project = Project::new();
    let Some(server) = StandIn::start(project.path()) else { return };
    let ran = put(&project, &server.tls_url(), &["--rate", "50"]);
    // Where the system itself trusts nobody, it is told before anything is sent.
    let trusts_nobody = ran.code == 2 && ran.err.contains("trusted certificates");
    assert!(trusts_nobody || (ran.code == 3 && ran.out.contains("without TLS")), "{ran:?}");
    let ran = put(&project, &server.tls_url(), &["--rate", "50", "--ca-file", "none.pem"]);
    assert!(ran.code != 0 && ran.err.contains("none.pem"), "{ran:?}");
}

#[test]
fn one_connection_cannot_keep_the_plan_and_the_run_is_invalid() {
    let project = Project::new();
    let Some(server) = StandIn::start(project.path()) else { return };
    server.control("slow?50");
    let ran = put(&project, &server.url(), &["--rate", "200", "--duration", "2s", "--connections", "1"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    let load = stored(&project)["payload"]["loads"][0].clone();
    assert_eq!(load["section"]["state"], "failed");
    assert!(load.get("response").is_none() && load.get("rate_achieved").is_none(), "{load}");
    for says in ["found no free connection; all 1 were busy", "expected at least 99 %", "0 of 1 repeat valid"]
    {
        assert!(ran.out.contains(says), "{says}: {ran:?}");
    }
    assert!(!ran.out.contains("benchmark.latency"), "{ran:?}");
}

#[test]
fn errors_are_counted_and_what_they_are() {
    let project = Project::new();
    let Some(server) = StandIn::start(project.path()) else { return };
    server.control("error?30");
    let ran = put(&project, &server.url(), &["--rate", "200", "--duration", "2s"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    let repeat = stored(&project)["payload"]["loads"][0]["measured"]["repeats"][0].clone();
    let errors = repeat["errors"].as_f64().unwrap();
    assert!((errors - 120.0).abs() <= 2.0, "{errors}");
    // Failing fast makes no percentile better: an error took until the deadline.
    assert!(percentile(&repeat["response"], 0.75) >= 1999.0);
    assert!(ran.out.contains("with status 500"), "{ran:?}");
}

#[test]
fn expected_statuses_and_bodies_are_looked_at() {
    let project = Project::new();
    let Some(server) = StandIn::start(project.path()) else { return };
    let short = ["--rate", "100", "--duration", "1s", "--dry-run"];
    let right = put(
        &project,
        &server.url(),
        &[&short[..], &["--body-regex", "^ok$", "--expect-status", "200", "204"]].concat(),
    );
    assert_eq!(right.code, 0, "{right:?}");
    let wrong = put(&project, &server.url(), &[&short[..], &["--body-regex", "^fine$"]].concat());
    assert_eq!(wrong.code, 3, "{wrong:?}");
    assert!(wrong.out.contains("with a body that does not match"), "{wrong:?}");
}

#[test]
fn timeouts_are_recorded_at_the_deadline() {
    let project = Project::new();
    let Some(server) = StandIn::start(project.path()) else { return };
    let args = ["--rate", "100", "--duration", "2s", "--timeout", "200ms"];
    let ran = thread::scope(|scope| {
        let (project, url) = (&project, server.url());
        let run = scope.spawn(move || put(project, &url, &args));
        while server.log().len() < 60 && !run.is_finished() {
            thread::sleep(Duration::from_millis(5));
        }
        server.control("freeze?1000");
        run.join().unwrap()
    });
    assert_eq!(ran.code, 3, "{ran:?}");
    let repeat = stored(&project)["payload"]["loads"][0]["measured"]["repeats"][0].clone();
    // Of the frozen second all but the last fifth.
    let errors = repeat["errors"].as_f64().unwrap();
    assert!((60.0..=110.0).contains(&errors), "{errors}");
    let longest = percentile(&repeat["response"], 1.0);
    assert!((199.0..=201.0).contains(&longest), "{longest}");
    assert!(ran.out.contains("timed out"), "{ran:?}");
}

#[test]
fn nobody_there_is_a_failure_that_says_so() {
    let project = Project::new();
    // Bound and let go: nobody listens there.
    let port = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
    let ran = put(&project, &format!("http://me:secret@127.0.0.1:{port}/x?token=secret"), &["--rate", "100"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.out.contains("no load was put on") && ran.out.contains("refused"), "{ran:?}");
    let stored = stored(&project).to_string();
    assert!(!format!("{ran:?}{stored}").contains("secret"), "{ran:?} {stored}");
}

#[test]
fn a_capacity_is_found() {
    let project = Project::new();
    let Some(server) = StandIn::start(project.path()) else { return };
    // Two connections of 10 ms an answer carry 200 a second at most.
    server.control("slow?10");
    let searched = project.run(&[
        "collect",
        "benchmark",
        "--http",
        &server.url(),
        "--capacity",
        "--connections",
        "2",
        "--duration",
        "200ms",
        "--warmup",
        "0s",
        "--p99",
        "1s",
        "--timeout",
        "500ms",
        "--name",
        "slow",
        "--dry-run",
        "--answer",
        "json",
    ]);
    let answer: Value = serde_json::from_str(&searched.out).unwrap_or_else(|e| panic!("{e}: {searched:?}"));
    let capacity = answer["figures"][0]["value"].as_f64();
    assert_eq!(answer["figures"][0]["metric"], "benchmark.capacity_rps", "{answer}");
    assert!(capacity.is_some_and(|rate| (40.0..=210.0).contains(&rate)), "{answer}");
}

#[test]
fn a_reference_is_measured_in_turn() {
    let project = Project::new();
    let Some(server) = StandIn::start(project.path()) else { return };
    server.control("slow?20");
    let url = server.url();
    let compared = put(
        &project,
        &url,
        &["--rate", "100", "--duration", "1500ms", "--compare-to", &url, "--answer", "json"],
    );
    assert_eq!(compared.code, 0, "{compared:?}");
    let answer: Value = serde_json::from_str(&compared.out).unwrap();
    let ratio =
        answer["figures"].as_array().unwrap().iter().find(|f| f["metric"] == "benchmark.latency_p50_ratio");
    let ratio = ratio.unwrap_or_else(|| panic!("{answer}"))["value"].as_f64().unwrap();
    assert!((0.5..=2.0).contains(&ratio), "{ratio}");
}

#[cfg(unix)]
#[test]
fn jobs_of_the_configuration_measure() {
    let project = Project::new();
    let Some(server) = StandIn::start(project.path()) else { return };
    let load = "load = { rate = 100, duration = \"1s\", warmup = \"100ms\", repeat = 1, p99 = \"1s\" }";
    let config = format!(
        "[[collect]]\nkind = \"benchmark\"\njob = \"load\"\nname = \"home\"\nhttp = \"{}\"\n{load}\n\n\
         [[collect]]\nkind = \"benchmark\"\njob = \"start\"\nname = \"start\"\n\
         command = \"sh -c 'exit 0'\"\nruns = {{ runs = 3 }}\n",
        server.url()
    );
    project.write("quarterdeck.toml", config);
    let out = project.ok(&["collect", "all"]);
    for says in ["[load=home]", "benchmark.time [benchmark=start]", "1 of 1 repeat valid"] {
        assert!(out.contains(says), "{says}: {out}");
    }
}

#[cfg(unix)]
#[test]
fn a_command_that_fails_does_not_count() {
    let project = Project::new();
    let ran = project.run(&["collect", "benchmark", "--command", "sh -c 'exit 7'", "--runs", "3"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.out.contains("exit code 7") && !ran.out.contains("benchmark.time"), "{ran:?}");
}
