//! A browser with its driver: started on a free port, stopped when the test ends.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use thirtyfour::prelude::*;

/// Which browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Chromium with chromedriver.
    Chromium,
    /// Firefox with geckodriver.
    Firefox,
    /// Chromium with scripts switched off.
    NoScript,
}

/// Flags that headless Chromium needs as root, and to stay off the network.
const CHROMIUM: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
];

/// The page stands, and its first script has run.
const LOADED: &str = "document.readyState === 'complete' && Array.isArray(window.problems)";

/// Violations of the policy are told by tasks of their own: true once the tasks that waited when it was first asked
/// have run.
const SETTLED: &str = "window.settled || (window.settled === undefined && setTimeout(() => setTimeout(() => { window.settled = true; }, 20)), \
     window.settled = window.settled || false)";

impl Kind {
    /// Program, driver, and the Debian packages or crates that bring them.
    fn programs(self) -> [(&'static str, &'static str); 2] {
        match self {
            Kind::Firefox => {
                [("firefox-esr", "Debian package firefox-esr"), ("geckodriver", "cargo install geckodriver")]
            }
            _ => {
                [("chromium", "Debian package chromium"), ("chromedriver", "Debian package chromium-driver")]
            }
        }
    }

    /// What is not installed.
    pub(super) fn missing(self) -> Option<String> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let there = |program: &str| std::env::split_paths(&path).any(|folder| folder.join(program).is_file());
        let missing = self.programs().into_iter().find(|(program, _)| !there(program));
        missing.map(|(program, how)| format!("{program} is not installed ({how})"))
    }

    fn driver(self) -> Command {
        let [_, (program, _)] = self.programs();
        let mut command = Command::new(program);
        match self {
            Kind::Firefox => command.args(["--port", "0"]),
            _ => command.arg("--port=0"),
        };
        command
    }

    fn capabilities(self, profile: &str) -> serde_json::Value {
        let arguments: Vec<String> =
            CHROMIUM.iter().map(ToString::to_string).chain([format!("--user-data-dir={profile}")]).collect();
        let scripts = if self == Kind::NoScript { 2 } else { 1 };
        match self {
            Kind::Firefox => serde_json::json!({"browserName": "firefox", "moz:firefoxOptions": {
                "args": ["-headless", "--width=1280", "--height=900"],
                "binary": "/usr/bin/firefox-esr",
                // Without this geckodriver's profile lets pages on disk do what a user's browser refuses.
                "prefs": {"security.fileuri.strict_origin_policy": true},
            }}),
            _ => serde_json::json!({"browserName": "chrome", "goog:loggingPrefs": {"browser": "ALL"},
                "goog:chromeOptions": {"args": arguments,
                    "prefs": {"profile.managed_default_content_settings.javascript": scripts}}}),
        }
    }
}

/// A running browser.
pub(super) struct Browser {
    /// The driver's client.
    pub(super) page: WebDriver,
    kind: Kind,
    driver: Child,
    port: u16,
    session: String,
    _profile: TempDir,
}

impl Browser {
    /// Starts driver and browser.
    pub(super) async fn start(kind: Kind) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let mut driver = kind.driver().stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let port = port(&mut driver);
        let mut capabilities = Capabilities::new();
        let wanted = kind.capabilities(&profile.path().display().to_string());
        for (name, value) in wanted.as_object().unwrap() {
            capabilities.set(name, value.clone()).unwrap();
        }
        // The client of the driver is built without a provider of its own; another call may have been first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let page = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await.unwrap();
        let session = page.session_id().to_string();
        Self { page, kind, driver, port, session, _profile: profile }
    }

    /// Opens an address and waits until it is loaded.
    pub(super) async fn open(&self, address: &str) {
        self.page.goto(address).await.unwrap_or_else(|e| panic!("{address}: {e}"));
    }

    /// Runs a script that returns text.
    pub(super) async fn ask(&self, script: &str) -> String {
        let answer = self.page.execute(script, Vec::new()).await.unwrap_or_else(|e| panic!("{script}: {e}"));
        match answer.json() {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }

    /// Waits until a script returns true.
    pub(super) async fn until(&self, what: &str, script: &str) {
        let began = Instant::now();
        // While a page gives way to the next, no script runs: that is not yet an answer.
        let script = format!("return Boolean({script});");
        while !self.page.execute(&script, Vec::new()).await.is_ok_and(|answer| answer.json() == true) {
            if began.elapsed() > Duration::from_secs(30) {
                let body = self.ask("return document.body.innerText.slice(0, 2000);").await;
                panic!(
                    "{what}: not within 30 s at {}; the page says: {body}",
                    self.page.current_url().await.unwrap()
                );
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// What the page complained of: the probe's list, and Chromium's own console.
    pub(super) async fn problems(&self) -> Vec<String> {
        self.until("the page is loaded, with the probe on it", LOADED).await;
        self.until("what waits is done", SETTLED).await;
        let seen = self.ask("return JSON.stringify(window.problems);").await;
        let mut problems: Vec<String> = serde_json::from_str(&seen).unwrap();
        if self.kind == Kind::Chromium {
            problems.extend(self.console());
        }
        problems
    }

    /// Warnings and errors of Chromium's console since the last call.
    fn console(&self) -> Vec<String> {
        let path = format!("/session/{}/se/log", self.session);
        let answer = request(self.port, "POST", &path, "{\"type\":\"browser\"}");
        let json: serde_json::Value =
            serde_json::from_str(&answer).unwrap_or_else(|e| panic!("{e}: {answer}"));
        let entries = json["value"].as_array().cloned().unwrap_or_default();
        let bad = entries.into_iter().filter(|e| e["level"] == "SEVERE" || e["level"] == "WARNING");
        bad.map(|e| e["message"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

/// Ends the browser, then the driver: after a failed assertion too, or a browser would stay behind.
impl Drop for Browser {
    fn drop(&mut self) {
        // The client's own way to end the session would block the runtime that it waits for.
        let _ = self.page.clone().leak();
        request(self.port, "DELETE", &format!("/session/{}", self.session), "");
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The port that a driver says it listens on.
fn port(driver: &mut Child) -> u16 {
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    let said = lines.by_ref().map_while(Result::ok).find_map(|line| {
        let after = line.split("on port ").nth(1).or(line.split("127.0.0.1:").nth(1))?;
        after
            .chars()
            .take_while(char::is_ascii_digit)
            .collect::<String>()
            .parse()
            .ok()
            .filter(|port| *port > 0)
    });
    // The pipe must stay open and empty, or a talkative driver stops.
    std::thread::spawn(move || lines.for_each(drop));
    said.expect("the driver says its port")
}

/// A request to the driver: its answer's body, nothing when it does not answer.
fn request(port: u16, method: &str, path: &str, body: &str) -> String {
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else { return String::new() };
    let head = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n");
    let rest = format!("Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let patience = Some(Duration::from_secs(20));
    if stream.set_read_timeout(patience).and_then(|()| write!(stream, "{head}{rest}")).is_err() {
        return String::new();
    }
    let mut answer = Vec::new();
    let mut chunk = [0; 65_536];
    loop {
        match stream.read(&mut chunk) {
            Ok(0) | Err(_) => break,
            Ok(n) => answer.extend_from_slice(&chunk[..n]),
        }
        if complete(&answer) {
            break;
        }
    }
    let text = String::from_utf8_lossy(&answer).into_owned();
    text.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default()
}

/// Whether as many bytes have come as the head announces.
fn complete(answer: &[u8]) -> bool {
    let text = String::from_utf8_lossy(answer);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
    length.is_some_and(|length: usize| body.len() >= length)
}
