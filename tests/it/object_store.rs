//! Object storage through the command line: a server of others (moto, which speaks S3) takes a site and an export.

use crate::harness::{Project, Ran, python};
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const SECRET: &str = "a-secret-that-nobody-may-print";

/// A running server with the bucket `bucket`; it stops when dropped.
struct Server {
    port: u16,
    process: Child,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    fn start() -> Option<Self> {
        let python = python::with("moto.server")?;
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new(python);
        command.args(["-m", "moto.server", "-H", "127.0.0.1", "-p", &port.to_string()]);
        let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let server = Self { port, process };
        for _ in 0..600 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                server.create_bucket();
                return Some(server);
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("moto does not listen after a minute");
    }

    fn create_bucket(&self) {
        let mut socket = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        socket
            .write_all(
                b"PUT /bucket HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            )
            .unwrap();
        let mut answer = String::new();
        socket.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }

    /// The command with this server and the usual environment of credentials.
    fn run(&self, project: &Project, args: &[&str]) -> Ran {
        let endpoint = format!("http://127.0.0.1:{}", self.port);
        let mut command = project.command(args);
        command.args(["--endpoint", &endpoint]);
        command.env("AWS_ACCESS_KEY_ID", "TESTKEY").env("AWS_SECRET_ACCESS_KEY", SECRET);
        let ran = Ran::from(command.env("AWS_REGION", "us-east-1").output().unwrap());
        assert!(!ran.out.contains(SECRET) && !ran.err.contains(SECRET), "{ran:?}");
        ran
    }
}

#[test]
fn a_site_and_an_export_reach_a_server_of_others_and_only_what_changed_is_sent_again() {
    let Some(server) = Server::start() else { return };
    let project = Project::demo(40);
    project.site();
    let place = "s3://bucket/quality";
    let ok = |args: &[&str]| {
        let ran = server.run(&project, args);
        assert_eq!(ran.code, 0, "{args:?}: {ran:?}");
        ran.out
    };
    let first = ok(&["publish", place]);
    assert!(first.contains(" new, 0 changed"), "{first}");
    let again = ok(&["publish", place]);
    assert!(again.contains("0 new, 0 changed"), "{again}");
    let same = ok(&["publish", "--check", place]);
    assert!(same.contains("0 are not"), "{same}");
    project.write("reports/dashboard/trends.html", "another build");
    let stale = server.run(&project, &["publish", "--check", place]);
    assert!(stale.code == 3 && stale.out.contains("stale      trends.html"), "{stale:?}");
    let changed = ok(&["publish", place]);
    assert!(changed.contains("0 new, 1 changed"), "{changed}");
    let export = ["history", "export", "--to", "parquet", "--out", "s3://bucket/figures"];
    ok(&export);
    let again = ok(&[&export[..], &["--format", "json"]].concat());
    let again: serde_json::Value = serde_json::from_str(&again).unwrap();
    assert_eq!(again["files"]["written"], 0, "{again}");
    assert!(again["files"]["same"].as_u64() > Some(0), "{again}");
}

#[test]
fn a_service_that_refuses_is_told_with_what_to_do_and_without_the_secret() {
    let Some(server) = Server::start() else { return };
    let project = Project::demo(40);
    project.site();
    let refused = server.run(&project, &["publish", "s3://no-such-bucket/quality"]);
    assert!(refused.code != 0 && refused.err.contains("no-such-bucket"), "{refused:?}");
}
