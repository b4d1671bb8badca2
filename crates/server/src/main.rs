//! The server that the calling SDK talks to.
fn main() {}
