//! What becomes of one connection: joined with the service's, held, or reset.

use super::LOOK;
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::Duration;

/// Longest silence of a connection.
const SILENCE: Duration = Duration::from_secs(30);

/// Forwards both ways until both have ended.
pub(super) fn join(client: &TcpStream, server: &TcpStream, rate: Option<u64>) {
    for stream in [client, server] {
        let _ = stream.set_nodelay(true);
        let _ = stream.set_read_timeout(Some(SILENCE));
        let _ = stream.set_write_timeout(Some(SILENCE));
    }
    thread::scope(|scope| {
        scope.spawn(|| forward(client, server, None));
        forward(server, client, rate);
    });
}

/// Forwards one way; the end of one is the end of the other.
fn forward(mut from: &TcpStream, mut to: &TcpStream, rate: Option<u64>) {
    let mut buffer = [0; 8192];
    let most = rate.map_or(buffer.len(), |rate| (rate / 20).clamp(1, 8192) as usize);
    while let Some(space) = buffer.get_mut(..most) {
        let Ok(length @ 1..) = from.read(space) else { break };
        if to.write_all(space.get(..length).unwrap_or_default()).is_err() {
            break;
        }
        if let Some(rate) = rate {
            thread::sleep(Duration::from_secs_f64(length as f64 / rate as f64));
        }
    }
    let _ = to.shutdown(Shutdown::Write);
    let _ = from.shutdown(Shutdown::Read);
}

/// Says nothing until the fault is over or the client gives up.
pub(super) fn hold(mut client: &TcpStream, held: impl Fn() -> bool) {
    let mut buffer = [0; 1024];
    let _ = client.set_read_timeout(Some(LOOK));
    while held() {
        match client.read(&mut buffer) {
            Ok(0) => return,
            Err(e) if !matches!(e.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) => {
                return;
            }
            _ => {}
        }
    }
}

/// Ends it with a reset and not with an orderly close.
pub(super) fn reset(client: &TcpStream) {
    let _ = rustix::net::sockopt::set_socket_linger(client, Some(Duration::ZERO));
}
