//! What a bench is asked for.

use std::time::Duration;

use anyhow::{Result, bail};
use clap::Parser;
use remit_store::Engine;

/// Arguments of every bench; each uses those that concern it.
#[derive(Debug, Clone, Parser)]
#[command(no_binary_name = false)]
pub struct Arguments {
    /// Engines: sqlite, postgres
    #[arg(long, value_delimiter = ',', default_value = "sqlite,postgres")]
    pub engine: Vec<String>,
    /// Clients at once, one table row each
    #[arg(long, value_delimiter = ',', default_value = "1,8,32")]
    pub clients: Vec<usize>,
    /// Seconds of each measurement, after a warm-up of a fifth of it
    #[arg(long, default_value_t = 5.0)]
    pub seconds: f64,
    /// Ratings in the database, one step each; 10000000 takes some gigabytes and minutes
    #[arg(long, value_delimiter = ',', default_value = "60000,1000000")]
    pub ratings: Vec<u64>,
    /// Units scored by the engine
    #[arg(long, value_delimiter = ',', default_value = "50,600,6850")]
    pub units: Vec<usize>,
    /// Points in the database
    #[arg(long, value_delimiter = ',', default_value = "875,10500")]
    pub points: Vec<usize>,
    /// Leave the public's ratings of the demo city out: starts sooner, says less
    #[arg(long)]
    pub small: bool,
    /// Cargo adds this to every bench
    #[arg(long, hide = true)]
    bench: bool,
}

impl Arguments {
    /// Says what is about to be measured, and with which build.
    pub fn greet(&self, name: &str) {
        println!("\n# bench {name}: {} s each", self.seconds);
        if cfg!(debug_assertions) {
            println!("unoptimised build: figures of this run mean nothing");
        }
    }

    /// The engines asked for; PostgreSQL only where there is one.
    pub fn engines(&self) -> Result<Vec<Engine>> {
        let mut engines = Vec::new();
        for name in &self.engine {
            engines.push(match name.as_str() {
                "sqlite" => Engine::Sqlite,
                "postgres" if std::env::var("REMIT_TEST_POSTGRES_URL").is_err() => bail!(
                    "REMIT_TEST_POSTGRES_URL is not set: `cargo xtask bench` starts a private PostgreSQL and sets it; \
                     --engine sqlite leaves it out"
                ),
                "postgres" => Engine::Postgres,
                other => bail!("there is no engine `{other}`; sqlite and postgres are"),
            });
        }
        Ok(engines)
    }

    /// Time of one measurement.
    pub fn time(&self) -> Duration {
        Duration::from_secs_f64(self.seconds)
    }

    /// Ratings that the demo city is loaded with.
    pub fn demo_ratings(&self) -> remit_demo::Ratings {
        if self.small {
            remit_demo::Ratings::None
        } else {
            remit_demo::Ratings::All
        }
    }
}

/// An engine's name in tables.
pub fn name(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    }
}
