//! What the tests share: waiting, and sinks that keep what they are given.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::Function;
use offhook_protocol::Timestamp;
use wasm_bindgen::JsValue;

use crate::browser::signal::Signal;
use crate::browser::{Sink, now};

/// Longer than anything here takes on a slow machine.
const PATIENCE_MS: u64 = 20_000;

pub(super) async fn sleep(milliseconds: u32) {
    let over = Rc::new(Signal::new());
    let give = over.clone();
    let _timeout = Timeout::new(milliseconds, move || give.give(&JsValue::UNDEFINED));
    over.given().await;
}

/// Waits until something is so.
pub(super) async fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Timestamp(now().0 + PATIENCE_MS);
    while !is_so() {
        assert!(now() < deadline, "waited in vain for: {what}");
        sleep(10).await;
    }
}

/// Keeps what it is given.
pub(super) struct Log<T>(Rc<RefCell<Vec<T>>>);

impl<T: Clone + 'static> Log<T> {
    pub(super) fn new() -> Log<T> {
        Log(Rc::default())
    }

    pub(super) fn sink(&self) -> Sink<T> {
        let log = self.0.clone();
        Rc::new(move |item| log.borrow_mut().push(item))
    }

    pub(super) fn all(&self) -> Vec<T> {
        self.0.borrow().clone()
    }
}

/// Runs the body of a JavaScript function.
pub(super) fn script(body: &str) -> JsValue {
    Function::new_no_args(body).call0(&JsValue::UNDEFINED).expect("the script runs")
}

/// How many of something a script counts.
pub(super) fn count(expression: &str) -> f64 {
    script(&["return ", expression].concat()).as_f64().expect("a number")
}
