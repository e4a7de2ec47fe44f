//! TLS by rustls: whom to trust, the handshake, and when the shown certificates expire.

use super::failure::{Failure, Step};
use super::problem::Problem;
use super::stream::Timed;
use quarterdeck_model::Timestamp;
use quarterdeck_model::payload::Certificate;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{Resumption, WebPkiServerVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, ClientConnection, DigitallySignedStruct, Error, RootCertStore,
    SignatureScheme, StreamOwned,
};
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The authorities that this system trusts, loaded when the first service asks for them.
#[derive(Default)]
pub(crate) struct SystemRoots(OnceLock<Result<Arc<RootCertStore>, String>>);

/// All that is needed to speak TLS to one service.
pub(crate) struct Tls {
    config: Arc<ClientConfig>,
    name: ServerName<'static>,
    shown: Arc<Shown>,
}

impl SystemRoots {
    fn get(&self) -> Result<Arc<RootCertStore>, Problem> {
        let loaded = self.0.get_or_init(|| {
            let found = rustls_native_certs::load_native_certs();
            let mut store = RootCertStore::empty();
            store.add_parsable_certificates(found.certs);
            match (store.is_empty(), found.errors.first()) {
                (false, _) => Ok(Arc::new(store)),
                (true, Some(error)) => {
                    Err(format!("the system's trusted certificates cannot be read: {error}"))
                }
                (true, None) => Err("this system has no trusted certificates".to_owned()),
            }
        });
        let hint = "install the system's CA certificates, or name a PEM file as ca_file";
        loaded.clone().map_err(|message| Problem::new(message).hint(hint))
    }
}

impl Tls {
    /// Trusts `ca_file` alone, or the system's authorities.
    pub(crate) fn new(host: &str, ca_file: Option<&Path>, system: &SystemRoots) -> Result<Self, Problem> {
        let roots = match ca_file {
            Some(path) => Arc::new(read_authorities(path)?),
            None => system.get()?,
        };
        let wrong = |e: &dyn std::fmt::Display| Problem::new(format!("TLS cannot be set up: {e}"));
        let provider = Arc::new(ring::default_provider());
        let inner = WebPkiServerVerifier::builder_with_provider(roots, Arc::clone(&provider));
        let shown =
            Arc::new(Shown { inner: inner.build().map_err(|e| wrong(&e))?, certificate: Mutex::new(None) });
        let mut config = client_config(provider, Arc::clone(&shown)).map_err(|e| wrong(&e))?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        // Every probe shakes hands in full: a resumed session shows no certificate and a shorter time.
        config.resumption = Resumption::disabled();
        let name = ServerName::try_from(host.to_owned())
            .map_err(|_| Problem::new(format!("host {host:?} cannot stand in a certificate")))?;
        Ok(Self { config: Arc::new(config), name, shown })
    }

    /// A session in which no hand was shaken yet.
    pub(crate) fn session(&self) -> Result<ClientConnection, Error> {
        ClientConnection::new(Arc::clone(&self.config), self.name.clone())
    }

    /// Shakes hands.
    pub(crate) fn handshake(&self, mut tcp: Timed) -> Result<StreamOwned<ClientConnection, Timed>, Failure> {
        let mut connection =
            self.session().map_err(|e| Failure::unknown(format!("TLS cannot be set up: {e}")))?;
        while connection.is_handshaking() {
            connection.complete_io(&mut tcp).map_err(|e| tls_failure(&e, Step::Tls))?;
        }
        Ok(StreamOwned::new(connection, tcp))
    }

    /// The certificate that expires first of those shown last, trusted or not.
    pub(crate) fn certificate(&self) -> Option<Certificate> {
        self.shown.certificate.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn client_config(provider: Arc<CryptoProvider>, verifier: Arc<Shown>) -> Result<ClientConfig, Error> {
    // "dangerous" names the door for verifiers of one's own; this one leaves every decision to rustls'.
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth())
}

fn read_authorities(path: &Path) -> Result<RootCertStore, Problem> {
    let at = |message: String| {
        Problem::new(message).path(path).hint("expected a PEM file with CERTIFICATE blocks")
    };
    let pem = std::fs::read(path).map_err(|e| at(format!("the file of authorities cannot be read: {e}")))?;
    let mut store = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(&pem) {
        let certificate = certificate.map_err(|e| at(format!("the file of authorities is not PEM: {e}")))?;
        store.add(certificate).map_err(|e| at(format!("a certificate authority cannot be used: {e}")))?;
    }
    if store.is_empty() {
        Err(at("the file of authorities holds no certificate".to_owned()))
    } else {
        Ok(store)
    }
}

/// What an error of a TLS stream says.
pub(crate) fn tls_failure(error: &io::Error, step: Step) -> Failure {
    let inner = error.get_ref().and_then(|e| e.downcast_ref::<Error>());
    match inner {
        Some(Error::InvalidCertificate(reason)) => {
            Failure::down(format!("certificate not accepted: {}", plain(reason)))
        }
        Some(Error::InvalidMessage(_)) => Failure::down("the answer to the TLS handshake is not TLS"),
        Some(other) => Failure::down(format!("TLS: {other}")),
        None => Failure::io(error, step),
    }
}

fn plain(reason: &CertificateError) -> String {
    match reason {
        CertificateError::UnknownIssuer => "its issuer is not trusted".to_owned(),
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => "it has expired".to_owned(),
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "it is not valid yet".to_owned()
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "it is for another name".to_owned()
        }
        CertificateError::Revoked => "it was revoked".to_owned(),
        other => other.to_string(),
    }
}

/// Keeps the certificate that expires first, then leaves the verdict to rustls' own verifier. So the date is known
/// even where the handshake fails, which is when it matters most.
#[derive(Debug)]
struct Shown {
    inner: Arc<WebPkiServerVerifier>,
    certificate: Mutex<Option<Certificate>>,
}

impl ServerCertVerifier for Shown {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        chain: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let leaf_expires_at = certificate(leaf).map(|leaf| leaf.expires_at);
        let all = std::iter::once(leaf).chain(chain).filter_map(certificate);
        let earliest =
            all.min_by_key(|c| c.expires_at).map(|earliest| Certificate { leaf_expires_at, ..earliest });
        if earliest.is_some() {
            *self.certificate.lock().unwrap_or_else(PoisonError::into_inner) = earliest;
        }
        self.inner.verify_server_cert(leaf, chain, name, ocsp, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.inner.supported_verify_schemes()
    }
}

fn certificate(der: &CertificateDer<'_>) -> Option<Certificate> {
    let (_, parsed) = x509_parser::parse_x509_certificate(der).ok()?;
    let millis = parsed.validity().not_after.timestamp().checked_mul(1000)?;
    Some(Certificate {
        expires_at: Timestamp::from_millis(millis)?,
        subject: parsed.subject().to_string(),
        leaf_expires_at: None,
    })
}
