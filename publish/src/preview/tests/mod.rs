//! Real servers on free ports, spoken to over raw sockets.

mod address;
mod escape;
mod http;
mod live;
mod slow;

use super::Preview;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A served folder; stopped, and waited for, when dropped.
struct Served {
    folder: TempDir,
    preview: Arc<Preview>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// What came back.
#[derive(Debug)]
struct Reply {
    status: u16,
    head: String,
    body: Vec<u8>,
}

fn any_port() -> SocketAddr {
    "127.0.0.1:0".parse().unwrap()
}

fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// A folder with one index page, under `base`; more files are written to `folder`.
fn serve(base: &str) -> Served {
    serve_with(base, |_| {})
}

fn serve_with(base: &str, prepare: impl FnOnce(&mut Preview)) -> Served {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "index.html", b"<!doctype html><body><h1>Start</h1></body>");
    let mut preview = Preview::bind(folder.path().to_owned(), any_port(), base).unwrap();
    prepare(&mut preview);
    let (preview, stop) = (Arc::new(preview), Arc::new(AtomicBool::new(false)));
    let (serving, stopped) = (Arc::clone(&preview), Arc::clone(&stop));
    let thread = Some(std::thread::spawn(move || serving.serve(&stopped)));
    Served { folder, preview, stop, thread }
}

impl Served {
    fn write(&self, path: &str, bytes: &[u8]) {
        write(self.folder.path(), path, bytes);
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.preview.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// Sends `request` (its first line) with the right host, and reads the whole answer.
    fn ask(&self, request: &str) -> Reply {
        self.ask_with(request, &format!("Host: {}\r\n", self.preview.address))
    }

    fn ask_with(&self, request: &str, headers: &str) -> Reply {
        let mut stream = self.connect();
        write!(stream, "{request} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        Reply::parse(&answer)
    }

    fn get(&self, path: &str) -> Reply {
        self.ask(&format!("GET {path}"))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        let began = Instant::now();
        let ended = self.thread.take().unwrap().join();
        if !std::thread::panicking() {
            ended.unwrap();
            assert!(began.elapsed() < Duration::from_secs(5), "stopping took {:?}", began.elapsed());
        }
    }
}

impl Reply {
    fn parse(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Self { status, head, body: bytes[end + 4..].to_vec() }
    }

    fn header(&self, name: &str) -> Option<&str> {
        let rows = self.head.lines().skip(1).filter_map(|l| l.split_once(": "));
        rows.filter(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v).next()
    }

    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}
