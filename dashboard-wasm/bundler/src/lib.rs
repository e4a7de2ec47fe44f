//! Builds the dashboard for the browser: nested cargo, wasm-bindgen, base64.
