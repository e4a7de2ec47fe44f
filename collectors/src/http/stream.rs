//! A TCP stream that never waits past its deadline.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// Up to this, the kernel keeps the timeout of a socket. Longer ones it rounds up by as much as an eighth.
const KEPT: Duration = Duration::from_millis(50);

/// Longest single wait: rounded up, it still ends before the deadline, and a long wait takes few of them.
fn wait(left: Duration) -> Duration {
    if left <= KEPT { left } else { (left / 4 * 3).max(KEPT) }
}

/// A stream with a deadline for all that is read from it and written to it.
pub(crate) struct Timed {
    tcp: TcpStream,
    deadline: Instant,
}

impl Timed {
    pub(crate) fn new(tcp: TcpStream, deadline: Instant) -> Self {
        // Only a delay is lost where this is refused.
        let _ = tcp.set_nodelay(true);
        Self { tcp, deadline }
    }

    /// From now on nothing waits past this.
    pub(crate) fn set_deadline(&mut self, deadline: Instant) {
        self.deadline = deadline;
    }

    /// The stream without its deadline; what was set for single waits stays.
    pub(crate) fn into_tcp(self) -> TcpStream {
        self.tcp
    }

    fn left(&self) -> io::Result<Duration> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        // Less than a microsecond is zero to the system, and zero means "for ever".
        if left < Duration::from_micros(1) { Err(io::ErrorKind::TimedOut.into()) } else { Ok(left) }
    }
}

impl Read for Timed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            self.tcp.set_read_timeout(Some(wait(self.left()?)))?;
            match self.tcp.read(buffer) {
                Err(error) if still(&error) => {}
                result => return result,
            }
        }
    }
}

impl Write for Timed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            self.tcp.set_write_timeout(Some(wait(self.left()?)))?;
            match self.tcp.write(bytes) {
                Err(error) if still(&error) => {}
                result => return result,
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.tcp.flush()
    }
}

/// Whether a single wait has passed, which says nothing about the deadline.
fn still(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut | io::ErrorKind::Interrupted)
}
