//! The server that stands in for the system under test, in a process of its own.

use super::QUARTERDECK;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running server; it ends with its owner.
pub(crate) struct StandIn {
    child: Child,
    port: u16,
    tls: u16,
    log: PathBuf,
}

impl StandIn {
    /// Starts one that logs into `folder`; `None`, with a word on it, when it was not built.
    pub(crate) fn start(folder: &Path) -> Option<Self> {
        let name = format!("stand-in{}", std::env::consts::EXE_SUFFIX);
        let program = Path::new(QUARTERDECK).with_file_name("examples").join(name);
        if !program.exists() {
            println!("skipped: {} is not built (cargo build --examples)", program.display());
            return None;
        }
        let log = folder.join("stand-in.log");
        let mut command = Command::new(program);
        command.args(["serve", "--port", "0", "--log"]).arg(&log).stdout(Stdio::piped());
        command.arg("--tls").arg(folder.join("ca.pem"));
        let mut child = command.spawn().unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut port = || {
            let mut line = String::new();
            said.read_line(&mut line).unwrap();
            line.trim().rsplit(':').next().unwrap().parse().unwrap()
        };
        let (tls, port) = (port(), port());
        Some(Self { child, port, tls, log })
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Its address with TLS; `ca.pem` in its folder is to be trusted.
    pub(crate) fn tls_url(&self) -> String {
        format!("https://127.0.0.1:{}/", self.tls)
    }

    /// Tells it, on a connection of its own, how to behave: `freeze?1000`, `slow?50`, `error?30`.
    pub(crate) fn control(&self, what: &str) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let request = format!("GET /control/{what} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{what}: {answer}");
    }

    /// Its log: microseconds since 1970, and what happened.
    pub(crate) fn log(&self) -> Vec<(u64, String)> {
        let text = std::fs::read_to_string(&self.log).unwrap();
        let entry = |line: &str| {
            let (at, what) = line.split_once(' ')?;
            Some((at.parse().ok()?, what.to_owned()))
        };
        text.lines().filter_map(entry).collect()
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
