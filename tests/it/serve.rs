//! `serve`: on the loopback address, under a sub-path, rebuilt when the archive changes.

use crate::harness::{NOW, Project, samples};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// A running `quarterdeck serve`, stopped when dropped.
pub(crate) struct Server {
    child: Child,
    /// `http://127.0.0.1:<port>/<base>`
    pub(crate) url: String,
}

impl Server {
    /// Starts it on a free port and reads the address that it prints.
    pub(crate) fn start(project: &Project, more: &[&str]) -> Self {
        let args = [&["serve", "--port", "0", "--now", NOW], more].concat();
        let mut child = project.command(&args).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
        assert!(url.starts_with("http://127.0.0.1:"), "{url:?}");
        Self { child, url: url.trim().to_owned() }
    }

    /// One GET; gives the whole answer with its head.
    fn get(&self, path: &str) -> String {
        let rest = self.url.strip_prefix("http://").unwrap();
        let (host, base) = rest.split_once('/').unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        write!(stream, "GET /{base}{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn pages_are_served_under_a_sub_path_and_rebuilt() {
    let project = Project::new().with("lcov.info", samples::LCOV);
    project.ok(&["collect", "coverage", "--from", "lcov.info", "--taken-at", "2026-11-22T10:00:00Z"]);
    let server = Server::start(&project, &["--base", "/acme/"]);
    assert!(server.url.ends_with("/acme/"), "{}", server.url);
    assert!(server.get("").starts_with("HTTP/1.1 200"), "{}", server.get(""));
    assert!(server.get("nothing.html").starts_with("HTTP/1.1 404"));
    assert!(server.get("../../../../etc/passwd").starts_with("HTTP/1.1 4"));
    let before = project.files("reports/dashboard/s").len();
    project.ok(&["collect", "coverage", "--from", "lcov.info", "--taken-at", "2026-11-23T10:00:00Z"]);
    let began = Instant::now();
    while project.files("reports/dashboard/s").len() == before {
        assert!(began.elapsed() < Duration::from_secs(30), "the site was not rebuilt");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn health_of_a_running_server_is_up_and_of_none_is_down() {
    let project = Project::demo(20);
    let server = Server::start(&project, &[]);
    let service = format!("preview={}", server.url);
    let up = project.run(&["collect", "health", "--url", &service, "--hz", "50", "--dry-run"]);
    assert_eq!(up.code, 0, "{up:?}");
    assert!(up.out.contains("health.good_percent"), "{up:?}");
    drop(server);
    let down = project.run(&["collect", "health", "--url", &service, "--hz", "50", "--dry-run"]);
    assert_eq!(down.code, 1, "{down:?}");
    assert!(down.err.contains("preview is down"), "{down:?}");
}
