//! What every request handler has at hand.

use std::sync::Arc;

use metrics_exporter_prometheus::PrometheusHandle;
use remit_graphql::Schema;
use remit_graphql::guard::TypeTable;
use remit_service::app::App;
use remit_service::context::{Clock, IdSource, OpCtx};
use tokio::sync::{Semaphore, watch};

use crate::config::Config;
use crate::http::cookies::Cookies;
use crate::http::quota::Quota;
use crate::http::site::Site;

/// The running server's shared state. Cloning is cheap.
#[derive(Clone)]
pub struct ServerState(Arc<Inner>);

/// See [`ServerState`].
pub struct Inner {
    /// The use cases' state.
    pub app: App,
    /// The settings.
    pub config: Config,
    /// The schema.
    pub schema: Schema,
    /// The schema's types, for the guard.
    pub types: TypeTable,
    /// The browser application.
    pub site: Site,
    /// The sign-in cookies.
    pub cookies: Cookies,
    /// What partners' machines have spent.
    pub quota: Quota,
    /// Places for WebSockets.
    pub sockets: Arc<Semaphore>,
    /// The counters' text.
    pub metrics: PrometheusHandle,
    /// True once the server is shutting down.
    pub stopping: watch::Receiver<bool>,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn IdSource>,
}

/// The parts that [`ServerState::new`] puts together.
pub struct Parts {
    /// See [`Inner`].
    pub app: App,
    /// See [`Inner`].
    pub config: Config,
    /// See [`Inner`].
    pub schema: Schema,
    /// See [`Inner`].
    pub types: TypeTable,
    /// See [`Inner`].
    pub site: Site,
    /// See [`Inner`].
    pub metrics: PrometheusHandle,
    /// See [`Inner`].
    pub stopping: watch::Receiver<bool>,
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where ids and randomness come from.
    pub ids: Arc<dyn IdSource>,
}

impl std::ops::Deref for ServerState {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl ServerState {
    /// Puts the state together.
    pub fn new(parts: Parts) -> Self {
        let (cookies, sockets) = (
            Cookies::new(parts.config.secure_cookies),
            parts.config.http.websockets,
        );
        Self(Arc::new(Inner {
            app: parts.app,
            config: parts.config,
            schema: parts.schema,
            types: parts.types,
            site: parts.site,
            cookies,
            quota: Quota::default(),
            sockets: Arc::new(Semaphore::new(sockets.min(Semaphore::MAX_PERMITS))),
            metrics: parts.metrics,
            stopping: parts.stopping,
            clock: parts.clock,
            ids: parts.ids,
        }))
    }

    /// A context without an actor.
    pub fn anonymous(&self, trace: impl Into<String>) -> OpCtx {
        OpCtx::anonymous(Arc::clone(&self.clock), Arc::clone(&self.ids), trace)
    }

    /// A fresh trace id.
    pub fn new_trace(&self) -> String {
        self.ids.new_id().simple().to_string()
    }

    /// Whether new requests are wanted; the readiness probe says so to load balancers.
    pub fn is_ready(&self) -> bool {
        !*self.stopping.borrow()
    }
}
