//! Finds what stands behind an object that an app passes back, whatever `Proxy` is around it.
//!
//! wasm-bindgen's own way is `instanceof`, which knows no copies of the package, and throws errors that help nobody. Here
//! the object's class has a hidden getter, which a `Proxy` passes on like any other, and which puts what stands behind
//! the object where [`take`] finds it.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;

use crate::object::get;

thread_local! {
    static PASSED: RefCell<Option<Rc<dyn Any>>> = const { RefCell::new(None) };
}

/// What the hidden getter does.
pub(crate) fn pass(behind: Rc<dyn Any>) -> bool {
    PASSED.replace(Some(behind));
    true
}

/// What stands behind an object, if it is of that type.
pub(crate) fn take<T: 'static>(object: &JsValue) -> Option<Rc<T>> {
    PASSED.take();
    get(object, "__offhook_passed");
    PASSED.take()?.downcast().ok()
}
