//! Rounds of probes by the real binary against real servers on loopback, and the page that tells of them.

use crate::harness::stand_in::StandIn;
use crate::harness::{Project, Ran};
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

/// Answers every request with this status and body until the test ends; gives `127.0.0.1:port`.
fn serve(status: &'static str, body: String) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let body = body.clone();
            thread::spawn(move || answer(stream, status, &body));
        }
    });
    address
}

fn answer(mut stream: TcpStream, status: &str, body: &str) {
    let mut line = String::new();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    while reader.read_line(&mut line).is_ok_and(|n| n > 2) {
        line.clear();
    }
    let length = body.len();
    let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {length}\r\n\r\n{body}");
    let _ = reader.read(&mut [0]);
}

/// An address where nothing listens.
fn refused() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// Every stored snapshot.
fn stored(project: &Project) -> Vec<Value> {
    let files = project.files("reports/history");
    files
        .iter()
        .map(|f| serde_json::from_str(&project.read(&format!("reports/history/{f}"))).unwrap())
        .collect()
}

/// Outcomes of a service, in every snapshot one after the other.
fn outcomes(snapshots: &[Value], service: &str) -> Vec<String> {
    let rounds = snapshots.iter().flat_map(|s| s["payload"]["rounds"].as_array().unwrap());
    let own = rounds.filter(|round| round["service"] == service);
    own.flat_map(|round| round["probes"].as_array().unwrap())
        .map(|probe| probe["outcome"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_watch_stores_a_snapshot_a_round_with_its_lateness_and_prints_a_line_of_each() {
    let address = serve("200 OK", "ok".to_owned());
    let project = Project::new();
    let url = format!("api=http://{address}/");
    let args = ["collect", "health", "--url", &url, "--probes", "2", "--hz", "20"];
    let out = project.ok(&[&args[..], &["--watch", "500ms", "--for", "1s"]].concat());
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 2, "{out}");
    assert!(
        lines.iter().all(|line| line.starts_with("health · health · ok · ") && line.contains(" · api up"))
    );
    let snapshots = stored(&project);
    assert_eq!(outcomes(&snapshots, "api"), ["up"; 4]);
    for snapshot in &snapshots {
        let late = snapshot["payload"]["rounds"][0]["late_ms"].as_array().unwrap();
        assert!(late.len() == 1 && late[0].as_f64().is_some_and(|ms| ms >= 0.0), "{late:?}");
    }
    let whole = Project::new();
    let out = whole.ok(&[&args[..], &["--watch", "300ms", "--for", "900ms", "--one-snapshot"]].concat());
    assert_eq!(out.lines().count(), 1, "{out}");
    let [snapshot] = stored(&whole).try_into().unwrap();
    assert_eq!(outcomes(std::slice::from_ref(&snapshot), "api"), ["up"; 6]);
    assert_eq!(snapshot["payload"]["rounds"][0]["late_ms"].as_array().unwrap().len(), 3);
}

#[test]
#[cfg(unix)]
fn an_interrupted_watch_stores_the_round_under_way() {
    let address = serve("200 OK", "ok".to_owned());
    let project = Project::new();
    let url = format!("api=http://{address}/");
    let mut command = project
        .command(&["collect", "health", "--url", &url, "--probes", "10", "--hz", "5", "--watch", "1h"]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // The first round takes 1.8 s: it is under way when its first probe has been answered.
    thread::sleep(Duration::from_millis(900));
    let began = Instant::now();
    let pid = child.id().to_string();
    let killed = std::process::Command::new("sh").args(["-c", &format!("kill -INT {pid}")]).status().unwrap();
    assert!(killed.success());
    let ran = Ran::from(child.wait_with_output().unwrap());
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(began.elapsed() < Duration::from_secs(60));
    assert_eq!(outcomes(&stored(&project), "api"), ["up"; 10], "{ran:?}");
    assert!(ran.err.contains("the round under way is finished and stored"), "{ran:?}");
}

#[test]
fn the_configuration_names_services_of_every_sort() {
    let warns = serve("200 OK", r#"{"status":"warn","checks":{"disk":[{"status":"warn"}]}}"#.to_owned());
    let config = format!(
        "[health]\ncanary = \"tcp://{warns}\"\n\
         [[service]]\nname = \"api\"\nurl = \"http://{warns}/\"\nbody = \"health+json\"\n\
         [[service]]\nname = \"cart\"\nurl = \"http://{down}/\"\n\
         [[service]]\nname = \"alone\"\nurl = \"tcp://{down}\"\ncanary = \"tcp://{down}\"\n\
         [[service]]\nname = \"job\"\ncommand = [\"sh\", \"-c\", \"cat state; exit 4\"]\ndegraded_exit = 4\n",
        down = refused(),
    );
    let project = Project::new().with("quarterdeck.toml", config).with("state", "12 rows behind\n");
    let ran = project.run(&["collect", "health", "--probes", "3", "--hz", "20"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.err.contains("cart is down") && !ran.err.contains("alone is down"), "{ran:?}");
    let snapshots = stored(&project);
    for (service, outcome) in
        [("api", "degraded"), ("cart", "down"), ("alone", "unknown"), ("job", "degraded")]
    {
        assert_eq!(outcomes(&snapshots, service), [outcome; 3], "{service}");
    }
    let text = snapshots[0].to_string();
    assert!(text.contains("says warn: disk warn") && text.contains("exit code 4: 12 rows behind"), "{text}");
    assert_eq!(snapshots[0]["section"]["state"], "partial");
    let site = project.path().join("reports/dashboard");
    project.ok(&["build"]);
    let page = std::fs::read_to_string(site.join("health.html")).unwrap();
    for expected in ["cart", "Down", "Unknown", "Degraded", "1 incident is open.", "3 failing probes"] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
}

#[test]
fn a_service_that_alternates_flaps_in_one_incident_until_it_is_calm() {
    let project = Project::new();
    let Some(server) = StandIn::start(project.path()) else { return };
    project.write("quarterdeck.toml", format!("[[service]]\nname = \"api\"\nurl = \"{}\"\n", server.url()));
    let rounds = ["collect", "health", "--probes", "13", "--hz", "20", "--watch", "1s", "--for", "2s"];
    let page = || {
        project.ok(&["build"]);
        project.read("reports/dashboard/health.html")
    };
    // Every second answer is an error. Probes may overtake each other on a busy machine.
    server.control("error?50");
    project.run(&rounds);
    let snapshots = stored(&project);
    let seen = outcomes(&snapshots, "api");
    assert_eq!((snapshots.len(), seen.len()), (2, 26));
    assert_eq!(seen.iter().filter(|outcome| *outcome == "down").count(), 13, "{seen:?}");
    let flapping = page();
    for says in ["Flapping since", "weighted changes of 21 states", "1 incident is open."] {
        assert!(flapping.contains(says), "{says}: {flapping}");
    }
    assert!(project.ok(&["alerts"]).contains("flaps between up and down: 13 failing probes"));
    server.control("error?0");
    project.ok(&rounds);
    let calm = page();
    assert!(project.ok(&["alerts"]).contains("no open alert"));
    assert!(calm.contains("No incident is open.") && !calm.contains("Flapping since"), "{calm}");
    // One incident for all of it, and it says what it was.
    assert_eq!(calm.matches("failing probes, flapping").count(), 1, "{calm}");
    assert!(calm.contains("13 failing probes, flapping"), "{calm}");
}

#[test]
fn what_is_wrong_with_the_configuration_is_told() {
    for (table, expected) in [
        ("[[service]]\nname = \"a\"\n", "who is asked? expected a `url` or a `command`"),
        (
            "[[service]]\nname = \"a\"\nurl = \"tcp://a:1\"\ncommand = [\"x\"]\n",
            "has both `url` and `command`",
        ),
        (
            "[[service]]\nname = \"a\"\nurl = \"http://a\"\nbody = \"xml\"\n",
            "expected health+json, actuator, readyz",
        ),
        ("[[service]]\nname = \"a\"\nurl = \"http://a\"\ncanary = \"x\"\n", "canary = \"x\" is no address"),
        ("[policy.health]\ncertificate_warn_days = 3.0\n", "certificate_critical_days"),
        ("[[metric]]\nservice = \"a\"\n", "expected exactly one of `url`"),
    ] {
        let ran = Project::new().with("quarterdeck.toml", table).run(&["collect", "health"]);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert!(ran.err.contains(expected), "{expected}: {ran:?}");
    }
    let ran = Project::new().run(&["collect", "health", "--url", "a=tcp://127.0.0.1:1", "--watch", "soon"]);
    assert!(ran.code == 2 && ran.err.contains("expected a number and ms, s, m, h or d"), "{ran:?}");
}

#[test]
fn what_is_used_is_measured_and_a_missing_program_is_unknown() {
    let page =
        serve("200 OK", "hits_total 90\nmisses_total 10\nprocess_resident_memory_bytes 3900000\n".to_owned());
    let metric = |rest: &str| format!("[[metric]]\nservice = \"cart\"\n{rest}\n");
    let url = format!("url = \"http://{page}/metrics\"\n");
    let share = "metric = \"resource.cache_hit_percent\"\nhits = \"hits_total\"\nmisses = \"misses_total\"\n";
    let config = [
        metric(&format!("{url}metric = \"resource.memory_mb\"\nsample = \"process_resident_memory_bytes\"")),
        metric(&format!("{url}{share}over = \"lifetime\"")),
        metric(&format!("{url}{share}").replace("cache_hit_percent", "other_hit_percent")),
        metric("docker = \"cart\""),
    ];
    let project = Project::new().with("quarterdeck.toml", config.concat());
    let mut command = project.command(&["collect", "health", "--answer", "json", "--probes", "1"]);
    // Nothing is in this folder, so there is no docker.
    let ran = Ran::from(command.env("PATH", project.path()).output().unwrap());
    assert_eq!(ran.code, 0, "{ran:?}");
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    let figures: Vec<(&str, f64)> = json["figures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (f["metric"].as_str().unwrap(), f["value"].as_f64().unwrap()))
        .collect();
    assert_eq!(figures.len(), 2, "{figures:?}");
    assert_eq!(figures[1], ("resource.cache_hit_percent", 90.0));
    assert!(figures[0].0 == "resource.memory_mb" && (figures[0].1 - 3.9).abs() < 1e-9);
    assert_eq!(json["section"]["state"], "partial");
    let reasons = json["section"]["reasons"].to_string();
    assert!(reasons.contains("nothing was looked up during the round"), "{reasons}");
    assert!(reasons.contains("docker could not be run: no such program"), "{reasons}");
}

#[test]
#[cfg(unix)]
fn docker_and_kubectl_are_asked() {
    let docker = "#!/bin/sh\necho '{\"Name\":\"cart\",\"CPUPerc\":\"50.0%\",\"MemUsage\":\"3MB / 64MB\"}'\n";
    let kubectl = "#!/bin/sh\n[ \"$4\" = shop ] || exit 9\n\
                   echo 'NAME CPU(cores) MEMORY(bytes)'\necho 'web-7d9c6b8f5d-x2x9k 250m 4M'\n";
    let config = "[[metric]]\nservice = \"cart\"\ndocker = \"cart\"\ncores = 2.0\n\
                  [[metric]]\nservice = \"web\"\nkubectl = \"web\"\nnamespace = \"shop\"\n";
    let project = Project::new()
        .with("quarterdeck.toml", config)
        .with("bin/docker", docker)
        .with("bin/kubectl", kubectl);
    for program in ["docker", "kubectl"] {
        use std::os::unix::fs::PermissionsExt as _;
        let path = project.path().join("bin").join(program);
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = project.command(&["collect", "health", "--answer", "json", "--probes", "1"]);
    let ran = Ran::from(command.env("PATH", project.path().join("bin")).output().unwrap());
    let json: Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {ran:?}"));
    let told: Vec<String> = json["figures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| {
            format!(
                "{} {} {}",
                f["labels"]["service"].as_str().unwrap(),
                f["metric"].as_str().unwrap(),
                f["value"]
            )
        })
        .collect();
    let expected = [
        "cart resource.memory_mb 3.0",
        "cart resource.cpu_core_percent 50.0",
        "cart resource.cpu_percent 25.0",
        "web resource.memory_mb 4.0",
        "web resource.cpu_core_percent 25.0",
    ];
    assert_eq!(told, expected, "{ran:?}");
}

#[test]
#[cfg(unix)]
fn secrets_of_the_environment_are_nowhere() {
    const SECRET: &str = "s3cr3t-of-the-test";
    // The service gives back whatever it is told, and the command prints it.
    let leaks = serve("500 X", format!("{{\"status\":\"fail\",\"seen\":\"{SECRET}\"}}"));
    let config = format!(
        "[[service]]\nname = \"api\"\nurl = \"http://{leaks}/?key=k\"\nheaders = {{ Authorization = \"Bearer ${{QD_TOKEN}}\" }}\n\
         json = {{ \"/seen\" = \"x\" }}\nstatus = [500]\n\
         [[service]]\nname = \"one\"\ncommand = [\"sh\", \"-c\", \"echo given $0; exit 2\", \"${{QD_TOKEN}}\"]\n\
         [[service]]\nname = \"two\"\ncommand = [\"sh\", \"-c\", \"env | grep QD_TOKEN; exit 2\"]\n\
         [[metric]]\nservice = \"api\"\nmetric = \"a.b\"\nurl = \"http://{leaks}/\"\nsample = \"x\"\n\
         headers = {{ Authorization = \"Bearer ${{QD_TOKEN}}\" }}\n"
    );
    let project = Project::new().with("quarterdeck.toml", config);
    for args in [&["collect", "health", "--probes", "1"] as &[&str], &["build"], &["verify"]] {
        let mut command = project.command(args);
        let ran = Ran::from(command.env("QD_TOKEN", SECRET).output().unwrap());
        assert!(!ran.out.contains(SECRET) && !ran.err.contains(SECRET), "{ran:?}");
        assert!(ran.code <= 1, "{ran:?}");
    }
    let archive = stored(&project)[0].to_string();
    assert!(archive.matches("•••").count() >= 3, "what was hidden is seen to be hidden: {archive}");
    for file in project.files("reports") {
        let bytes = std::fs::read(project.path().join("reports").join(&file)).unwrap();
        let found = bytes.windows(SECRET.len()).any(|part| part == SECRET.as_bytes());
        assert!(!found, "{file} holds the secret");
    }
}
