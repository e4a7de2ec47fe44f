//! TLS with authorities made for the test.

use super::server::{ONE, request, rounds, serve, service};
use crate::health::Service;
use quarterdeck_model::payload::{Outcome, Round};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

/// An authority, a server with a certificate of it, and the file that names it.
struct Made {
    url: String,
    ca_file: PathBuf,
    _folder: tempfile::TempDir,
}

/// A server for 127.0.0.1 whose leaf is valid in these years and whose authority ends in 2040.
fn made(years: (i32, i32)) -> Made {
    let mut ca = CertificateParams::new(Vec::new()).unwrap();
    ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    ca.distinguished_name.push(DnType::CommonName, "Authority of the test");
    (ca.not_before, ca.not_after) = (rcgen::date_time_ymd(2000, 1, 1), rcgen::date_time_ymd(2040, 1, 1));
    let ca_key = KeyPair::generate().unwrap();
    let ca_cert = ca.self_signed(&ca_key).unwrap();
    let mut leaf = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
    leaf.distinguished_name.push(DnType::CommonName, "Leaf of the test");
    (leaf.not_before, leaf.not_after) =
        (rcgen::date_time_ymd(years.0, 1, 1), rcgen::date_time_ymd(years.1, 1, 1));
    let key = KeyPair::generate().unwrap();
    let cert = leaf.signed_by(&key, &Issuer::from_params(&ca, &ca_key)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let ca_file = folder.path().join("ca.pem");
    std::fs::write(&ca_file, ca_cert.pem()).unwrap();
    let chain = vec![cert.der().clone(), ca_cert.der().clone()];
    Made { url: start(chain, key.serialize_der()), ca_file, _folder: folder }
}

fn start(chain: Vec<CertificateDer<'static>>, key: Vec<u8>) -> String {
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    let config = Arc::new(config);
    let address = serve("127.0.0.1:0", move |tcp| {
        let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), tcp);
        request(&mut stream);
        // Without TLS' goodbye, as many servers do it.
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\nready");
        let _ = stream.flush();
    });
    format!("https://{}/", address.unwrap())
}

fn round(service: Service) -> Round {
    rounds(&[service], &ONE).remove(0)
}

#[test]
fn a_trusted_service_is_up_and_its_earliest_certificate_is_known() {
    let made = made((2020, 2035));
    let round = round(Service { ca_file: Some(made.ca_file.clone()), ..service(&made.url) });
    assert_eq!(round.probes[0].outcome, Outcome::Up, "{:?}", round.probes[0]);
    assert!(round.probes[0].phases.tls_ms.is_some());
    let certificate = round.certificate.unwrap();
    assert_eq!(certificate.expires_at.to_string(), "2035-01-01T00:00:00.000Z");
    assert!(certificate.subject.contains("Leaf of the test"), "{}", certificate.subject);
}

#[test]
fn the_authority_counts_when_it_ends_first() {
    let made = made((2020, 2060));
    let round = round(Service { ca_file: Some(made.ca_file.clone()), ..service(&made.url) });
    let certificate = round.certificate.unwrap();
    assert_eq!(certificate.expires_at.to_string(), "2040-01-01T00:00:00.000Z");
    assert!(certificate.subject.contains("Authority of the test"), "{}", certificate.subject);
}

#[test]
fn an_authority_that_is_not_trusted_is_down_and_says_so() {
    let (ours, theirs) = (made((2020, 2035)), made((2020, 2035)));
    let round = round(Service { ca_file: Some(theirs.ca_file.clone()), ..service(&ours.url) });
    let probe = &round.probes[0];
    assert_eq!(probe.outcome, Outcome::Down);
    let detail = probe.detail.as_deref().unwrap();
    assert!(detail.starts_with("certificate not accepted: "), "{detail}");
    assert!(round.certificate.is_some(), "its date is known all the same");
}

#[test]
fn an_expired_certificate_is_down_and_its_date_is_known() {
    let made = made((2019, 2020));
    let round = round(Service { ca_file: Some(made.ca_file.clone()), ..service(&made.url) });
    assert_eq!(round.probes[0].detail.as_deref(), Some("certificate not accepted: it has expired"));
    assert_eq!(round.certificate.unwrap().expires_at.to_string(), "2020-01-01T00:00:00.000Z");
}

#[test]
fn a_certificate_for_another_name_is_down() {
    let made = made((2020, 2035));
    let elsewhere = made.url.replace("127.0.0.1", "localhost");
    let round = round(Service { ca_file: Some(made.ca_file.clone()), ..service(&elsewhere) });
    assert_eq!(round.probes[0].detail.as_deref(), Some("certificate not accepted: it is for another name"));
    assert!(round.probes[0].phases.dns_ms.is_some(), "localhost was looked up");
}

#[test]
fn a_service_that_does_not_speak_tls_is_down() {
    let made = made((2020, 2035));
    let address = serve("127.0.0.1:0", |mut stream| {
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        let _ = std::io::Read::read(&mut stream, &mut [0; 1000]);
    });
    let plain = format!("https://{}/", address.unwrap());
    let round = round(Service { ca_file: Some(made.ca_file.clone()), ..service(&plain) });
    let probe = &round.probes[0];
    assert_eq!(probe.outcome, Outcome::Down);
    assert!(probe.detail.as_deref().unwrap().contains("TLS"), "{probe:?}");
}

#[test]
fn a_handshake_alone_tells_both_ends_of_validity() {
    for (years, outcome, earliest) in [
        ((2020, 2060), Outcome::Up, "2040-01-01T00:00:00.000Z"),
        ((2019, 2020), Outcome::Down, "2020-01-01T00:00:00.000Z"),
    ] {
        let made = made(years);
        let bare = made.url.replace("https://", "tls://");
        let round =
            round(Service { ca_file: Some(made.ca_file.clone()), ..service(bare.trim_end_matches('/')) });
        assert_eq!(round.probes[0].outcome, outcome, "{:?}", round.probes[0]);
        assert!(round.probes[0].phases.tls_ms.is_some() && round.probes[0].phases.first_byte_ms.is_none());
        let certificate = round.certificate.unwrap();
        assert_eq!(certificate.expires_at.to_string(), earliest);
        let leaf = certificate.leaf_expires_at.unwrap().to_string();
        assert_eq!(leaf, format!("{}-01-01T00:00:00.000Z", years.1));
        assert!(round.target.starts_with("tls://127.0.0.1:"), "{}", round.target);
    }
}
