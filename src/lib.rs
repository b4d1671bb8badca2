//! The calling SDK in the browser: the API of `@azure/communication-calling` over `offhook-core`.
//!
//! ```text
//! JS call  --+                                                    +--> Socket    browser::Socket
//! socket   --+-> Runtime::input -> Client::handle_input(now, ..)  +--> Media     browser::Media
//! media    --+                     Client::poll_output()  --------+--> Event     queue -> events::show -> JS listeners
//! timer    --+                                                    +--> Done      queue -> promises
//!                                                                 +--> Timeout   browser::Timer
//! ```
//!
//! No call logic lives here: the core decides, [`runtime`] does what it says, and [`events`] shows it. The modules of
//! [`api`] are the classes that apps see.

mod api;
mod browser;
mod changes;
mod dead;
mod emitter;
mod errors;
mod events;
mod identifiers;
mod identities;
mod logger;
mod object;
mod parts;
mod passed;
mod promises;
mod queue;
mod registry;
mod runtime;
#[cfg(all(test, target_arch = "wasm32"))]
mod tests;
mod token;
mod views;

pub use api::call_client::CallClient;
pub use api::local_audio_stream::LocalAudioStream;
pub use api::local_video_stream::LocalVideoStream;
pub use api::video_stream_renderer::VideoStreamRenderer;
pub use logger::set_logger;

use wasm_bindgen::prelude::wasm_bindgen;

/// Half the size of Rust's own, which is made for programs that allocate all the time.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[wasm_bindgen(start)]
fn start() {
    dead::install();
}
