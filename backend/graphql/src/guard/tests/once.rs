//! Equal keys run once: every shape is executed on a real schema that counts.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_graphql::futures_util::StreamExt as _;
use async_graphql::futures_util::stream::{self, Stream};
use async_graphql::{
    Interface, Object, Request, Response, Schema, SimpleObject, Subscription, Variables, value,
};

use crate::guard::{Code, Limits, Tier, TypeTable, admit};

/// How often a resolver ran.
#[derive(Clone, Default)]
struct Runs(Arc<AtomicUsize>);

impl Runs {
    fn one_more(&self) -> usize {
        self.0.fetch_add(1, Ordering::Relaxed) + 1
    }
}

#[derive(SimpleObject, Clone)]
struct Rated {
    count: usize,
    level: i32,
    inner: Inner,
}

#[derive(SimpleObject, Clone)]
struct Inner {
    a: i32,
    b: i32,
}

#[derive(SimpleObject)]
struct Cat {
    name: &'static str,
    lives: i32,
}

#[derive(SimpleObject)]
struct Dog {
    name: &'static str,
    tail: bool,
}

#[derive(Interface)]
#[graphql(field(name = "name", ty = "&&'static str"))]
enum Pet {
    Cat(Cat),
    Dog(Dog),
}

struct Query(Runs);
struct Mutation(Runs);
struct Feed(Runs);

fn rated(runs: &Runs, level: i32) -> Rated {
    Rated {
        count: runs.one_more(),
        level,
        inner: Inner { a: 1, b: 2 },
    }
}

#[Object]
impl Query {
    async fn rating(&self, #[graphql(default = 1)] level: i32) -> Rated {
        rated(&self.0, level)
    }

    async fn pets(&self) -> Vec<Pet> {
        self.0.one_more();
        vec![
            Pet::Cat(Cat {
                name: "喵", lives: 9
            }),
            Pet::Dog(Dog {
                name: "旺",
                tail: true,
            }),
        ]
    }
}

#[Object]
impl Mutation {
    async fn rate(&self, level: i32) -> Rated {
        rated(&self.0, level)
    }
}

#[Subscription]
impl Feed {
    async fn ticks(&self) -> impl Stream<Item = Rated> {
        let rated = rated(&self.0, 1);
        stream::once(async move { rated })
    }
}

/// The answer and how often resolvers ran.
async fn run(source: &str, variables: Variables) -> Result<(Response, usize), Code> {
    let runs = Runs::default();
    let schema = Schema::new(Query(runs.clone()), Mutation(runs.clone()), Feed(runs.clone()));
    let types = TypeTable::from_sdl(&schema.sdl()).unwrap();
    let limits = Limits {
        root_mutations: 3,
        ..Limits::of(Tier::SignedIn)
    };
    let admitted = admit(source, None, variables, &types, &limits).map_err(|rejection| rejection.code)?;
    let mut request = Request::new("").variables(admitted.variables);
    request.set_parsed_query(admitted.document);
    let response = schema.execute_stream(request).next().await.unwrap();
    Ok((response, runs.0.load(Ordering::Relaxed)))
}

async fn data(source: &str, runs: usize) -> async_graphql::Value {
    let (response, ran) = run(source, Variables::default()).await.unwrap();
    assert_eq!(response.errors, Vec::new(), "{source}");
    assert_eq!(ran, runs, "{source}");
    response.data
}

#[tokio::test]
async fn the_library_still_runs_them_twice() {
    let runs = Runs::default();
    let schema = Schema::new(Query(runs.clone()), Mutation(runs.clone()), Feed(runs.clone()));
    let response = schema
        .execute("mutation { rate(level: 1) { level } rate(level: 1) { level } }")
        .await;
    assert!(response.is_ok());
    assert_eq!(
        runs.0.load(Ordering::Relaxed),
        2,
        "if this is 1, the merging here can go"
    );
}

#[tokio::test]
async fn a_repeated_act_happens_once_in_every_shape() {
    let expected = value!({ "rate": { "level": 5, "inner": { "a": 1, "b": 2 } } });
    for source in [
        "mutation { rate(level: 5) { level inner { a } } rate(level: 5) { inner { b } } }",
        "mutation { rate(level: 5) { level } ... { rate(level: 5) { inner { a b } } } }",
        "mutation { rate(level: 5) { level } ... on Mutation { rate(level: 5) { inner { a b } } } }",
        "mutation { ...f ...g } fragment f on Mutation { rate(level: 5) { level } } fragment g on Mutation { rate(level: 5) { inner { a b } } }",
        "mutation { ...f ...f } fragment f on Mutation { ...g ...g } fragment g on Mutation { rate(level: 5) { level inner { a b } } }",
        "mutation { rate: rate(level: 5) { level } rate(level: 5) { inner { a b } } }",
        "mutation { rate(level: 5) { ...i level } rate(level: 5) @include(if: true) { ...i } } fragment i on Rated { inner { a ...b } } fragment b on Inner { b }",
    ] {
        assert_eq!(data(source, 1).await, expected, "{source}");
    }
}

#[tokio::test]
async fn acts_under_different_keys_are_different_acts() {
    let source = "mutation { a: rate(level: 1) { count } b: rate(level: 1) { count } }";
    assert_eq!(
        data(source, 2).await,
        value!({ "a": { "count": 1 }, "b": { "count": 2 } })
    );
}

#[tokio::test]
async fn queries_and_subscriptions_are_merged_too() {
    let query =
        "{ rating { level } ...q rating { inner { b } } } fragment q on Query { rating { inner { a } } }";
    assert_eq!(
        data(query, 1).await,
        value!({ "rating": { "level": 1, "inner": { "a": 1, "b": 2 } } })
    );
    let feed = "subscription { ticks { level } ... on Feed { ticks { inner { a } } } }";
    assert_eq!(
        data(feed, 1).await,
        value!({ "ticks": { "level": 1, "inner": { "a": 1 } } })
    );
}

#[tokio::test]
async fn fields_of_one_key_that_differ_are_refused() {
    for source in [
        "mutation { rate(level: 1) { level } rate(level: 2) { level } }",
        "mutation { rate(level: 1) { level } ...f } fragment f on Mutation { rate(level: 2) { level } }",
        "{ rating { level } rating(level: 1) { level } }",
        "{ a: rating { level } a: pets { name } }",
        "{ rating { x: level } rating { x: count } }",
        "{ rating { inner { a } } rating { inner } }",
        "{ rating { level } rating @strange { level } }",
        "query($a: Int = 1, $b: Int = 1) { rating(level: $a) { level } rating(level: $b) { level } }",
    ] {
        assert_eq!(
            run(source, Variables::default()).await.map(|_| ()).unwrap_err(),
            Code::Conflict,
            "{source}"
        );
    }
}

#[tokio::test]
async fn arguments_are_the_same_in_any_order() {
    let types =
        TypeTable::from_sdl("type Query { f(a: Int, b: In): Int } input In { x: Int y: Int }").unwrap();
    let source = "{ f(a: 1, b: { x: 1, y: 2 }) f(b: { y: 2, x: 1 }, a: 1) }";
    let admitted = admit(
        source,
        None,
        Variables::default(),
        &types,
        &Limits::of(Tier::SignedIn),
    )
    .unwrap();
    let (_, operation) = admitted.document.operations.iter().next().unwrap();
    assert_eq!(operation.node.selection_set.node.items.len(), 1);
}

#[tokio::test]
async fn conditions_decide_what_is_merged() {
    let source = "mutation($yes: Boolean!, $no: Boolean = false) {
        rate(level: 1) @include(if: $no) { count }
        rate(level: 1) @skip(if: $no) { level }
        ...f @include(if: $yes)
        ...g @skip(if: $yes)
    } fragment f on Mutation { rate(level: 1) { inner { a } } } fragment g on Mutation { rate(level: 1) { inner { b } } }";
    let variables = Variables::from_value(value!({ "yes": true }));
    let (response, ran) = run(source, variables).await.unwrap();
    assert_eq!(response.errors, Vec::new());
    assert_eq!(
        response.data,
        value!({ "rate": { "level": 1, "inner": { "a": 1 } } })
    );
    assert_eq!(ran, 1);
}

#[tokio::test]
async fn default_values_decide_conditions() {
    let source = "query($more: Boolean = true) { rating { level inner @include(if: $more) { a } } }";
    assert_eq!(
        data(source, 1).await,
        value!({ "rating": { "level": 1, "inner": { "a": 1 } } })
    );
}

#[tokio::test]
async fn fragments_on_interfaces_are_judged_by_object() {
    let source =
        "{ pets { name ... on Cat { lives name } ...d ... on Pet { name } } } fragment d on Dog { tail }";
    let expected = value!({ "pets": [{ "name": "喵", "lives": 9 }, { "name": "旺", "tail": true }] });
    assert_eq!(data(source, 1).await, expected);
}

#[tokio::test]
async fn the_validator_still_sees_what_is_wrong() {
    for source in [
        "{ rating { nothing } }",
        "{ rating(level: \"x\") { level } }",
        "{ rating { level } ... on Mutation { rate(level: 1) { level } } }",
        "{ rating { level } } fragment unused on Query { rating { level } }",
        "query($unused: Int) { rating { level } }",
        "{ rating { level } rating @skip(if: true) { nothing } }",
        "mutation { rate { level } }",
    ] {
        let (response, ran) = run(source, Variables::default()).await.unwrap();
        assert!(!response.errors.is_empty(), "{source}");
        assert_eq!(ran, 0, "{source}");
    }
}
