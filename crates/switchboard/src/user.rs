use offhook_protocol::{CallId, RawId};

use crate::desk::Desk;
use crate::mail::{Device, Mail, ToCall, ToUser};

/// One user: who can ring, and which calls want them to.
#[derive(Debug)]
pub(crate) struct User {
    id: RawId,
    /// One or a few, as the calls are: an idle user takes little room.
    devices: Vec<Device>,
    rung_by: Vec<CallId>,
}

impl User {
    pub(crate) fn new(id: RawId) -> User {
        User { id, devices: Vec::new(), rung_by: Vec::new() }
    }

    /// Whether nothing would be lost by forgetting it.
    pub(crate) fn is_empty(&self) -> bool {
        self.devices.is_empty() && self.rung_by.is_empty()
    }

    pub(crate) fn handle(&mut self, desk: &mut Desk<'_>, message: ToUser) {
        match message {
            ToUser::Attach(endpoint, name) => {
                let device = Device { endpoint, name };
                for call in &self.rung_by {
                    desk.post(self.offer(call, vec![device.clone()]));
                }
                self.devices.reserve_exact(1);
                self.devices.push(device);
            }
            ToUser::Detach(endpoint) => {
                self.devices.retain(|device| device.endpoint != endpoint);
            }
            ToUser::Ring(call) => {
                desk.post(self.offer(&call, self.devices.clone()));
                self.rung_by.push(call);
            }
            ToUser::StopRinging(call) => {
                self.rung_by.retain(|other| *other != call);
            }
        }
    }

    fn offer(&self, call: &CallId, devices: Vec<Device>) -> Mail {
        Mail::Call(call.clone(), ToCall::Devices(self.id.clone(), devices))
    }
}
