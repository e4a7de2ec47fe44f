//! How the dashboard responds: the Yew explorer that runs in the reader's browser.
