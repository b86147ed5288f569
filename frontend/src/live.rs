//! Live events over `/graphql/ws` (`graphql-transport-ws`): the inbox and the queues ask again when one comes.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use remit_shared::wire::Wire;
use serde_json::Value;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{CloseEvent, MessageEvent, WebSocket};

use crate::api::wire::{Alert, NoticeKind};

const QUEUE: &str = "subscription { myQueueChanged { kind title code unread } }";
const ALERT: &str = "subscription { alertRaised { code title alert } }";

/// What arrived live. Pages that show a queue track [`LiveEvents::track`] in their query.
#[derive(Debug, Clone, Copy)]
pub struct LiveEvents {
    bump: RwSignal<u32>,
    /// Unread notifications, when an event told the number.
    pub unread: RwSignal<Option<i64>>,
    /// The last event, for the polite announcement.
    pub last: RwSignal<Option<LiveEvent>>,
    /// Whether the connection stands.
    pub connected: RwSignal<bool>,
    stood: StoredValue<bool>,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LiveEvent {
    /// Something new in one's own queue.
    Queue {
        /// What it is.
        kind: NoticeKind,
        /// Title of the subject.
        title: String,
        /// Number of the subject.
        code: Option<String>,
    },
    /// An alert was raised.
    Alert {
        /// Level.
        level: Alert,
        /// Title of the problem.
        title: String,
        /// Number of the problem.
        code: String,
    },
}

impl LiveEvents {
    /// No events yet.
    pub fn new() -> Self {
        Self {
            bump: RwSignal::new(0),
            unread: RwSignal::new(None),
            last: RwSignal::new(None),
            connected: RwSignal::new(false),
            stood: StoredValue::new(false),
        }
    }

    /// Makes the present reactive context run again at each event.
    pub fn track(self) {
        self.bump.track();
    }

    /// The connection stands. What happened while it did not is asked for.
    fn opened(self) {
        self.connected.set(true);
        if self.stood.get_value() {
            self.bump.update(|count| *count += 1);
        }
        self.stood.set_value(true);
    }

    fn arrived(self, event: LiveEvent, unread: Option<i64>) {
        if unread.is_some() {
            self.unread.set(unread);
        }
        self.last.set(Some(event));
        self.bump.update(|count| *count += 1);
    }
}

impl Default for LiveEvents {
    fn default() -> Self {
        Self::new()
    }
}

/// The live events of this session.
pub fn use_live() -> LiveEvents {
    use_context::<LiveEvents>().unwrap_or_default()
}

/// Keeps one connection while somebody is signed in. Call once, in the shell.
pub fn keep_connected(live: LiveEvents, signed_in: Signal<bool>) {
    let socket: Rc<RefCell<Option<WebSocket>>> = Rc::default();
    let wanted = StoredValue::new(false);
    Effect::new(move |_| {
        let now = signed_in.get();
        wanted.set_value(now);
        if let Some(old) = socket.borrow_mut().take() {
            let _ = old.close();
        }
        if now {
            open(live, &socket, wanted, 0);
        }
    });
}

fn open(live: LiveEvents, slot: &Rc<RefCell<Option<WebSocket>>>, wanted: StoredValue<bool>, attempt: u32) {
    let Some(socket) = connect() else { return };
    let sender = socket.clone();
    let on_open = Closure::<dyn FnMut()>::new(move || {
        let _ = sender.send_with_str(r#"{"type":"connection_init"}"#);
    });
    let sender = socket.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(text) = event.data().as_string() {
            receive(live, &sender, &text);
        }
    });
    let again = Rc::clone(slot);
    let on_close = Closure::<dyn FnMut(CloseEvent)>::new(move |_: CloseEvent| {
        let stood = live.connected.try_get_untracked().unwrap_or(false);
        live.connected.try_set(false);
        if wanted.try_get_value() == Some(true) {
            let attempt = if stood { 0 } else { attempt + 1 };
            let again = Rc::clone(&again);
            set_timeout(
                move || {
                    if wanted.try_get_value() == Some(true) {
                        open(live, &again, wanted, attempt);
                    }
                },
                pause(attempt),
            );
        }
    });
    socket.set_onopen(Some(on_open.as_ref().unchecked_ref()));
    socket.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    socket.set_onclose(Some(on_close.as_ref().unchecked_ref()));
    // The handlers live as long as the socket; the browser drops both together.
    on_open.forget();
    on_message.forget();
    on_close.forget();
    *slot.borrow_mut() = Some(socket);
}

/// Waits 1, 2, 4 … at most 60 seconds.
fn pause(attempt: u32) -> Duration {
    Duration::from_secs(1_u64 << attempt.min(6)).min(Duration::from_mins(1))
}

fn connect() -> Option<WebSocket> {
    let location = web_sys::window()?.location();
    let scheme = if location.protocol().ok()? == "https:" {
        "wss"
    } else {
        "ws"
    };
    let url = format!("{scheme}://{}/graphql/ws", location.host().ok()?);
    WebSocket::new_with_str(&url, "graphql-transport-ws").ok()
}

fn receive(live: LiveEvents, socket: &WebSocket, text: &str) {
    let Ok(frame) = serde_json::from_str::<Value>(text) else {
        return;
    };
    match frame.get("type").and_then(Value::as_str) {
        Some("connection_ack") => {
            live.opened();
            for (id, query) in [("queue", QUEUE), ("alert", ALERT)] {
                let _ = socket.send_with_str(&format!(
                    r#"{{"id":"{id}","type":"subscribe","payload":{{"query":"{query}"}}}}"#
                ));
            }
        }
        Some("ping") => {
            let _ = socket.send_with_str(r#"{"type":"pong"}"#);
        }
        Some("next") => {
            if let Some((event, unread)) = frame.pointer("/payload/data").and_then(event) {
                live.arrived(event, unread);
            }
        }
        _ => {}
    }
}

/// Reads an event; one that this build does not know is left alone.
fn event(data: &Value) -> Option<(LiveEvent, Option<i64>)> {
    let text = |part: &Value, key: &str| part.get(key).and_then(Value::as_str).map(ToOwned::to_owned);
    if let Some(change) = data.get("myQueueChanged") {
        let kind = NoticeKind::parse(change.get("kind")?.as_str()?)?;
        let event = LiveEvent::Queue {
            kind,
            title: text(change, "title")?,
            code: text(change, "code"),
        };
        return Some((event, change.get("unread").and_then(Value::as_i64)));
    }
    let raised = data.get("alertRaised")?;
    let level = Alert::parse(raised.get("alert")?.as_str()?)?;
    Some((
        LiveEvent::Alert {
            level,
            title: text(raised, "title")?,
            code: text(raised, "code")?,
        },
        None,
    ))
}
