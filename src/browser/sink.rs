use std::rc::Rc;

/// Where something reports what happened to it.
///
/// It is called from browser callbacks and from microtasks only, never from within the method that caused the report:
/// whoever calls such a method is just draining a state machine, which must not be entered again meanwhile.
pub(crate) type Sink<T> = Rc<dyn Fn(T)>;
