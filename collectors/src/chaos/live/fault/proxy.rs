//! A TCP proxy of our own between clients and service: it disturbs connections and needs no privilege.
//!
//! It lives in the runner: when that ends, however it does, so does the disturbance.

mod pipe;

use super::{Fault, Place};
use crate::chaos::live::undo::Undo;
use crate::chaos::live::{ProxyFault, loopback};
use quarterdeck_model::plural;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// Most connections at once.
const MOST: usize = 512;
/// How long the service may take to accept.
const CONNECT: Duration = Duration::from_secs(5);
/// How often a held connection looks whether the fault is over.
pub(super) const LOOK: Duration = Duration::from_millis(10);

/// What the proxy's threads share.
pub(super) struct Shared {
    upstream: SocketAddr,
    fault: ProxyFault,
    percent: u64,
    on: AtomicBool,
    over: AtomicBool,
    /// Connections that came while the fault was on.
    came: AtomicU64,
    /// Those of them that were disturbed.
    disturbed: AtomicU64,
    open: AtomicUsize,
}

struct Proxy {
    listen: SocketAddr,
    shared: Arc<Shared>,
    /// Bound before anything is measured.
    listener: Option<TcpListener>,
}

/// A proxy that listens at the first address and forwards to the second.
pub(super) fn between(
    (listen, upstream): (SocketAddr, SocketAddr),
    fault: ProxyFault,
    percent: u8,
    place: &Place,
) -> Result<Box<dyn Fault>, String> {
    for address in [listen, upstream] {
        loopback::host(&address.ip().to_string(), &place.allow)?;
    }
    let listener =
        TcpListener::bind(listen).map_err(|e| format!("the proxy cannot listen at {listen}: {e}"))?;
    let shared = Shared {
        upstream,
        fault,
        percent: percent.into(),
        on: AtomicBool::new(false),
        over: AtomicBool::new(false),
        came: AtomicU64::new(0),
        disturbed: AtomicU64::new(0),
        open: AtomicUsize::new(0),
    };
    Ok(Box::new(Proxy { listen, shared: Arc::new(shared), listener: Some(listener) }))
}

impl Fault for Proxy {
    fn plan(&self) -> Vec<String> {
        let Shared { upstream, fault, percent, .. } = &*self.shared;
        let what = match fault {
            ProxyFault::Blackhole => "accept and never answer".to_owned(),
            ProxyFault::Reset => "reset".to_owned(),
            ProxyFault::DelayMs(ms) => format!("delay by {ms} ms"),
            ProxyFault::BytesPerSecond(rate) => format!("forward at most {rate} bytes a second of"),
        };
        vec![
            format!("forward {} to {upstream}, and then {what} {percent} % of the connections", self.listen),
            "then forward all of them again until the end of the run".to_owned(),
        ]
    }

    fn arm(&mut self) -> Result<(), String> {
        let listener = self.listener.take().ok_or("the proxy listens already")?;
        let shared = Arc::clone(&self.shared);
        let accept = move || {
            for client in listener.incoming().flatten() {
                if shared.over.load(Ordering::Acquire) {
                    break;
                }
                shared.accept(client);
            }
        };
        thread::Builder::new()
            .name("proxy".to_owned())
            .spawn(accept)
            .map_err(|e| format!("no proxy: {e}"))?;
        Ok(())
    }

    fn undo(&self) -> Vec<Undo> {
        Vec::new()
    }

    fn inject(&mut self) -> Result<(), String> {
        self.shared.on.store(true, Ordering::Release);
        Ok(())
    }

    fn effect(&mut self) -> Result<Option<String>, String> {
        let [disturbed, came] =
            [&self.shared.disturbed, &self.shared.came].map(|n| n.load(Ordering::Acquire));
        Ok((disturbed > 0).then(|| {
            format!("{disturbed} of {} disturbed so far", plural(came, "connection", "connections"))
        }))
    }

    fn clear(&mut self) {
        self.shared.on.store(false, Ordering::Release);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shared.on.store(false, Ordering::Release);
        self.shared.over.store(true, Ordering::Release);
        // Wakes the listener, which then closes.
        let _ = TcpStream::connect_timeout(&self.listen, Duration::from_millis(100));
    }
}

impl Shared {
    /// Whether this connection is one of the share that is disturbed; evenly spread.
    fn hit(&self) -> bool {
        if !self.on.load(Ordering::Acquire) {
            return false;
        }
        let n = self.came.fetch_add(1, Ordering::AcqRel);
        let hit = (n + 1) * self.percent / 100 > n * self.percent / 100;
        if hit {
            self.disturbed.fetch_add(1, Ordering::AcqRel);
        }
        hit
    }

    fn accept(self: &Arc<Self>, client: TcpStream) {
        if self.open.fetch_add(1, Ordering::AcqRel) >= MOST {
            self.open.fetch_sub(1, Ordering::AcqRel);
            return;
        }
        let (own, hit) = (Arc::clone(self), self.hit());
        let work = move || {
            own.serve(&client, hit);
            own.open.fetch_sub(1, Ordering::AcqRel);
        };
        if thread::Builder::new().spawn(work).is_err() {
            self.open.fetch_sub(1, Ordering::AcqRel);
        }
    }

    fn serve(&self, client: &TcpStream, hit: bool) {
        let held = || self.on.load(Ordering::Acquire) && !self.over.load(Ordering::Acquire);
        let mut rate = None;
        match self.fault {
            _ if !hit => {}
            ProxyFault::Blackhole => return pipe::hold(client, held),
            ProxyFault::Reset => return pipe::reset(client),
            ProxyFault::DelayMs(ms) => thread::sleep(Duration::from_millis(ms.min(60_000))),
            ProxyFault::BytesPerSecond(bytes) => rate = Some(bytes.max(1)),
        }
        if let Ok(server) = TcpStream::connect_timeout(&self.upstream, CONNECT) {
            pipe::join(client, &server, rate);
        }
    }
}
