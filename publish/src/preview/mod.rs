//! The preview server: one folder under one base address, for this machine only.

mod address;
mod answer;
mod connection;
mod reload;
mod serve;

#[cfg(test)]
mod tests;

use crate::PublishError;
use answer::Site;
use serve::Limits;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// A bound preview server. Connections are accepted from the start and answered by [`Preview::serve`].
#[derive(Debug)]
pub struct Preview {
    listener: TcpListener,
    address: SocketAddr,
    site: Arc<Site>,
    limits: Limits,
}

impl Preview {
    /// Takes `address` (port 0: any free one) for the site in `folder`, which appears under `base`: `/`, or the
    /// sub-path that it will have where it is published (`/acme/`).
    ///
    /// # Errors
    /// [`PublishError`] when the address is not a loopback one or is taken, the base is no path, the folder cannot be
    /// read.
    pub fn bind(folder: PathBuf, address: SocketAddr, base: &str) -> Result<Self, PublishError> {
        if !is_loopback(address.ip()) {
            return Err(PublishError::NotLoopback { address });
        }
        let base = address::base(base)?;
        let real = folder.canonicalize().and_then(|real| std::fs::read_dir(&real).map(|_| real));
        let folder = real.map_err(|source| PublishError::NoFolder { path: folder, source })?;
        let refused = |source| PublishError::Bind { address, source };
        let listener = TcpListener::bind(address).map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let site = Arc::new(Site::new(folder, base));
        let limits = Limits { connections: 64, patience: Duration::from_secs(10) };
        Ok(Self { listener, address, site, limits })
    }

    /// The address of the site: `http://127.0.0.1:8123/acme/`.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.site.base())
    }

    /// Says that the site was built again: open pages reload themselves within about a second.
    pub fn changed(&self) {
        self.site.version.fetch_add(1, Ordering::SeqCst);
    }

    /// Answers requests until `stop` is set, then returns within a few seconds.
    pub fn serve(&self, stop: &AtomicBool) {
        serve::until(stop, &self.listener, &self.site, self.limits);
    }
}

fn is_loopback(ip: IpAddr) -> bool {
    ip.to_canonical().is_loopback()
}
