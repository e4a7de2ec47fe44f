//! The loop: requests come in, each is answered by a thread of its own, a bounded number at a time.

use super::answer::{Answer, Body, Site};
use std::io;
use std::net::TcpListener;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;
use tiny_http::{Header, Request, Response, Server, StatusCode};

/// What one reader may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Answers written at the same time.
    pub(super) answers: usize,
    /// How long a reader may not read before it is cut off.
    pub(super) patience: Duration,
}

/// How often the stop flag is looked at.
const TICK: Duration = Duration::from_millis(100);

/// How long answers may go on after the stop.
const GRACE: Duration = Duration::from_secs(2);

/// Serves until `stop`. Should accepting fail (a connection that ended too early, too many open files), it begins
/// anew on the same socket.
pub(super) fn until(stop: &AtomicBool, listener: &TcpListener, site: &Arc<Site>, limits: Limits) {
    // Accepted connections inherit it, on Linux and the BSDs; a system where they do not only waits longer.
    let _ = socket2::SockRef::from(listener).set_write_timeout(Some(limits.patience));
    let slots = Slots::new(limits.answers);
    while !stop.load(Ordering::SeqCst) {
        let server = listener.try_clone().map_err(Into::into).and_then(|l| Server::from_listener(l, None));
        if let Ok(server) = server {
            accept(stop, &server, site, &slots);
        }
        if !stop.load(Ordering::SeqCst) {
            thread::sleep(TICK);
        }
    }
    slots.wait_for_all(GRACE);
}

/// Hands requests to threads until `stop`, or until accepting fails.
fn accept(stop: &AtomicBool, server: &Server, site: &Arc<Site>, slots: &Arc<Slots>) {
    while !stop.load(Ordering::SeqCst) {
        let request = match server.recv_timeout(TICK) {
            Ok(Some(request)) => request,
            Ok(None) => continue,
            Err(_) => return,
        };
        let Some(slot) = Slots::take(slots, stop) else { return };
        let site = Arc::clone(site);
        let answering = move || {
            respond(&site, request);
            drop(slot);
        };
        // Without a thread the request is dropped, which tells the reader 500.
        let _ = thread::Builder::new().name("preview-answer".to_owned()).spawn(answering);
    }
}

/// Writes the answer; a reader that went away is no error.
fn respond(site: &Site, request: Request) {
    let host = request.headers().iter().find(|h| h.field.equiv("Host")).map(|h| h.value.as_str());
    let Answer { status, headers, body } = site.answer(request.method().as_str(), request.url(), host);
    let headers: Vec<Header> =
        headers.iter().filter_map(|(name, value)| Header::from_bytes(*name, value.as_bytes()).ok()).collect();
    let status = StatusCode(status);
    let (reader, length): (Box<dyn io::Read + Send>, Option<usize>) = match body {
        Body::Bytes(bytes) => {
            let length = bytes.len();
            (Box::new(io::Cursor::new(bytes)), Some(length))
        }
        Body::File(file, length) => {
            // Never more than was announced, should the file grow.
            (Box::new(io::Read::take(file, length)), usize::try_from(length).ok())
        }
    };
    // Always with its length, so that readers can tell a cut answer from a whole one.
    let response = Response::new(status, headers, reader, length, None).with_chunked_threshold(usize::MAX);
    let _ = request.respond(response);
}

/// How many answers are being written.
struct Slots {
    most: usize,
    taken: Mutex<usize>,
    freed: Condvar,
}

/// One answer being written; dropping it makes room for another.
struct Slot(Arc<Slots>);

impl Slots {
    fn new(most: usize) -> Arc<Self> {
        Arc::new(Self { most, taken: Mutex::new(0), freed: Condvar::new() })
    }

    /// Waits for room; `None` when `stop` comes first.
    fn take(slots: &Arc<Self>, stop: &AtomicBool) -> Option<Slot> {
        let mut taken = slots.taken.lock().unwrap_or_else(PoisonError::into_inner);
        while *taken >= slots.most {
            if stop.load(Ordering::SeqCst) {
                return None;
            }
            taken = slots.freed.wait_timeout(taken, TICK).unwrap_or_else(PoisonError::into_inner).0;
        }
        *taken += 1;
        drop(taken);
        Some(Slot(Arc::clone(slots)))
    }

    fn wait_for_all(&self, longest: Duration) {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = self.freed.wait_timeout_while(taken, longest, |taken| *taken > 0);
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        *self.0.taken.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.0.freed.notify_all();
    }
}
