//! A small HTTP server that puts a folder under a sub-path, as GitHub Pages does.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};

/// Where the folder stands on the server.
const BASE: &str = "/acme/quality/";

/// A running server; its threads end with the test's process.
pub(super) struct Server {
    port: u16,
}

impl Server {
    /// Serves `folder`; `wasm_type` is the content type of `.wasm` files (servers get it wrong).
    pub(super) fn start(folder: &Path, wasm_type: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let folder = folder.to_owned();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let folder = folder.clone();
                std::thread::spawn(move || answer(stream, &folder, wasm_type));
            }
        });
        Self { port }
    }

    /// The address of a page.
    pub(super) fn url(&self, page: &str) -> String {
        format!("http://127.0.0.1:{}{BASE}{page}", self.port)
    }
}

fn answer(mut stream: TcpStream, folder: &Path, wasm_type: &str) -> Option<()> {
    let mut head =
        BufReader::new(stream.try_clone().ok()?).lines().map_while(Result::ok).take_while(|l| !l.is_empty());
    let request = head.next()?;
    head.for_each(drop);
    let address = request.split(' ').nth(1)?;
    let path = address.strip_prefix(BASE).map(|p| p.split(['?', '#']).next().unwrap_or(p));
    let file: Option<PathBuf> = path.map(|p| folder.join(p)).filter(|p| p.is_file());
    let (status, bytes) = match file.as_ref().and_then(|f| std::fs::read(f).ok()) {
        Some(bytes) => ("200 OK", bytes),
        // Browsers ask for it by themselves; its absence is no fault of the page.
        None if address == "/favicon.ico" => ("204 No Content", Vec::new()),
        None => ("404 Not Found", std::fs::read(folder.join("404.html")).unwrap_or_default()),
    };
    let shown = file.unwrap_or_else(|| folder.join("404.html"));
    let content_type = content_type(Some(&shown), wasm_type);
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n",
        bytes.len()
    )
    .ok()?;
    stream.write_all(b"Connection: close\r\n\r\n").ok()?;
    stream.write_all(&bytes).ok()
}

fn content_type<'a>(file: Option<&Path>, wasm_type: &'a str) -> &'a str {
    match file.and_then(Path::extension).and_then(|e| e.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("wasm") => wasm_type,
        _ => "application/octet-stream",
    }
}
