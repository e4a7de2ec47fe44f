//! A server that stands in for the system under test: it answers, and it can freeze, slow down, err and die on request.
//! Under `supervise` it is started again when it dies, as a supervisor would do it.
//!
//! ```text
//! stand-in serve --port 0 [--pid-file F] [--log F]      prints `listening on 127.0.0.1:PORT`
//!                [--tls F]     also serves TLS, with a certificate that F holds; `TLS on 127.0.0.1:PORT` comes first
//! stand-in supervise --restart-after MS serve …         the same, started again MS milliseconds after each death
//! ```
//!
//! | request | effect |
//! |---|---|
//! | `GET /…` | `200`, `ok` |
//! | `GET /control/freeze?MS` | nothing is answered for MS milliseconds |
//! | `GET /control/slow?MS` | every later answer takes MS milliseconds longer |
//! | `GET /control/error?PERCENT` | that share of later answers is `500`, evenly spread |
//! | `GET /control/handshake?MS` | every later connection is taken up MS milliseconds later |
//! | `GET /control/close?1` | connections are closed after each answer |
//! | `GET /control/exit` | the process ends at once |
//!
//! The log has one line for each start, freeze and answer: microseconds since 1970, and the status (`start` for a start,
//! `freeze` where one begins and `thaw` where it ends, `control` for the answer to a request of the test's own); after
//! an answer to a numbered probe of an experiment also its number.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a tool of tests: what it cannot do must be loud"
)]

mod answer;
mod state;
mod supervise;
mod tls;

use state::State;
use std::io::Write as _;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use tls::Tls;

/// What the command line asks for.
#[derive(Default)]
struct Options {
    port: u16,
    pid_file: Option<PathBuf>,
    log: Option<PathBuf>,
    tls: Option<PathBuf>,
}

impl Options {
    fn parse(args: &[String]) -> Self {
        let mut options = Self::default();
        for pair in args.chunks(2) {
            let [name, value] = pair else { panic!("{pair:?}: expected an option and its value") };
            match name.as_str() {
                "--port" => options.port = value.parse().expect("a port"),
                "--pid-file" => options.pid_file = Some(value.into()),
                "--log" => options.log = Some(value.into()),
                "--tls" => options.tls = Some(value.into()),
                _ => panic!("{name}: expected --port, --pid-file, --log or --tls"),
            }
        }
        options
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["serve", ..] => serve(&Options::parse(&args[1..])),
        ["supervise", "--restart-after", after, "serve", ..] => {
            supervise::run(after.parse().expect("milliseconds"), &args[3..]);
        }
        _ => panic!("expected `serve …` or `supervise --restart-after MS serve …`"),
    }
}

fn serve(options: &Options) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).expect("a free port");
    if let Some(path) = &options.pid_file {
        std::fs::write(path, std::process::id().to_string()).expect("the pid file");
    }
    let state = Arc::new(State::new(options.log.as_deref()));
    state.log("start");
    if let Some(file) = &options.tls {
        also_tls(Tls::new(file), Arc::clone(&state));
    }
    println!("listening on {}", listener.local_addr().expect("an address"));
    std::io::stdout().flush().expect("standard output");
    accept(&listener, &state, answer::connection);
}

/// The same answers at a port of its own.
fn also_tls(tls: Tls, state: Arc<State>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    println!("TLS on {}", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        accept(&listener, &state, move |stream, state| answer::connection(tls.accept(stream), state));
    });
}

fn accept(
    listener: &TcpListener,
    state: &Arc<State>,
    serve: impl Fn(TcpStream, &State) + Clone + Send + 'static,
) {
    for stream in listener.incoming().flatten() {
        let (state, serve) = (Arc::clone(state), serve.clone());
        thread::spawn(move || {
            let _ = stream.set_nodelay(true);
            state.takes_up();
            serve(stream, &state);
        });
    }
}
