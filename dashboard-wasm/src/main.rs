//! The program that the page starts: everything is in the library.

fn main() {
    quarterdeck_dashboard_wasm::start();
}
