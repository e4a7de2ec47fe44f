//! The loop: connections come in, each is answered by a thread of its own, a bounded number at a time.

use super::answer::Site;
use super::connection;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// What readers may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Connections at the same time; browsers open six, some of them in advance and idle. Others wait their turn.
    pub(super) connections: usize,
    /// How long a reader may take to send its request, and how long it may not read.
    pub(super) patience: Duration,
}

/// How often the stop flag is looked at.
const TICK: Duration = Duration::from_millis(50);

/// How long answers may go on after the stop.
const GRACE: Duration = Duration::from_secs(2);

/// Serves until `stop`.
pub(super) fn until(stop: &AtomicBool, listener: &TcpListener, site: &Arc<Site>, limits: Limits) {
    let slots = Slots::new(limits.connections);
    let ended = AtomicBool::new(false);
    thread::scope(|scope| {
        if let Ok(address) = listener.local_addr() {
            let ended = &ended;
            let wake = move || wake(stop, ended, address);
            let _ = thread::Builder::new().name("preview-stop".to_owned()).spawn_scoped(scope, wake);
        }
        while !stop.load(Ordering::SeqCst) {
            match listener.accept() {
                Ok((stream, _)) => hand_over(stream, stop, site, &slots, limits.patience),
                // It ended too early, or there are too many open files: neither ends the server.
                Err(_) => thread::sleep(TICK),
            }
        }
        ended.store(true, Ordering::SeqCst);
    });
    slots.wait_for_all(GRACE);
}

/// Waiting for a connection ends with one: after the stop this makes it.
fn wake(stop: &AtomicBool, ended: &AtomicBool, address: SocketAddr) {
    while !ended.load(Ordering::SeqCst) {
        if stop.load(Ordering::SeqCst) {
            let _ = TcpStream::connect_timeout(&address, TICK);
        }
        thread::sleep(TICK);
    }
}

/// Gives the connection to a thread as soon as one may be begun; without one it is closed.
fn hand_over(stream: TcpStream, stop: &AtomicBool, site: &Arc<Site>, slots: &Arc<Slots>, patience: Duration) {
    let Some(slot) = Slots::take(slots, stop) else { return };
    let site = Arc::clone(site);
    let answering = move || {
        connection::serve(stream, &site, patience);
        drop(slot);
    };
    let _ = thread::Builder::new().name("preview-answer".to_owned()).spawn(answering);
}

/// How many connections are being served.
struct Slots {
    most: usize,
    taken: Mutex<usize>,
    freed: Condvar,
}

/// One connection being served; dropping it makes room for another.
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
