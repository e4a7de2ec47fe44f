//! The Yew explorer.
use yew as _;
/// Starts.
pub fn start() {}
