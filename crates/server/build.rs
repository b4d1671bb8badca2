//! Has the demo page embedded anew when it changes.

use std::path::Path;

const PAGE: &str = "../../www/dist";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    // Cargo takes a missing path as always changed, so while the page is not built its parent is watched.
    let watched = if Path::new(PAGE).exists() { PAGE } else { "../../www" };
    println!("cargo:rerun-if-changed={watched}");
}
