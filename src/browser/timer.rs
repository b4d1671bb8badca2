use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{Function, Promise};
use offhook_protocol::Timestamp;
use wasm_bindgen::prelude::wasm_bindgen;

use super::clock;

/// The longest wait of `setTimeout`; a longer one would come at once.
const LONGEST: u128 = i32::MAX as u128;

/// One timeout that can be set anew. It may come early, and has to be set again then.
pub(crate) struct Timer {
    on_time: Rc<dyn Fn()>,
    armed: RefCell<Option<Timeout>>,
}

impl Timer {
    /// A timer that is not set.
    pub(crate) fn new(on_time: Rc<dyn Fn()>) -> Timer {
        Timer { on_time, armed: RefCell::default() }
    }

    /// Sets it, or takes it back. Only the last setting counts.
    pub(crate) fn arm(&self, at: Option<Timestamp>) {
        let timeout = at.map(|at| {
            let wait = (at - clock::now()).as_millis().min(LONGEST) as u32;
            let on_time = self.on_time.clone();
            Timeout::new(wait, move || on_time())
        });
        self.armed.replace(timeout);
    }
}

/// A promise that is kept after so many milliseconds.
pub(crate) fn pause(milliseconds: u32) -> Promise {
    Promise::new(&mut |resolve, _| set_timeout(&resolve, milliseconds))
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, milliseconds: u32);
}
