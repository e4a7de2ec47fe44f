//! Name resolution and connection within a deadline.

use super::failure::{Failure, Step};
use std::io;
use std::net::{IpAddr, SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Instant;

/// The addresses of `host`; `None` beside them says that there was nothing to look up.
pub(crate) fn literal(host: &str, port: u16) -> Option<Vec<SocketAddr>> {
    host.parse::<IpAddr>().ok().map(|ip| vec![SocketAddr::new(ip, port)])
}

/// Looks up `host`. The system's resolver knows no deadline, so it works on a thread of its own, which is left
/// behind when the deadline passes.
pub(crate) fn look_up(host: &str, port: u16, deadline: Instant) -> Result<Vec<SocketAddr>, Failure> {
    let (sender, receiver) = channel();
    let name = host.to_owned();
    let work = move || {
        let found = (name.as_str(), port).to_socket_addrs().map(Iterator::collect::<Vec<_>>);
        // The receiver may have given up.
        let _ = sender.send(found);
    };
    thread::Builder::new()
        .name("look up".to_owned())
        .spawn(work)
        .map_err(|e| Failure::unknown(format!("no thread to look up the name: {e}")))?;
    match receiver.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
        Ok(Ok(addresses)) if addresses.is_empty() => {
            Err(Failure::down(format!("name {host} has no address")))
        }
        Ok(Ok(addresses)) => Ok(addresses),
        Ok(Err(error)) => Err(not_resolved(host, &error)),
        // Who was not told the address could not probe.
        Err(RecvTimeoutError::Timeout) => {
            Err(Failure::unknown(format!("name {host} not resolved: no answer in time from the name server")))
        }
        Err(RecvTimeoutError::Disconnected) => Err(Failure::unknown("the look-up of the name broke off")),
    }
}

/// A name that does not exist is the service's fault; a name server that cannot be asked is not known to be.
fn not_resolved(host: &str, error: &io::Error) -> Failure {
    let text = error.to_string();
    let text = text.strip_prefix("failed to lookup address information: ").unwrap_or(&text);
    let detail = format!("name {host} not resolved: {text}");
    // EAI_AGAIN by the words of glibc, the BSDs and musl: std gives no code.
    let again = text.contains("Temporary failure") || text.contains("Try again");
    if again { Failure::unknown(detail) } else { Failure::down(detail) }
}

/// Connects to the first address that answers. Each gets an equal share of the time that is left, so that a dead
/// IPv6 address does not hide a living IPv4 one.
pub(crate) fn connect(addresses: &[SocketAddr], deadline: Instant) -> Result<TcpStream, Failure> {
    let mut last = Failure::down("no address to connect to");
    for (index, address) in addresses.iter().enumerate() {
        let left = deadline.saturating_duration_since(Instant::now());
        let share = left / u32::try_from(addresses.len() - index).unwrap_or(u32::MAX).max(1);
        if share.is_zero() {
            return Err(Failure::timeout(Step::Connect));
        }
        match TcpStream::connect_timeout(address, share) {
            Ok(stream) => return Ok(stream),
            Err(error) => last = Failure::io(&error, Step::Connect),
        }
    }
    Err(last)
}
