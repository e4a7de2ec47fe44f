//! One message to one receiver, tried a few times. Errors never carry an address or a header value.

use super::outbox::Message;
use super::pace::{self, ATTEMPTS, LONGEST};
use super::{Attempt, Receiver, Way, program};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use reqwest::{Client, StatusCode, Url, redirect};
use std::collections::BTreeMap;
use std::error::Error as _;
use std::io;

/// Tries until it is taken, refused, or must wait for another run.
pub(super) async fn patiently(receiver: &Receiver, message: &Message) -> Attempt {
    let (url, headers) = match &receiver.way {
        Way::Post { url, headers } => (url, headers),
        // A program is run once a run: whether it may be run twice is not ours to say.
        Way::Command { words, folder } => return program::run(words, folder, message, receiver.timeout),
    };
    let post = match Post::new(url, headers, receiver, message) {
        Ok(post) => post,
        Err(why) => return Attempt::Refused(why),
    };
    let mut attempts = 1;
    loop {
        let (why, asked) = match post.once().await {
            Attempt::Later(why, asked) => (why, asked),
            done => return done,
        };
        let pause = asked.unwrap_or_else(|| pace::pause(attempts));
        if pause > LONGEST {
            return Attempt::Later(why, Some(pause));
        }
        if attempts == ATTEMPTS {
            return Attempt::Later(format!("{why}, {ATTEMPTS} times"), None);
        }
        attempts += 1;
        tokio::time::sleep(pause).await;
    }
}

/// A request that can be sent again and again.
struct Post {
    client: Client,
    url: Url,
    headers: HeaderMap,
    body: String,
    within: f64,
}

impl Post {
    fn new(
        url: &str,
        headers: &BTreeMap<String, String>,
        receiver: &Receiver,
        message: &Message,
    ) -> Result<Self, String> {
        let url = Url::parse(url).map_err(|e| format!("its address is none ({e})"))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err("its address begins with neither https:// nor http://".to_owned());
        }
        crate::objects::ciphers();
        // A redirect would carry the message, and what proves who sends it, to somewhere else.
        let client = Client::builder().timeout(receiver.timeout).redirect(redirect::Policy::none());
        let client = client.user_agent(concat!("quarterdeck/", env!("CARGO_PKG_VERSION"))).build();
        Ok(Self {
            client: client.map_err(|e| format!("no connection can be made ({})", cause(&e)))?,
            url,
            headers: fields(headers, message)?,
            body: message.body.to_string(),
            within: receiver.timeout.as_secs_f64(),
        })
    }

    async fn once(&self) -> Attempt {
        let request =
            self.client.post(self.url.clone()).headers(self.headers.clone()).body(self.body.clone());
        match request.send().await {
            Ok(answer) => judged(answer.status(), answer.headers()),
            Err(e) if e.is_timeout() => Attempt::Later(format!("no answer within {} s", self.within), None),
            Err(e) if e.is_connect() => Attempt::Later(format!("cannot be reached ({})", cause(&e)), None),
            Err(e) => Attempt::Later(format!("the connection broke ({})", cause(&e)), None),
        }
    }
}

fn fields(headers: &BTreeMap<String, String>, message: &Message) -> Result<HeaderMap, String> {
    let mut all = HeaderMap::new();
    let own = [("content-type", "application/json"), ("idempotency-key", message.id.as_str())];
    let given = headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    for (name, value) in own.into_iter().chain(given) {
        let field: HeaderName = name.parse().map_err(|_| format!("{name:?} is no name of a header field"))?;
        let mut value: HeaderValue =
            value.parse().map_err(|_| format!("the value of header {name} cannot be sent"))?;
        value.set_sensitive(true);
        all.insert(field, value);
    }
    Ok(all)
}

/// What an answer means: only 2xx takes a message.
fn judged(status: StatusCode, headers: &HeaderMap) -> Attempt {
    if status.is_success() {
        return Attempt::Taken;
    }
    let why = format!("it answered {status}");
    let busy = [StatusCode::REQUEST_TIMEOUT, StatusCode::TOO_EARLY, StatusCode::TOO_MANY_REQUESTS];
    if !status.is_server_error() && !busy.contains(&status) {
        return Attempt::Refused(why);
    }
    let asked = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok());
    Attempt::Later(why, asked.and_then(|text| pace::retry_after(text, pace::now())))
}

/// The innermost cause by its kind alone: texts of others may quote the address.
fn cause(error: &reqwest::Error) -> String {
    let mut at = error.source();
    while let Some(inner) = at {
        if let Some(io) = inner.downcast_ref::<io::Error>().filter(|io| io.kind() != io::ErrorKind::Other) {
            return io.kind().to_string();
        }
        at = inner.source();
    }
    "no further word".to_owned()
}
