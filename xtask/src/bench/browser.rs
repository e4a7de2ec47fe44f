//! A headless Chromium that is asked for figures.

use crate::run::Done;
use serde_json::Value;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use thirtyfour::prelude::*;
use tokio::runtime::Runtime;

/// What headless Chromium needs as root, and to stay off the network.
const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
];

/// How long a page may take for anything.
const PATIENCE: Duration = Duration::from_secs(120);

/// What a new browser needs for its own pages and services, on two cores with some to spare.
const SETTLING: Duration = Duration::from_secs(2);

/// A running browser with its driver; both end with it.
pub(super) struct Chromium {
    runtime: Runtime,
    page: WebDriver,
    driver: Child,
    _profile: TempDir,
}

impl Chromium {
    /// Starts driver and browser, with a profile of its own.
    pub(super) fn start() -> Done<Self> {
        let profile = tempfile::tempdir().map_err(|e| e.to_string())?;
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| format!("chromedriver (Debian package chromium-driver): {e}"))?;
        let port = port(&mut driver)?;
        let mut capabilities = DesiredCapabilities::chrome();
        for flag in FLAGS {
            capabilities.add_arg(flag).map_err(|e| e.to_string())?;
        }
        let profile_flag = format!("--user-data-dir={}", profile.path().display());
        capabilities.add_arg(&profile_flag).map_err(|e| e.to_string())?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(|e| e.to_string())?;
        let _ = rustls::crypto::ring::default_provider().install_default();
        let page = runtime
            .block_on(async {
                let page = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await?;
                page.set_script_timeout(PATIENCE).await?;
                Ok(page)
            })
            .map_err(|e: WebDriverError| format!("chromedriver: {e}"))?;
        Ok(Self { runtime, page, driver, _profile: profile })
    }

    /// Waits until a new browser has done what it does first: what is opened before is timed together with that.
    pub(super) fn settle(&self) {
        std::thread::sleep(SETTLING);
    }

    /// From now on every new document runs `script` before its own ones.
    pub(super) fn in_every_document(&self, script: &str) -> Done {
        let added = self
            .runtime
            .block_on(async { self.page.cdp().page().add_script_to_evaluate_on_new_document(script).await });
        added.map(drop).map_err(|e| e.to_string())
    }

    /// Opens an address.
    pub(super) fn open(&self, address: &str) -> Done {
        self.runtime.block_on(self.page.goto(address)).map_err(|e| format!("{address}: {e}"))
    }

    /// Asks until the script returns something other than null or false.
    pub(super) fn until(&self, what: &str, script: &str) -> Done<Value> {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            let answer = self.runtime.block_on(self.page.execute(script, Vec::new()));
            match answer.map(|answer| answer.json().clone()) {
                Ok(Value::Null | Value::Bool(false)) | Err(_) => {
                    std::thread::sleep(Duration::from_millis(50))
                }
                Ok(answer) => return Ok(answer),
            }
        }
        Err(format!("{what}: not within {PATIENCE:?}"))
    }

    /// Runs a script that answers later, told one text.
    pub(super) fn ask_later(&self, script: &str, text: &str) -> Done<Value> {
        let told = vec![Value::from(text)];
        let answer = self.runtime.block_on(self.page.execute_async(script, told));
        answer.map(|answer| answer.json().clone()).map_err(|e| e.to_string())
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = self.runtime.block_on(self.page.clone().quit());
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The port that the driver says it listens on. What it says later is read and dropped: it would wait otherwise.
fn port(driver: &mut Child) -> Done<u16> {
    let out = driver.stdout.take().ok_or("chromedriver has no output")?;
    let mut lines = BufReader::new(out).lines().map_while(Result::ok);
    let said = lines.find_map(|line| {
        let digits = line.split("on port ").nth(1)?.trim_end_matches(['.', ' ']).to_owned();
        digits.parse().ok().filter(|port| *port > 0)
    });
    std::thread::spawn(move || lines.for_each(drop));
    said.ok_or_else(|| "chromedriver did not say its port".to_owned())
}
