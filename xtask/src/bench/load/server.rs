//! The server of the end-to-end tests, in a process of its own, with the log that it keeps.

use crate::run::{Done, cargo, root, run};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// A running server; it ends with its owner.
pub(super) struct Server {
    child: Child,
    port: u16,
    folder: TempDir,
}

/// How long it stood still, and from then until it had answered what it held back, in milliseconds.
pub(super) struct Frozen {
    pub(super) stood_ms: f64,
    pub(super) drained_ms: f64,
}

/// A line of the log: microseconds since 1970, and what happened.
type Line = (u64, String);

/// Builds it as released programs are built; gives its path.
pub(super) fn build() -> Done<String> {
    run(cargo().args([
        "build",
        "--locked",
        "--release",
        "--package",
        "quarterdeck",
        "--example",
        "stand-in",
    ]))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    Ok(target.join("release/examples/stand-in").display().to_string())
}

impl Server {
    pub(super) fn start(program: &str) -> Done<Self> {
        let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
        let mut command = Command::new(program);
        command.args(["serve", "--port", "0", "--log"]).arg(folder.path().join("log"));
        let mut child = command.stdout(Stdio::piped()).spawn().map_err(|e| format!("{program}: {e}"))?;
        let mut line = String::new();
        let said = child.stdout.take().map(|out| BufReader::new(out).read_line(&mut line));
        let port = line.trim().rsplit(':').next().and_then(|port| port.parse().ok());
        match (said, port) {
            (Some(Ok(_)), Some(port)) => Ok(Self { child, port, folder }),
            _ => Err(format!("{program} does not say where it listens: {line:?}")),
        }
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Tells it how to behave.
    pub(super) fn control(&self, what: &str) -> Done {
        let told = |e: std::io::Error| format!("{what}: {e}");
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).map_err(told)?;
        write!(stream, "GET /control/{what} HTTP/1.1\r\nConnection: close\r\n\r\n").map_err(told)?;
        stream.read_to_string(&mut String::new()).map(drop).map_err(told)
    }

    pub(super) fn log(&self) -> Done<Vec<Line>> {
        let text = std::fs::read_to_string(self.folder().join("log")).map_err(|e| e.to_string())?;
        let line = |line: &str| {
            let (at, what) = line.split_once(' ')?;
            Some((at.parse().ok()?, what.to_owned()))
        };
        Ok(text.lines().filter_map(line).collect())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Good answers.
pub(super) fn answered(log: &[Line]) -> usize {
    log.iter().filter(|(_, what)| what == "200").count()
}

/// The freeze, by begin and end in the log; what was held back is drained with the answer number `held` after its end.
pub(super) fn frozen(log: &[Line], held: usize) -> Option<Frozen> {
    let at = |what: &str| log.iter().find(|(_, said)| said == what).map(|(at, _)| *at);
    let (freeze, thaw) = (at("freeze")?, at("thaw")?);
    let mut after: Vec<u64> =
        log.iter().filter(|(at, what)| *at >= thaw && what == "200").map(|l| l.0).collect();
    after.sort_unstable();
    let last = after.get(held.saturating_sub(1)).copied().unwrap_or(thaw);
    Some(Frozen { stood_ms: (thaw - freeze) as f64 / 1e3, drained_ms: (last - thaw) as f64 / 1e3 })
}
