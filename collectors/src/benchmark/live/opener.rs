//! Connections are opened on threads of their own, so that no request waits for a handshake of another one.

use super::connection::Connection;
use super::fault::Fault;
use super::target::Ready;
use super::wire::Wire;
use mio::Waker;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, Scope};
use std::time::{Duration, Instant};

/// Most connections that are being opened at once.
const THREADS: u32 = 64;
/// A thread needs little: a handshake.
const STACK: usize = 512 * 1024;

/// What became of the opening of a connection.
pub(super) struct Opened {
    pub(super) began: Instant,
    pub(super) wire: Result<Wire, Fault>,
}

/// What the threads that open connections share.
pub(super) struct Opener<'a> {
    ready: &'a Ready,
    timeout: Duration,
    orders: Mutex<Receiver<()>>,
    opened: Sender<Opened>,
    /// Of the one who waits for connections.
    waker: Waker,
    /// Orders that no thread has taken.
    waiting: AtomicU32,
    /// Threads without an order.
    idle: AtomicU32,
    threads: AtomicU32,
    is_over: AtomicBool,
}

/// The other end: whoever needs connections orders them here. With it, the threads end.
pub(super) struct Orders {
    orders: Sender<()>,
    opened: Receiver<Opened>,
}

impl<'a> Opener<'a> {
    pub(super) fn new(ready: &'a Ready, timeout: Duration, waker: Waker) -> (Self, Orders) {
        let (orders, taken) = channel();
        let (done, opened) = channel();
        let opener = Self {
            ready,
            timeout,
            orders: Mutex::new(taken),
            opened: done,
            waker,
            waiting: AtomicU32::new(0),
            idle: AtomicU32::new(0),
            threads: AtomicU32::new(0),
            is_over: AtomicBool::new(false),
        };
        (opener, Orders { orders, opened })
    }

    /// Starts one more thread; false when the system refuses, or there are enough.
    pub(super) fn start<'scope, 'env>(&'env self, scope: &'scope Scope<'scope, 'env>) -> bool
    where
        'a: 'env,
    {
        if self.threads.fetch_add(1, Ordering::Relaxed) < THREADS {
            let thread = Builder::new().name("load, opening".to_owned()).stack_size(STACK);
            if thread.spawn_scoped(scope, move || self.work(scope)).is_ok() {
                return true;
            }
        }
        self.threads.fetch_sub(1, Ordering::Relaxed);
        false
    }

    fn work<'scope, 'env>(&'env self, scope: &'scope Scope<'scope, 'env>)
    where
        'a: 'env,
    {
        loop {
            self.idle.fetch_add(1, Ordering::Relaxed);
            let order = self.orders.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let idle = self.idle.fetch_sub(1, Ordering::Relaxed) - 1;
            if order.is_err() || self.is_over.load(Ordering::Relaxed) {
                return;
            }
            let more = self.waiting.fetch_sub(1, Ordering::Relaxed) > 1;
            if more && idle == 0 {
                // The one who is refused leaves the orders to those there are.
                let _ = self.start(scope);
            }
            let began = Instant::now();
            let wire = Connection::open(self.ready, began + self.timeout).and_then(Wire::new);
            if self.opened.send(Opened { began, wire }).is_err() {
                return;
            }
            let _ = self.waker.wake();
        }
    }

    /// Orders that wait are not worked off any more.
    pub(super) fn end(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }

    fn ordered(&self, count: u32) {
        self.waiting.fetch_add(count, Ordering::Relaxed);
    }
}

impl Orders {
    /// Orders connections.
    pub(super) fn order(&self, opener: &Opener<'_>, count: u32) {
        opener.ordered(count);
        for _ in 0..count {
            // Those who open live as long as this does.
            let _ = self.orders.send(());
        }
    }

    /// The next one that was opened, or could not be.
    pub(super) fn next(&self) -> Option<Opened> {
        self.opened.try_recv().ok()
    }
}
