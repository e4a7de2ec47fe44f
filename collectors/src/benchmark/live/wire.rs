//! A connection that is never waited for: the request is sent and its answer read as far as the system takes and gives.

use super::connection::Connection;
use super::fault::Fault;
use super::reply::{Heard, Reply};
use super::target::Ready;
use mio::net::TcpStream;
use mio::{Interest, Registry, Token};
use rustls::ClientConnection;
use std::io::{self, ErrorKind, Read as _, Write as _};

/// A connection kept alive from request to request.
pub(super) struct Wire {
    tcp: TcpStream,
    tls: Option<Box<ClientConnection>>,
    /// Bytes of the request that the system has taken.
    sent: usize,
    reply: Reply,
}

/// What came over a connection.
pub(super) enum Come {
    /// Not yet the whole answer.
    Part,
    Answer(Heard),
    Broken(Fault),
}

impl Wire {
    /// # Errors
    /// The system's, when it does not let the connection be used without waiting.
    pub(super) fn new(connection: Connection) -> Result<Self, Fault> {
        let (tcp, tls) = connection.into_parts();
        tcp.set_nonblocking(true).map_err(|e| Fault::of_io(&e))?;
        let tls = tls.map(|mut session| {
            // A request is taken whole, however long.
            session.set_buffer_limit(None);
            Box::new(session)
        });
        Ok(Self { tcp: TcpStream::from_std(tcp), tls, sent: 0, reply: Reply::default() })
    }

    /// Has its events told as those of `token`.
    pub(super) fn register(&mut self, registry: &Registry, token: usize) -> io::Result<()> {
        registry.register(&mut self.tcp, Token(token), Interest::READABLE | Interest::WRITABLE)
    }

    /// Sends the request, as much of it as the system takes now.
    pub(super) fn ask(&mut self, request: &[u8]) -> io::Result<()> {
        self.sent = 0;
        if let Some(tls) = &mut self.tls {
            tls.writer().write_all(request)?;
        }
        self.go_on(request)
    }

    /// Sends what is left of the request.
    fn go_on(&mut self, request: &[u8]) -> io::Result<()> {
        if let Some(tls) = &mut self.tls {
            while tls.wants_write() {
                if waits(tls.write_tls(&mut self.tcp))?.is_none() {
                    break;
                }
            }
            return Ok(());
        }
        while let Some(rest) = request.get(self.sent..).filter(|rest| !rest.is_empty()) {
            match waits(self.tcp.write(rest))? {
                Some(count) => self.sent += count,
                None => break,
            }
        }
        Ok(())
    }

    /// Sends what is left, and reads what is there, through `buffer`.
    pub(super) fn hear(&mut self, buffer: &mut [u8], ready: &Ready) -> Come {
        // A server may answer (413, 431) and close before it has read all: then the answer is what counts.
        let sent = self.go_on(&ready.request.bytes);
        loop {
            let (count, ended) = match self.read(buffer) {
                Ok(Some(0)) => (0, true),
                Ok(Some(count)) => (count, false),
                Ok(None) => return Come::Part,
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => (0, true),
                Err(error) => return Come::Broken(Fault::of_io(sent.as_ref().err().unwrap_or(&error))),
            };
            if let Some(heard) = self.reply.take(buffer.get(..count).unwrap_or_default(), ended, ready) {
                return Come::Answer(heard);
            }
            if ended {
                return Come::Broken(Fault::Reset);
            }
        }
    }

    /// Whether the other side has neither closed nor said anything that nobody asked for. Within TLS there may be
    /// something to read that is no answer, such as a session ticket.
    pub(super) fn is_silent(&mut self) -> bool {
        matches!(self.read(&mut [0]), Ok(None))
    }

    /// Bytes of an answer; `None` while there are none, 0 at the end.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<Option<usize>> {
        let Some(tls) = &mut self.tls else { return waits(self.tcp.read(buffer)) };
        loop {
            if let Some(count) = waits(tls.reader().read(buffer))? {
                return Ok(Some(count));
            }
            match waits(tls.read_tls(&mut self.tcp))? {
                None => return Ok(None),
                Some(_) => {
                    tls.process_new_packets().map_err(|e| io::Error::new(ErrorKind::InvalidData, e))?
                }
            };
        }
    }
}

/// `None` where the system would have to wait.
fn waits(result: io::Result<usize>) -> io::Result<Option<usize>> {
    match result {
        Ok(count) => Ok(Some(count)),
        Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(None),
        Err(error) => Err(error),
    }
}
