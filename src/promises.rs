//! The promises that apps wait for, by the requests that settle them.

use std::cell::RefCell;
use std::pin::Pin;

use js_sys::{Function, Promise};
use offhook_core::RequestId;
use offhook_protocol::{ApiError, LegId};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;

use crate::{dead, errors};

/// What a promise is resolved with.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// What core says: nothing, or a text.
    Value,
    /// The agent itself.
    Agent,
    /// A call that is there by then.
    Call(LegId),
    /// Nothing; and the agent is over.
    Disposed,
}

/// The promises that are not settled yet.
#[derive(Debug, Default)]
pub(crate) struct Promises(RefCell<Vec<Pending>>);

#[derive(Debug)]
pub(crate) struct Pending {
    request: RequestId,
    pub(crate) answer: Answer,
    resolve: Function,
    reject: Function,
}

impl Promises {
    /// A promise for a request.
    pub(crate) fn add(&self, request: RequestId, answer: Answer) -> Promise {
        Promise::new(&mut |resolve, reject| {
            self.0.borrow_mut().push(Pending { request, answer: answer.clone(), resolve, reject });
        })
    }

    /// Takes the promise of a request out.
    pub(crate) fn take(&self, request: RequestId) -> Option<Pending> {
        let mut pending = self.0.borrow_mut();
        let at = pending.iter().position(|pending| pending.request == request)?;
        Some(pending.remove(at))
    }

    /// Settles all, as the agent is over.
    pub(crate) fn settle_all(&self) {
        for pending in self.0.take() {
            let result = match pending.answer {
                Answer::Disposed => Ok(JsValue::UNDEFINED),
                _ => Err(errors::to_js(&ApiError::AGENT_DISPOSED)),
            };
            pending.settle(result);
        }
    }
}

impl Pending {
    /// Resolves or rejects. Who waits for it hears of it in a microtask of their own.
    pub(crate) fn settle(self, result: Result<JsValue, JsValue>) {
        let (settle, value) = match result {
            Ok(value) => (self.resolve, value),
            Err(error) => (self.reject, error),
        };
        let _ = settle.call1(&JsValue::UNDEFINED, &value);
    }
}

/// A promise of what takes its time. Boxed, so that there is one copy of what runs it.
pub(crate) fn later(work: Pin<Box<dyn Future<Output = Result<JsValue, ApiError>>>>) -> Promise {
    match dead::check() {
        Ok(()) => future_to_promise(async move { work.await.map_err(|error| errors::to_js(&error)) }),
        Err(error) => Promise::reject(&error),
    }
}

/// A promise that is rejected already.
pub(crate) fn rejected(error: &ApiError) -> Promise {
    Promise::reject(&errors::to_js(error))
}
