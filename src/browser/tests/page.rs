use std::cell::RefCell;
use std::rc::Rc;

use offhook_core::Input;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::script;
use crate::browser::{PageListeners, Sink};

#[wasm_bindgen_test]
fn the_page_and_its_network_are_reported_until_it_is_dropped() {
    let names = Rc::new(RefCell::new(Vec::new()));
    let heard = names.clone();
    let sink: Sink<Input> = Rc::new(move |input| {
        heard.borrow_mut().push(match input {
            Input::PageLeaving => "beforeunload",
            Input::PageHide => "pagehide",
            Input::Network { online: true } => "online",
            Input::Network { online: false } => "offline",
            _ => "another",
        });
    });
    let page = PageListeners::new(&sink);
    let fire = "for (const name of ['offline', 'online', 'beforeunload', 'pagehide']) window.dispatchEvent(new Event(name))";
    script(fire);
    drop(page);
    script(fire);
    assert_eq!(*names.borrow(), ["offline", "online", "beforeunload", "pagehide"]);
}
