//! The same service behind TLS, with a certificate made at the start.

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;

/// Shakes hands with clients.
#[derive(Clone)]
pub(crate) struct Tls(Arc<ServerConfig>);

impl Tls {
    /// A certificate for 127.0.0.1, written to `ca_file` for clients to trust.
    pub(crate) fn new(ca_file: &Path) -> Self {
        let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).expect("a certificate");
        std::fs::write(ca_file, made.cert.pem()).expect("the file of authorities");
        let key = rustls::pki_types::PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
        let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions of TLS")
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key.into())
            .expect("a certificate with its key");
        Self(Arc::new(config))
    }

    /// A connection that shakes hands when it is first read.
    pub(crate) fn accept(&self, tcp: TcpStream) -> StreamOwned<ServerConnection, TcpStream> {
        let session = ServerConnection::new(Arc::clone(&self.0)).expect("a session");
        StreamOwned::new(session, tcp)
    }
}
