//! What Chromium shows to other readers: a telephone, the dark, few colours, paper. By its own protocol, because a window
//! of its is never as narrow as a telephone.

use super::driver::Browser;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// How a page is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Light,
    Dark,
    /// 390 × 844 points.
    Phone,
    /// The same in the dark.
    PhoneDark,
    /// The reader's own few colours in place of the page's, and more contrast.
    Contrast,
}

impl Look {
    /// Its name in names of files.
    pub(super) fn name(self) -> &'static str {
        match self {
            Look::Light => "light",
            Look::Dark => "dark",
            Look::Phone => "phone",
            Look::PhoneDark => "phone-dark",
            Look::Contrast => "contrast",
        }
    }

    fn media(self) -> Value {
        let scheme = if matches!(self, Look::Dark | Look::PhoneDark) { "dark" } else { "light" };
        let (colours, contrast) =
            if self == Look::Contrast { ("active", "more") } else { ("none", "no-preference") };
        json!({"features": [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "forced-colors", "value": colours},
            {"name": "prefers-contrast", "value": contrast},
        ]})
    }

    fn screen(self) -> Value {
        let phone = matches!(self, Look::Phone | Look::PhoneDark);
        let (width, height) = if phone { (390, 844) } else { (1280, 900) };
        json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone})
    }
}

impl Browser {
    async fn tell(&self, command: &str, parameters: Value) -> Value {
        let said = self.page.cdp().send_raw(command, parameters).await;
        said.unwrap_or_else(|e| panic!("{command}: {e}"))
    }

    /// From now on pages are seen so.
    pub(super) async fn see_as(&self, look: Look) {
        self.tell("Emulation.setDeviceMetricsOverride", look.screen()).await;
        self.tell("Emulation.setEmulatedMedia", look.media()).await;
    }

    /// The whole page as PNG.
    pub(super) async fn picture(&self) -> Vec<u8> {
        let metrics = self.tell("Page.getLayoutMetrics", json!({})).await;
        let size = &metrics["cssContentSize"];
        let clip = json!({"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1});
        let wanted = json!({"format": "png", "captureBeyondViewport": true, "clip": clip});
        decoded(&self.tell("Page.captureScreenshot", wanted).await)
    }

    /// The page as it is printed, as PDF; sizes and margins are those that the page asks for.
    pub(super) async fn printed(&self) -> Vec<u8> {
        let wanted = json!({"preferCSSPageSize": true, "printBackground": false});
        decoded(&self.tell("Page.printToPDF", wanted).await)
    }
}

fn decoded(said: &Value) -> Vec<u8> {
    STANDARD.decode(said["data"].as_str().expect("data")).unwrap()
}
