//! Where things are.

use std::{env, path::PathBuf};

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    let manifest = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().expect("xtask lies in the checkout").to_path_buf()
}

/// The folder that cargo builds into.
pub(crate) fn cargo_target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The folder of the npm package and what is made on the way to it. It stays in the checkout wherever cargo builds,
/// because the demo page and the tests name it.
pub(crate) fn npm_target() -> PathBuf {
    root().join("target/npm")
}
