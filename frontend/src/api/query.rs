//! A query in a view: loading, data, failure, and asking again without losing what is shown.

use std::future::Future;
use std::pin::Pin;

use graphql_client::GraphQLQuery;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::call::call;
use super::error::ApiError;

/// A query's present answer. `Copy`; every part is a signal.
#[derive(Debug)]
pub struct Query<T: Send + Sync + 'static> {
    /// The last answer; stays while a newer one is on its way.
    pub data: RwSignal<Option<T>>,
    /// Why the last call failed, if it did.
    pub error: RwSignal<Option<ApiError>>,
    /// Whether a call is on its way.
    pub busy: RwSignal<bool>,
    again: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Query<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Query<T> {}

impl<T: Send + Sync + 'static> Query<T> {
    fn new() -> Self {
        Self {
            data: RwSignal::new(None),
            error: RwSignal::new(None),
            busy: RwSignal::new(true),
            again: RwSignal::new(0),
        }
    }

    /// Asks again; what is shown stays until the answer comes.
    pub fn refetch(self) {
        self.again.update(|count| *count += 1);
    }

    /// Part of the answer, or nothing while there is none.
    pub fn map<U: Send + Sync + PartialEq + 'static>(
        self,
        part: impl Fn(&T) -> U + Send + Sync + 'static,
    ) -> Memo<Option<U>> {
        Memo::new(move |_| self.data.with(|data| data.as_ref().map(&part)))
    }
}

type Answer<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

/// Asks a query whenever a signal that `variables` reads changes, the session is renewed by a new sign-in, or
/// [`Query::refetch`] is called. Late answers to earlier questions are dropped.
pub fn use_query<Op>(variables: impl Fn() -> Op::Variables + 'static) -> Query<Op::ResponseData>
where
    Op: GraphQLQuery + 'static,
    Op::ResponseData: Send + Sync + 'static,
    Op::Variables: 'static,
{
    let query = Query::new();
    run(query, Box::new(move || Box::pin(call::<Op>(variables()))));
    query
}

/// The part that does not depend on the operation but by its answer.
fn run<T: Send + Sync + 'static>(query: Query<T>, ask: Box<dyn Fn() -> Answer<T>>) {
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        query.again.track();
        crate::session::track_epoch();
        let answer = ask();
        let mine = turn.get_value() + 1;
        turn.set_value(mine);
        query.busy.set(true);
        spawn_local(async move {
            let result = answer.await;
            if turn.try_get_value() != Some(mine) {
                return;
            }
            query.busy.set(false);
            match result {
                Ok(data) => {
                    query.error.set(None);
                    query.data.set(Some(data));
                }
                Err(error) => query.error.set(Some(error)),
            }
        });
    });
}
