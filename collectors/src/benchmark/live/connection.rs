//! A connection that is opened, and the one request that it is waited for over it: the knock at the door.

use super::fault::Fault;
use super::reply::Unobserved;
use super::target::Ready;
use crate::http::{self, Answer, Timed};
use rustls::{ClientConnection, StreamOwned};
use std::net::{SocketAddr, TcpStream};
use std::time::Instant;

/// An open connection.
pub(super) enum Connection {
    Plain(Timed),
    Tls(Box<StreamOwned<ClientConnection, Timed>>),
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

    /// The socket and, with TLS, the session over it.
    pub(super) fn into_parts(self) -> (TcpStream, Option<ClientConnection>) {
        match self {
            Self::Plain(stream) => (stream.into_tcp(), None),
            Self::Tls(stream) => {
                let (session, stream) = stream.into_parts();
                (stream.into_tcp(), Some(session))
            }
        }
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
