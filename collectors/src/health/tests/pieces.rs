//! Any bytes may come from a service; none may harm.

use crate::http::address::{Address, displayed};
use crate::http::failure::Step;
use crate::http::{self, HttpError, Observer, Request};
use proptest::prelude::*;
use std::io::{self, Cursor, Read, Write};

/// A peer that says what it is told and hears nothing.
struct Peer(Cursor<Vec<u8>>);

impl Read for Peer {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Write for Peer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[derive(Default)]
struct Silent;

impl Observer for Silent {
    fn sent(&mut self) {}
    fn first_byte(&mut self) {}
    fn status(&mut self, _: u16) {}
}

fn ask(bytes: Vec<u8>) -> Result<(u16, usize), HttpError> {
    let request = Request { bytes: Vec::new(), head_only: false };
    let answer = http::ask(&mut Peer(Cursor::new(bytes)), &request, &mut Silent)?;
    Ok((answer.status, answer.body.len()))
}

#[test]
fn a_peer_that_says_nothing_has_closed() {
    let Err(HttpError::Io(error, step)) = ask(Vec::new()) else { panic!("expected an error") };
    assert_eq!((error.kind(), step), (io::ErrorKind::UnexpectedEof, Step::FirstByte));
}

const CHUNKED: &[u8] =
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: a/b\r\n\r\n5\r\nready\r\na;x\r\n0123456789\r\n0\r\n\r\n";

proptest! {
    #[test]
    fn any_answer_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok((status, _)) = ask(bytes) {
            prop_assert!((100..=999).contains(&status));
        }
    }

    #[test]
    fn a_changed_answer_is_read_or_refused(at in 0..CHUNKED.len(), byte: u8, cut in 0..=CHUNKED.len()) {
        let mut bytes = CHUNKED.to_vec();
        bytes[at] = byte;
        bytes.truncate(cut);
        if let Ok((status, length)) = ask(bytes) {
            prop_assert!((100..=999).contains(&status) && length <= CHUNKED.len());
        }
    }

    #[test]
    fn any_address_is_read_or_refused(url in ".{0,80}") {
        let shown = displayed(&url);
        if let Ok(address) = Address::parse(&url) {
            prop_assert_eq!(shown, address.to_string());
        }
    }

    #[test]
    fn credentials_are_never_displayed(secret in "[a-z]{8}", path in "[a-z/]{0,8}", tail in "[ -~]{0,8}") {
        let url = format!("http://user:{secret}@host.example/{path}?{tail}{secret}");
        prop_assert!(!displayed(&url).contains(&secret));
    }
}
