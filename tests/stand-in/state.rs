//! How the server behaves now, and what it tells of itself.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// Behaviour that requests change, and the log.
pub(crate) struct State {
    began: Instant,
    /// Milliseconds since `began` until which nothing is answered.
    frozen_until: AtomicU64,
    slower_by: AtomicU64,
    error_percent: AtomicU64,
    /// Milliseconds before a connection is taken up.
    handshake: AtomicU64,
    closes: AtomicU64,
    answers: AtomicU64,
    /// Opened to append: each line is one write, so threads need no lock that they would queue at.
    log: Option<File>,
}

impl State {
    /// One that behaves well, and logs to the end of `log`.
    pub(crate) fn new(log: Option<&Path>) -> Self {
        let open = |path| OpenOptions::new().create(true).append(true).open(path).expect("the log");
        Self {
            began: Instant::now(),
            frozen_until: AtomicU64::new(0),
            slower_by: AtomicU64::new(0),
            error_percent: AtomicU64::new(0),
            handshake: AtomicU64::new(0),
            closes: AtomicU64::new(0),
            answers: AtomicU64::new(0),
            log: log.map(open),
        }
    }

    /// One line of the log.
    pub(crate) fn log(&self, what: &str) {
        self.log_at(SystemTime::now(), what);
    }

    fn log_at(&self, at: SystemTime, what: &str) {
        let Some(mut log) = self.log.as_ref() else { return };
        let at = at.duration_since(SystemTime::UNIX_EPOCH).expect("a time after 1970");
        let line = format!("{} {what}\n", at.as_micros());
        log.write_all(line.as_bytes()).expect("the log");
    }

    fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).expect("a short life")
    }

    /// Obeys `name?value`; false when it is not known.
    pub(crate) fn obey(&self, name: &str, value: u64) -> bool {
        match name {
            "freeze" => self.freeze(value),
            "handshake" => self.handshake.store(value, Ordering::SeqCst),
            "close" => self.closes.store(value, Ordering::SeqCst),
            "slow" => self.slower_by.store(value, Ordering::SeqCst),
            "error" => self.error_percent.store(value, Ordering::SeqCst),
            "exit" => std::process::exit(1),
            _ => return false,
        }
        true
    }

    /// Nothing is answered for so many milliseconds; begin and end are logged at once.
    fn freeze(&self, millis: u64) {
        self.frozen_until.store(self.now() + millis, Ordering::SeqCst);
        let now = SystemTime::now();
        self.log_at(now, "freeze");
        // When it is over, not when a busy machine comes to say so.
        self.log_at(now + Duration::from_millis(millis), "thaw");
    }

    /// Waits to the end of the freeze.
    fn thawed(&self) {
        loop {
            let left = self.frozen_until.load(Ordering::SeqCst).saturating_sub(self.now());
            if left == 0 {
                return;
            }
            thread::sleep(Duration::from_millis(left));
        }
    }

    /// Waits as long as a new connection has to.
    pub(crate) fn takes_up(&self) {
        thread::sleep(Duration::from_millis(self.handshake.load(Ordering::SeqCst)));
    }

    /// Whether connections end after an answer.
    pub(crate) fn closes(&self) -> bool {
        self.closes.load(Ordering::SeqCst) != 0
    }

    /// Waits as long as an answer takes now, and gives its status.
    pub(crate) fn status(&self) -> u16 {
        self.thawed();
        thread::sleep(Duration::from_millis(self.slower_by.load(Ordering::SeqCst)));
        let (n, percent) =
            (self.answers.fetch_add(1, Ordering::SeqCst), self.error_percent.load(Ordering::SeqCst));
        // Evenly spread: the n-th answer errs when the count of errors due goes up with it.
        if (n + 1) * percent / 100 > n * percent / 100 { 500 } else { 200 }
    }
}
