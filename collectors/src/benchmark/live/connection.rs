//! One connection, kept alive from request to request.

use super::fault::Fault;
use super::target::Ready;
use crate::http::{self, Answer, Idle, Observer, Timed};
use rustls::{ClientConnection, StreamOwned};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Instant;

/// An open connection.
pub(super) enum Connection {
    Plain(Timed),
    Tls(Box<StreamOwned<ClientConnection, Timed>>),
}

/// A load run asks for no phases: planned, sent and done are enough.
struct Unobserved;

impl Observer for Unobserved {
    fn sent(&mut self) {}
    fn first_byte(&mut self) {}
    fn status(&mut self, _: u16) {}
}

impl Connection {
    /// Connects, and shakes hands, before `deadline`.
    pub(super) fn open(ready: &Ready, deadline: Instant) -> Result<Self, Fault> {
        let mut stream = Timed::new(connect(&ready.addresses, deadline)?, deadline);
        let Some(tls) = &ready.tls else { return Ok(Self::Plain(stream)) };
        let mut session = tls.session().map_err(|_| Fault::Tls)?;
        while session.is_handshaking() {
            session.complete_io(&mut stream).map_err(|e| Fault::of_io(&e))?;
        }
        Ok(Self::Tls(Box::new(StreamOwned::new(session, stream))))
    }

    /// Sends the request and waits for the whole answer, at most until `deadline`.
    pub(super) fn ask(&mut self, ready: &Ready, deadline: Instant) -> Result<Answer, Fault> {
        let answer = match self {
            Self::Plain(stream) => {
                stream.set_deadline(deadline);
                http::ask(stream, &ready.request, &mut Unobserved)
            }
            Self::Tls(stream) => {
                stream.sock.set_deadline(deadline);
                http::ask(stream.as_mut(), &ready.request, &mut Unobserved)
            }
        };
        answer.map_err(|error| Fault::of_http(&error))
    }

    /// Whether the other side still holds it. Within TLS there may be something to read that is no answer, such as a
    /// session ticket.
    pub(super) fn is_alive(&self) -> bool {
        match self {
            Self::Plain(stream) => matches!(stream.look(), Ok(Idle::Silent)),
            Self::Tls(stream) => matches!(stream.sock.look(), Ok(Idle::Silent | Idle::Spoken)),
        }
    }
}

/// Reads an answer that nobody sent, before anything is planned: the memory that a thread takes for its first answer
/// would else be taken when a service that stood still answers hundreds of them at once.
pub(super) fn rehearse(ready: &Ready) {
    let mut canned = Canned(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    // Whatever it gives is of no service.
    let _ = http::ask(&mut canned, &ready.request, &mut Unobserved).map(|answer| ready.expect.judge(&answer));
}

/// Takes what is written, and gives these bytes.
struct Canned(&'static [u8]);

impl Read for Canned {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Write for Canned {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Connects to the first address that answers; each gets an equal share of the time that is left.
fn connect(addresses: &[SocketAddr], deadline: Instant) -> Result<TcpStream, Fault> {
    let mut last = Fault::Other;
    for (index, address) in addresses.iter().enumerate() {
        let left = deadline.saturating_duration_since(Instant::now());
        let share = left / u32::try_from(addresses.len() - index).unwrap_or(u32::MAX).max(1);
        if share.is_zero() {
            return Err(Fault::Timeout);
        }
        match TcpStream::connect_timeout(address, share) {
            Ok(stream) => return Ok(stream),
            Err(error) => last = Fault::of_io(&error),
        }
    }
    Err(last)
}
